from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from miteinander.foundation.values.clock import today

from .enums import SeatKind
from .models import Term, WorkingGroup
from .presentation import group_facts, member_facts


@require_safe
def roster(request: HttpRequest) -> HttpResponse:
    """Who belongs to the council in the running (or else the latest) term. Four queries beside the shell's."""
    terms = Term.objects.select_related("body")
    term = terms.running(today()).first() or terms.first()
    if term is None:
        raise Http404(_("Die Mitglieder des Rates stehen noch nicht auf dieser Seite."))
    order = list(SeatKind.values)
    members = sorted(
        term.memberships.select_related("person"), key=lambda row: (order.index(row.kind), row.position)
    )
    context = {
        "body": {"name": term.body.name.localized(), "about": term.body.about.localized()},
        "term": {"label": term.label},
        "groups": [
            {"label": str(SeatKind(kind).label), "members": [member_facts(row) for row in rows]}
            for kind, rows in groupby(members, key=lambda row: row.kind)
        ],
        "working_groups": [
            group_facts(row) for row in WorkingGroup.objects.filter(body=term.body).select_related("lead")
        ],
    }
    return render(request, "council/roster.html", context)


@require_safe
def working_group_list(request: HttpRequest) -> HttpResponse:
    """One query beside the shell's."""
    groups = [group_facts(row) for row in WorkingGroup.objects.select_related("lead")]
    return render(request, "council/working_group_list.html", {"working_groups": groups})
