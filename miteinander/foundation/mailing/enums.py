from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MailState(TextChoices):
    WAITING = "waiting", _("wartet")
    SENDING = "sending", _("wird gesendet")
    SENT = "sent", _("gesendet")
    BOUNCED = "bounced", _("zurückgekommen")
    STOPPED = "stopped", _("nicht gesendet")
    CANCELLED = "cancelled", _("abgebrochen")
    FAILED = "failed", _("gescheitert")
    UNSURE = "unsure", _("ungewiss")


class Bounce(TextChoices):
    """What a delivery report says (RFC 3464)."""

    PERMANENT = "permanent", _("endgültig unzustellbar")
    TEMPORARY = "temporary", _("vorläufig unzustellbar")
    OTHER = "other", _("sagt nichts über eine E-Mail von uns")


OPEN = (MailState.WAITING, MailState.SENDING)
STUCK = (MailState.FAILED, MailState.UNSURE, MailState.BOUNCED, MailState.STOPPED)
SENT = (MailState.SENT, MailState.BOUNCED)
