"""What pages show of an event: plain values in the visitor's language, ready for a template."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi, ngettext
from django.utils.translation import gettext as _

from miteinander.civic.places.models import Venue
from miteinander.foundation.languages.dates import (
    format_date,
    format_time,
    format_times,
    month_abbreviation,
    month_name,
    weekday_name,
)
from miteinander.foundation.languages.registry import spoken_languages
from miteinander.foundation.languages.text import LocalText
from miteinander.foundation.values.clock import BERLIN, now, today
from miteinander.foundation.values.partial_dates import Precision

from . import companions
from .companions import Chip
from .enums import EventState, LanguageMode
from .models import Event, EventDate, EventLanguage

MOST_LANGUAGES_ON_A_CARD = 4
SMALL_HOURS = time(6)


@dataclass(frozen=True)
class EventCard:
    """One date of one event as a card. `day` is empty when the day is not known; `date_word` says then what is."""

    url: str
    identity: str
    colour: str
    motifs: str
    day: str
    month: str
    year: str
    date_word: str
    format: LocalText
    pictogram: str
    title: LocalText
    when: str
    iso: str
    place: str
    chips: tuple[Chip, ...]
    state: str
    state_label: str
    is_over: bool


def event_cards(dates: Sequence[EventDate], *, brief: bool = False) -> list[EventCard]:
    """Cards of dates loaded by `with_card_data`; asks each companion once.

    Brief cards name no place and no languages and need only `with_brief_data`.
    """
    lang = get_language() or "de"
    if brief:
        return [_card(found, lang, "", ()) for found in dates]
    more_chips = companions.chips_of([found.event for found in dates])
    return [
        _card(
            found,
            lang,
            place_line(found.event.venues_on_card, found.event),
            (*card_chips(found.event), *more_chips.get(found.event_id, ())),
        )
        for found in dates
    ]


def card_chips(event: Event) -> list[Chip]:
    languages = language_chips(event.languages_on_card, most=MOST_LANGUAGES_ON_A_CARD)
    return [*languages, *access_chips(event), *price_chips(event)]


def _card(found: EventDate, lang: str, place: str, chips: Sequence[Chip]) -> EventCard:
    event = found.event
    first = local_day(found.starts_at)
    known_day = first if found.precision in (Precision.DAY, Precision.TIME) else None
    return EventCard(
        url=event_address(event.slug, lang),
        identity=event.slug,
        colour=event.activity.colour,
        motifs=event.format.pictogram,
        day=f"{known_day.day:02d}" if known_day else "",
        month=month_abbreviation(known_day, lang) if known_day else "",
        year=str(known_day.year) if known_day and known_day.year != today().year else "",
        date_word="" if known_day else date_words(found, lang),
        format=event.format.name.localized(lang),
        pictogram=event.format.pictogram,
        title=event.shown_title.localized(lang),
        when=short_when(found, lang),
        iso=iso_start(found),
        place=place,
        chips=tuple(chips),
        state=event.state,
        state_label=state_label(event),
        is_over=has_ended(found),
    )


@lru_cache(20_000)
def event_address(slug: str, lang: str) -> str:
    """The page of an event in a language; `lang` is the active one, which `reverse` reads."""
    return reverse("events:event-detail", args=[slug])


def has_ended(found: EventDate) -> bool:
    """Whether the date lies behind us; one still to be announced does not."""
    return bool(found.starts_at and (found.ends_at or found.starts_at) <= now())


def state_label(event: Event) -> str:
    """A word for what the visitor must know first; empty when the event simply takes place."""
    if event.state == EventState.CANCELLED:
        return _("Abgesagt")
    if event.state == EventState.POSTPONED:
        return _("Verschoben")
    return ""


def language_chips(
    rows: Iterable[EventLanguage], *, modes: Sequence[str] = tuple(LanguageMode), most: int | None = None
) -> list[Chip]:
    """The languages of an event by their own names; the rest as a number."""
    known = spoken_languages()
    seen: list[str] = []
    for entry in rows:
        if entry.mode in modes and entry.code not in seen and entry.code in known:
            seen.append(entry.code)
    shown = seen if most is None or len(seen) <= most else seen[: most - 1]
    chips = []
    for code in shown:
        language = known[code]
        label = _("Deutsche Gebärdensprache") if language.signed else language.name
        lang = "" if language.signed else code
        chips.append(
            Chip(label, "language", "sign-language" if language.signed else "", lang, language.direction)
        )
    if rest := len(seen) - len(shown):
        text = ngettext("und %(count)d weitere Sprache", "und %(count)d weitere Sprachen", rest) % {
            "count": rest
        }
        chips.append(Chip(text, "language"))
    return chips


def access_chips(event: Event) -> list[Chip]:
    chips = []
    if event.childcare:
        chips.append(Chip(_("Kinderbetreuung"), "access", "childcare"))
    if event.venues_on_card and all(venue.step_free == "yes" for venue in event.venues_on_card):
        chips.append(Chip(_("Ohne Stufen"), "access", "step-free"))
    return chips


def price_chips(event: Event) -> list[Chip]:
    return [Chip(_("Kostenlos"), "free")] if event.price == 0 else []


def place_line(venues: Sequence[Venue], event: Event) -> str:
    """Venue and district of the first venue; more venues as a number; or "online"."""
    if not venues:
        return _("Im Internet") if event.online_url else _("Ort folgt")
    first = venues[0]
    name = str(first.name)
    if first.district and first.district.name not in name:
        name = f"{name}, {first.district.name}"
    if more := len(venues) - 1:
        others = ngettext("und %(count)d weiterer Ort", "und %(count)d weitere Orte", more) % {"count": more}
        return f"{_from_the_right()}{name} {others}"
    return name


def _from_the_right() -> str:
    """Keeps a line that begins with a German name running from the right where the visitor's language does."""
    return "\u200f" if get_language_bidi() else ""


