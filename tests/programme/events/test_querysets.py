"""Which dates are coming, past or touch a day; who sees what."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import AnonymousUser

from miteinander.programme.events.enums import EventState
from miteinander.programme.events.models import Event, EventDate
from tests.support.factories import make_activity, make_event

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]
BERLIN = ZoneInfo("Europe/Berlin")


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def make_dates(**dates):
    """One event for each slug."""
    activity = make_activity()
    for slug, when in dates.items():
        make_event(slug=slug, dates=[when], activity=activity)


def slugs(dates):
    return {row.event.slug for row in dates}


@pytest.mark.parametrize(
    ("when", "last_coming", "first_past"),
    [
        ({"from": "2026-12-06 10:30", "to": "2026-12-06 13:00"}, "2026-12-06 12:59:59", "2026-12-06 13:00"),
        ("2026-12-06 10:30", "2026-12-06 10:30", "2026-12-06 10:30:01"),
        ({"from": "2026-12-06 22:00", "to": "2026-12-07 01:00"}, "2026-12-07 00:59:59", "2026-12-07 01:00"),
        ("2026-12-06", "2026-12-06 23:59:59", "2026-12-07 00:00"),
        ({"from": "2026-12-06", "to": "2026-12-08"}, "2026-12-08 23:59:59", "2026-12-09 00:00"),
        ("2026-12", "2026-12-31 23:59:59", "2027-01-01 00:00"),
        ("2026-10-25", "2026-10-25 23:59:59", "2026-10-26 00:00"),  # 25 hours
        ("2027-03-28", "2027-03-28 23:59:59", "2027-03-29 00:00"),  # 23 hours
    ],
    ids=str,
)
def test_date_is_coming_until_it_is_over_and_past_from_then(when, last_coming, first_past):
    make_dates(treff=when)
    dates = EventDate.objects
    assert slugs(dates.upcoming(at(last_coming))) == {"treff"}
    assert slugs(dates.past(at(last_coming))) == set()
    assert slugs(dates.upcoming(at(first_past))) == set()
    assert slugs(dates.past(at(first_past))) == {"treff"}


def test_date_still_to_come_is_always_coming_and_never_past():
    make_dates(treff=None)
    for moment in (at("1990-01-01"), at("2090-01-01")):
        assert slugs(EventDate.objects.upcoming(moment)) == {"treff"}
        assert slugs(EventDate.objects.past(moment)) == set()


def test_every_date_is_either_coming_or_past():
    make_dates(
        a="2026-12-06 10:30",
        b="2026-12-06",
        c="2026-12",
        d=None,
        e={"from": "2026-12-01", "to": "2026-12-24"},
    )
    moment = at("2026-12-06 00:00")
    for hours in range(0, 24 * 40, 7):
        now = moment + timedelta(hours=hours)
        coming, past = slugs(EventDate.objects.upcoming(now)), slugs(EventDate.objects.past(now))
        assert coming | past == set("abcde")
        assert not coming & past


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2026-12-06", "2026-12-06", {"evening", "day", "month", "days"}),
        ("2026-12-07", "2026-12-07", {"evening", "month", "days", "midnight"}),
        ("2026-12-08", "2026-12-08", {"month", "days"}),
        ("2026-12-09", "2026-12-09", {"month"}),
        ("2026-12-05", "2026-12-05", {"month"}),
        ("2026-11-01", "2026-11-30", set()),
        ("2027-01-01", None, set()),
        (None, "2026-11-30", set()),
        (None, "2026-12-01", {"month"}),
        (None, None, {"evening", "day", "month", "days", "midnight", "none"}),
        ("2026-12-08", "2026-12-01", {"month"}),  # von > bis: at most what lies over both
    ],
)
def test_dates_between_two_days_are_those_that_touch_them(first, last, found):
    make_dates(
        evening={"from": "2026-12-06 22:00", "to": "2026-12-07 01:00"},
        day="2026-12-06",
        month="2026-12",
        days={"from": "2026-12-06", "to": "2026-12-08"},
        midnight="2026-12-07 00:00",
        none=None,
    )
    bounds = [date.fromisoformat(day) if day else None for day in (first, last)]
    assert slugs(EventDate.objects.between(*bounds)) == found


@pytest.mark.parametrize("day", ["2026-10-25", "2027-03-28"])
def test_days_of_the_clock_change_hold_exactly_their_own_dates(day):
    this = date.fromisoformat(day)
    before, after = (this + timedelta(days=step) for step in (-1, 1))
    make_dates(
        before={"from": f"{before} 22:00", "to": f"{this} 00:00"},
        first=f"{day} 00:00",
        night=f"{day} 03:30",
        last=f"{day} 23:59",
        after=f"{after} 00:00",
        whole=day,
    )
    assert slugs(EventDate.objects.between(this, this)) == {"first", "night", "last", "whole"}


def test_dated_is_what_has_a_day():
    make_dates(none=None, month="2026-12", day="2026-12-06", time="2026-12-06 10:30")
    assert slugs(EventDate.objects.dated()) == {"day", "time"}


def test_by_time_puts_dates_without_day_last():
    make_dates(none=None, late="2027-01-01", early="2026-12-06 08:00", month="2026-12")
    assert [row.event.slug for row in EventDate.objects.by_time()] == ["month", "early", "late", "none"]


def test_event_with_several_starts_is_coming_with_some_and_past_with_others():
    make_event(slug="kurs", dates=["2026-12-01", "2026-12-08"])
    moment = at("2026-12-05 12:00")
    assert EventDate.objects.upcoming(moment).get().as_partial().first_day == date(2026, 12, 8)
    assert EventDate.objects.past(moment).get().as_partial().first_day == date(2026, 12, 1)


# --- Who sees what ------------------------------------------------------------------------------------------------------


@pytest.fixture
def one_of_each_state(db):
    for state in EventState.values:
        make_event(slug=state, state=state, dates=["2099-12-06"])


def test_public_sees_public_states_only(one_of_each_state, outsider):
    public = {"published", "cancelled", "postponed"}
    for user in (None, AnonymousUser(), outsider):
        assert set(Event.objects.visible_to(user).values_list("slug", flat=True)) == public
    assert slugs(EventDate.objects.published()) == public
    assert set(Event.objects.published().values_list("slug", flat=True)) == public


def test_office_sees_everything(one_of_each_state, office):
    assert Event.objects.visible_to(office).count() == 5


def test_account_that_was_closed_sees_what_the_public_sees(one_of_each_state, office):
    office.is_active = False
    assert Event.objects.visible_to(office).count() == 3
