"""A cross-cutting task of the concept: its measures and activities, what happened and what comes."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from miteinander.civic.concept.models import CrossCuttingTask

from .activity import motifs_of
from .page import Head, JoinedPage


def _records() -> QuerySet[CrossCuttingTask]:
    return CrossCuttingTask.objects.select_related("concept").prefetch_related("measures")


def _head(found: CrossCuttingTask, lang: str) -> Head:
    return Head(
        title=found.name.localized(lang) if found.name else _("Noch nicht benannt"),
        label=_("Aufgabe %(number)d") % {"number": found.number},
        identity=found.slug,
        colour=found.colour,
        motifs=motifs_of(Q(activity__main_task=found)),
        lead=found.about.localized(lang),
        parent_label=found.concept.title.localized(lang),
        parent_url=reverse("website:concept"),
    )


def _own(found: CrossCuttingTask, lang: str) -> dict[str, Any]:
    measures = [
        {"title": row.title.localized(lang), "state": row.state, "label": row.get_state_display()}
        for row in found.measures.all()
    ]
    return {
        "measures": measures,
        "is_named": bool(found.name),
    }


TASK = JoinedPage("task", "konzept/", _records, _head, _own)
