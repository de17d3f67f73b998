"""Sheets that come back with handwriting on them: sign-in, what people bring, blank registration. All are numbered."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from miteinander.foundation.languages.text import LocalText
from miteinander.foundation.typesetting.documents import CannotPrint, Wish
from miteinander.programme.events.models import EventDate
from miteinander.programme.events.presentation import full_when

from ..actions.sheets import reserve_numbers
from ..enums import SheetKind
from ..models import BringItem, Claim, Guest, RegistrationPlan
from ..office_forms import choices_of
from ..office_sheet_forms import ROWS
from .guests import held_guests, name_of
from .parts import Head, Words, asked_count, event_head, name_as_written, own_words, words

SIGN_ROWS = 16
BRING_LINES = 20
MOST_LINES = 8
"""To write on, for one thing that many may bring."""


@dataclass(frozen=True)
class Line:
    """A row to sign: a name that is known, or an empty one; `hint` is for a companion without a name."""

    number: int
    name: LocalText
    hint: LocalText


@dataclass(frozen=True)
class SignInSheet:
    head: Head
    heading: Words
    sheet: Words
    columns: tuple[Words, Words, Words]
    lines: tuple[Line, ...]
    privacy: Words


@dataclass(frozen=True)
class Thing:
    """Something to bring; `names` promised it already, `lines` are open."""

    label: Words
    wanted: int
    names: tuple[LocalText, ...]
    lines: int

    @property
    def units(self) -> int:
        """How many lines high; a label in several languages needs two."""
        return max(min(2, len(self.label)), len(self.names) + self.lines, 1)


@dataclass(frozen=True)
class BringSheet:
    head: Head
    heading: Words
    sheet: Words
    call: Words
    columns: tuple[Words, Words]
    things: tuple[Thing, ...]
    units: int
    """How many lines a page has."""


@dataclass(frozen=True)
class RegistrationSheet:
    head: Head
    heading: Words
    sheet: Words
    call: Words
    columns: tuple[Words, ...]
    """Number, name, one for each kind of guests, telephone, e-mail."""
    kinds: int
    rows: int


def sign_in_sheets(wish: Wish) -> list[SignInSheet]:
    """For one date or for each; with the names of those who are registered, or empty. Raises CannotPrint."""
    pages = _pages_to_sign(wish)
    heads = [event_head(wish, date=date) for date in _dates(wish)] or [event_head(wish)]
    return [_to_sign(head, lines, wish.languages) for head in heads for lines in pages]


def _to_sign(head: Head, lines: tuple[Line, ...], languages: tuple[str, ...]) -> SignInSheet:
    return SignInSheet(
        head=head,
        heading=words(languages, lambda lang: _("Teilnahmeliste")),
        sheet=sheet_word(languages),
        columns=(
            words(languages, lambda lang: _("Nr.")),
            words(languages, lambda lang: _("Name")),
            words(languages, lambda lang: _("Unterschrift")),
        ),
        lines=lines,
        privacy=words(languages, lambda lang: privacy_line(head.house.email)),
    )


def privacy_line(email: str) -> str:
    line = _(
        "Mit dieser Liste weisen wir nach, dass die Veranstaltung stattgefunden hat. Ihr Eintrag ist freiwillig. "
        "Andere Besucher lesen mit: Ein Rufname genügt."
    )
    asked = _("Fragen zum Datenschutz: %(email)s") % {"email": email}
    return f"{line} {asked}" if email else line


def _pages_to_sign(wish: Wish) -> list[tuple[Line, ...]]:
    lead = wish.languages[0]
    empty = own_words("", lead)
    if wish.options.get("rows") == "names":
        known = [
            (name_as_written(name_of(guest), lead), own_words(_companion(guest), lead))
            for guest in held_guests(wish.subject)
        ]
    else:
        known = []
    least = SIGN_ROWS * asked_count(wish, "sheets", most=50)
    count = max(least, -(-len(known) // SIGN_ROWS) * SIGN_ROWS)
    rows = [*known, *[(empty, empty)] * (count - len(known))]
    lines = tuple(Line(number, *row) for number, row in enumerate(rows, start=1))
    return [lines[first : first + SIGN_ROWS] for first in range(0, count, SIGN_ROWS)]


def _companion(guest: Guest) -> str:
    if name_of(guest):
        return ""
    return _("kommt mit %(name)s") % {"name": guest.registration.name}


def _dates(wish: Wish) -> list[EventDate]:
    """Those that are asked for; without a wish the first that has a day."""
    found = list(EventDate.objects.filter(event=wish.subject, starts_at__isnull=False).by_time())
    asked = wish.options.get("date", "")
    if asked == "all":
        return found
    return [date for date in found if str(date.pk) == asked] or found[:1]


def date_choices(pk: int) -> list[tuple[str, str]]:
    """For the office, in its language."""
    found = EventDate.objects.filter(event=pk, starts_at__isnull=False).by_time()
    choices = [(str(date.pk), full_when(date, "de")) for date in found]
    return [*choices, ("all", _("alle Termine"))] if len(choices) > 1 else choices


def bring_sheets(wish: Wish) -> list[BringSheet]:
    """What people bring, with who promised it already. Three queries beside the head."""
    languages = wish.languages
    things = _things(wish)
    pages: list[list[Thing]] = [[]]
    for thing in things:
        if pages[-1] and sum(one.units for one in [*pages[-1], thing]) > BRING_LINES:
            pages.append([])
        pages[-1].append(thing)
    head = event_head(wish)
    return [
        BringSheet(
            head=head,
            heading=words(languages, lambda lang: _("Mitbringliste")),
            sheet=sheet_word(languages),
            call=words(languages, lambda lang: _("Bringen Sie etwas mit? Schreiben Sie Ihren Namen dazu.")),
            columns=(
                words(languages, lambda lang: pgettext("Spalte der Mitbringliste", "Was")),
                words(languages, lambda lang: _("Wer bringt es mit?")),
            ),
            things=tuple(page),
            units=BRING_LINES,
        )
        for page in pages
    ]


def _things(wish: Wish) -> list[Thing]:
    items = list(BringItem.objects.filter(plan__event=wish.subject).order_by("position", "pk"))
    if not items:
        return [Thing((), 0, (), 1)] * BRING_LINES
    names: dict[int, list[LocalText]] = {item.pk: [] for item in items}
    claims = Claim.objects.filter(item__in=items).select_related("registration").order_by("pk")
    for claim in claims:
        many = f"{claim.registration.name} ({claim.count})" if claim.count > 1 else claim.registration.name
        names[claim.item_id].append(name_as_written(many, wish.languages[0]))
    return [
        Thing(
            label=words(wish.languages, lambda lang, item=item: item.label.localized(lang).text),  # type: ignore[misc]
            wanted=item.wanted,
            names=tuple(names[item.pk][: BRING_LINES - MOST_LINES]),
            lines=min(MOST_LINES, item.open_count),
        )
        for item in items
    ]


def registration_sheets(wish: Wish) -> list[RegistrationSheet]:
    """Empty sheets with the columns of the grid in which they are typed in. Raises CannotPrint without a plan."""
    plan = RegistrationPlan.objects.filter(event=wish.subject).first()
    if plan is None:
        raise CannotPrint(_("Legen Sie zuerst die Plätze fest. Dann hat das Blatt die richtigen Spalten."))
    languages = wish.languages
    kinds = choices_of(plan).kinds
    sheet = RegistrationSheet(
        head=event_head(wish, columns=30),
        heading=words(languages, lambda lang: _("Anmeldung")),
        sheet=sheet_word(languages),
        call=words(
            languages,
            lambda lang: _(
                "Bitte melden Sie sich hier an. Ein Rufname genügt. Telefon oder E-Mail brauchen wir nur, wenn sich "
                "etwas ändert."
            ),
        ),
        columns=(
            words(languages, lambda lang: _("Nr.")),
            words(languages, lambda lang: _("Name")),
            *(words(languages, lambda lang, pool=pool: pool.name(lang).text) for pool in kinds),  # type: ignore[misc]
            words(languages, lambda lang: _("Telefon")),
            words(languages, lambda lang: _("E-Mail-Adresse")),
        ),
        kinds=len(kinds),
        rows=ROWS,
    )
    return [sheet] * asked_count(wish, "sheets", most=50)


def sheet_word(languages: Sequence[str]) -> Words:
    return words(languages, lambda lang: pgettext("ein Blatt Papier, vor seiner Nummer", "Blatt"))


def sign_in_numbers(wish: Wish, run: str) -> list[str]:
    return _numbers(wish, run, SheetKind.SIGN_IN, len(sign_in_sheets(wish)))


def bring_numbers(wish: Wish, run: str) -> list[str]:
    return _numbers(wish, run, SheetKind.BRING, len(bring_sheets(wish)))


def registration_numbers(wish: Wish, run: str) -> list[str]:
    return _numbers(wish, run, SheetKind.REGISTRATION, asked_count(wish, "sheets", most=50))


def _numbers(wish: Wish, run: str, kind: SheetKind, count: int) -> list[str]:
    return reserve_numbers(event_id=wish.subject, kind=kind, count=count, run=run)
