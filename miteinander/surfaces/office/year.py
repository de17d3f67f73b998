"""The year of the council: events and deadlines, by activity and task."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse

from miteinander.civic.concept.models import Activity, CrossCuttingTask
from miteinander.civic.places.models import Venue
from miteinander.civic.planning.sources import deadlines
from miteinander.foundation.values.partial_dates import PartialDate, Precision
from miteinander.programme.events import policies
from miteinander.programme.events.enums import PUBLIC_STATES, EventState
from miteinander.programme.events.models import Event, EventDate

EVENT = "event"
NO_COLOUR = "none"
MOST_LANES = 12
MOVABLE = frozenset(EventState.values) - frozenset(PUBLIC_STATES)


@dataclass(frozen=True)
class Entry:
    """One line of the table and one part of the ring. `movable`: the number of a draft that may get another day."""

    day: date
    title: str
    kind: str
    state: str
    state_label: str
    url: str
    activity: str = ""
    task: str = ""
    colour: str = NO_COLOUR
    about: str = ""
    activity_title: str = ""
    movable: int | None = None


@dataclass(frozen=True)
class Choices:
    activities: Sequence[Activity]
    tasks: Sequence[CrossCuttingTask]

    def activity(self, slug: str) -> Activity | None:
        return next((one for one in self.activities if one.slug == slug), None)

    def task(self, slug: str) -> CrossCuttingTask | None:
        return next((one for one in self.tasks if one.slug == slug), None)


def choices() -> Choices:
    """Two queries."""
    tasks = list(CrossCuttingTask.objects.order_by("concept_id", "number"))
    activities = list(Activity.objects.select_related("main_task"))
    return Choices(activities, tasks)


def entries_of(year: int, user: Any, known: Choices, *, activity: str = "", task: str = "") -> list[Entry]:
    """What takes place or is due in the year, in order. As many queries as rooms have deadlines, and three."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    found = [*_events(first, last, user, known), *_deadlines(first, last, user, known)]
    chosen = [
        one for one in found if (not activity or one.activity == activity) and (not task or one.task == task)
    ]
    return sorted(chosen, key=lambda one: (one.day, one.kind != EVENT, one.title))


def lanes_of(entries: Iterable[Entry], known: Choices) -> tuple[bool, list[Any]]:
    """What the rings stand for: activities in the order of their tasks, or the tasks when those are too many."""
    entries = list(entries)
    used = {entry.activity for entry in entries}
    activities = [one for one in known.activities if one.slug in used]
    if len(activities) <= MOST_LANES:
        return True, sorted(activities, key=lambda one: (one.main_task.number, one.slug))
    tasks = {entry.task for entry in entries}
    return False, [one for one in known.tasks if one.slug in tasks]


def legend_of(
    entries: Iterable[Entry], lanes: Sequence[Any], by_activity: bool, known: Choices
) -> list[tuple[Any, list[Activity]]]:
    """Each ring with the activities that lie in it: marks have the colour of their activity."""
    if by_activity:
        return [(lane, []) for lane in lanes]
    used = {entry.activity for entry in entries}
    return [
        (lane, [one for one in known.activities if one.slug in used and one.main_task == lane])
        for lane in lanes
    ]


def by_month(entries: Iterable[Entry], year: int) -> list[tuple[date, list[tuple[date, list[Entry]]]]]:
    """Each month with its days, each day with its entries, which must come in order."""
    months: dict[int, list[tuple[date, list[Entry]]]] = {number: [] for number in range(1, 13)}
    for day, found in groupby(entries, key=lambda one: one.day):
        months[day.month].append((day, list(found)))
    return [(date(year, number, 1), days) for number, days in months.items()]


COLUMNS = (
    "event_id", "precision", "starts_at", "ends_at", "event__title", "event__series__title", "event__state",
    "event__locked", "event__locked_by_id", "event__activity_id",
)  # fmt: skip


def _events(first: date, last: date, user: Any, known: Choices) -> list[Entry]:
    """Bare columns instead of records: a year of 4,400 dates would make 20,000 objects, most of the time it takes."""
    if not policies.can_see_office(user):
        return []
    dates = EventDate.objects.dated().between(first, last)
    places = _places(dates)
    activities = {one.pk: (one.slug, str(one), one.main_task.slug, one.colour) for one in known.activities}
    labels = {value: str(label) for value, label in EventState.choices}
    page = reverse("wagtailsnippets_events_event:edit", args=[0]).removesuffix("0/")
    entries = []
    for pk, precision, starts, ends, own, of_series, state, locked, locked_by, activity in dates.values_list(
        *COLUMNS
    ):
        day = PartialDate(Precision(precision), starts, ends).first_day
        if day is None or not first <= day <= last:
            continue
        event = Event(pk=pk, state=state, locked=locked, locked_by_id=locked_by) if state in MOVABLE else None
        slug, title, task, colour = activities[activity]
        entries.append(
            Entry(
                day=day,
                title=str(own or of_series or own),
                kind=EVENT,
                state=state,
                state_label=labels[state],
                url=f"{page}{pk}/",
                activity=slug,
                activity_title=title,
                task=task,
                colour=colour,
                about=", ".join(places.get(pk, ())),
                movable=pk if event and policies.can_move_draft(user, event) else None,
            )
        )
    return entries


def _places(dates: Any) -> dict[int, list[str]]:
    """The names of the venues by event, in order. Two queries."""
    names = {pk: str(name) for pk, name in Venue.objects.order_by().values_list("pk", "name")}
    links = Event.venues.through.objects.filter(event__in=dates.order_by().values("event")).order_by(
        "venue__slug"
    )
    found: dict[int, list[str]] = {}
    for event, venue in links.values_list("event_id", "venue_id"):
        found.setdefault(event, []).append(names[venue])
    return found


def _deadlines(first: date, last: date, user: Any, known: Choices) -> list[Entry]:
    colours = {one.slug: str(one.colour) for one in known.tasks} | {
        one.slug: one.colour for one in known.activities
    }
    titles = {one.slug: str(one) for one in known.activities}
    return [
        Entry(
            day=one.day,
            title=one.title,
            kind=one.kind,
            state=str(one.state),
            state_label=str(one.state.label),
            url=one.url,
            activity=one.activity,
            task=one.task,
            colour=colours.get(one.activity) or colours.get(one.task) or NO_COLOUR,
            about=one.about,
            activity_title=titles.get(one.activity, ""),
        )
        for one in deadlines(first, last, user)
    ]
