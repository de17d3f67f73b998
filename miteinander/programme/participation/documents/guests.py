"""Sheets made from who comes: badges, place cards, and the list for the door."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from miteinander.foundation.languages.dates import format_date
from miteinander.foundation.languages.folding import sort_key
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.languages.text import LocalText
from miteinander.foundation.typesetting.documents import CannotPrint, Wish
from miteinander.foundation.values.clock import today

from ..enums import HOLDING, RegistrationState
from ..models import Guest, Registration, RegistrationPlan
from ..office_list import Row, rows_of
from .parts import Head, event_head, name_as_written, own_words

COLOURS = ("sun", "teal", "coral", "blue", "leaf", "plum", "rose")
"""Of the groups, in the order of the kinds of guests; the word stands beside it."""
UNITS_ON_PAGE = 21
LEAST_EMPTY = 4
"""Lines of the list for the door, among them some for guests who come without registration."""


@dataclass(frozen=True)
class Badge:
    """`name` is empty where nobody said one: a line to write on. `group` is a kind of guests in words."""

    name: LocalText
    group: LocalText
    colour: str


@dataclass(frozen=True)
class Badges:
    """All badges of an event; eight on a page of A4, 90 by 55 millimetres each."""

    lang: str
    dir: str
    title: LocalText
    council: str
    badges: tuple[Badge, ...]


@dataclass(frozen=True)
class PlaceCards:
    """Four on a page of A4, folded in the middle: the name on both sides."""

    lang: str
    dir: str
    names: tuple[LocalText, ...]
    colour: str


@dataclass(frozen=True)
class DoorRow:
    """A party at the door: `boxes` to tick, one for each person."""

    name: LocalText
    who: str
    boxes: int
    hint: str

    @property
    def units(self) -> int:
        """How many lines high: six boxes stand in one."""
        return max(1, -(-self.boxes // 6))


@dataclass(frozen=True)
class DoorList:
    head: Head
    heading: LocalText
    columns: tuple[str, str, str, str]
    summary: LocalText
    page: str
    rows: tuple[DoorRow, ...]
    walk_ins: LocalText
    nobody: LocalText
    empty: int
    units: int
    """How many lines a page has."""


def held_guests(event_id: int) -> list[Guest]:
    """Whoever holds a seat, by the name of their party, as they are to be called. One query."""
    found = Guest.objects.filter(registration__plan__event=event_id, registration__state__in=HOLDING)
    guests = list(found.select_related("registration", "pool__item").order_by("registration", "position"))
    guests.sort(key=lambda one: sort_key(one.registration.name, base_language()))
    return guests


def name_of(guest: Guest) -> str:
    """The name as it was typed; the first of a party may have only that of the party."""
    return guest.name or (guest.registration.name if guest.position == 0 else "")


def badges(wish: Wish) -> list[Badges]:
    """One batch for the whole event. Constant queries. Raises CannotPrint."""
    guests = held_guests(wish.subject)
    if wish.options.get("nameless") == "skip":
        guests = [guest for guest in guests if name_of(guest)]
    if not guests:
        raise CannotPrint(nobody_yet())
    head, lang = event_head(wish), wish.languages[0]
    order = {guest.pool_id: guest.pool for guest in sorted(guests, key=lambda one: one.pool.position)}
    groups = {
        pk: (pool.name(lang), COLOURS[number % len(COLOURS)])
        for number, (pk, pool) in enumerate(order.items())
    }
    made = (Badge(name_as_written(name_of(guest), lang), *groups[guest.pool_id]) for guest in guests)
    return [Badges(lang, head.dir, head.texts[0].title, head.house.name, tuple(made))]


def place_cards(wish: Wish) -> list[PlaceCards]:
    """For everybody whose name is known. Raises CannotPrint."""
    lang = wish.languages[0]
    names = [name for guest in held_guests(wish.subject) if (name := name_of(guest))]
    if not names:
        raise CannotPrint(nobody_yet())
    head = event_head(wish)
    shown = tuple(name_as_written(name, lang) for name in names)
    return [PlaceCards(lang, head.dir, shown, head.colour)]


def door_list(wish: Wish) -> list[DoorList]:
    """Everybody who is booked or holds an offer, by name. Constant queries. Raises CannotPrint without a plan."""
    plan = RegistrationPlan.objects.filter(event=wish.subject).first()
    if plan is None:
        raise CannotPrint(_("Zu dieser Veranstaltung braucht niemand sich anzumelden."))
    held = sorted(
        Registration.objects.holding().filter(plan=plan), key=lambda one: sort_key(one.name, base_language())
    )
    rows = rows_of(plan, held)
    lang = wish.languages[0]
    people = sum(row.size for row in rows)
    summary = ngettext(
        "%(count)d Person angemeldet, gedruckt am %(day)s. Ein Kästchen je Person.",
        "%(count)d Personen angemeldet, gedruckt am %(day)s. Ein Kästchen je Person.",
        people,
    ) % {"count": people, "day": format_date(today(), lang, weekday=False)}
    made = [
        DoorRow(
            name=name_as_written(row.registration.name, lang),
            who=", ".join(f"{count} {name}" for name, count in row.who),
            boxes=row.size,
            hint=" ".join(_hints(row)),
        )
        for row in rows
    ]
    head = event_head(wish)
    pages = _door_pages(made)
    return [
        DoorList(
            head=head,
            heading=own_words(_("Liste für die Tür"), lang),
            columns=(_("Name"), _("Wer"), _("Da"), _("Hinweis")),
            summary=own_words(summary, lang),
            page=f"{number}/{len(pages)}" if len(pages) > 1 else "",
            rows=tuple(page),
            walk_ins=own_words(_("Ohne Anmeldung gekommen (ohne Namen, nur Striche)"), lang),
            nobody=own_words("" if made else _("Es hat sich noch niemand angemeldet."), lang),
            empty=max(0, UNITS_ON_PAGE - 1 - sum(row.units for row in page)) if number == len(pages) else 0,
            units=UNITS_ON_PAGE,
        )
        for number, page in enumerate(pages, start=1)
    ]


def _door_pages(rows: list[DoorRow]) -> list[list[DoorRow]]:
    """As many rows on a page as fit; the last one has room for strokes."""
    pages: list[list[DoorRow]] = [[]]
    for row in rows:
        if pages[-1] and sum(one.units for one in pages[-1]) + row.units > UNITS_ON_PAGE:
            pages.append([])
        pages[-1].append(row)
    if sum(row.units for row in pages[-1]) > UNITS_ON_PAGE - LEAST_EMPTY:
        pages.append([])
    return pages


def _hints(row: Row) -> list[str]:
    found = row.support
    hints = [f"{', '.join(found)}."] if found else []
    if row.registration.state == RegistrationState.OFFERED:
        hints.insert(0, _("Platz nur angeboten."))
    return [*hints, *(f"{name}: {count}." for name, count in row.items)]


def nobody_yet() -> str:
    return _("Es hat sich noch niemand angemeldet. Drucken Sie, wenn die ersten Anmeldungen da sind.")