def local_day(moment: datetime | None) -> date | None:
    return moment.astimezone(BERLIN).date() if moment else None


def local_clock(moment: datetime) -> time:
    return moment.astimezone(BERLIN).time()


def last_shown_day(found: EventDate) -> date | None:
    """The last day people would name: an evening that ends in the small hours is still one evening."""
    partial = found.as_partial()
    first, last = partial.first_day, partial.last_day
    if (
        found.precision == Precision.TIME
        and first
        and found.ends_at
        and last == first + timedelta(days=1)
        and local_clock(found.ends_at) <= SMALL_HOURS
    ):
        return first
    return last


def date_words(found: EventDate, lang: str) -> str:
    """The month, or that the date is still to come."""
    first = local_day(found.starts_at)
    return month_name(first, lang) if first else _("Termin folgt")


def short_when(found: EventDate, lang: str) -> str:
    """Weekday and time for a card, for example "Sonntag, 10:30–13 Uhr"."""
    first = local_day(found.starts_at)
    if not found.starts_at or not first or found.precision == Precision.MONTH:
        return _("Der genaue Termin folgt.")
    comma = "، " if lang in {"ar", "fa"} else ", "
    last = last_shown_day(found)
    if last and last != first:
        text = _("bis %(day)s") % {"day": format_date(last, lang, year=False)}
        return f"{weekday_name(first, lang)}{comma}{text}"
    if found.precision == Precision.DAY:
        return weekday_name(first, lang)
    return f"{weekday_name(first, lang)}{comma}{clock_words(found, lang)}"


def clock_words(found: EventDate, lang: str) -> str:
    if not found.starts_at:
        return ""
    start = local_clock(found.starts_at)
    if not found.ends_at:
        return format_time(start, lang)
    return format_times(start, local_clock(found.ends_at), lang)


def full_when(found: EventDate, lang: str) -> str:
    """The whole date in words, for example "Sonntag, 6. Dezember 2026, 10:30–13 Uhr"."""
    first = local_day(found.starts_at)
    if not first or found.precision in (Precision.NONE, Precision.MONTH):
        return date_words(found, lang)
    last = last_shown_day(found)
    comma = "، " if lang in {"ar", "fa"} else ", "
    if last and last != first:
        ends = [format_date(first, lang), format_date(last, lang)]
        if found.precision == Precision.TIME and found.starts_at and found.ends_at:
            clocks = (local_clock(found.starts_at), local_clock(found.ends_at))
            ends = [
                f"{day}{comma}{format_time(clock, lang)}" for day, clock in zip(ends, clocks, strict=True)
            ]
        return " – ".join(ends)
    if found.precision == Precision.DAY:
        return format_date(first, lang)
    return f"{format_date(first, lang)}{comma}{clock_words(found, lang)}"


def iso_start(found: EventDate) -> str:
    return _iso(found, found.starts_at)


def iso_end(found: EventDate) -> str:
    if found.precision == Precision.TIME:
        return _iso(found, found.ends_at)
    last = found.as_partial().last_day
    return last.isoformat() if last and found.precision == Precision.DAY else ""


def _iso(found: EventDate, moment: datetime | None) -> str:
    if not moment:
        return ""
    local = moment.astimezone(BERLIN)
    if found.precision == Precision.TIME:
        return local.isoformat(timespec="minutes")
    return local.strftime("%Y-%m" if found.precision == Precision.MONTH else "%Y-%m-%d")
