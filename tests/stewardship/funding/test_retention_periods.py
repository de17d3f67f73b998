"""From when on a receipt may be deleted."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miteinander.stewardship.funding.retention_periods import KeepRule, Since, may_be_deleted_from

GRANT = KeepRule("Belege einer Zuwendung", 5, Since.PROOF)
BOOKED = KeepRule("Buchungsbelege", 8, Since.YEAR_END)


@pytest.mark.parametrize(
    ("rules", "year", "proof", "day", "decides"),
    [
        ([BOOKED], date(2026, 1, 1), None, date(2035, 1, 1), BOOKED),
        ([BOOKED], date(2026, 12, 31), None, date(2035, 1, 1), BOOKED),
        ([GRANT], date(2026, 5, 1), date(2027, 3, 15), date(2032, 3, 16), GRANT),
        ([GRANT, BOOKED], date(2026, 5, 1), date(2027, 3, 15), date(2035, 1, 1), BOOKED),
        ([GRANT, BOOKED], date(2026, 5, 1), date(2031, 3, 15), date(2036, 3, 16), GRANT),
        ([GRANT], date(2026, 5, 1), date(2028, 2, 29), date(2033, 3, 1), GRANT),
        ([GRANT], date(2026, 5, 1), date(2027, 12, 31), date(2033, 1, 1), GRANT),
        ([BOOKED, GRANT], date(2026, 5, 1), None, None, GRANT),
    ],
)
def test_longest_rule_decides(rules, year, proof, day, decides):
    found = may_be_deleted_from(rules, made_on=year, proved_on=proof)
    assert (found.day, found.rule) == (day, decides)


def test_sentence_names_day_and_reason():
    found = may_be_deleted_from([BOOKED], made_on=date(2026, 5, 1), proved_on=None)
    assert found.sentence == "Löschbar ab 01.01.2035 (Buchungsbelege)."
    waiting = may_be_deleted_from([GRANT, BOOKED], made_on=date(2026, 5, 1), proved_on=None)
    assert waiting.sentence == "Löschbar erst nach dem Verwendungsnachweis (Belege einer Zuwendung)."
    assert may_be_deleted_from([], made_on=date(2026, 5, 1), proved_on=None) is None


RULES = st.builds(KeepRule, st.just("Regel"), st.integers(0, 30), st.sampled_from(Since))
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@given(st.lists(RULES, min_size=1), RULES, DAYS, DAYS)
def test_another_rule_never_shortens(rules, more, proof, year):
    before = may_be_deleted_from(rules, made_on=year, proved_on=proof)
    after = may_be_deleted_from([*rules, more], made_on=year, proved_on=proof)
    assert after.day >= before.day
    assert after.rule in [*rules, more]
    assert before.day > min(proof, year)
