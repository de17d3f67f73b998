"""The pages of distribution in the office: overview, the list of an edition, what was left, print, settings."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from miteinander.foundation.interface.office_doors import check, one_or_404
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.typesetting.composing import compose, set_composed
from miteinander.foundation.typesetting.documents import CannotPrint, Document, documents
from miteinander.foundation.typesetting.orders import Order, Part

from ..models import Edition, Outlet, PostalSubscriber, distribution_settings
from . import actions, figures, policies
from .documents.print_file import last_print_file, set_print_file
from .errors import DistributionRefused, GridOvertaken
from .grid import Grid, labels, mark_stored, shown_grid, typed_grid
from .office_forms import SettingsForm
from .print_run import propose_run

HERE = "newspaper_distribution_office"
ABOUT = "edition"
SHEETS = "newspaper."


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """All editions with the sums of their copies. Constant queries."""
    check(policies.can_see(request.user))
    context = {
        "rows": figures.overview_rows(Edition.objects.all()),
        "outlets": Outlet.objects.active().count(),
        "subscribers": PostalSubscriber.objects.active().count(),
        "settings": distribution_settings(),
        "can_change_settings": policies.can_change_settings(request.user),
        "can_see_subscribers": policies.can_see_subscribers(request.user),
    }
    return render(request, "newspaper/distribution/office/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def delivery_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of an edition: saved as a whole or not at all."""
    edition = _edition_or_404(request, pk)
    rows = actions.rows_of(edition)
    stored = actions.lines_of(rows)
    if request.method != "POST":
        grid = shown_grid(rows, actions.draft_lines(edition, rows))
        return _grid_page(request, edition, grid, actions.grid_version(stored))
    check(policies.can_save_deliveries(request.user))
    grid = typed_grid(rows, request.POST)
    if grid.errors:
        messages.error(
            request, _("Es ist noch nichts gespeichert. Bitte berichtigen Sie die markierten Zeilen.")
        )
        return _grid_page(request, edition, grid, request.POST.get("seen", ""), status=422)
    try:
        changed = actions.save_deliveries(
            edition=edition, lines=grid.lines, seen=request.POST.get("seen", ""), actor=request.user
        )
    except DistributionRefused as refused:
        messages.error(request, refused.sentence)
        fresh = actions.lines_of(actions.rows_of(edition))
        if isinstance(refused, GridOvertaken):
            mark_stored(grid, fresh)
        return _grid_page(request, edition, grid, actions.grid_version(fresh), status=409)
    messages.success(request, _saved(changed))
    return redirect(f"{HERE}:delivery-list", pk)


@require_POST
def run_adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the proposal the print run."""
    edition = _edition_or_404(request, pk)
    check(policies.can_plan_run(request.user))
    text = request.POST.get("auflage", "")
    try:
        run = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1
        actions.adopt_run(edition=edition, run=run, actor=request.user)
    except DistributionRefused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("Die Auflage der Ausgabe ist übernommen."))
    return redirect(f"{HERE}:delivery-list", pk)


@require_safe
def leftovers(request: HttpRequest, pk: int) -> HttpResponse:
    """What was left over, by district."""
    edition = _edition_or_404(request, pk)
    context = {
        "edition": edition,
        "tab": "leftovers",
        "copies": figures.copies_of(edition),
        "bars": figures.by_district(edition),
    }
    return render(request, "newspaper/distribution/office/leftovers.html", context)


@require_safe
def print_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that can be printed for the distribution of an edition. Sets the edition where a file of it was handed
    out, to say whether that is still the one."""
    edition = _edition_or_404(request, pk)
    sheets = [
        (one, [(option, option.choices(pk)) for option in one.options])
        for one in own_documents()
        if one.allowed(request.user, pk)
    ]
    handed_out = last_print_file(edition)
    context = {
        "edition": edition,
        "tab": "print",
        "sheets": sheets,
        "handed_out": handed_out,
        "file": set_print_file(edition) if handed_out else None,
    }
    return render(request, "newspaper/distribution/office/print.html", context)


@require_safe
def sheet(request: HttpRequest, pk: int, document: str) -> HttpResponse:
    """One document as PDF; `format` and the document's options stand in the address."""
    edition = _edition_or_404(request, pk)
    found = {one.key: one for one in own_documents()}.get(document)
    if found is None:
        raise Http404
    check(found.allowed(request.user, pk))
    order = Order(
        about=ABOUT,
        subject=pk,
        languages=(base_language(),),
        parts=(Part(found.key, request.GET.get("format", "") or found.formats[0].key),),
        options={option.key: request.GET.get(option.key, "") for option in found.options},
    )
    try:
        printed = set_composed(compose(order), order)
    except KeyError:
        raise Http404 from None
    except CannotPrint as refused:
        messages.error(request, str(refused))
        return redirect(f"{HERE}:print", pk)
    name = slugify(f"{found.title} {edition.slug}")
    response = HttpResponse(printed.content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, f"{name}.pdf") or "inline"
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def settings_edit(request: HttpRequest) -> HttpResponse:
    check(policies.can_change_settings(request.user))
    form = SettingsForm(request.POST if request.method == "POST" else None, instance=distribution_settings())
    if request.method == "POST" and form.is_valid():
        actions.save_settings(values=form.cleaned_data, actor=request.user)
        messages.success(request, _("Die Einstellungen sind gespeichert."))
        return redirect(f"{HERE}:overview")
    status = 422 if form.errors else 200
    return render(request, "newspaper/distribution/office/settings.html", {"form": form}, status=status)


def own_documents() -> list[Document]:
    """The sheets of distribution, in order."""
    keys = ("labels", "rounds", "delivery-notes", "print-order")
    return [one for one in documents(ABOUT) if one.key.removeprefix(SHEETS) in keys]


def _grid_page(
    request: HttpRequest, edition: Edition, grid: Grid, seen: str, *, status: int = 200
) -> HttpResponse:
    proposal = propose_run(edition)
    by_outlet = {one.outlet.pk: one for one in proposal.outlets}
    for row in grid.rows:
        if one := by_outlet.get(row.outlet.pk):
            row.proposal = str(one.copies)
            row.reason = one.reason
    context = {
        "edition": edition,
        "tab": "list",
        "grid": grid,
        "seen": seen,
        "columns": labels(),
        "proposal": proposal,
        "can_save": policies.can_save_deliveries(request.user),
        "can_plan_run": policies.can_plan_run(request.user) and not edition.is_frozen,
    }
    return render(request, "newspaper/distribution/office/delivery_list.html", context, status=status)


def _saved(changed: int) -> str:
    if not changed:
        return _("Es gab nichts zu ändern.")
    return ngettext(
        "%(count)d Auslagestelle ist gespeichert.", "%(count)d Auslagestellen sind gespeichert.", changed
    ) % {"count": changed}


def _edition_or_404(request: HttpRequest, pk: int) -> Edition:
    check(policies.can_see(request.user))
    return one_or_404(Edition.objects.all(), pk)
