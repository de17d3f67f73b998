"""What preflight says before something is printed: what is wrong, where, and what to do."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Level(StrEnum):
    STOP = "stop"
    """Would be wrong on paper."""
    HINT = "hint"
    """May stay, if somebody has looked at it."""


KINDS: dict[str, tuple[Level, str | Promise, str | Promise]] = {
    "glyph": (
        Level.STOP,
        _("Für diese Zeichen haben wir keine Schrift: %(what)s"),
        _("Bitte ersetzen oder streichen Sie sie im Text."),
    ),
    "overset": (
        Level.STOP,
        _("Der Text ist zu lang und musste gekürzt werden: %(what)s"),
        _("Bitte kürzen Sie ihn, oder wählen Sie ein größeres Format oder weniger Sprachen."),
    ),
    "resolution": (
        Level.HINT,
        _("Ein Bild wird unscharf: %(what)s"),
        _("Bitte laden Sie es größer hoch, oder wählen Sie ein kleineres Format."),
    ),
    "alternative": (
        Level.STOP,
        _("Einem Bild fehlt die Beschreibung für Menschen, die es nicht sehen: %(what)s"),
        _("Bitte tragen Sie sie beim Bild ein."),
    ),
    "picture": (
        Level.STOP,
        _("Diese Datei ist kein Bild, das wir drucken können: %(what)s"),
        _("Bitte laden Sie ein JPG, PNG oder SVG hoch."),
    ),
    "logo": (
        Level.STOP,
        _("Ein Zeichen eines Förderers ist nicht so, wie er es verlangt: %(what)s"),
        _("Bitte wählen Sie ein größeres Format, oder berichtigen Sie die Angaben beim Förderer."),
    ),
    "colour": (
        Level.HINT,
        _("Dieses Bild hat Bildschirmfarben: %(what)s"),
        _("Die Druckerei wandelt sie um. Mit ihrem Farbprofil tun wir es vorher."),
    ),
    "ink": (
        Level.HINT,
        _("Hier liegt mehr Farbe, als das Papier verträgt: %(what)s"),
        _("Bitte fragen Sie die Druckerei, oder wählen Sie ein helleres Bild."),
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `page` counts from 1; 0 when it is about the whole document."""

    code: str
    what: str
    page: int = 0

    @property
    def level(self) -> Level:
        return KINDS[self.code][0]

    @property
    def sentence(self) -> str:
        return str(KINDS[self.code][1]) % {"what": self.what}

    @property
    def fix(self) -> str:
        return str(KINDS[self.code][2])
