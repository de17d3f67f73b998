from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Outcome(TextChoices):
    """What becomes of one text of a file."""

    NEW = "new", _("neu")
    REPLACES = "replaces", _("ersetzt einen vorhandenen Text")
    SAME = "same", _("unverändert")
    STALE = "stale", _("der deutsche Text wurde inzwischen geändert, kommt als „veraltet“ herein")
    UNKNOWN = "unknown", _("gibt es hier nicht (mehr)")
    FORBIDDEN = "forbidden", _("gehört nicht zu Ihren Sprachen oder Bereichen")
    FAULTY = "faulty", _("so nicht möglich")
