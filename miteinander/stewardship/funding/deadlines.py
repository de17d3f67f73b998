"""The dates of money: requests, instalments, reports, ends of sources, Künstlersozialkasse."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from miteinander.civic.planning.enums import DeadlineState
from miteinander.civic.planning.sources import Deadline
from miteinander.foundation.values.clock import today
from miteinander.foundation.values.money import euros

from . import artists_levy, policies
from .enums import FundState
from .models import Fund, Instalment

KIND = "money"
KSK_DAY = (3, 31)
"""Until then the fees of the year before are reported (domain.md 3.7)."""


def money_deadlines(first: date, last: date, user: Any) -> Iterator[Deadline]:
    """Three queries."""
    if not policies.can_see(user):
        return
    names = ("apply_until", "interim_until", "report_until", "period_end")
    touched = Q()
    for name in names:
        touched |= Q(**{f"{name}__range": (first, last)})
    for fund in Fund.objects.filter(touched).exclude(state=FundState.REFUSED):
        for name in names:
            day = getattr(fund, name)
            if day is not None and first <= day <= last and (words := _words(fund, name)):
                yield Deadline(
                    day=day, title=words, kind=KIND, url=_address(fund, name), about=str(fund),
                    state=_state(day, is_done=_is_done(fund, name)),
                )  # fmt: skip
    rows = Instalment.objects.filter(due_on__range=(first, last)).select_related("fund")
    for row in rows.exclude(fund__state=FundState.REFUSED):
        yield Deadline(
            day=row.due_on, title=_("Teilbetrag abrufen: %(amount)s") % {"amount": euros(row.amount)}, kind=KIND,
            url=_address(row.fund), about=str(row.fund), state=_state(row.due_on, is_done=row.called_on is not None),
        )  # fmt: skip
    days = [date(year, *KSK_DAY) for year in range(first.year, last.year + 1)]
    ends = [day for day in days if first <= day <= last]
    paid = artists_levy.years_with_fees(day.year - 1 for day in ends)
    for day in ends:
        if day.year - 1 in paid:
            yield Deadline(
                day=day,
                title=_("Künstlerhonorare von %(year)d an die Künstlersozialkasse melden")
                % {"year": day.year - 1},
                kind=KIND,
                url=f"{reverse('funding_office:ksk')}?jahr={day.year - 1}",
                state=DeadlineState.OPEN if day >= today() else DeadlineState.DONE,
            )


def _words(fund: Fund, name: str) -> str:
    if name == "apply_until":
        return _("Antrag stellen")
    if fund.state not in (FundState.GRANTED, FundState.PROVED):
        return ""
    if name == "interim_until":
        return _("Zwischennachweis abgeben")
    if name == "report_until":
        return _("Verwendungsnachweis abgeben")
    return _("Geldquelle endet")


def _is_done(fund: Fund, name: str) -> bool:
    if name == "apply_until":
        return fund.state != FundState.DRAFT
    return fund.state == FundState.PROVED or (name == "period_end" and fund.period_end < today())


def _state(day: date, *, is_done: bool) -> DeadlineState:
    if is_done:
        return DeadlineState.DONE
    return DeadlineState.OVERDUE if day < today() else DeadlineState.OPEN


def _address(fund: Fund, name: str = "") -> str:
    page = {"apply_until": "fund-request"}.get(name, "fund") if fund.state == FundState.DRAFT else "fund"
    return reverse(f"funding_office:{page}", args=[fund.pk])
