"""The files of a proof: PDF, lists, data set, receipts."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from miteinander.foundation.typesetting.printing import not_set
from miteinander.foundation.typesetting.rendering import NotSet

from ..enums import ProofState
from ..models import Proof
from ..proofs.archives import zip_pieces
from ..proofs.canonical import as_plain, canonical
from ..proofs.printing import MOST_AT_ONCE, proof_pdf
from ..proofs.reading import data_of
from ..proofs.tables import Table, csv_lines, income_table, receipts_table, xlsx_bytes
from .doors import HERE, get_proof_or_404

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SETTLED = ProofState.SUBMITTED


@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file that is kept; a draft and a small proof are set at once, a large one in the background."""
    proof = get_proof_or_404(request, pk)
    data = data_of(proof)
    at_once = len(data.receipts) <= MOST_AT_ONCE
    if proof.file is not None and (proof.state == SETTLED or not at_once):
        try:
            return _as_file(FileResponse(proof.file.file.open("rb")), proof, "pdf", "application/pdf")
        except OSError:
            messages.error(
                request, _("Die Datei ist nicht mehr da. Bitte stellen Sie sie aus der Sicherung wieder her.")
            )
            return redirect(f"{HERE}:proof", pk)
    if not at_once:
        messages.info(request, _("Dieser Nachweis ist groß. Lassen Sie das PDF auf dieser Seite erstellen."))
        return redirect(f"{HERE}:proof", pk)
    try:
        printed = proof_pdf(data, frozen=proof.frozen, sha256=proof.frozen_sha256)
    except NotSet:
        messages.error(request, not_set())
        return redirect(f"{HERE}:proof", pk)
    return _as_file(HttpResponse(printed.content), proof, "pdf", "application/pdf", inline=True)


@require_safe
def receipts_csv(request: HttpRequest, pk: int) -> HttpResponseBase:
    proof = get_proof_or_404(request, pk)
    return _list(proof, receipts_table(data_of(proof)), "belegliste")


@require_safe
def income_csv(request: HttpRequest, pk: int) -> HttpResponseBase:
    proof = get_proof_or_404(request, pk)
    return _list(proof, income_table(data_of(proof)), "einnahmen")


@require_safe
def xlsx(request: HttpRequest, pk: int) -> HttpResponseBase:
    proof = get_proof_or_404(request, pk)
    return _as_file(HttpResponse(xlsx_bytes(data_of(proof))), proof, "xlsx", XLSX)


@require_safe
def data_set(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Canonical JSON; of a proof handed in, the bytes whose hash stands on the page."""
    proof = get_proof_or_404(request, pk)
    plain = proof.frozen if proof.state == SETTLED else as_plain(data_of(proof))
    return _as_file(HttpResponse(canonical(plain)), proof, "json", "application/json")


@require_safe
def receipts_zip(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Written while it is sent."""
    proof = get_proof_or_404(request, pk)
    pieces: Iterable[bytes] = zip_pieces(data_of(proof), proof.frozen)
    return _as_file(StreamingHttpResponse(pieces), proof, "zip", "application/zip", name="belege")


def _list(proof: Proof, table: Table, name: str) -> HttpResponseBase:
    return _as_file(
        StreamingHttpResponse(csv_lines(table)), proof, "csv", "text/csv; charset=utf-8", name=name
    )


def _as_file(
    response: HttpResponseBase, proof: Proof, ending: str, kind: str, *, name: str = "nachweis", inline: bool = False
) -> HttpResponseBase:  # fmt: skip
    draft = "" if proof.state == SETTLED else "-entwurf"
    file = f"{name}-{slugify(str(proof.fund))[:60]}-{proof.period_end}{draft}.{ending}"
    response["Content-Type"] = kind
    response["Content-Disposition"] = content_disposition_header(not inline, file) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response
