from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verb(TextChoices):
    CREATED = "created", _("angelegt")
    CHANGED = "changed", _("geändert")
    PUBLISHED = "published", _("veröffentlicht")
    UNPUBLISHED = "unpublished", _("zurückgezogen")
    CANCELLED = "cancelled", _("abgesagt")
    POSTPONED = "postponed", _("verschoben")
    DELETED = "deleted", _("gelöscht")
    OTHER = "other", _("sonstiges")
