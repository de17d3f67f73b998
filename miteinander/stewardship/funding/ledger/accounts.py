"""The accounts of the books: what they are called for people and for programs of plain-text accounting."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from ..books import BANK, PAYABLES
from ..enums import IncomeKind
from ..models import CostLine, Fund


def account_names() -> Callable[[str], str]:
    """What an account is called, in the active language. Two queries."""
    funds = {str(fund.pk): str(fund) for fund in Fund.objects.only("title")}
    lines = {str(line.pk): str(line) for line in CostLine.objects.only("number", "title")}

    def name(account: str) -> str:
        kind, *rest = account.split(":")
        fund = funds.get(rest[0], "") if rest else ""
        if kind == "expenses":
            return _("Kosten: %(fund)s, %(line)s") % {"fund": fund, "line": lines.get(rest[1], "")}
        if kind == "income":
            label = IncomeKind(rest[1]).label if rest[1] in IncomeKind.values else rest[1]
            return _("Einnahmen: %(fund)s, %(kind)s") % {"fund": fund, "kind": label}
        if kind == "returned":
            return _("Zurückgezahlt: %(fund)s") % {"fund": fund}
        return {BANK: _("Bank"), PAYABLES: _("Offene Rechnungen")}.get(account, account)

    return name


def plain_account(account: str) -> str:
    """ "expenses:3:5" as "Expenses:Source-3:Line-5": words as Beancount wants them, the same for ever."""
    kind, *rest = account.split(":")
    if kind == "expenses":
        return f"Expenses:Source-{rest[0]}:Line-{rest[1]}"
    if kind == "income":
        return f"Income:Source-{rest[0]}:{rest[1].title().replace('_', '-')}"
    if kind == "returned":
        return f"Income:Source-{rest[0]}:Returned"
    return {BANK: "Assets:Bank", PAYABLES: "Liabilities:Payables"}[account]
