"""Dates of which only a part may be known, and the hours of the clock change."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miteinander.foundation.values.clock import BERLIN
from miteinander.foundation.values.partial_dates import (
    EARLIEST,
    LATEST,
    PartialDate,
    Precision,
    local_moment,
)


def berlin(*parts):
    return datetime(*parts, tzinfo=BERLIN)


@pytest.mark.parametrize("value", [None, "", {}, {"from": ""}])
def test_nothing_is_a_date_to_be_announced(value):
    assert PartialDate.parse(value) == PartialDate.unknown()
    assert PartialDate.parse(value).as_text() is None


@pytest.mark.parametrize(
    ("value", "precision", "start", "end"),
    [
        ("2012-09", "month", berlin(2012, 9, 1), berlin(2012, 10, 1)),
        ("2012-12", "month", berlin(2012, 12, 1), berlin(2013, 1, 1)),
        ("2024-02", "month", berlin(2024, 2, 1), berlin(2024, 3, 1)),
        ("2012-09-29", "day", berlin(2012, 9, 29), berlin(2012, 9, 30)),
        ("2024-02-29", "day", berlin(2024, 2, 29), berlin(2024, 3, 1)),
        ("2012-12-31", "day", berlin(2012, 12, 31), berlin(2013, 1, 1)),
        ("2012-09-29 10:30", "time", berlin(2012, 9, 29, 10, 30), None),
        ("2012-09-29T10:30", "time", berlin(2012, 9, 29, 10, 30), None),
        (" 2012-09-29 9:05 ", "time", berlin(2012, 9, 29, 9, 5), None),
        (date(2012, 9, 29), "day", berlin(2012, 9, 29), berlin(2012, 9, 30)),
    ],
)
def test_parse_reads(value, precision, start, end):
    parsed = PartialDate.parse(value)
    assert (parsed.precision, parsed.start, parsed.end) == (precision, start, end)


@pytest.mark.parametrize(
    ("value", "start", "end", "several"),
    [
        ({"from": "2012-09-29", "to": "2012-10-02"}, berlin(2012, 9, 29), berlin(2012, 10, 3), True),
        ({"from": "2012-09-29", "to": "2012-09-29"}, berlin(2012, 9, 29), berlin(2012, 9, 30), False),
        ({"from": "2012-11", "to": "2013-01"}, berlin(2012, 11, 1), berlin(2013, 2, 1), True),
        ({"from": "2012-09-29 10:00", "to": "2012-09-29 12:30"}, berlin(2012, 9, 29, 10), berlin(2012, 9, 29, 12, 30), False),
        ({"from": "2012-09-29 18:00", "to": "2012-09-30 00:00"}, berlin(2012, 9, 29, 18), berlin(2012, 9, 30), False),
        ({"from": "2012-09-29 18:00", "to": "2012-09-30 01:00"}, berlin(2012, 9, 29, 18), berlin(2012, 9, 30, 1), True),
        ({"from": "2012-09-29"}, berlin(2012, 9, 29), berlin(2012, 9, 30), False),
    ],
)  # fmt: skip
def test_parse_reads_spans(value, start, end, several):
    parsed = PartialDate.parse(value)
    assert (parsed.start, parsed.end, parsed.is_several_days) == (start, end, several)


def test_days_of_a_span():
    parsed = PartialDate.parse({"from": "2012-09-29", "to": "2012-10-02"})
    assert (parsed.first_day, parsed.last_day) == (date(2012, 9, 29), date(2012, 10, 2))
    assert PartialDate.unknown().first_day is PartialDate.unknown().last_day is None


@pytest.mark.parametrize(
    "value",
    [
        "2012-13",
        "2012-00",
        "2012-02-30",
        "2023-02-29",
        "1900-02-29",
        "2012-09-31",
        "2012-09-29 24:00",
        "2012-09-29 10:60",
        f"{EARLIEST - 1}-12-31",
        f"{EARLIEST - 1}-12",
        f"{LATEST + 1}-01-01",
        f"{LATEST + 1}-01-01 10:00",
        "0000-01",
        "9999-12-31",
        "9999-12",
        "29.09.2012",
        "2012",
        "20120929",
        "2012-9-29",
        "heute",
        "2012-09-29 10:30:00",
        "2012-09-29\n10:30",
        "x" * 10_000,
        {"from": "2012-09-30", "to": "2012-09-29"},
        {"from": "2012-09-29 10:00", "to": "2012-09-29 10:00"},
        {"from": "2012-09-29 10:00", "to": "2012-09-29 09:59"},
        {"from": "2012-09-29", "to": "2012-09-29 10:00"},
        {"from": "2012-09", "to": "2012-09-29"},
        {"to": "2012-09-29"},
        {"start": "2012-09-29"},
    ],
)
def test_parse_refuses_with_a_short_sentence(value):
    with pytest.raises(ValueError) as refused:
        PartialDate.parse(value)
    sentence = str(refused.value)
    assert len(sentence) < 250
    assert sentence[0] in "„DAEd" and sentence.rstrip(")").endswith((".", "weit weg", "aus")), sentence


def test_autumn_hour_that_comes_twice_means_its_first_pass():
    parsed = PartialDate.parse("2026-10-25 02:30")
    assert parsed.start == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert parsed.as_text() == "2026-10-25 02:30"


def test_autumn_night_keeps_its_real_length():
    parsed = PartialDate.parse({"from": "2026-10-25 01:30", "to": "2026-10-25 03:30"})
    assert parsed.end.astimezone(UTC) - parsed.start.astimezone(UTC) == timedelta(hours=3)


@pytest.mark.parametrize("clock", ["02:00", "02:30", "02:59"])
def test_spring_hour_that_is_skipped_is_refused_with_a_sentence(clock):
    with pytest.raises(ValueError, match="Zeitumstellung"):
        PartialDate.parse(f"2026-03-29 {clock}")


def test_hours_around_the_spring_change_are_real():
    assert local_moment(date(2026, 3, 29), time(1, 59)) == datetime(2026, 3, 29, 0, 59, tzinfo=UTC)
    assert local_moment(date(2026, 3, 29), time(3, 0)) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-10-26", 24)])
def test_a_day_has_its_real_hours(day, hours):
    parsed = PartialDate.parse(day)
    assert parsed.end.astimezone(UTC) - parsed.start.astimezone(UTC) == timedelta(hours=hours)
    assert not parsed.is_several_days


def test_a_date_must_fit_its_precision():
    with pytest.raises(ValueError, match="Termin folgt"):
        PartialDate(Precision.DAY)
    with pytest.raises(ValueError, match="Termin folgt"):
        PartialDate(Precision.NONE, berlin(2012, 9, 29))


days = st.dates(min_value=date(EARLIEST, 1, 1), max_value=date(LATEST, 12, 31))


@given(days, days)
def test_days_go_to_text_and_back(one, other):
    first, last = sorted((one, other))
    parsed = PartialDate.parse({"from": first.isoformat(), "to": last.isoformat()})
    assert PartialDate.parse(parsed.as_text()) == parsed
    assert (parsed.first_day, parsed.last_day) == (first, last)


@given(days, days)
def test_months_go_to_text_and_back(one, other):
    first, last = sorted((one, other))
    parsed = PartialDate.parse({"from": f"{first:%Y-%m}", "to": f"{last:%Y-%m}"})
    assert PartialDate.parse(parsed.as_text()) == parsed
    assert (parsed.first_day, parsed.last_day.month) == (first.replace(day=1), last.month)


@given(days, st.times().map(lambda clock: clock.replace(second=0, microsecond=0)), st.integers(1, 10_000))
def test_times_go_to_text_and_back(day, clock, minutes):
    try:
        start = PartialDate.parse(f"{day.isoformat()} {clock:%H:%M}")
    except ValueError as error:
        assert "Zeitumstellung" in str(error)
        return
    assert PartialDate.parse(start.as_text()) == start
    end = (datetime.combine(day, clock) + timedelta(minutes=minutes)).strftime("%Y-%m-%d %H:%M")
    try:
        span = PartialDate.parse({"from": start.as_text(), "to": end})
    except ValueError as error:
        assert "Zeitumstellung" in str(error) or "kein Datum" in str(error) or "vor dem Anfang" in str(error)
        return
    assert PartialDate.parse(span.as_text()) == span
