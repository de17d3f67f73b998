from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EventState(TextChoices):
    DRAFT = "draft", _("Entwurf")
    PLANNED = "planned", _("geplant")
    PUBLISHED = "published", _("veröffentlicht")
    CANCELLED = "cancelled", _("abgesagt")
    POSTPONED = "postponed", _("verschoben")


PUBLIC_STATES = (EventState.PUBLISHED, EventState.CANCELLED, EventState.POSTPONED)


class LanguageMode(TextChoices):
    SPOKEN = "spoken", _("gesprochen")
    INTERPRETED = "interpreted", _("gedolmetscht")
    SIGNED = "signed", _("in Gebärdensprache")


class OrganisationRole(TextChoices):
    ORGANISER = "organiser", _("Veranstalter")
    PARTNER = "partner", _("Partner")
