"""What this room adds to joined pages: the activities of a task, a working group, an organisation."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from miteinander.civic.council.models import WorkingGroup
from miteinander.civic.people.models import Organisation
from miteinander.foundation.interface.addresses import address_of
from miteinander.foundation.interface.sections import Section
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.languages.text import LocalText

from .enums import Audience
from .models import Activity, CrossCuttingTask

STYLES = ("interface/css/components/people.css",)


@dataclass(frozen=True)
class ActivityCard:
    """An activity in a list; `url` is its own page."""

    title: LocalText
    summary: LocalText
    url: str
    identity: str
    colour: str
    audiences: tuple[str, ...]


def activities_of_task(task: CrossCuttingTask) -> Section | None:
    """One query."""
    return _cards(_("Unsere Vorhaben"), Activity.objects.filter(main_task=task))


def side_activities_of_task(task: CrossCuttingTask) -> Section | None:
    """One query."""
    return _cards(_("Auch dabei"), Activity.objects.filter(tasks=task).exclude(main_task=task))


def activities_of_working_group(group: WorkingGroup) -> Section | None:
    """One query."""
    return _cards(_("Unsere Vorhaben"), Activity.objects.filter(working_group=group))


def activities_of_organisation(organisation: Organisation) -> Section | None:
    """One query."""
    return _cards(_("Hilft mit bei"), Activity.objects.filter(supporters=organisation))


def audience_words(audiences: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(Audience(name).label) for name in audiences if name in Audience.values)


def _cards(heading: str, activities: QuerySet[Activity]) -> Section | None:
    lang = get_language() or base_language()
    cards = [
        ActivityCard(
            title=activity.title.localized(lang),
            summary=activity.summary.localized(lang),
            url=address_of(activity),
            identity=activity.slug,
            colour=activity.colour,
            audiences=audience_words(activity.audiences),
        )
        for activity in activities.select_related("main_task").defer("description")
    ]
    return Section("concept/_activity_cards.html", {"activities": cards}, heading, STYLES) if cards else None
