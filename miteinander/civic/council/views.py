from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from miteinander.foundation.languages.registry import spoken_languages
from miteinander.foundation.values.clock import today

from .enums import SeatKind
from .models import Membership, Term, WorkingGroup


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
            {"label": str(SeatKind(kind).label), "members": [_member(row) for row in rows]}
            for kind, rows in groupby(members, key=lambda row: row.kind)
        ],
        "working_groups": [
            _group(row) for row in WorkingGroup.objects.filter(body=term.body).select_related("lead")
        ],
    }
    return render(request, "council/roster.html", context)


def _member(row: Membership) -> dict[str, object]:
    known = spoken_languages()
    return {
        "title": row.title.localized(),
        "name": row.person.name if row.person else "",
        "function": row.function.localized(),
        "identity": row.slug,
        "languages": [
            {
                "label": known[code].name,
                "kind": "language",
                "pictogram": "",
                "lang": code,
                "dir": known[code].direction,
            }
            for code in row.languages
            if code in known
        ],
    }


def _group(row: WorkingGroup) -> dict[str, object]:
    return {
        "name": row.name.localized(),
        "about": row.about.localized(),
        "lead": row.lead.title.localized() if row.lead else None,
        "slug": row.slug,
    }
