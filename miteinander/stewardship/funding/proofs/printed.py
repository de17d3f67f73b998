"""A proof as it is set on paper: texts in German form, as the authority reads them."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import override

from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.typesetting.ingredients import Drawing

from .archives import kept_files
from .data import ZERO, LineRow, ProofData, ReceiptRow

TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
LONG, CELL, NARROW = 32, 24, 15
"""Letters of a word without a place to break that no column holds; in a narrow column."""
TEMPLATE = "/stewardship/funding/sheets/proof.typ"
Pair = tuple[str, str]


@dataclass(frozen=True)
class ProofSheet:
    """`mark`: what makes it no document to hand in ("Entwurf"); `sample`: that its amounts are made up."""

    title: str
    name: str
    mark: str
    sample: str
    foot: str
    mosaic: Drawing
    recipient: tuple[str, ...]
    funder: str
    head: tuple[Pair, ...]
    narrative: tuple[Pair, ...]
    effects: str
    deviations: str
    notes: tuple[str, ...]
    finance: tuple[tuple[str, ...], ...]
    finance_sum: tuple[str, ...]
    finance_note: str
    lines: tuple[tuple[str, ...], ...]
    lines_sum: tuple[str, ...]
    has_moves: bool
    moves: tuple[tuple[str, ...], ...]
    result: tuple[Pair, ...]
    place_date: str
    receipts: tuple[tuple[str, ...], ...]
    subtotals: tuple[tuple[str, ...], ...]
    receipts_sum: tuple[str, ...]
    receipts_carry: tuple[str, ...]
    income: tuple[tuple[str, ...], ...]
    income_sum: str
    income_carry: str
    returns: tuple[tuple[str, ...], ...]
    evidence: tuple[tuple[str, ...], ...]
    files: str
    sha256: str
    is_grant: bool


def proof_sheet(data: ProofData, *, mosaic: Drawing, sha256: str = "", files: str = "") -> ProofSheet:
    """`sha256` of the frozen set; without it the sheet is a draft. `files`: the sentence about what is attached."""
    with override(base_language()):
        return _sheet(data, mosaic, sha256, files)


def _sheet(data: ProofData, mosaic: Drawing, sha256: str, files: str) -> ProofSheet:
    head = data.head
    settled = data.spent_earlier or data.earlier_income
    return ProofSheet(
        title=head.kind_title,
        name=loose(head.title),
        mark="" if sha256 else "Entwurf",
        sample="Musterbeträge" if head.is_sample else "",
        foot=f"{head.kind_title}: {head.title}"[:110],
        mosaic=mosaic,
        recipient=tuple(filter(None, (head.recipient, head.recipient_address, head.telephone and f"Tel. {head.telephone}"))),
        funder=loose(head.funder),
        head=_head(data),
        narrative=tuple((loose(one.heading), loose(one.text)) for one in data.narrative),
        effects=loose(data.effects),
        deviations=loose(data.deviations),
        notes=tuple(loose(note.text) for note in data.notes),
        finance=tuple(
            (loose(row.title), money(row.planned), percent(row.planned_percent), money(row.actual), percent(row.actual_percent))
            for row in data.finance
        ),
        finance_sum=(money(data.income_planned), percent(Decimal(100) if data.income_planned else ZERO),
                     money(data.covered), percent(Decimal(100) if data.covered else ZERO)),
        finance_note=next((row.note for row in data.finance if row.note), ""),
        lines=tuple(_line(row) for row in data.lines),
        lines_sum=(money(data.planned), money(sum((row.moved for row in data.lines), ZERO)), money(data.spent),
                   money(data.eligible), money(data.spent - data.planned), _share(data.spent - data.planned, data.planned)),
        has_moves=any(row.moved for row in data.lines),
        moves=tuple(
            (day(row.day), loose(row.source), loose(row.target), money(row.amount),
             loose(row.reason + (" (über der Regel)" if row.beyond_rule else "")))
            for row in data.moves
        ),
        result=_result(data),
        place_date=f"{head.place}, {day(head.made_on)}" if head.place and sha256 else "",
        receipts=tuple(_receipt(row) for row in data.receipts),
        subtotals=tuple(
            (f"{row.number} {loose(row.title)}", *_sums([one for one in data.receipts if one.line == row.number]))
            for row in data.lines
            if row.now or any(one.line == row.number for one in data.receipts)
        ) if len(data.lines) > 1 else (),
        receipts_sum=_sums(data.receipts),
        receipts_carry=(money(data.spent_earlier), money(data.spent)) if settled else (),
        income=tuple(
            (str(row.position), row.number, day(row.received_on), loose(row.payer), loose(row.reason), loose(row.kind_title),
             money(row.amount))
            for row in data.income
        ),
        income_sum=money(data.income_now),
        income_carry=money(data.earlier_income) if settled else "",
        returns=tuple(
            (day(row.returned_on), loose(row.reason), money(row.amount), money(row.interest)) for row in data.returns
        ),
        evidence=tuple(
            (day(one.day), loose(one.title), loose("; ".join(filter(None, (one.credit, one.consent)))))
            for one in data.evidence
        ),
        files=files,
        sha256=sha256,
        is_grant=head.is_grant,
    )  # fmt: skip


def _head(data: ProofData) -> tuple[Pair, ...]:
    head = data.head
    decided = " vom " + day(head.decided_on) if head.decided_on else ""
    rows = (
        ("Zweck", loose(head.purpose)),
        ("Bescheid" if head.is_grant else "Beschluss", (decided.removeprefix(" ") or "–")),
        ("Aktenzeichen", loose(head.file_number)),
        ("Insgesamt bewilligt", f"{money(head.granted)} €"),
        ("Ausgezahlt" if head.is_grant else "In Anspruch genommen", f"{money(head.paid_out)} €"),
        ("Zeitraum der Förderung" if head.is_grant else "Zeitraum der Mittel", f"{day(head.fund_start)} bis {day(head.fund_end)}"),
        ("Zeitraum dieses Nachweises", f"{day(head.period_start)} bis {day(head.period_end)}"),
        ("Vorzulegen bis", day(head.report_until)),
        ("Auflagen", loose(head.conditions)),
    )  # fmt: skip
    return tuple((label, value) for label, value in rows if value)


def _line(row: LineRow) -> tuple[str, ...]:
    mark = " *" if row.beyond else ""
    return (
        str(row.number), loose(row.title) + mark, money(row.planned), money(row.moved), money(row.actual), money(row.eligible),
        money(row.over), _share(row.over, row.planned),
    )  # fmt: skip


def _share(part: Decimal, whole: Decimal) -> str:
    return percent((part * 100 / whole).quantize(Decimal("0.01"))) if whole else "–"


def _result(data: ProofData) -> tuple[Pair, ...]:
    rows = [
        ("Einnahmen insgesamt", data.covered),
        ("Ausgaben insgesamt", -data.spent),
        ("davon zuwendungsfähig", -data.eligible),
    ]
    if data.returned:
        rows.append(("Zurückgezahlt", -data.returned))
    word = "Nicht verbraucht" if data.result > 0 else ("Fehlbetrag" if data.result < 0 else "Ergebnis")
    return tuple((label, f"{money(value)} €") for label, value in [*rows, (word, data.result)])


def _receipt(row: ReceiptRow) -> tuple[str, ...]:
    names = ", ".join(file.name for file in row.files)
    return (
        f"{row.position} / {row.number}", str(row.line), day(row.ordered_on), day(row.issued_on),
        loose(row.invoice_number, NARROW), day(row.paid_on), loose(row.payee, CELL), loose(row.subject, CELL), money(row.gross),
        money(row.discount), money(row.paid), money(row.not_eligible), money(row.eligible), loose(row.payment),
        loose("; ".join(filter(None, (row.remark, names))), CELL),
    )  # fmt: skip


def _sums(rows: "tuple[ReceiptRow, ...] | list[ReceiptRow]") -> tuple[str, ...]:
    names = ("gross", "discount", "paid", "not_eligible", "eligible")
    return tuple(money(sum((getattr(row, name) for row in rows), ZERO)) for name in names)


def money(amount: Decimal) -> str:
    """ "1.234,56", with a true minus sign."""
    text = f"{abs(amount):,.2f}".translate(str.maketrans(",.", ".,"))
    return f"−{text}" if amount < 0 else text


def percent(value: Decimal) -> str:
    return money(value)


def day(value: date | None) -> str:
    return f"{value:%d.%m.%Y}" if value else ""


def loose(text: str, most: int = LONG) -> str:
    """A word with more than so many letters may be broken anywhere; shorter ones are hyphenated. Signs that turn the
    direction of reading around are taken out, for they make a text look like another."""
    text = TURNS.sub("", text)
    if len(text) <= most:
        return text
    return re.sub(rf"\S{{{most},}}", lambda found: "\u200b".join(found[0]), text)


def attached_words(data: ProofData, *, embedded: bool) -> str:
    count = len(kept_files(data))
    lists = "In dieser Datei stecken die Belegliste und die Einnahmen als CSV und der Datensatz als JSON"
    if not count:
        return f"{lists}."
    if embedded:
        return f"{lists}, dazu {count} Dateien der Belege."
    return (
        f"{lists}. Die {count} Dateien der Belege sind zu groß dafür; sie liegen im ZIP mit ihren Prüfsummen."
    )
