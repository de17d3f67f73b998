"""A working group of the council: its people, its activities, its dates."""

from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from miteinander.civic.council.models import Membership, WorkingGroup
from miteinander.civic.council.presentation import member_facts

from .activity import motifs_of
from .page import Head, get_record_or_404, joined_page, page_of_slug, present_language

COLOUR = "leaf"


@page_of_slug
def working_group(request: HttpRequest, slug: str) -> HttpResponse:
    members = Prefetch("members", Membership.objects.select_related("person"))
    found = get_record_or_404(
        WorkingGroup.objects.select_related("body", "lead").prefetch_related(members), slug
    )
    lang = present_language()
    head = Head(
        title=found.name.localized(lang),
        label=_("Arbeitskreis"),
        identity=found.slug,
        colour=COLOUR,
        motifs=motifs_of(Q(activity__working_group=found)),
        lead=found.about.localized(lang),
        facts=[(_("Leitung"), found.lead.title.localized(lang))] if found.lead else [],
        parent_label=_("Arbeitskreise"),
        parent_url=reverse("council:working-group-list"),
    )
    return joined_page(
        request,
        "website/joined/working_group.html",
        slot="working-group",
        record=found,
        head=head,
        members=[member_facts(row) for row in found.members.all()],
    )
