"""From when on a record of money may be deleted: the longest of its rules decides (`shared/domain.md` 3.6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _


class Since(StrEnum):
    """What starts a period."""

    PROOF = "proof"
    """The day on which the proof of use was handed in (§§ 187, 188 BGB: that day does not count)."""
    YEAR_END = "year-end"
    """The end of the calendar year in which the record was made (§ 147 AO)."""


@dataclass(frozen=True)
class KeepRule:
    """`why`: a short reason for people, for example „Belege einer Zuwendung“."""

    why: str
    years: int
    since: Since


@dataclass(frozen=True)
class Retention:
    """`day` None: not known yet, because the proof that starts the period of `rule` is still to come."""

    day: date | None
    rule: KeepRule

    @property
    def sentence(self) -> str:
        if self.day is None:
            return _("Löschbar erst nach dem Verwendungsnachweis (%(why)s).") % {"why": self.rule.why}
        return _("Löschbar ab %(day)s (%(why)s).") % {"day": f"{self.day:%d.%m.%Y}", "why": self.rule.why}


def may_be_deleted_from(
    rules: Iterable[KeepRule], *, made_on: date, proved_on: date | None
) -> Retention | None:
    """The first day on which no rule keeps a record of `made_on` any more, with the rule that decides; None without
    rules. `proved_on` None: the proof is still to come, and its rules keep the record until then."""
    ends = [Retention(_first_free_day(rule, made_on, proved_on), rule) for rule in rules]
    return max(ends, key=lambda end: (end.day is None, end.day or date.min), default=None)


def _first_free_day(rule: KeepRule, made_on: date, proved_on: date | None) -> date | None:
    if rule.since is Since.YEAR_END:
        return date(made_on.year + 1 + rule.years, 1, 1)
    if proved_on is None:
        return None
    last: date = proved_on + relativedelta(years=rule.years)
    return last + timedelta(days=1)
