"""A working group of the council: its people, its activities, its dates."""

from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from miteinander.civic.council.models import Membership, WorkingGroup
from miteinander.civic.council.presentation import member_facts

from .activity import motifs_of
from .page import Head, JoinedPage

COLOUR = "leaf"


def _records() -> QuerySet[WorkingGroup]:
    members = Prefetch("members", Membership.objects.select_related("person"))
    return WorkingGroup.objects.select_related("body", "lead").prefetch_related(members)


def _head(found: WorkingGroup, lang: str) -> Head:
    return Head(
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


def _own(found: WorkingGroup, lang: str) -> dict[str, Any]:
    return {
        "members": [member_facts(row) for row in found.members.all()],
    }


WORKING_GROUP = JoinedPage("working-group", "rat/arbeitskreise/", _records, _head, _own)
