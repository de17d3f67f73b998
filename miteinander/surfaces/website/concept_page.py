"""The concept as a page: tasks, their activities, what happened and what comes."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import get_language

from miteinander.civic.concept.enums import Audience
from miteinander.civic.concept.models import Activity, Concept, CrossCuttingTask, Measure
from miteinander.foundation.interface.addresses import address_of
from miteinander.foundation.languages.dates import format_part
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.languages.text import LocalText
from miteinander.programme.events.models import EventDate
from miteinander.programme.events.presentation import full_when, has_ended

SHOWN_DATES = 3


@dataclass(frozen=True)
class Happening:
    title: LocalText
    date: str
    url: str


@dataclass(frozen=True)
class ActivityFacts:
    slug: str
    url: str
    title: LocalText
    summary: LocalText
    colour: str
    identity: str
    motifs: str
    audiences: tuple[str, ...]
    past_count: int
    upcoming_count: int
    recent: tuple[Happening, ...]
    next: tuple[Happening, ...]


@dataclass(frozen=True)
class MeasureFacts:
    title: LocalText
    state: str
    state_label: str


@dataclass(frozen=True)
class TaskFacts:
    slug: str
    url: str
    number: int
    name: LocalText
    colour: str
    about: LocalText
    measures: tuple[MeasureFacts, ...] = ()
    activities: tuple[ActivityFacts, ...] = ()
    side_activities: tuple[tuple[LocalText, str], ...] = ()


@dataclass(frozen=True)
class NumberedText:
    number: int
    name: LocalText


@dataclass(frozen=True)
class ConceptFacts:
    title: LocalText
    summary: LocalText
    resolved: str
    goals: tuple[LocalText, ...] = ()
    tasks: tuple[TaskFacts, ...] = ()
    fields: tuple[NumberedText, ...] = field(default=())


def concept_pages() -> list[ConceptFacts]:
    """All versions of the concept, those with tasks first. Nine queries, however much there is."""
    lang = get_language() or base_language()
    concepts = Concept.objects.prefetch_related("goals", "fields").order_by("-is_current", "-resolved")
    tasks = CrossCuttingTask.objects.order_by("number")
    measures = defaultdict(list)
    for measure in Measure.objects.filter(task__isnull=False):
        measures[measure.task_id].append(measure)
    main, side = _activities(lang)
    by_concept: dict[int, list[TaskFacts]] = defaultdict(list)
    for task in tasks:
        by_concept[task.concept_id].append(
            _task_facts(task, lang, measures[task.pk], main[task.pk], side[task.pk])
        )
    facts = [
        ConceptFacts(
            title=concept.title.localized(lang),
            summary=concept.summary.localized(lang),
            resolved=format_part(concept.resolved, lang),
            goals=tuple(goal.name.localized(lang) for goal in concept.goals.all()),
            tasks=tuple(by_concept[concept.pk]),
            fields=tuple(NumberedText(row.number, row.name.localized(lang)) for row in concept.fields.all()),
        )
        for concept in concepts
    ]
    return sorted(facts, key=lambda concept: not concept.tasks)


def _task_facts(
    task: CrossCuttingTask,
    lang: str,
    measures: list[Measure],
    main: list[ActivityFacts],
    side: list[tuple[LocalText, str]],
) -> TaskFacts:
    return TaskFacts(
        slug=task.slug,
        url=address_of(task),
        number=task.number,
        name=task.name.localized(lang),
        colour=task.colour,
        about=task.about.localized(lang),
        measures=tuple(
            MeasureFacts(row.title.localized(lang), row.state, row.get_state_display()) for row in measures
        ),
        activities=tuple(main),
        side_activities=tuple(side),
    )


def _activities(lang: str) -> tuple[dict[int, list[ActivityFacts]], dict[int, list[tuple[LocalText, str]]]]:
    main: dict[int, list[ActivityFacts]] = defaultdict(list)
    side: dict[int, list[tuple[LocalText, str]]] = defaultdict(list)
    dates = _dates_by_activity()
    for activity in Activity.objects.select_related("main_task").prefetch_related("tasks"):
        main[activity.main_task_id].append(_activity_facts(activity, dates[activity.pk], lang))
        for task in activity.tasks.all():
            side[task.pk].append((activity.title.localized(lang), address_of(activity)))
    return main, side


def _dates_by_activity() -> dict[int, list[EventDate]]:
    found: dict[int, list[EventDate]] = defaultdict(list)
    dates = EventDate.objects.published().select_related("event__format", "event__series").by_time()
    for row in dates.defer("event__description", "event__summary", "event__series__description"):
        found[row.event.activity_id].append(row)
    return found


def _activity_facts(activity: Activity, dates: list[EventDate], lang: str) -> ActivityFacts:
    past = [row for row in dates if has_ended(row)]
    coming = [row for row in dates if not has_ended(row)]
    formats = Counter(row.event.format.pictogram for row in dates)
    return ActivityFacts(
        slug=activity.slug,
        url=address_of(activity),
        title=activity.title.localized(lang),
        summary=activity.summary.localized(lang),
        colour=activity.colour,
        identity=activity.slug,
        motifs=formats.most_common(1)[0][0] if formats else "other",
        audiences=tuple(str(Audience(name).label) for name in activity.audiences if name in Audience.values),
        past_count=len(past),
        upcoming_count=len(coming),
        recent=tuple(_happening(row, lang) for row in reversed(past[-SHOWN_DATES:])),
        next=tuple(_happening(row, lang) for row in coming[:SHOWN_DATES]),
    )


def _happening(row: EventDate, lang: str) -> Happening:
    return Happening(
        row.event.shown_title.localized(lang),
        full_when(row, lang),
        reverse("events:event-detail", args=[row.event.slug]),
    )
