from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EventState(TextChoices):
    DRAFT = "draft", _("Entwurf")
    PLANNED = "planned", _("geplant")
    PUBLISHED = "published", _("veröffentlicht")
    CANCELLED = "cancelled", _("abgesagt")
    POSTPONED = "postponed", _("verschoben")


PUBLIC_STATES = (EventState.PUBLISHED, EventState.CANCELLED, EventState.POSTPONED)
HIDDEN_STATES = tuple(state for state in EventState if state not in PUBLIC_STATES)


class LanguageMode(TextChoices):
    SPOKEN = "spoken", _("gesprochen")
    INTERPRETED = "interpreted", _("gedolmetscht")
    SIGNED = "signed", _("in Gebärdensprache")


class OrganisationRole(TextChoices):
    ORGANISER = "organiser", _("Veranstalter")
    PARTNER = "partner", _("Partner")


class HolidayChoice(TextChoices):
    """What a series does on public holidays of North Rhine-Westphalia."""

    KEEP = "keep", _("findet statt")
    SKIP = "skip", _("entfällt")
    NEXT_DAY = "next_day", _("am nächsten Tag, der kein Feiertag ist")


class ExceptionKind(TextChoices):
    SKIP = "skip", _("entfällt ohne Hinweis")
    MOVE = "move", _("wird verlegt")
    CANCEL = "cancel", _("wird abgesagt")
