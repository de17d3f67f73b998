"""The same account for programs: JSON and CSV, in German, amounts with a point and two places."""

import csv
import io
from decimal import Decimal
from typing import Any

from miteinander.foundation.interface.addresses import absolute
from miteinander.foundation.values.spreadsheets import defused

from .account import YearAccount
from .unit_costs import ActivityCosts

LICENCE = "Datenlizenz Deutschland – Namensnennung – Version 2.0"
LICENCE_URL = "https://www.govdata.de/dl-de/by-2-0"
COLUMNS = (
    "year",
    "table",
    "key",
    "name",
    "part_of",
    "planned_eur",
    "spent_eur",
    "count",
    "each_eur",
    "sample",
)


def as_json(account: YearAccount, costs: tuple[ActivityCosts, ...], publisher: str) -> dict[str, Any]:
    return {
        "version": 1,
        "year": account.year,
        "years": list(account.years),
        "currency": "EUR",
        "sample": account.is_sample,
        "publisher": publisher,
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "planned": _money(account.planned),
        "spent": _money(account.spent),
        "tasks": [
            {
                "key": task.slug, "name": str(task.title), "planned": _money(task.planned), "spent": _money(task.spent),
                "activities": [
                    {
                        "key": row.slug, "name": str(row.title), "url": absolute(row.url) if row.url else None,
                        "planned": _money(row.planned), "spent": _money(row.spent),
                    }
                    for row in task.rows
                ],
            }
            for task in account.tasks
        ],
        "sources": [
            {
                "key": row.slug, "name": str(row.title), "kind": row.kind, "planned": _money(row.planned),
                "spent": _money(row.spent), "sample": row.is_sample,
            }
            for row in account.sources
        ],
        "organisations_from": None if account.named_from is None else _money(account.named_from),
        "organisations": [{"name": row.name, "paid": _money(row.amount)} for row in account.payees],
        "unit_costs": [
            {"activity": one.slug, "unit": str(cost.kind), "count": cost.count,
             "each": None if cost.each is None else _money(cost.each), "note": cost.note}
            for one in costs for cost in one.costs
        ],
    }  # fmt: skip


def as_csv(account: YearAccount, costs: tuple[ActivityCosts, ...], publisher: str) -> str:
    """One long table; `table` says what a row is about. The last row names publisher and licence."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()

    def write(table: str, key: str, name: str, **values: Any) -> None:
        row = {"year": account.year, "table": table, "key": key, "name": defused(name), **values}
        writer.writerow({"sample": int(account.is_sample), **row})

    for task in account.tasks:
        write(
            "task", task.slug, str(task.title), planned_eur=_money(task.planned), spent_eur=_money(task.spent)
        )
        for row in task.rows:
            write("activity", row.slug, str(row.title), part_of=task.slug, planned_eur=_money(row.planned),
                  spent_eur=_money(row.spent))  # fmt: skip
    for row in account.sources:
        write("source", row.slug, str(row.title), planned_eur=_money(row.planned), spent_eur=_money(row.spent),
              sample=int(row.is_sample))  # fmt: skip
    for payee in account.payees:
        write("organisation", "", payee.name, spent_eur=_money(payee.amount))
    for one in costs:
        for cost in one.costs:
            each = "" if cost.each is None else _money(cost.each)
            write(
                "unit_cost", str(cost.kind), str(one.title), part_of=one.slug, count=cost.count, each_eur=each
            )
    write("licence", LICENCE_URL, f"{publisher}, {LICENCE}")
    return text.getvalue()


def _money(amount: Decimal) -> str:
    return f"{amount:.2f}"
