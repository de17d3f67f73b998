"""An activity: what it is, for whom, why, who helps, what comes and what was."""

from collections import Counter
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from miteinander.civic.concept.models import Activity, CrossCuttingTask
from miteinander.civic.concept.page_sections import audience_words
from miteinander.foundation.interface.addresses import address_of
from miteinander.foundation.languages.text import Translated
from miteinander.programme.events.event_page import Knot
from miteinander.programme.events.models import Event

from .page import Head, JoinedPage


def _records() -> QuerySet[Activity]:
    return Activity.objects.select_related("main_task__concept", "working_group").prefetch_related(
        "tasks", "goals", "supporters"
    )


def _head(found: Activity, lang: str) -> Head:
    return Head(
        title=found.title.localized(lang),
        label=_("Vorhaben"),
        identity=found.slug,
        colour=found.colour,
        motifs=motifs_of(Q(activity=found)),
        lead=found.summary.localized(lang),
        facts=[(_("Für wen"), ", ".join(audience_words(found.audiences)))] if found.audiences else [],
        parent_label=found.main_task.concept.title.localized(lang),
        parent_url=reverse("website:concept"),
    )


def _own(found: Activity, lang: str) -> dict[str, Any]:
    group = found.working_group
    return {
        "description": found.description.localized(lang),
        "goals": [goal.name.localized(lang) for goal in found.goals.all()],
        "thread": _thread(found, lang),
        "side_tasks": [
            (task_title(task).localized(lang), address_of(task))
            for task in found.tasks.all()
            if task.pk != found.main_task_id
        ],
        "working_group": (group.name.localized(lang), address_of(group)) if group else None,
        "supporters": [(party.name, address_of(party)) for party in found.supporters.all()],
    }


ACTIVITY = JoinedPage("activity", "vorhaben/", _records, _head, _own)


def motifs_of(condition: Q) -> str:
    """The most frequent format of the public events that fulfil the condition; empty without events. One query."""
    names = Event.objects.published().filter(condition).order_by().values_list("format__pictogram", flat=True)
    counted = Counter(names)
    return max(sorted(counted), key=lambda name: counted[name]) if counted else ""


def task_title(task: CrossCuttingTask) -> Translated:
    return task.name or Translated.of(str(task))


def _thread(found: Activity, lang: str) -> tuple[Knot, ...]:
    task = found.main_task
    return (
        Knot(_("Konzept"), task.concept.title.localized(lang), address_of(task.concept)),
        Knot(_("Querschnittsaufgabe"), task_title(task).localized(lang), address_of(task)),
        Knot(_("Vorhaben"), found.title.localized(lang), ""),
    )
