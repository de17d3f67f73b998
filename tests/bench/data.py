"""Two databases with the same hundred events; the large one has 9,900 more around them.

The fifty days before today and the fifty after it hold one event each; today holds none, so that the time of day does
not count. What is added lies before and after them, six a day, so that list, archive and month show the same dates and
only their surroundings differ.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from miteinander.civic.concept.models import Activity
from miteinander.civic.places.models import District, Venue
from miteinander.foundation.interface.enums import Colour
from miteinander.foundation.languages.registry import site_languages
from miteinander.foundation.languages.rows import project
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.clock import BERLIN
from miteinander.programme.events.enums import EventState, LanguageMode
from miteinander.programme.events.models import Event, EventDate, EventLanguage, Format
from tests.support import factories

DAY = date(2026, 11, 22)
NEAR, PER_DAY = 100, 6
SPOKEN = ("de", "tr", "ar", "uk", "ru", "fa")


def fill(count: int) -> None:
    """`count` events with texts in all languages, two languages spoken, a venue and one date each."""
    factories.make_identity()
    districts = [factories.make_district(map_column=n % 5, map_row=n // 5) for n in range(30)]
    venues = [
        factories.make_venue(name=texts(f"Haus {n}"), district=district)
        for n, district in enumerate(districts)
    ]
    concept = factories.make_concept()
    colours = [colour for colour in Colour.values if colour not in ("ink", "paper")]
    tasks = [
        factories.make_task(concept=concept, number=n, colour=colour) for n, colour in enumerate(colours, 1)
    ]
    activities = [factories.make_activity(main_task=task, title=texts("Vorhaben")) for task in tasks]
    add_events(count, districts, venues, activities)


def add_events(
    count: int, districts: list[District], venues: list[Venue], activities: list[Activity]
) -> None:
    formats = list(Format.objects.all())
    events, dates, languages, places = [], [], [], []
    for number, day in zip(range(count), days(), strict=False):
        event = Event(
            pk=number + 1,
            slug=f"termin-{number}",
            activity=activities[number % len(activities)],
            format=formats[number % len(formats)],
            title=texts(f"Offenes Treffen {number}"),
            summary=texts(
                "Ein Abend für alle, die sich kennenlernen und miteinander reden möchten. Kommen Sie vorbei!"
            ),
            description=texts("Wir kochen, lesen und reden. " * 12),
            audiences=["everyone"],
            childcare=number % 5 == 0,
            price=0 if number % 2 else None,
            state=EventState.PUBLISHED,
            live=True,
        )
        events.append(event)
        starts = datetime.combine(day, time(16 + number % 4), tzinfo=BERLIN)
        dates.append(
            EventDate(event=event, precision="time", starts_at=starts, ends_at=starts + timedelta(hours=2))
        )
        for code in {SPOKEN[number % 6], SPOKEN[number // 6 % 6]}:
            languages.append(EventLanguage(event=event, code=code, mode=LanguageMode.SPOKEN))
        places.append(Event.venues.through(event=event, venue=venues[number % len(venues)]))
    for model, rows in (
        (Event, events),
        (EventDate, dates),
        (EventLanguage, languages),
        (Event.venues.through, places),
    ):
        model._default_manager.bulk_create(rows, batch_size=500)
    for event in events[:NEAR]:
        project(event)


def days() -> Iterator[date]:
    """First the near hundred days, then by turns the years after and before them."""
    for number in range(-NEAR // 2, NEAR // 2):
        yield DAY + timedelta(days=number if number < 0 else number + 1)
    number = 0
    while True:
        distance = timedelta(days=NEAR // 2 + 1 + number // (2 * PER_DAY))
        yield DAY - distance if number % 2 else DAY + distance
        number += 1


def texts(german: str) -> Translated:
    return Translated.of(
        {
            language.code: f"{german} ({language.code})" if language.code != "de" else german
            for language in site_languages()
        }
    )
