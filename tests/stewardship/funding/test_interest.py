"""Interest on money to be returned. The rates are invented."""

from datetime import date, timedelta
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miteinander.stewardship.funding.interest import DayCount, RateUnknown, interest, stretches

RATES = {date(2025, 1, 1): D("5.00"), date(2025, 7, 1): D("6.50"), date(2026, 1, 1): D("0")}


@pytest.mark.parametrize(
    ("amount", "start", "end", "expected"),
    [
        ("1000.00", date(2025, 1, 1), date(2025, 7, 1), "24.79"),  # 181 days of 5 %
        ("1000.00", date(2025, 6, 30), date(2025, 7, 2), "0.32"),  # a day of each: 0.1370 + 0.1781
        ("5000.00", date(2025, 1, 1), date(2026, 1, 1), "287.81"),  # 181 * 5 % + 184 * 6.5 %
        ("5000.00", date(2026, 1, 1), date(2030, 1, 1), "0.00"),
        ("0.00", date(2025, 1, 1), date(2026, 1, 1), "0.00"),
        ("1000.00", date(2025, 3, 1), date(2025, 3, 1), "0.00"),
        ("36.50", date(2025, 1, 1), date(2025, 1, 2), "0.01"),  # exactly half a cent goes up
        ("36.49", date(2025, 1, 1), date(2025, 1, 2), "0.00"),
    ],
)
def test_interest_by_days(amount, start, end, expected):
    found = interest(D(amount), start, end, RATES)
    assert str(found) == expected


def test_interest_by_other_years():
    leap = {date(2024, 1, 1): D("5.00")}
    year = (D("1000.00"), date(2024, 1, 1), date(2025, 1, 1), leap)
    assert interest(*year) == D("50.14")
    assert interest(*year, day_count=DayCount.ACTUAL_ACTUAL) == D("50.00")
    assert interest(*year, day_count=DayCount.ACTUAL_360) == D("50.83")


def test_period_is_cut_where_the_rate_changes():
    found = stretches(date(2025, 6, 1), date(2026, 2, 1), RATES)
    assert [(one.days, one.rate) for one in found] == [(30, D("5.00")), (184, D("6.50")), (31, D("0"))]


def test_missing_rate_is_asked_for():
    with pytest.raises(RateUnknown, match=r"ab dem 31\.12\.2024 ist kein Zinssatz hinterlegt"):
        interest(D(1), date(2024, 12, 31), date(2025, 2, 1), RATES)
    with pytest.raises(RateUnknown):
        interest(D(1), date(2025, 1, 1), date(2025, 2, 1), {})


def test_impossible_input_is_refused():
    with pytest.raises(ValueError, match="negative"):
        interest(D("-1"), date(2025, 1, 1), date(2025, 2, 1), RATES)
    with pytest.raises(ValueError, match="before"):
        interest(D(1), date(2025, 2, 1), date(2025, 1, 1), RATES)


DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
AMOUNTS = st.decimals(0, D("9999999.99"), places=2)
PERCENTS = st.decimals(0, 20, places=2)
CHANGES = st.dictionaries(DAYS, PERCENTS, max_size=6).map(lambda rates: {date(1999, 1, 1): D("3.00")} | rates)
COUNTS = st.sampled_from(DayCount)


@given(AMOUNTS, DAYS, DAYS, DAYS, CHANGES, COUNTS)
def test_interest_of_two_parts_is_that_of_the_whole(amount, one, two, three, rates, count):
    first, middle, last = sorted((one, two, three))
    whole = interest(amount, first, last, rates, day_count=count)
    parts = interest(amount, first, middle, rates, day_count=count) + interest(
        amount, middle, last, rates, day_count=count
    )
    assert abs(whole - parts) <= D("0.01")


@given(AMOUNTS, DAYS, st.integers(0, 4000), CHANGES, COUNTS)
def test_interest_never_falls_with_days_or_money(amount, start, days, rates, count):
    end = start + timedelta(days=days)
    found = interest(amount, start, end, rates, day_count=count)
    assert found >= 0 and found == found.quantize(D("0.01"))
    assert interest(amount, start, end + timedelta(days=1), rates, day_count=count) >= found
    assert interest(amount + 1, start, end, rates, day_count=count) >= found


@given(AMOUNTS, DAYS, st.integers(0, 4000), PERCENTS)
def test_a_change_to_the_same_rate_changes_nothing(amount, start, days, rate):
    end = start + timedelta(days=days)
    plain = {start: rate}
    cut = plain | {start + timedelta(days=days // 2): rate, start + timedelta(days=days // 3): rate}
    assert interest(amount, start, end, cut) == interest(amount, start, end, plain)
