"""The days of a series: rules, holidays, exceptions, and that the clock change moves nothing."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.clock import BERLIN
from miteinander.foundation.values.partial_dates import PartialDate, Precision
from miteinander.programme.events.enums import EventState, ExceptionKind, HolidayChoice
from miteinander.programme.events.recurrence import (
    MOST_OCCURRENCES,
    Change,
    Rule,
    RuleError,
    check_rule,
    occurrences,
    public_holidays,
    unmatched,
    year_after,
)

TODAY = date(2026, 11, 22)
REASON = Translated.of("Der Raum ist gesperrt.")
SUNDAYS = "FREQ=MONTHLY;BYDAY=2SU"


def rule(text=SUNDAYS, first=date(2026, 1, 1), **values):
    return Rule(text=text, first=first, **values)


def days(found):
    return [one.day.isoformat() for one in found]


def texts(found):
    return [one.when.as_text() for one in found]


# --- Rules --------------------------------------------------------------------------------------------------------------


def test_second_sunday_of_each_month_at_its_time():
    breakfast = rule(starts=time(10, 30), ends=time(13))
    assert texts(occurrences(breakfast, date(2026, 11, 1), date(2027, 1, 31))) == [
        {"from": "2026-11-08 10:30", "to": "2026-11-08 13:00"},
        {"from": "2026-12-13 10:30", "to": "2026-12-13 13:00"},
        {"from": "2027-01-10 10:30", "to": "2027-01-10 13:00"},
    ]


def test_half_past_ten_stays_half_past_ten_when_the_clocks_change():
    weekly = rule("FREQ=WEEKLY;BYDAY=SU", starts=time(10, 30))
    found = occurrences(weekly, date(2026, 10, 18), date(2026, 11, 1))
    assert [one.when.start.astimezone(UTC).strftime("%H:%M") for one in found] == ["08:30", "09:30", "09:30"]
    assert {one.when.start.astimezone(BERLIN).time() for one in found} == {time(10, 30)}


def test_a_time_that_the_clock_change_skips_comes_an_hour_later():
    night = rule("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", starts=time(2, 30), ends=time(3, 0))
    (found,) = occurrences(night, date(2026, 3, 1), date(2026, 3, 31))
    assert found.when.as_text() == {"from": "2026-03-29 03:30", "to": "2026-03-29 04:00"}


def test_an_evening_may_end_after_midnight():
    dance = rule("FREQ=WEEKLY;BYDAY=SA", starts=time(20), ends=time(1))
    (found,) = occurrences(dance, date(2026, 12, 5), date(2026, 12, 5))
    assert found.when.as_text() == {"from": "2026-12-05 20:00", "to": "2026-12-06 01:00"}


def test_whole_days_can_be_several():
    fair = rule("FREQ=YEARLY;BYMONTH=9;BYDAY=-1FR", days=3)
    (found,) = occurrences(fair, date(2026, 9, 1), date(2026, 9, 30))
    assert found.when.as_text() == {"from": "2026-09-25", "to": "2026-09-27"}


def test_first_and_last_day_bound_the_rule():
    bounded = rule("FREQ=WEEKLY;BYDAY=MO", first=date(2026, 11, 3), until=date(2026, 11, 23))
    assert days(occurrences(bounded, date(2026, 1, 1), date(2027, 1, 1))) == [
        "2026-11-09",
        "2026-11-16",
        "2026-11-23",
    ]


def test_count_counts_from_the_first_day_wherever_one_looks():
    six = rule("FREQ=WEEKLY;COUNT=6", first=date(2026, 11, 2))
    assert days(occurrences(six, date(2026, 11, 30), date(2027, 6, 1))) == ["2026-11-30", "2026-12-07"]


@pytest.mark.parametrize(
    "text",
    [
        "", ";", "FREQ", "FREQ=", "Jeden Sonntag", "FREQ=HOURLY", "BYDAY=SU", "FREQ=WEEKLY;FREQ=DAILY",
        "FREQ=WEEKLY;UNTIL=20261231", "FREQ=WEEKLY;BYDAY=2SU", "FREQ=MONTHLY;BYDAY=9SU", "FREQ=MONTHLY;BYDAY=0SU",
        "FREQ=MONTHLY;BYMONTHDAY=40", "FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=MONTHLY;INTERVAL=0", "FREQ=WEEKLY;INTERVAL=-1",
        "FREQ=MONTHLY;BYMONTH=13", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTHDAY=30;BYMONTH=2",
        "FREQ=MONTHLY;BYSETPOS=1", "FREQ=YEARLY;BYDAY=1MO", "FREQ=YEARLY;BYWEEKNO=60", "FREQ=DAILY;COUNT=0",
        "FREQ=WEEKLY;COUNT=1,2", "FREQ=WEEKLY\nDTSTART:19970902", "FREQ=WEEKLY;BYDAY=SU\nEXDATE:20260101",
        "FREQ=WEEKLY;BYEASTER=0", "FREQ=MONTHLY;BYSETPOS=99;BYDAY=MO", "FREQ=WEEKLY;INTERVAL=٣", "X" * 300,
    ],
)  # fmt: skip
def test_rules_that_make_no_sense_are_refused_with_a_sentence(text):
    with pytest.raises(RuleError) as caught:
        check_rule(rule(text), TODAY)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTH=2",
    ],
)
def test_a_rule_without_any_day_is_refused(text):
    with pytest.raises(RuleError, match="nie ein Termin"):
        check_rule(rule(text), TODAY)


def test_a_rule_with_far_too_many_days_is_refused():
    check_rule(rule("FREQ=DAILY", first=date(2022, 11, 22)), TODAY)
    with pytest.raises(RuleError, match=f"mehr als {MOST_OCCURRENCES} Termine"):
        check_rule(rule("FREQ=DAILY", first=date(2012, 1, 1)), TODAY)


@pytest.mark.parametrize("first", [date(1, 1, 1), date(1899, 12, 31), date(9999, 12, 31), date(2201, 1, 1)])
def test_years_that_lie_too_far_away_are_refused(first):
    with pytest.raises(RuleError, match="zu weit weg"):
        check_rule(rule("FREQ=DAILY", first=first), TODAY)


@pytest.mark.parametrize(
    "text", ["freq=monthly;byday=2su", "RRULE:FREQ=MONTHLY;BYDAY=2SU", " FREQ=MONTHLY;BYDAY=2SU "]
)
def test_other_spellings_of_a_rule_mean_the_same(text):
    check_rule(rule(text), TODAY)
    assert occurrences(rule(text), TODAY, date(2027, 6, 1)) == occurrences(rule(), TODAY, date(2027, 6, 1))


# --- Public holidays ----------------------------------------------------------------------------------------------------


def test_public_holidays_are_those_of_north_rhine_westphalia():
    assert {day.strftime("%m-%d") for day in public_holidays(2026)} == {
        "01-01", "04-03", "04-06", "05-01", "05-14", "05-25", "06-04", "10-03", "11-01", "12-25", "12-26",
    }  # fmt: skip


FRIDAYS = "FREQ=WEEKLY;BYDAY=FR"


@pytest.mark.parametrize(
    ("choice", "when"),
    [
        (HolidayChoice.KEEP, ["2026-12-18", "2026-12-25", "2027-01-01"]),
        (HolidayChoice.SKIP, ["2026-12-18"]),
        (HolidayChoice.NEXT_DAY, ["2026-12-18", "2026-12-27", "2027-01-02"]),
    ],
)
def test_on_public_holidays_the_rule_says_what_happens(choice, when):
    found = occurrences(rule(FRIDAYS, holidays=choice), date(2026, 12, 18), date(2027, 1, 1))
    assert texts(found) == when


def test_a_shifted_day_keeps_the_day_of_the_rule_as_its_name():
    found = occurrences(
        rule(FRIDAYS, holidays=HolidayChoice.NEXT_DAY), date(2026, 12, 25), date(2026, 12, 25)
    )
    assert (days(found), texts(found)) == (["2026-12-25"], ["2026-12-27"])


def test_a_shift_never_puts_two_on_one_day():
    daily = rule("FREQ=DAILY", holidays=HolidayChoice.NEXT_DAY)
    found = occurrences(daily, date(2026, 12, 20), date(2027, 1, 5))
    assert len(set(texts(found))) == len(found) == 14


# --- Exceptions ---------------------------------------------------------------------------------------------------------

DECEMBER = date(2026, 12, 13)


def changed(kind, moved_to=None, day=DECEMBER, **values):
    change = Change(day, kind, PartialDate.parse(moved_to), REASON)
    return occurrences(rule(changes=(change,), **values), date(2026, 12, 1), date(2026, 12, 31))


def test_skipped_day_gives_nothing():
    assert changed(ExceptionKind.SKIP) == []


def test_cancelled_day_stays_with_its_reason():
    (found,) = changed(ExceptionKind.CANCEL)
    assert (found.day, found.state, found.reason, found.when.as_text()) == (
        DECEMBER, EventState.CANCELLED, REASON, "2026-12-13",
    )  # fmt: skip


def test_moved_day_keeps_its_name_and_gets_the_new_date():
    (found,) = changed(ExceptionKind.MOVE, {"from": "2026-12-20 15:00", "to": "2026-12-20 17:00"})
    assert (found.day, found.state, found.reason) == (DECEMBER, EventState.PUBLISHED, REASON)
    assert found.when.as_text() == {"from": "2026-12-20 15:00", "to": "2026-12-20 17:00"}


def test_moved_without_a_new_date_is_postponed():
    (found,) = changed(ExceptionKind.MOVE)
    assert (found.state, found.when.as_text()) == (EventState.POSTPONED, "2026-12-13")


def test_exception_may_name_the_shifted_day():
    change = Change(date(2026, 12, 27), ExceptionKind.CANCEL, reason=REASON)
    found = occurrences(
        rule(FRIDAYS, holidays=HolidayChoice.NEXT_DAY, changes=(change,)),
        date(2026, 12, 25),
        date(2026, 12, 25),
    )
    assert [(one.day.isoformat(), one.state) for one in found] == [("2026-12-25", "cancelled")]


def test_exception_without_an_occurrence_is_found():
    changes = tuple(Change(date(2026, 12, day), ExceptionKind.SKIP) for day in (6, 13, 14))
    assert unmatched(rule(changes=changes), TODAY) == [date(2026, 12, 6), date(2026, 12, 14)]
    assert unmatched(rule(changes=changes), date(2026, 12, 14)) == [date(2026, 12, 14)]


# --- What holds for every rule ------------------------------------------------------------------------------------------

weekdays = st.lists(
    st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1, max_size=3, unique=True
)
rule_texts = st.one_of(
    st.builds("FREQ=DAILY;INTERVAL={}".format, st.integers(1, 30)),
    st.builds(lambda n, d: f"FREQ=WEEKLY;INTERVAL={n};BYDAY={','.join(d)}", st.integers(1, 6), weekdays),
    st.builds(
        "FREQ=MONTHLY;BYDAY={}{}".format, st.sampled_from([1, 2, 3, 4, -1]), st.sampled_from(["MO", "SU"])
    ),
    st.builds("FREQ=MONTHLY;BYMONTHDAY={}".format, st.integers(1, 28)),
    st.builds("FREQ=YEARLY;BYMONTH={};BYDAY=-1SA".format, st.integers(1, 12)),
)
rules = st.builds(
    Rule,
    text=rule_texts,
    first=st.dates(date(2020, 1, 1), date(2027, 1, 1)),
    until=st.none() | st.dates(date(2027, 1, 1), date(2029, 1, 1)),
    starts=st.times().map(lambda clock: clock.replace(second=0, microsecond=0)),
    ends=st.none() | st.integers(0, 6).map(time),
    holidays=st.sampled_from(HolidayChoice),
).filter(lambda one: one.ends != one.starts)
windows = st.tuples(st.dates(date(2025, 1, 1), date(2028, 1, 1)), st.integers(0, 500))
SKIPPED_HOUR = {
    date(year, 3, 31) - timedelta(days=(date(year, 3, 31).weekday() + 1) % 7) for year in range(2019, 2031)
}


@settings(max_examples=150, deadline=None)
@given(rules, windows)
def test_occurrences_are_the_days_of_the_rule_at_the_time_of_the_rule(one, window):
    start, length = window
    end = start + timedelta(days=length)
    found = occurrences(one, start, end)
    bare = {moment.date() for moment in rrulestr(one.text, dtstart=datetime.combine(one.first, time())).between(
        datetime.combine(start, time()), datetime.combine(end, time()), inc=True)}  # fmt: skip
    if one.until:
        bare = {day for day in bare if day <= one.until}
    assert {occurrence.day for occurrence in found} <= bare
    if one.holidays == HolidayChoice.KEEP:
        assert {occurrence.day for occurrence in found} == bare
    for occurrence in found:
        local = occurrence.when.start.astimezone(BERLIN)
        assert occurrence.when.precision == Precision.TIME
        if local.date() not in SKIPPED_HOUR:
            assert local.time() == one.starts
        if one.holidays != HolidayChoice.KEEP:
            assert local.date() not in public_holidays(local.year)
    shown = [occurrence.when.start for occurrence in found]
    assert len(set(shown)) == len(shown)
    assert [occurrence.day for occurrence in found] == sorted(occurrence.day for occurrence in found)


@settings(max_examples=100, deadline=None)
@given(rules, windows, st.integers(0, 499))
def test_two_windows_give_what_one_gives(one, window, cut):
    start, length = window
    end = start + timedelta(days=length)
    middle = min(start + timedelta(days=cut), end)
    whole = occurrences(one, start, end)
    assert occurrences(one, start, middle) + occurrences(one, middle + timedelta(days=1), end) == whole


@settings(max_examples=100, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_year_later_is_the_same_day(day):
    later = year_after(day)
    assert later.year == day.year + 1
    assert (later.month, later.day) == (day.month, day.day) or (day.month, day.day) == (2, 29)
