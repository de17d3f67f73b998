from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ConsentBasis(TextChoices):
    """Why a picture may be published (§§ 22, 23 KunstUrhG)."""

    NO_PERSONS = "no_persons", _("keine Personen erkennbar")
    CONSENT = "consent", _("Einwilligung der Abgebildeten")
    PUBLIC_FIGURE = "public_figure", _("Person der Zeitgeschichte (§ 23 Abs. 1 Nr. 1)")
    ACCESSORY = "accessory", _("Personen nur als Beiwerk (§ 23 Abs. 1 Nr. 2)")
    ASSEMBLY = "assembly", _("Versammlung oder Veranstaltung (§ 23 Abs. 1 Nr. 3)")
    UNCLEAR = "unclear", _("ungeklärt – nicht veröffentlichen")
