"""The year of the council: events and deadlines, by activity and task."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse

from miteinander.civic.concept.models import Activity, CrossCuttingTask
from miteinander.civic.planning.sources import deadlines
from miteinander.programme.events import policies
from miteinander.programme.events.models import EventDate

EVENT = "event"
NO_COLOUR = "none"
MOST_LANES = 12


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
    """What takes place or is due in the year, in order. As many queries as rooms have deadlines, and two."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    found = [*_events(first, last, user), *_deadlines(first, last, user, known)]
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


def by_month(entries: Iterable[Entry], year: int) -> list[tuple[date, list[Entry]]]:
    months: dict[int, list[Entry]] = {number: [] for number in range(1, 13)}
    for entry in entries:
        months[entry.day.month].append(entry)
    return [(date(year, number, 1), found) for number, found in months.items()]


def _events(first: date, last: date, user: Any) -> list[Entry]:
    if not policies.can_see_office(user):
        return []
    rows = (
        EventDate.objects.dated()
        .between(first, last)
        .select_related("event__format", "event__series", "event__activity__main_task")
        .prefetch_related(Prefetch("event__venues"))
    )
    entries = []
    for row in rows:
        day = row.as_partial().first_day
        if day is None or not first <= day <= last:
            continue
        event, activity = row.event, row.event.activity
        entries.append(
            Entry(
                day=day,
                title=str(event.shown_title),
                kind=EVENT,
                state=event.state,
                state_label=str(event.get_state_display()),
                url=reverse("wagtailsnippets_events_event:edit", args=[event.pk]),
                activity=activity.slug,
                activity_title=str(activity),
                task=activity.main_task.slug,
                colour=activity.colour,
                about=", ".join(str(venue) for venue in event.venues.all()),
                movable=event.pk if policies.can_move_draft(user, event) else None,
            )
        )
    return entries


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
