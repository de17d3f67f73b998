from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MailState(TextChoices):
    WAITING = "waiting", _("wartet")
    SENDING = "sending", _("wird gesendet")
    SENT = "sent", _("gesendet")
    FAILED = "failed", _("gescheitert")
    UNSURE = "unsure", _("ungewiss")


OPEN = (MailState.WAITING, MailState.SENDING)
STUCK = (MailState.FAILED, MailState.UNSURE)
