"""Door signs of an event: which there are, what they say, and which way they point."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext

from miteinander.foundation.languages.text import LocalText
from miteinander.foundation.typesetting.documents import CannotPrint, Wish
from miteinander.foundation.typesetting.formats import A3, A4_OFFICE
from miteinander.foundation.typesetting.ingredients import Drawing, pictogram_drawing

from ..models import Event
from ..printing import House, event_mosaic, event_to_print, house
from .wall_data import check_languages

SIGN, ARROW = "schild", "pfeil"
ALL, ROOM, NO_ARROW = "alle", "raum", "ohne"
FORMATS = (
    A4_OFFICE,
    replace(A4_OFFICE, key="a4-quer", title=gettext_lazy("A4 quer"), width=297, height=210),
    replace(A3, bleed=0),
)
SIGNS: Mapping[str, tuple[str, Callable[[], str]]] = {
    "eingang": ("entrance", lambda: _("Eingang")),
    "anmeldung": ("clipboard", lambda: pgettext("Schild am Empfang", "Anmeldung")),
    "kinderbetreuung": ("childcare", lambda: _("Kinderbetreuung")),
    "toiletten": ("toilet", lambda: _("Toiletten")),
    "aufzug": ("lift", lambda: _("Aufzug")),
    "ohne-stufen": ("step-free", lambda: _("Weg ohne Stufen")),
}
"""By key: the pictogram and the word."""
TURNS = {"rechts": 0, "links": 180, "geradeaus": -90, "rechts-hoch": -45, "links-hoch": -135, "zurueck": 90}
"""By key: how far the arrow, which points to the right, is turned; the same in every script, for a door does not move."""
DARK_LINES = frozenset({"sun", "coral", "rose", "leaf"})
"""Grounds on which ink stands out more than paper."""


@dataclass(frozen=True)
class SignSheet:
    """One sign. `line` is the colour of pictogram and arrow on `ground`, `turn` in degrees."""

    words: tuple[LocalText, ...]
    pictogram: Drawing
    arrow: Drawing | None
    turn: int
    ground: str
    line: str
    mosaic: Drawing
    event: LocalText
    house: House


def sign_sheets(wish: Wish) -> list[SignSheet]:
    """One or all. Constant queries. Raises CannotPrint."""
    check_languages(wish)
    event = event_to_print(wish.subject)
    signs = _signs_of(event)
    wanted = wish.options.get(SIGN, ALL)
    turn = TURNS.get(wish.options.get(ARROW, NO_ARROW))
    keys = [key for key in signs if wanted in (ALL, key)]
    if not keys:
        raise CannotPrint(_("Dieses Schild gibt es nicht. Bitte wählen Sie ein anderes."))
    colour, own_house = event.activity.colour, house()
    line = "ink" if colour in DARK_LINES else "paper"
    return [
        SignSheet(
            words=_words(signs[key][1], wish.languages),
            pictogram=pictogram_drawing(signs[key][0]),
            arrow=None if turn is None else pictogram_drawing("arrow"),
            turn=turn or 0,
            ground=colour,
            line=line,
            mosaic=event_mosaic(event, columns=12, rows=2),
            event=event.shown_title.localized(wish.languages[0]),
            house=own_house,
        )
        for key in keys
    ]


def sign_choices(pk: int) -> Sequence[tuple[str, str]]:
    """All the signs at once, or one of them; the room only where the event has one."""
    event = Event.objects.filter(pk=pk).prefetch_related("venues").first()
    room = [(ROOM, _("Name des Ortes"))] if event is not None and event.venues.all() else []
    return [(ALL, _("Alle Schilder")), *((key, words()) for key, (_picture, words) in SIGNS.items()), *room]


def arrow_choices(pk: int) -> Sequence[tuple[str, str]]:
    return [
        (NO_ARROW, _("Ohne Pfeil")),
        ("rechts", pgettext("Pfeil", "Nach rechts")),
        ("links", pgettext("Pfeil", "Nach links")),
        ("geradeaus", pgettext("Pfeil", "Geradeaus")),
        ("rechts-hoch", pgettext("Pfeil", "Schräg nach rechts")),
        ("links-hoch", pgettext("Pfeil", "Schräg nach links")),
        ("zurueck", pgettext("Pfeil", "Nach unten")),
    ]


def _signs_of(event: Event) -> dict[str, tuple[str, Callable[[], str]]]:
    signs = dict(SIGNS)
    if event.venues_on_card:
        signs[ROOM] = ("place", lambda: str(event.venues_on_card[0].name))
    return signs


def _words(words: Callable[[], str], languages: Sequence[str]) -> tuple[LocalText, ...]:
    """In every language, each word once."""
    found: dict[str, LocalText] = {}
    for lang in languages:
        with override(lang):
            text = words()
        found.setdefault(text, LocalText.of(text, lang))
    return tuple(found.values())
