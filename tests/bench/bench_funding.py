"""`make bench`, money: 20,000 receipts; figures, books and pages, beside the same sums made naively and in plain SQL.

Processor time, the median of a few rounds; nothing fails because something is slow, but what misses its goal says so.
"""

import statistics
import tempfile
import time
import tracemalloc
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from . import setting

RECEIPTS = 20_000
ROUNDS = 5
FIGURES_GOAL, EXPORT_GOAL, PAGE_GOAL, PDF_GOAL, MEMORY_GOAL = 0.3, 5.0, 0.3, 5.0, 1.5
"""Seconds; memory: the peak for all receipts against the peak for a tenth of them."""


def main() -> None:
    application = setting.start()
    from .__main__ import _fill

    print(f"Geld: {RECEIPTS} Belege anlegen …", flush=True)
    _fill("funding-tenth", RECEIPTS // 10, fill)
    small = _peaks()
    _fill("funding", RECEIPTS, fill)
    large = _peaks()
    from miteinander.stewardship.funding.figures import sheet_of
    from miteinander.stewardship.funding.ledger.journal import trial_balance

    assert sheet_of().total.actual == _naive() == _plain_sql(), "all three count the same"
    figures = _median(sheet_of)
    _say("Zahlen aller Zellen", figures, f"Ziel {FIGURES_GOAL * 1000:.0f} ms", figures <= FIGURES_GOAL)
    _say("zum Vergleich: eine Summe in SQL", _median(_plain_sql))
    _say("zum Vergleich: jeder Anteil als Objekt", _median(_naive))
    _say("Stand aller Konten", _median(trial_balance))
    for name, lines in _exports().items():
        seconds = _median(lambda lines=lines: sum(map(len, lines())), rounds=3)
        _say(f"Bücher als {name}", seconds, f"Ziel {EXPORT_GOAL:.0f} s", seconds <= EXPORT_GOAL)
        grown = large[name] / small[name]
        _say_memory(
            f"  Speicher dabei, {RECEIPTS // 10} und {RECEIPTS} Belege", small[name], large[name], grown
        )
    seconds = _median(_xlsx, rounds=2)
    _say("Bücher als XLSX", seconds, f"Ziel {EXPORT_GOAL:.0f} s", seconds <= EXPORT_GOAL)
    _print_pages(application)
    _print_office()
    _print_proof()


def fill(count: int) -> None:
    """Four sources, nine lines each, forty activities; receipts over four years, every third one divided."""
    from miteinander.stewardship.funding.enums import PaymentKind
    from miteinander.stewardship.funding.models import Movement, Receipt, ReceiptShare
    from tests.support.factories import make_activity, make_identity
    from tests.support.money import make_fund

    make_identity()
    activities = [make_activity() for _ in range(40)]
    cells: list[tuple[Any, Any]] = []
    for year in range(2023, 2027):
        plan = {f"Position {number}": dict.fromkeys(activities[number::9], 100_000) for number in range(9)}
        fund = make_fund(plan, period_start=date(year, 1, 1), period_end=date(year, 12, 31))
        cells += [
            (line, activity) for line in fund.lines.all() for activity in activities[line.number - 1 :: 9]
        ]
    receipts = Receipt.objects.bulk_create(
        (
            Receipt(
                number=f"{2023 + number % 4}-{number:06d}", payee=f"Firma {number % 300}", subject="Plakate und Papier",
                issued_on=_day(number), gross=_gross(number), booked_on=_day(number), paid_on=_day(number),
                payment=PaymentKind.TRANSFER,
            )
            for number in range(count)
        ),
        batch_size=2000,
    )  # fmt: skip
    shares, movements = [], []
    for number, receipt in enumerate(receipts):
        parts = [receipt.gross] if number % 3 else [receipt.gross - 1, Decimal(1)]
        for offset, part in enumerate(parts):
            own = cells[number % 4 * 40 : number % 4 * 40 + 40]
            line, activity = own[(number * 7 + offset) % len(own)]
            shares.append(ReceiptShare(receipt=receipt, line=line, activity=activity, amount=part))
            movements.append(
                Movement(day=receipt.issued_on, debit=f"expenses:{line.fund_id}:{line.pk}", credit="payables", amount=part,
                         text=f"{receipt.number} {receipt.subject}", receipt=receipt, fund_id=line.fund_id, line=line)
            )  # fmt: skip
        movements.append(
            Movement(day=receipt.paid_on, debit="payables", credit="bank", amount=receipt.gross, receipt=receipt,
                     text=f"{receipt.number} {receipt.payee}")
        )  # fmt: skip
    ReceiptShare.objects.bulk_create(shares, batch_size=2000)
    Movement.objects.bulk_create(movements, batch_size=2000)


def _day(number: int) -> date:
    return date(2023 + number % 4, 1, 1) + timedelta(days=number // 4 % 360)


def _gross(number: int) -> Decimal:
    return Decimal(200 + number * 37 % 40_000) / 100 + 1


def _naive() -> Decimal:
    """What the first idea would be: every share as an object, added up in Python."""
    from miteinander.stewardship.funding.models import ReceiptShare

    cells: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    for share in ReceiptShare.objects.all():
        cells[share.line_id, share.activity_id] += share.sign * share.amount
    return sum(cells.values(), Decimal(0))


def _plain_sql() -> Decimal:
    """The least a database can do: one sum by cell, without plan, orders and transfers."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT SUM(sign * amount) FROM funding_receiptshare GROUP BY line_id, activity_id")
        return sum((Decimal(str(row[0])).quantize(Decimal("0.01")) for row in cursor.fetchall()), Decimal(0))


def _exports() -> dict[str, Callable[[], Iterable[str]]]:
    from miteinander.stewardship.funding.ledger.export import beancount_lines, csv_lines

    return {"CSV": csv_lines, "Beancount": lambda: beancount_lines("Rat")}


def _xlsx() -> None:
    from miteinander.stewardship.funding.ledger.export import write_xlsx

    with tempfile.TemporaryFile() as file:
        write_xlsx(file)


def _peaks() -> dict[str, float]:
    """Megabytes at most while an export runs."""
    found = {}
    for name, lines in _exports().items():
        tracemalloc.start()
        for _line in lines():
            pass
        found[name] = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.stop()
    return found


def _print_pages(application: Any) -> None:
    from django.conf import settings
    from django.core.cache import caches

    settings.TODAY = date(2026, 7, 1)

    def page(path: str) -> None:
        caches["pages"].clear()
        status, _body = setting.get(application, path)
        assert status == 200, (path, status)

    for path in ("/de/transparenz/", "/transparenz.json", "/transparenz.csv"):
        seconds = _median(lambda path=path: page(path))
        _say(path, seconds, f"Ziel {PAGE_GOAL * 1000:.0f} ms", seconds <= PAGE_GOAL)


def _print_office() -> None:
    from .bench_office import _signed_in

    client = _signed_in()

    def cockpit() -> None:
        assert client.get("/buero/geld/").status_code == 200

    seconds = _median(cockpit)
    _say("Überblick im Büro", seconds, f"Ziel {PAGE_GOAL * 1000:.0f} ms", seconds <= PAGE_GOAL)


def _print_proof() -> None:
    """A proof of about 2,000 receipts: five months of one source."""
    from miteinander.stewardship.funding.actions import begin_proof
    from miteinander.stewardship.funding.enums import ProofKind
    from miteinander.stewardship.funding.models import Fund
    from miteinander.stewardship.funding.proofs.printing import proof_pdf
    from miteinander.stewardship.funding.proofs.reading import proof_data

    fund = Fund.objects.order_by("period_start")[0]
    proof = begin_proof(
        fund=fund, kind=ProofKind.INTERIM, period_start=fund.period_start, period_end=date(2023, 5, 24)
    )
    count = len(proof_data(proof).receipts)
    assert count > 1500, "the period holds what is to be measured"
    seconds = _median(lambda: proof_pdf(proof_data(proof)), rounds=2)
    _say(f"Nachweis über {count} Belege als PDF", seconds, f"Ziel {PDF_GOAL:.0f} s", seconds <= PDF_GOAL)


def _median(work: Callable[[], Any], rounds: int = ROUNDS) -> float:
    work()
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def _say(what: str, seconds: float, verdict: str = "", reached: bool | None = None) -> None:
    goal = {True: "Ziel erreicht", False: "ZIEL VERFEHLT", None: ""}[reached]
    print(f"  {what:48}{seconds * 1000:9.1f} ms  {verdict:16}{goal}", flush=True)


def _say_memory(what: str, small: float, large: float, grown: float) -> None:
    goal = "Ziel erreicht" if grown <= MEMORY_GOAL else "ZIEL VERFEHLT"
    print(f"  {what:48}{small:5.1f} und {large:.1f} MB  {goal}", flush=True)


if __name__ == "__main__":
    main()
