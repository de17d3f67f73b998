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
    SUPPORTER = "supporter", _("Förderer")


class HolidayChoice(TextChoices):
    """What a series does on public holidays of North Rhine-Westphalia."""

    KEEP = "keep", _("findet statt")
    SKIP = "skip", _("entfällt")
    NEXT_DAY = "next_day", _("am nächsten Tag, der kein Feiertag ist")


class ExceptionKind(TextChoices):
    SKIP = "skip", _("entfällt ohne Hinweis")
    MOVE = "move", _("wird verlegt")
    CANCEL = "cancel", _("wird abgesagt")


class WorkKind(TextChoices):
    """What somebody does at an event."""

    MUSIC = "music", _("Musik")
    STAGE = "stage", _("Theater, Tanz, Lesung")
    VISUAL = "visual", _("Bildende Kunst")
    TALK = "talk", _("Vortrag")
    MODERATION = "moderation", _("Moderation")
    TEXT = "text", _("Text und Übersetzung")
    DESIGN = "design", _("Gestaltung und Foto")
    INTERPRETING = "interpreting", _("Dolmetschen")
    TEACHING = "teaching", _("Kurs und Workshop")
    CHILDCARE = "childcare", _("Kinderbetreuung")
    FOOD = "food", _("Essen und Trinken")
    TECHNOLOGY = "technology", _("Technik und Aufbau")
    SAFETY = "safety", _("Sanitätsdienst und Ordner")
    OTHER = "other", _("Sonstiges")


ARTISTIC_WORK = (WorkKind.MUSIC, WorkKind.STAGE, WorkKind.VISUAL, WorkKind.TEXT, WorkKind.DESIGN)
"""Artists and publicists: graphic designers, photographers, authors, musicians count for the Künstlersozialabgabe
(`shared/domain.md` 3.7). In doubt a kind is in: too much is asked, nothing is forgotten."""


class EngagementState(TextChoices):
    ASKED = "asked", _("angefragt")
    AGREED = "agreed", _("zugesagt")
    DECLINED = "declined", _("abgesagt")


class LegalForm(TextChoices):
    UNKNOWN = "unknown", _("noch nicht bekannt")
    SELF_EMPLOYED = "self_employed", _("selbstständig (Einzelperson oder GbR)")
    VOLUNTARY = "voluntary", _("ehrenamtlich")
    ASSOCIATION = "association", _("Verein")
    COMPANY = "company", _("GmbH oder andere Firma")
    PUBLIC = "public", _("öffentliche Einrichtung")


class ClashKind(TextChoices):
    """Why another event is worth a look when a date is chosen."""

    SAME_TIME = "same_time", _("Gleicher Ort zur gleichen Zeit")
    SAME_VENUE = "same_venue", _("Gleicher Ort am gleichen Tag")
    SAME_AUDIENCE = "same_audience", _("Gleiche Zielgruppe am gleichen Tag")
    SAME_DISTRICT = "same_district", _("Gleicher Stadtteil am gleichen Tag")
    SAME_DAY = "same_day", _("Am gleichen Tag")
