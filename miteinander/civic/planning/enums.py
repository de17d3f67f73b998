from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Topic(TextChoices):
    """What a to-do is about; the list of domain.md 3.8 and what comes before and after."""

    ROOM = "room", _("Raum und Platz")
    PERMIT = "permit", _("Genehmigung")
    NOISE = "noise", _("Lärmschutz")
    MUSIC = "music", _("GEMA")
    ARTISTS = "artists", _("Honorare und Künstlersozialabgabe")
    INSURANCE = "insurance", _("Versicherung")
    FIRST_AID = "first_aid", _("Erste Hilfe und Sicherheit")
    FOOD = "food", _("Essen und Trinken")
    TECHNOLOGY = "technology", _("Technik")
    INTERPRETERS = "interpreters", _("Sprachen und Dolmetschen")
    PHOTOS = "photos", _("Fotos")
    CHILDREN = "children", _("Kinder")
    ACCESSIBILITY = "accessibility", _("Barrierefreiheit")
    PRINT = "print", _("Plakate und Flyer")
    INVITATION = "invitation", _("Einladung und Presse")
    PEOPLE = "people", _("Helferinnen und Helfer")
    MONEY = "money", _("Geld")
    AFTERWARDS = "afterwards", _("Danach")
    OTHER = "other", _("Sonstiges")


class TodoState(TextChoices):
    OPEN = "open", pgettext_lazy("to-do", "offen")
    DOING = "doing", pgettext_lazy("to-do", "in Arbeit")
    DONE = "done", pgettext_lazy("to-do", "erledigt")
    DROPPED = "dropped", pgettext_lazy("to-do", "entfällt")


UNFINISHED = (TodoState.OPEN, TodoState.DOING)


class DeadlineState(TextChoices):
    """How a deadline stands on the year wheel."""

    OPEN = "open", pgettext_lazy("deadline", "offen")
    OVERDUE = "overdue", pgettext_lazy("deadline", "überfällig")
    DONE = "done", pgettext_lazy("deadline", "erledigt")


class DayKind(TextChoices):
    """What the date guard knows a day as."""

    PUBLIC = "public", _("Gesetzlicher Feiertag")
    SCHOOL = "school", _("Schulferien")
    FEAST = "feast", _("Fest")
    FAST = "fast", _("Fastenzeit")
    REST = "rest", _("Ruhetag")
    UNKNOWN = "unknown", _("Nicht bekannt")


class Weight(TextChoices):
    """How much a day matters for a date. Advice: nothing is ever locked by it."""

    HIGH = "high", _("besser ein anderer Tag")
    MEDIUM = "medium", _("daran denken")
    LOW = "low", _("gut zu wissen")
