"""Receipts as CSV and XLSX with the columns of a list for the funder (`shared/domain.md` 3.3), and all their files as
one ZIP. Without formulas; rows and files pass through, none are collected."""

import csv
import hashlib
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import PurePath
from typing import Any, TypeVar
from zipfile import ZIP_STORED, ZipFile

from django.db.models import Count
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from miteinander.foundation.exchange.reading import FORBIDDEN
from miteinander.foundation.interface.office_doors import check
from miteinander.foundation.values.clock import today
from miteinander.foundation.values.spreadsheets import defused

from .. import policies, receipt_queries
from ..models import ReceiptFile

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MANIFEST = "verzeichnis.csv"
CHUNK = 2000
Response = TypeVar("Response", bound=HttpResponseBase)


def _asked(request: HttpRequest) -> Any:
    """The rows that the list shows with these filters, in order of time."""
    check(policies.can_see_receipts(request.user))
    return (
        receipt_queries.filtered(request.GET).order_by("paid_on", "number").select_related("order", "proof", "reverses", "reversal")
        .prefetch_related("shares__line__fund", "shares__activity").annotate(file_count=Count("files"))
    )  # fmt: skip


@require_safe
def export_csv(request: HttpRequest) -> StreamingHttpResponse:
    response = StreamingHttpResponse(
        _lines(table_of(_asked(request))), content_type="text/csv; charset=utf-8"
    )
    return _as_file(response, "csv")


@require_safe
def export_xlsx(request: HttpRequest) -> HttpResponse:
    from openpyxl import Workbook  # half a second that only those pay who write such a file

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Belege"))
    sheet.freeze_panes = "B2"
    for row in table_of(_asked(request)):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return _as_file(HttpResponse(stream.getvalue(), content_type=XLSX), "xlsx")


def _as_file(response: Response, ending: str) -> Response:
    response["Content-Disposition"] = f'attachment; filename="belege-{today():%Y-%m-%d}.{ending}"'
    response["Cache-Control"] = "private, no-store"
    return response


class _Line:
    """What `csv` writes to: gives each line back."""

    def write(self, line: str) -> str:
        return line


def _lines(rows: Iterator[list[Any]]) -> Iterator[str]:
    writer = csv.writer(_Line(), delimiter=";")
    yield "\ufeff"
    for row in rows:
        yield writer.writerow([_number(cell) if isinstance(cell, Decimal) else cell for cell in row])


def _number(amount: Decimal) -> str:
    return f"{amount:.2f}".replace(".", ",")


def table_of(found: Any) -> Iterator[list[Any]]:
    """The head and one row for each receipt; amounts of credit notes and reversals are negative."""
    yield [
        _("Beleg-Nr."), _("Art"), _("Geldquelle und Kostenposition"), _("Vorhaben"), _("Auftrag"), _("beauftragt am"),
        _("Rechnungsdatum"), _("Rechnungs-Nr."), _("Zahlungsdatum (Wertstellung)"), _("Empfänger"), _("Gegenstand"),
        _("Rechnungsbetrag brutto"), _("darin Umsatzsteuer"), _("Skonto und Rabatt"), _("gezahlt"),
        _("nicht zuwendungsfähig"), _("zuwendungsfähig"), _("Zahlungsart"), _("Währung"), _("Betrag in der Währung"),
        _("Dateien"), _("abgerechnet"), _("Storno von"), _("storniert mit"), _("Begründung einer Abweichung"),
        _("Bemerkung"),
    ]  # fmt: skip
    for one in found.iterator(chunk_size=CHUNK):
        shares = list(one.shares.all())
        order, back = one.order, getattr(one, "reversal", None)
        yield [
            one.number, str(one.get_kind_display()), _plain(" | ".join(f"{share.line.fund}: {share.line}" for share in shares)),
            _plain(" | ".join(str(share.activity.title) for share in shares)), order.number if order else "",
            order.ordered_on if order else None, one.issued_on, _plain(one.invoice_number), one.paid_on,
            _plain(one.payee), _plain(one.subject), one.sign * one.gross, None if one.vat is None else one.sign * one.vat,
            one.sign * one.discount, one.sign * one.paid, one.sign * one.not_eligible, one.sign * one.eligible,
            str(one.get_payment_display()), one.currency, one.foreign_amount, one.file_count,
            _plain(one.proof or ""), one.reverses.number if one.reverses else "", back.number if back else "",
            _plain(one.deviation), _plain(one.remark),
        ]  # fmt: skip


def _plain(text: Any) -> str:
    return defused(FORBIDDEN.sub("", str(text)))


@require_safe
def files_zip(request: HttpRequest) -> StreamingHttpResponse:
    """All files of the receipts of the list with a directory that names hash and size of each."""
    check(policies.can_see_receipts(request.user))
    found = receipt_queries.filtered(request.GET)
    files = (
        ReceiptFile.objects.filter(receipt__in=found.order_by().values("pk")).select_related("receipt", "document")
        .order_by("receipt__number", "pk")
    )  # fmt: skip
    return _as_file(StreamingHttpResponse(_zipped(files), content_type="application/zip"), "zip")


class _Passing(io.RawIOBase):
    """Takes what the archive writes and hands it on; it cannot be rewound, and the archive knows how to do without."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, part: Any) -> int:
        self.parts.append(bytes(part))
        return len(part)

    def taken(self) -> bytes:
        content, self.parts = b"".join(self.parts), []
        return content


def _zipped(files: Any) -> Iterator[bytes]:
    out = _Passing()
    rows: list[list[Any]] = []
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for number, file in enumerate(files.iterator(chunk_size=200), start=1):
            name = name_in_zip(file, number)
            try:
                with file.document.file.open("rb") as stream:
                    content = stream.read()
            except OSError:
                rows.append([file.receipt.number, name, "", _("fehlt im Speicher"), file.stored_sha256])
                continue
            archive.writestr(name, content)
            found = hashlib.sha256(content).hexdigest()
            said = _("unverändert") if found == file.stored_sha256 else _("verändert")
            rows.append([file.receipt.number, name, len(content), said, found])
            yield out.taken()
        lines = _lines(iter([[_("Beleg-Nr."), _("Datei"), _("Byte"), _("Prüfung"), "SHA-256"], *rows]))
        archive.writestr(MANIFEST, "".join(lines).encode())
    yield out.taken()


def name_in_zip(file: ReceiptFile, number: int) -> str:
    """The number of the receipt first, so that the folder is in order."""
    suffix = PurePath(str(file.document.file.name)).suffix.lower()
    return f"{file.receipt.number}-{number:04d}-{slugify(file.receipt.payee)[:40] or 'beleg'}-{file.kind}{suffix}"
