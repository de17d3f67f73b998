from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Availability(TextChoices):
    """Whether a venue offers something; nobody guesses."""

    YES = "yes", _("ja")
    PARTLY = "partly", _("teilweise")
    NO = "no", _("nein")
    UNKNOWN = "unknown", _("noch nicht bekannt, bitte fragen Sie nach")
