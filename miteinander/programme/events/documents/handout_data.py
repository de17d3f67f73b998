"""What handouts say beside the event itself: its programme, the dates that follow, the way in, whom to ask."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from miteinander.civic.places.presentation import venue_facts
from miteinander.foundation.languages.dates import format_time
from miteinander.foundation.languages.registry import direction
from miteinander.foundation.languages.text import LocalText, Translated
from miteinander.foundation.typesetting.documents import Wish
from miteinander.foundation.typesetting.ingredients import Drawing, pictogram_drawing

from ..enums import EventState
from ..models import Event, EventDate
from ..presentation import clock_words, place_line
from ..printing import EventSheet, short_day

MOST_DATES = 24


@dataclass(frozen=True)
class Line:
    """One programme item or date. `lead` is its time or day, `clock` the time of a date; `small` stands beneath."""

    lead: LocalText
    clock: LocalText
    words: LocalText
    small: LocalText


@dataclass(frozen=True)
class Fact:
    """One fact about access with its pictogram."""

    picture: Drawing
    words: LocalText


@dataclass(frozen=True)
class HandoutText:
    """The inner pages in one language; an empty list stands for a part that is left out."""

    lang: str
    dir: str
    title: LocalText
    about: LocalText
    summary: LocalText
    """What stands in the place of `about` when there is little room; may be empty."""
    programme_title: LocalText
    programme: tuple[Line, ...]
    dates_title: LocalText
    dates: tuple[Line, ...]
    access_title: LocalText
    access: tuple[Fact, ...]
    languages_title: LocalText
    contact_title: LocalText
    more: LocalText
    """Where the rest of a list is that is too long for the paper."""


@dataclass(frozen=True)
class Handout:
    """The event with its inner pages in the same order of languages. `strip` is a band of its mosaic, 12 by 1 cells."""

    event: EventSheet
    inner: tuple[HandoutText, ...]
    strip: Drawing


def following_dates(event: Event, *, with_own: bool = False) -> list[EventDate]:
    """What takes place next of the series, without one of the activity. Three queries."""
    same = {"series": event.series_id} if event.series_id else {"activity": event.activity_id}
    dates = (
        EventDate.objects.published()
        .filter(starts_at__isnull=False, event__state=EventState.PUBLISHED)
        .filter(**{f"event__{name}": key for name, key in same.items()})
        .upcoming()
    )
    if not with_own:
        dates = dates.exclude(event_id=event.pk)
    return list(dates.with_card_data().by_time()[:MOST_DATES])


def handout_text(event: Event, wish: Wish, lang: str, dates: Iterable[EventDate]) -> HandoutText:
    """One language. No query after `event_to_print`, its items and `following_dates`.

    What is not translated is left out where the sheet says it in German beside.
    """
    with override(lang):

        def shown(text: Translated) -> LocalText:
            found = text.localized(lang)
            beside = found.is_fallback and found.lang in wish.languages
            return LocalText.of("", lang) if beside else found

        def own(text: str) -> LocalText:
            return LocalText.of(text, lang)

        return HandoutText(
            lang=lang,
            dir=direction(lang),
            title=event.shown_title.localized(lang),
            about=shown(event.shown_description) or shown(event.shown_summary),
            summary=shown(event.shown_summary),
            programme_title=own(_("Programm")),
            programme=tuple(_item_lines(event, lang)),
            dates_title=own(_("Nächste Termine")),
            dates=tuple(_date_line(found, lang, event) for found in dates),
            access_title=own(_("Gut zu wissen")),
            access=tuple(_facts(event, lang, shown)),
            languages_title=own(_("Sprachen an diesem Termin")),
            contact_title=own(_("Fragen? Rufen Sie an oder schreiben Sie uns.")),
            more=own(_("Weitere Termine finden Sie mit dem QR-Code.")),
        )


def _item_lines(event: Event, lang: str) -> Iterable[Line]:
    nothing = LocalText.of("", lang)
    for item in event.items.all():
        clock = LocalText.of(format_time(item.time, lang) if item.time else "", lang)
        small = item.description.localized(lang)
        yield Line(clock, nothing, item.title.localized(lang), small)


def _date_line(found: EventDate, lang: str, event: Event) -> Line:
    """The title stands beneath the place when the dates are not all of one series."""

    def own(text: str) -> LocalText:
        return LocalText.of(text, lang)

    place = own(place_line(found.event.venues_on_card, found.event))
    clock = clock_words(found, lang) if found.precision == "time" else ""
    title = found.event.shown_title.localized(lang)
    same = event.series_id and title == event.shown_title.localized(lang)
    return Line(own(short_day(found, lang)), own(clock), place if same else title, own("") if same else place)


def _facts(event: Event, lang: str, shown: Callable[[Translated], LocalText]) -> Iterable[Fact]:
    def own(pictogram: str, text: str) -> Fact:
        return Fact(pictogram_drawing(pictogram), LocalText.of(text, lang))

    def note(pictogram: str, text: Translated) -> Iterable[Fact]:
        if words := shown(text):
            yield Fact(pictogram_drawing(pictogram), words)

    yield from note("flag", event.access_note)
    yield from note("ticket", event.price_note)
    if event.childcare:
        yield own("childcare", _("Kinderbetreuung vor Ort"))
    for venue in event.venues_on_card[:1]:
        facts = venue_facts(venue, lang)
        for fact in facts.access:
            if fact.known:
                said = {"fact": fact.label, "answer": fact.value}
                yield own(fact.pictogram, _("%(fact)s: %(answer)s") % said)
        yield from note("stop", venue.stop)
        yield from note("house", venue.access_note)
