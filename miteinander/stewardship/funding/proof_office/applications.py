"""The data sheet of an application as a page, as text and as CSV; its PDF and the request are printed."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from miteinander.foundation.typesetting.documents import CannotPrint

from .. import policies
from ..documents.application import as_csv, as_lines, sections_of
from ..documents.plan import Plan, plan_of
from .doors import get_fund_or_404


@require_safe
def application(request: HttpRequest, fund: int) -> HttpResponse:
    """Everything a form asks, in its order. Constant queries."""
    source = get_fund_or_404(request, fund, allowed=policies.can_see(request.user))
    try:
        plan: Plan | None = plan_of(source.pk)
        missing = ""
    except CannotPrint as refused:
        plan, missing = None, str(refused)
    context = {"fund": source, "missing": missing, "sections": sections_of(plan) if plan else []}
    return render(request, "funding/proof/application.html", context)


@require_safe
def application_csv(request: HttpRequest, fund: int) -> HttpResponse | StreamingHttpResponse:
    source = get_fund_or_404(request, fund, allowed=policies.can_see(request.user))
    return _as_file(source.pk, "csv", "text/csv; charset=utf-8")


@require_safe
def application_text(request: HttpRequest, fund: int) -> HttpResponse | StreamingHttpResponse:
    source = get_fund_or_404(request, fund, allowed=policies.can_see(request.user))
    return _as_file(source.pk, "txt", "text/plain; charset=utf-8")


def _as_file(pk: int, ending: str, kind: str) -> HttpResponse | StreamingHttpResponse:
    try:
        plan = plan_of(pk)
    except CannotPrint as refused:
        return HttpResponse(str(refused), status=409, content_type="text/plain; charset=utf-8")
    lines = as_csv(plan) if ending == "csv" else as_lines(plan)
    response = StreamingHttpResponse(lines, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="antrag-{slugify(str(plan.fund))[:60]}.{ending}"'
    response["Cache-Control"] = "private, no-store"
    return response
