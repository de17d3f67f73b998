"""What is looked at before a proof is signed: each with a sentence, the record it is about, and whether it blocks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from miteinander.foundation.values.clock import today
from miteinander.foundation.values.money import euros

from ..enums import IncomeKind, OrderState
from ..models import Fund, Order, Proof
from .data import ZERO, ProofData
from .order_checks import order_findings
from .receipt_checks import receipt_findings

MOST_ALIKE = 20
"""Findings of one kind; the rest is counted."""
SOON = timedelta(days=14)


@dataclass(frozen=True)
class Finding:
    """`record` is "receipt:12", "order:3", "fund:1" or "proof"; a blocking one keeps the proof from being handed in."""

    code: str
    sentence: str
    record: str = "proof"
    blocking: bool = False


def findings_of(proof: Proof, data: ProofData) -> list[Finding]:
    """Blocking ones first. Constant queries, however many receipts."""
    fund = Fund.objects.get(pk=proof.fund_id)
    is_final = data.head.kind == "final"
    found: list[Finding] = []
    parts: tuple[Callable[[], Iterator[tuple[Any, ...]]], ...] = (
        lambda: _story(proof, data),
        lambda: _money(data, is_final),
        lambda: _lines(data),
        lambda: _kinds(fund, data),
        lambda: receipt_findings(fund, proof, data),
        lambda: order_findings(fund, data),
        lambda: _time(proof, data),
    )
    for part in parts:
        found += [Finding(*one) for one in part()]
    return sorted(_shortened(found), key=lambda one: not one.blocking)


def _shortened(found: list[Finding]) -> Iterator[Finding]:
    counts: dict[str, list[Finding]] = {}
    for one in found:
        counts.setdefault(one.code, []).append(one)
    for alike in counts.values():
        yield from alike[:MOST_ALIKE]
        if (more := len(alike) - MOST_ALIKE) > 0:
            words = ngettext(
                "… und noch %(count)d solcher Hinweis.", "… und noch %(count)d solche Hinweise.", more
            )
            yield Finding(alike[0].code, words % {"count": more}, blocking=any(one.blocking for one in alike))


def _story(proof: Proof, data: ProofData) -> Iterator[tuple[Any, ...]]:
    if not data.narrative:
        yield (
            "narrative",
            _("Der Sachbericht ist leer. Lassen Sie ihn entwerfen, und lesen Sie ihn durch."),
            "proof",
            True,
        )
    if any(part.get("typed") and part.get("text") == part.get("draft") for part in proof.narrative):
        yield (
            "names",
            _("Im Sachbericht stehen Sätze, die jemand frei geschrieben hat. Bitte lesen Sie nach, ob darin Namen stehen."),
        )  # fmt: skip
    if not data.effects.strip():
        yield "effects", _("Erfolg und Wirkung sind noch nicht beschrieben. Zwei, drei Sätze genügen.")
    if data.notes and not data.deviations.strip():
        yield (
            "deviations",
            _("Es gibt Abweichungen von Plan oder Regeln. Bitte beschreiben Sie sie unter „Abweichungen“, und teilen Sie sie dem Geldgeber mit."),
            "proof", data.head.is_grant,
        )  # fmt: skip


def _money(data: ProofData, is_final: bool) -> Iterator[tuple[Any, ...]]:
    if not data.receipts:
        yield (
            "no_receipts",
            _("In diesem Zeitraum gibt es keinen bezahlten Beleg. Der Nachweis meldet dann, dass nichts ausgegeben wurde."),
        )  # fmt: skip
    if data.head.is_grant and data.result < 0:
        yield from _uncovered(data, is_final)
    own = next((row for row in data.finance if row.kind == IncomeKind.OWN), None)
    if is_final and own and own.actual < own.planned:
        yield (
            "own_share",
            _("Zugesagt war ein Eigenanteil von %(planned)s, gebucht sind %(actual)s.")
            % {"planned": euros(own.planned), "actual": euros(own.actual)},
            "income",
        )
    if is_final and data.head.is_grant and data.result > 0:
        yield (
            "unused",
            _("Nicht verbraucht sind %(left)s. Bitte zahlen Sie das Geld zurück, und tragen Sie die Rückzahlung hier ein.")
            % {"left": euros(data.result)},
            "return",
        )  # fmt: skip
    if data.spent > data.planned > 0:
        yield (
            "total",
            _("Ausgegeben sind %(spent)s, geplant waren %(planned)s. Der Gesamtbetrag ist verbindlich; was darüber liegt, trägt der Geldgeber meist nicht.")
            % {"spent": euros(data.spent), "planned": euros(data.planned)},
        )  # fmt: skip


def _uncovered(data: ProofData, is_final: bool) -> Iterator[tuple[Any, ...]]:
    """Many funders pay only after the proof: what was promised and has not come does not keep it back."""
    granted = next((row for row in data.finance if row.kind == IncomeKind.GRANT), None)
    awaited = max(granted.planned - granted.actual, ZERO) if granted else ZERO
    rest = -data.result - awaited
    if rest > 0:
        yield (
            "uncovered",
            _("Die Einnahmen decken die Ausgaben nicht: Es fehlen %(missing)s. Buchen Sie den Eigenanteil als Einnahme.")
            % {"missing": euros(rest)},
            "income", is_final,
        )  # fmt: skip
    if awaited > 0:
        yield (
            "awaited",
            _("Vom bewilligten Geld sind %(awaited)s noch nicht eingegangen. Zahlt der Geldgeber erst nach dem Nachweis, ist das richtig; sonst rufen Sie es ab.")
            % {"awaited": euros(min(awaited, -data.result))},
            "income",
        )  # fmt: skip


def _lines(data: ProofData) -> Iterator[tuple[Any, ...]]:
    for row in data.lines:
        names = {
            "number": row.number,
            "title": row.title,
            "over": euros(row.over),
            "beyond": euros(row.beyond),
        }
        if row.most is None and row.over > 0:
            yield (
                "no_rule",
                _("Position %(number)d „%(title)s“ liegt um %(over)s über dem Plan. Wie viel erlaubt ist, steht in keiner Regel; bitte sehen Sie im Bescheid nach.")
                % names,
            )  # fmt: skip
        if row.beyond > 0:
            yield (
                "beyond",
                _("Position %(number)d „%(title)s“ liegt um %(over)s über dem Plan, um %(beyond)s mehr als die Regel erlaubt. Begründen Sie es unter „Abweichungen“.")
                % names,
                "proof", not data.deviations.strip(),
            )  # fmt: skip


def _kinds(fund: Fund, data: ProofData) -> Iterator[tuple[Any, ...]]:
    for row in data.lines:
        if fund.eligible_kinds and row.kind not in fund.eligible_kinds and row.eligible > ZERO:
            yield (
                "kind",
                _("„%(fund)s“ bezahlt keine Kosten der Art %(kind)s; in Position %(number)d stehen %(amount)s als zuwendungsfähig.")
                % {"fund": fund, "kind": row.kind_title, "number": row.number, "amount": euros(row.eligible)},
                f"fund:{fund.pk}", True,
            )  # fmt: skip


def _time(proof: Proof, data: ProofData) -> Iterator[tuple[Any, ...]]:
    until, day = data.head.report_until, today()
    if until is not None and day > until:
        yield (
            "late",
            _("Der Nachweis war bis zum %(day)s fällig. Bitte reichen Sie ihn bald ein, und sagen Sie dem Geldgeber Bescheid.")
            % {"day": f"{until:%d.%m.%Y}"},
        )  # fmt: skip
    elif until is not None and until - day <= SOON:
        yield "due", _("Der Nachweis ist bis zum %(day)s fällig.") % {"day": f"{until:%d.%m.%Y}"}
    if data.head.kind == "final" and day < data.head.fund_end:
        waiting = Order.objects.filter(shares__line__fund=proof.fund_id, state=OrderState.DRAFT).exists()
        yield (
            "early",
            _("Die Geldquelle gilt noch bis zum %(day)s. Nach dem Einreichen lässt sich nichts mehr buchen.")
            % {"day": f"{data.head.fund_end:%d.%m.%Y}"}
            + (" " + _("Es gibt noch Aufträge im Entwurf.") if waiting else ""),
        )
