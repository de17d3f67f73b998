from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Basis(StrEnum):
    """Legal bases a public body may rely on (Art. 6(1) GDPR; (f) is not open to authorities)."""

    CONSENT = "Art. 6 Abs. 1 a DSGVO"
    CONTRACT = "Art. 6 Abs. 1 b DSGVO"
    LEGAL_DUTY = "Art. 6 Abs. 1 c DSGVO"
    PUBLIC_TASK = "Art. 6 Abs. 1 e DSGVO"


class Erasure(StrEnum):
    """What happens when the time is over."""

    DELETE = "delete the record"
    BLANK = "empty the fields"
    ANONYMISE = "cut the tie to the person"


class Deed(TextChoices):
    DELETED = "deleted", _("Einträge gelöscht")
    BLANKED = "blanked", _("Felder geleert")
    CUT = "cut", _("Verbindung zur Person gelöst")
    TRACES = "traces", _("Spuren entfernt")
    KEPT = "kept", _("behalten")
    EXPORTED = "exported", _("Auskunft gegeben")


class Cause(TextChoices):
    DUE = "due", _("Frist abgelaufen")
    ASKED = "asked", _("auf Wunsch der Person")
