from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Colour(TextChoices):
    """The seven colours; each cross-cutting task owns one (shared list, see the design tokens)."""

    SUN = "sun", _("Sonne")
    CORAL = "coral", _("Koralle")
    PLUM = "plum", _("Pflaume")
    BLUE = "blue", _("Blau")
    TEAL = "teal", _("Petrol")
    LEAF = "leaf", _("Blatt")
    ROSE = "rose", _("Rose")
