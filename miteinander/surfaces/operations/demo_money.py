"""The demo's money: sources with their plans, and what was ordered, billed and paid until today.

Sources go through the same import as a council's own; orders and receipts through the actions, decided by the demo's
treasurer and countersigned by its chair. Loading again adds nothing that is there.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils.translation import override

from miteinander.civic.concept.models import Activity
from miteinander.civic.people.models import Organisation
from miteinander.foundation.access.models import User
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.values.clock import today
from miteinander.foundation.values.money import CENT
from miteinander.programme.events.models import Event
from miteinander.stewardship.funding import actions
from miteinander.stewardship.funding.enums import PaymentKind, ProofKind, SplitRule
from miteinander.stewardship.funding.models import (
    CostLine,
    Fund,
    Income,
    Instalment,
    Order,
    Receipt,
)
from miteinander.stewardship.funding.receipt_duties import ABOVE_THE_LIMIT, ALWAYS
from miteinander.stewardship.funding.splitting import Share
from miteinander.surfaces.programme_files.actions import import_programme

from .demo_invoices import load_papers

SOURCES = Path(__file__).resolve().parent / "demo" / "money"
TREASURER, CHAIR = "kasse@example.org", "vorsitz@example.org"
Record = dict[str, Any]


class MoneyIncomplete(RuntimeError):
    """The shipped sources do not import; the report says where."""


@transaction.atomic
def load_money(actor: Any) -> None:
    """After the year and the accounts are there."""
    year = today().year
    report = import_programme(source=[{"programme": "1"} | _read("funds", year)], actor=actor)
    if report.problems:
        raise MoneyIncomplete("\n".join(str(problem) for problem in report.problems[:20]))
    bookings = _read("bookings", year)
    ledger = _Ledger(year, User.objects.get(email=TREASURER), User.objects.get(email=CHAIR))
    for record in bookings["income"]:
        ledger.income(record)
    for record in bookings["instalments"]:
        ledger.instalment(record)
    for record in sorted(bookings["orders"], key=ledger.day):
        ledger.order(record)
    for record in sorted(bookings["receipts"], key=ledger.day):
        ledger.receipt(record, None)
    load_papers(ledger.treasurer)
    with override(base_language()):
        for record in bookings["proofs"]:
            ledger.proof(record)


def _read(name: str, year: int) -> Record:
    text = (SOURCES / f"{name}.yaml").read_text(encoding="utf-8")
    words = (
        {"last": year - 1, "next": year + 1}
        | {f"year+{more}": year + more for more in (2, 3, 4)}
        | {"year": year}
    )
    for word, value in words.items():
        text = text.replace("{" + word + "}", str(value))
    content: Record = yaml.load(text, yaml.BaseLoader)  # every value as it is written
    return content


class _Ledger:
    def __init__(self, year: int, treasurer: User, chair: User) -> None:
        self.year, self.treasurer, self.chair = year, treasurer, chair

    def day(self, record: Mapping[str, Any], key: str = "on") -> date:
        month, day = map(int, record[key].split("-"))
        return date(self.year + int(record.get("year", 0)), month, day)

    def income(self, record: Record) -> None:
        fund, day = Fund.objects.get(slug=record["fund"]), self.day(record)
        if day > today() or Income.objects.filter(fund=fund, received_on=day, kind=record["kind"]).exists():
            return
        values = {
            "kind": record["kind"],
            "received_on": day,
            "payer": record["payer"],
            "reason": record["reason"],
        }
        actions.record_income(
            fund=fund, values=values | {"amount": _euros(record["amount"])}, actor=self.treasurer
        )

    def instalment(self, record: Record) -> None:
        rows = Instalment.objects.filter(fund__slug=record["fund"])
        row, day = rows[int(record["number"]) - 1], self.day(record)
        if day <= today() and not hasattr(row, "income"):
            actions.call_instalment(instalment=row, on=row.due_on, actor=self.treasurer)
            payer = Organisation.objects.get(slug=record["payer"]).name
            actions.receive_instalment(instalment=row, on=day, payer=payer, actor=self.treasurer)

    def order(self, record: Record) -> None:
        day = self.day(record)
        if day > today() or Order.objects.filter(
            purpose=record["purpose"], shares__line__fund__slug=record["fund"]
        ):
            return
        organisation, payee = _payee(record)
        shares = _shares(record, _euros(record["amount"]))
        values = {
            "purpose": record["purpose"],
            "payee": payee,
            "organisation": organisation,
            "amount": _euros(record["amount"]),
            "legal_form": record["legal_form"],
            "work": record.get("work", ""),
            "net_fee": _euros(record["net_fee"]) if "net_fee" in record else None,
            "event": self._event(record),
            "split_rule": record.get("split", SplitRule.SINGLE),
        }
        order = actions.save_order(order=Order(), values=values, shares=shares, on=day, actor=self.treasurer)
        for supplier, amount in record.get("quotes", ()):
            quote = {
                "supplier": supplier,
                "amount": _euros(amount),
                "received_on": day,
                "is_chosen": supplier == payee,
            }
            actions.add_quote(order=order, values=quote, actor=self.treasurer)
        if "draft" in record:
            return
        order = actions.place_order(order=order, on=day, actor=self.treasurer)
        if "waits" in record:
            return
        if not order.is_binding:
            order = actions.approve_order(order=order, on=day, actor=self.chair)
        bills = record.get("receipts", [])
        for number, bill in enumerate(bills, start=1):
            kept = {
                key: record[key]
                for key in ("fund", "line", "activity", "activities", "split", "year", "purpose")
                if key in record
            }
            last = number == len(bills) and sum(_euros(one["gross"]) for one in bills) >= order.amount
            self.receipt(
                kept | {"payee": record["payee"], "subject": record["purpose"]} | bill, order, closes=last
            )

    def receipt(self, record: Record, order: Order | None, *, closes: bool = False) -> None:
        day = self.day(record)
        organisation, payee = _payee(record)
        gross, discount = _euros(record["gross"]), _euros(record.get("discount", 0))
        if day > today() or Receipt.objects.filter(payee=payee, issued_on=day, gross=gross).exists():
            return
        values = {
            "payee": payee,
            "organisation": organisation,
            "invoice_number": record.get("number", ""),
            "issued_on": day,
            "delivered_on": day,
            "subject": record["subject"],
            "gross": gross,
            "vat": None if "vat_note" in record else (gross * 19 / 119).quantize(CENT),
            "vat_note": record.get("vat_note", ""),
            "deviation": record.get("deviation", ""),
            "not_eligible_reason": record.get("not_eligible_reason", ""),
            "split_rule": record.get("split", SplitRule.SINGLE),
            "duties_seen": [
                key for key in (*ALWAYS, *ABOVE_THE_LIMIT) if key != "number" or "number" in record
            ],
        }
        out = _euros(record.get("not_eligible", 0))
        receipt = actions.enter_receipt(
            values=values, shares=_shares(record, gross, out), order=order, closes_order=closes, on=day,
            actor=self.treasurer,
        )  # fmt: skip
        if "paid" in record and (paid := self.day(record, "paid")) <= today():
            payment = PaymentKind(record.get("payment", PaymentKind.TRANSFER))
            actions.pay_receipt(
                receipt=receipt, on=paid, payment=payment, discount=discount or None, actor=self.treasurer
            )

    def proof(self, record: Record) -> None:
        fund, begun = Fund.objects.get(slug=record["fund"]), self.day(record, "begin")
        if begun > today() or fund.proofs.exists():
            return
        end = self.day(record, "until") if "until" in record else fund.period_end
        proof = actions.begin_proof(
            fund=fund, kind=ProofKind(record["kind"]), period_start=fund.period_start, period_end=end,
            actor=self.treasurer,
        )  # fmt: skip
        words = {"effects": record["effects"], "place": record.get("place", ""), "deviations": ""}
        proof = actions.save_proof_words(proof=proof, paragraphs={}, values=words, actor=self.treasurer)
        if "submitted" in record and (day := self.day(record, "submitted")) <= today():
            actions.submit_proof(proof=proof, on=day, actor=self.treasurer)

    def _event(self, record: Mapping[str, Any]) -> Event | None:
        if "event" not in record:
            return None
        year = self.year + int(record.get("year", 0))
        found = Event.objects.filter(slug__in=(record["event"],)) | Event.objects.filter(
            slug__startswith=f"{record['event']}-{year}"
        )
        return found.order_by("slug").first()


def _euros(text: Any) -> Decimal:
    return Decimal(str(text)).quantize(CENT)


def _payee(record: Mapping[str, Any]) -> tuple[Organisation | None, str]:
    organisation = Organisation.objects.filter(slug=record["payee"]).first()
    return organisation, organisation.name if organisation else record["payee"]


def _shares(record: Mapping[str, Any], amount: Decimal, not_eligible: Decimal = Decimal(0)) -> list[Share]:
    line = CostLine.objects.get(fund__slug=record["fund"], number=record["line"])
    names = record.get("activities") or [record["activity"]]
    cells = [(line, Activity.objects.get(slug=name).pk, Decimal(0)) for name in names]
    if len(cells) == 1:
        return [Share(line.pk, cells[0][1], amount, not_eligible)]
    return actions.split_by_rule(amount, SplitRule(record["split"]), cells)
