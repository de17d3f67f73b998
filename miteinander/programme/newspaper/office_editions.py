"""Editions in the office: the list with its warning, dates, release, the matrix of articles and languages."""

from datetime import date

from django.contrib import messages
from django.db.models import Count, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from miteinander.foundation.interface.office_doors import check
from miteinander.foundation.values.clock import today

from . import actions, matrix, policies, release_checks
from .models import Article, Edition, EditionDeadline
from .office_doors import attempt, get_deadline_or_404, get_edition_or_404
from .year_wheel import warnings

PAGE = "newspaper_office:edition"


@require_safe
def edition_list(request: HttpRequest) -> HttpResponse:
    """All editions, the open ones first, with what is due next. Three queries."""
    check(policies.can_see(request.user))
    steps = Prefetch("deadlines", EditionDeadline.objects.filter(done_on=None), to_attr="open_steps")
    editions = Edition.objects.annotate(article_count=Count("articles")).prefetch_related(steps)
    context = {
        "open": [one for one in editions if one.state != "printed"][::-1],
        "printed": [one for one in editions if one.state == "printed"],
        "ideas": Article.objects.ideas().count(),
        "warnings": warnings(),
        "today": today(),
        "can_plan": policies.can_plan(request.user),
        "can_add": policies.can_add(request.user),
    }
    return render(request, "newspaper/office/edition_list.html", context)


@require_safe
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """One edition: dates, findings, articles by language. A constant number of queries."""
    found = get_edition_or_404(request, pk)
    articles = matrix.articles_of(found)
    languages = matrix.languages_in(articles)
    context = {
        "edition": found,
        "tab": "edition",
        "deadlines": list(found.deadlines.all()),
        "languages": languages,
        "rows": matrix.rows_of(articles, languages),
        "counts": matrix.light_counts(matrix.pages_of(found)),
        "missing_imprint": found.missing_imprint(),
        "findings": release_checks.findings(found) if "pruefen" in request.GET else None,
        "today": today(),
        "can_plan": policies.can_plan(request.user),
        "can_release": policies.can_release(request.user, found),
        "can_add": policies.can_add(request.user),
    }
    return render(request, "newspaper/office/edition.html", context)


@require_POST
def edition_do(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_edition_or_404(request, pk, to_change=True)
    wanted, user = request.POST.get("was", ""), request.user
    if wanted in ("freigeben", "oeffnen", "gedruckt", "ins-netz", "aus-dem-netz"):
        check(policies.can_release(user, found))
    match wanted:
        case "freigeben":
            attempt(
                request,
                lambda: actions.release_edition(edition=found, actor=user),
                _("Die Ausgabe ist freigegeben. Ab jetzt ändert sich nichts mehr."),
            )
        case "oeffnen":
            attempt(
                request,
                lambda: actions.reopen_edition(edition=found, actor=user),
                _("Die Ausgabe ist wieder offen. Geben Sie sie vor dem Druck noch einmal frei."),
            )
        case "gedruckt":
            day = _day(request.POST.get("am", "")) or today()
            attempt(
                request,
                lambda: actions.mark_printed(edition=found, on=day, actor=user),
                _("Als gedruckt vermerkt."),
            )
        case "ins-netz":
            actions.publish_on_web(edition=found, actor=user)
            messages.success(request, _("Die Ausgabe steht im Netz."))
        case "aus-dem-netz":
            actions.take_off_web(edition=found, actor=user)
            messages.success(request, _("Die Ausgabe steht nicht mehr im Netz."))
        case "neu-planen":
            actions.plan_deadlines(edition=found, anew=True, actor=user)
            messages.success(request, _("Alle Termine sind neu vom Liefertag zurückgerechnet."))
    checked = "?pruefen=1" if wanted == "freigeben" else ""
    return redirect(f"{redirect(PAGE, pk).url}{checked}")


@require_POST
def deadline_do(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a step, or tick it off."""
    deadline = get_deadline_or_404(request, pk)
    if "erledigt" in request.POST:
        is_done = request.POST["erledigt"] == "1"
        actions.complete_deadline(deadline=deadline, is_done=is_done, actor=request.user)
    elif day := _day(request.POST.get("bis", "")):
        attempt(
            request,
            lambda: actions.move_deadline(deadline=deadline, due_on=day, actor=request.user),
            _("Der Termin ist verschoben."),
        )
    else:
        messages.error(request, _("Bitte geben Sie einen Tag an."))
    return redirect(PAGE, deadline.edition_id)


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
