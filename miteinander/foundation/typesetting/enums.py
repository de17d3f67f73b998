from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class JobState(TextChoices):
    WAITING = "waiting", _("wartet")
    SETTING = "setting", pgettext_lazy("ein Druckauftrag", "wird gesetzt")
    DONE = "done", _("fertig")
    REFUSED = "refused", _("nicht möglich")
