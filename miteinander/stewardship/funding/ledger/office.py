"""The books in the office: looked at and taken along, never changed."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.menu import MenuItem

from miteinander.foundation.interface.models import present_identity

from ..models import ZERO
from .accounts import account_names
from .export import beancount_lines, csv_lines, write_xlsx
from .journal import Choice, sources, trial_balance

HERE = "funding_books"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PER_PAGE = 100


def can_see(user: Any) -> bool:
    return bool(user.is_active and user.has_perm("funding.view_movement"))


def _check(request: HttpRequest) -> None:
    if not can_see(request.user):
        raise PermissionDenied


@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """Constant queries, however many movements."""
    _check(request)
    choice = Choice.of(request.GET.dict())
    rows = choice.movements().select_related("receipt", "income")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    name = account_names()
    query = request.GET.copy()
    query.pop("p", None)
    context = {
        "tab": "journal",
        "choice": choice,
        "page": page,
        "rows": [(row, name(row.debit), name(row.credit)) for row in page],
        "sources": sources(),
        "query": query.urlencode(),
    }
    return render(request, "funding/ledger/journal.html", context)


@require_safe
def balance(request: HttpRequest) -> HttpResponse:
    _check(request)
    choice = Choice.of(request.GET.dict())
    rows = trial_balance(choice.until)
    totals = sum((row.debit for row in rows), ZERO), sum((row.credit for row in rows), ZERO)
    context = {"tab": "balance", "choice": choice, "rows": rows, "totals": totals}
    return render(request, "funding/ledger/balance.html", context)


@require_safe
def export_csv(request: HttpRequest) -> StreamingHttpResponse:
    _check(request)
    return _download(csv_lines(), "text/csv; charset=utf-8", "buchungen.csv")


@require_safe
def export_xlsx(request: HttpRequest) -> FileResponse:
    _check(request)
    file = TemporaryFile()  # noqa: SIM115 -- the response closes it
    write_xlsx(file)
    file.seek(0)
    response = FileResponse(file, as_attachment=True, filename="buchungen.xlsx", content_type=XLSX)
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def export_beancount(request: HttpRequest) -> StreamingHttpResponse:
    _check(request)
    title = str(present_identity().name)
    return _download(beancount_lines(title), "text/plain; charset=utf-8", "buchungen.beancount")


def _download(lines: Iterator[str], kind: str, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


class BooksItem(MenuItem):  # type: ignore[misc]  # Wagtail is untyped
    def is_shown(self, request: Any) -> bool:
        return can_see(request.user)


def menu_item() -> MenuItem:
    return BooksItem(
        _("Bücher"), reverse(f"{HERE}:journal"), name="funding-books", icon_name="list-ul", order=340
    )


def urls() -> list[Any]:
    patterns = [
        path("", journal, name="journal"),
        path("salden/", balance, name="balance"),
        path("buchungen.csv", export_csv, name="export-csv"),
        path("buchungen.xlsx", export_xlsx, name="export-xlsx"),
        path("buchungen.beancount", export_beancount, name="export-beancount"),
    ]
    return [path("buecher/", include((patterns, HERE)))]
