"""The data sheet of an application: everything the form of a funder asks, to copy from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import override

from miteinander.foundation.interface.models import present_identity
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.typesetting.documents import Wish
from miteinander.foundation.typesetting.ingredients import Drawing, mosaic_drawing

from ..enums import CostKind, FundKind
from ..models import Fund
from ..proofs.printed import day, loose, money
from ..proofs.tables import Column, Table, csv_lines
from .plan import Plan, plan_of
from .request import check_german


@dataclass(frozen=True)
class Section:
    title: str
    rows: tuple[tuple[str, str], ...]
    sums: bool = False
    """The right column holds amounts, its last row their sum."""


@dataclass(frozen=True)
class ApplicationSheet:
    mosaic: Drawing
    sample: str
    foot: str
    title: str
    sections: tuple[Section, ...]


def read_application(wish: Wish) -> Sequence[ApplicationSheet]:
    """Raises CannotPrint."""
    check_german(wish)
    with override(base_language()):
        plan = plan_of(wish.subject)
        loosened = tuple(
            Section(one.title, tuple((loose(label), loose(value)) for label, value in one.rows), one.sums)
            for one in sections_of(plan)
        )
        return [
            ApplicationSheet(
                mosaic=mosaic_drawing(f"funding:{plan.fund.slug}", colour="sun", columns=34, rows=1),
                sample="Musterbeträge" if plan.fund.is_sample else "",
                foot=f"Angaben zum Antrag: {plan.fund}"[:110],
                title=loose(str(plan.fund.title)),
                sections=loosened,
            )
        ]


def sections_of(plan: Plan) -> list[Section]:
    """In German; rows without a value are left out, so that nobody copies an empty field."""
    with override(base_language()):
        parts = (
            ("Antragsteller", _applicant()),
            ("Förderung", _funding(plan.fund)),
            ("Vorhaben", _project(plan)),
            ("Fristen", _deadlines(plan.fund)),
        )
        found = [
            Section(title, tuple((label, value) for label, value in rows if value)) for title, rows in parts
        ]
        return [
            *found[:3],
            Section("Kostenplan (EUR)", tuple(_costs(plan)), sums=True),
            Section("Kosten nach Vorhaben (EUR)", tuple(_activities(plan)), sums=True),
            Section("Finanzierungsplan (EUR)", tuple(_financing(plan)), sums=True),
            *(one for one in found[3:] if one.rows),
        ]


def _applicant() -> Iterator[tuple[str, str]]:
    identity = present_identity()
    yield "Name", identity.name
    yield "Straße und Hausnummer", identity.street
    yield "Postleitzahl und Ort", f"{identity.postal_code} {identity.town}".strip()
    yield "Telefon", identity.telephone_text
    yield "E-Mail-Adresse", identity.email


def _funding(fund: Fund) -> Iterator[tuple[str, str]]:
    yield "Geldgeber", str(fund.funder) if fund.funder else ""
    yield "Art", str(fund.get_kind_display())
    yield "Förderaufruf", fund.call
    yield "Adresse des Aufrufs", fund.call_address
    yield "Aktenzeichen", fund.file_number
    yield "Bezahlt werden", ", ".join(str(CostKind(kind).label) for kind in fund.eligible_kinds)


def _project(plan: Plan) -> Iterator[tuple[str, str]]:
    fund = plan.fund
    yield "Titel", str(fund.title)
    yield "Zweck", fund.purpose
    yield "Begründung", fund.reason
    yield "Zeitraum", f"{day(fund.period_start)} bis {day(fund.period_end)}"
    yield "Vorhaben", ", ".join(str(activity) for activity, _amount in plan.activities)
    yield "Gesamtkosten", f"{money(plan.total + plan.other_income)} €"
    yield "Beantragt", f"{money(plan.total)} €"
    yield "Eigenanteil", f"{money(plan.own_share)} €"


def _deadlines(fund: Fund) -> Iterator[tuple[str, str]]:
    yield "Antrag bis", day(fund.apply_until)
    yield "Vorzeitiger Beginn ab", day(fund.early_start_from)
    yield "Zwischennachweis bis", day(fund.interim_until)
    yield "Verwendungsnachweis bis", day(fund.report_until)


def _costs(plan: Plan) -> Iterator[tuple[str, str]]:
    for number, title, kind, amount in plan.lines:
        yield f"{number} {title} ({kind})", money(amount)
    yield "Insgesamt", money(plan.total)


def _activities(plan: Plan) -> Iterator[tuple[str, str]]:
    for activity, amount in plan.activities:
        yield str(activity), money(amount)
    yield "Insgesamt", money(plan.total)


def _financing(plan: Plan) -> Iterator[tuple[str, str]]:
    for kind, who, amount in plan.income:
        yield ": ".join(filter(None, (kind, who))), money(amount)
    words = "Beantragte Zuwendung" if plan.fund.kind == FundKind.GRANT else "Beantragte Mittel"
    yield words, money(plan.total)
    yield "Insgesamt", money(plan.total + plan.other_income)


def as_lines(plan: Plan) -> Iterator[str]:
    """Plain text to copy from."""
    for section in sections_of(plan):
        yield f"{section.title}\n"
        for label, value in section.rows:
            yield f"{label}: {value}\n"
        yield "\n"


def as_csv(plan: Plan) -> Iterator[str]:
    rows = [(section.title, label, value) for section in sections_of(plan) for label, value in section.rows]
    columns = [Column(title, lambda row, at=at: row[at]) for at, title in enumerate(("Teil", "Angabe", "Inhalt"))]  # type: ignore[misc]  # fmt: skip
    return csv_lines(Table("Angaben", columns, rows))
