"""A cross-cutting task of the concept: its measures and activities, what happened and what comes."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from miteinander.civic.concept.models import CrossCuttingTask

from .activity import motifs_of
from .page import Head, get_record_or_404, joined_page, page_of_slug, present_language


@page_of_slug
def task(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_record_or_404(
        CrossCuttingTask.objects.select_related("concept").prefetch_related("measures"), slug
    )
    lang = present_language()
    head = Head(
        title=found.name.localized(lang) if found.name else _("Noch nicht benannt"),
        label=_("Aufgabe %(number)d") % {"number": found.number},
        identity=found.slug,
        colour=found.colour,
        motifs=motifs_of(Q(activity__main_task=found)),
        lead=found.about.localized(lang),
        parent_label=found.concept.title.localized(lang),
        parent_url=reverse("website:concept"),
    )
    measures = [
        {"title": row.title.localized(lang), "state": row.state, "label": row.get_state_display()}
        for row in found.measures.all()
    ]
    return joined_page(
        request,
        "website/joined/task.html",
        slot="task",
        record=found,
        head=head,
        measures=measures,
        is_named=bool(found.name),
    )
