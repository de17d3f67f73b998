from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MeasureState(TextChoices):
    PLANNED = "planned", _("geplant")
    RUNNING = "running", _("läuft")
    DONE = "done", _("umgesetzt")


class Audience(TextChoices):
    """For whom an activity or an event is meant (shared list)."""

    EVERYONE = "everyone", _("für alle")
    PARENTS = "parents", _("Eltern")
    FAMILIES = "families", _("Familien")
    CHILDREN = "children", _("Kinder")
    YOUTH = "youth", _("Jugendliche")
    WOMEN = "women", _("Frauen")
    MEN = "men", _("Männer")
    SENIORS = "seniors", _("Ältere Menschen")
    NEWCOMERS = "newcomers", _("Neu in der Stadt")
    VOLUNTEERS = "volunteers", _("Ehrenamtliche")
    ASSOCIATIONS = "associations", _("Vereine")
    OFFICIALS = "officials", _("Politik und Verwaltung")
