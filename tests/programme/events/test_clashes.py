"""Other events around a date: by place, time, audience and district."""

from datetime import UTC, date, datetime

import pytest

from miteinander.programme.events.clashes import Plan, clashes_of, days_with_events
from miteinander.programme.events.enums import ClashKind, EventState
from tests.support.factories import make_district, make_event, make_venue

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]

DAY = date(2027, 6, 5)


def at(hour: int) -> datetime:
    return datetime(2027, 6, 5, hour - 2, tzinfo=UTC)  # summer time in Germany


def kinds(plan: Plan) -> list[tuple[str, ClashKind]]:
    return [(clash.event.slug, clash.kind) for clash in clashes_of(plan)]


@pytest.fixture
def hall():
    return make_venue(district=make_district())


def test_the_nearest_reason_comes_first(hall):
    make_event(slug="gleichzeitig", dates=["2027-06-05 15:00"], venues=[hall])
    make_event(slug="abends", dates=["2027-06-05 20:00"], venues=[hall])
    make_event(slug="jugend", dates=["2027-06-05 15:00"], audiences=["youth"])
    make_event(slug="nebenan", dates=["2027-06-05"], venues=[make_venue(district=hall.district)])
    make_event(slug="weit-weg", dates=["2027-06-05"], venues=[make_venue(district=make_district())])
    make_event(slug="morgen", dates=["2027-06-06"], venues=[hall])
    plan = Plan(
        DAY, at(14), at(16), venues=[hall.pk], districts=[hall.district_id], audiences=["youth", "everyone"]
    )
    assert kinds(plan) == [
        ("gleichzeitig", ClashKind.SAME_TIME),
        ("abends", ClashKind.SAME_VENUE),
        ("jugend", ClashKind.SAME_AUDIENCE),
        ("nebenan", ClashKind.SAME_DISTRICT),
        ("weit-weg", ClashKind.SAME_DAY),
    ]


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [
        (14, 15, ClashKind.SAME_VENUE),  # ends when the other begins
        (14, 16, ClashKind.SAME_TIME),
        (16, None, ClashKind.SAME_TIME),
        (18, None, ClashKind.SAME_VENUE),  # begins when the other ends
        (13, None, ClashKind.SAME_TIME),  # three hours are taken for granted
        (None, None, ClashKind.SAME_TIME),  # nobody said when
    ],
)
def test_times_overlap_or_touch(hall, start, end, kind):
    make_event(slug="da", dates=[{"from": "2027-06-05 15:00", "to": "2027-06-05 18:00"}], venues=[hall])
    plan = Plan(DAY, at(start) if start else None, at(end) if end else None, venues=[hall.pk])
    assert kinds(plan) == [("da", kind)]


@pytest.mark.parametrize("state", EventState.values)
def test_drafts_count_and_cancelled_events_do_not(hall, state):
    make_event(slug="da", dates=["2027-06-05"], venues=[hall], state=state)
    assert bool(kinds(Plan(DAY, venues=[hall.pk]))) is (state != EventState.CANCELLED)


def test_an_event_does_not_clash_with_itself(hall):
    event = make_event(dates=["2027-06-05", "2027-06-05"], venues=[hall])
    assert kinds(Plan(DAY, venues=[hall.pk], event_id=event.pk)) == []
    assert len(kinds(Plan(DAY, venues=[hall.pk]))) == 1


def test_everyone_is_no_audience(hall):
    make_event(slug="da", dates=["2027-06-05"], audiences=["everyone"])
    assert kinds(Plan(DAY, audiences=["everyone"])) == [("da", ClashKind.SAME_DAY)]


def test_events_of_several_days_and_over_midnight(hall):
    make_event(slug="woche", dates=[{"from": "2027-06-01", "to": "2027-06-07"}], venues=[hall])
    make_event(slug="nacht", dates=[{"from": "2027-06-04 20:00", "to": "2027-06-05 02:00"}], venues=[hall])
    found = dict(kinds(Plan(DAY, at(10), at(12), venues=[hall.pk])))
    assert found == {"woche": ClashKind.SAME_TIME, "nacht": ClashKind.SAME_VENUE}


def test_only_the_month_is_known_clashes_with_no_day(hall):
    make_event(dates=["2027-06"], venues=[hall])
    assert kinds(Plan(DAY, venues=[hall.pk])) == []


def test_two_queries_for_one_and_for_many(hall, count_queries):
    for number in (1, 30):
        for _each in range(number):
            make_event(dates=["2027-06-05 15:00"], venues=[hall])
        with count_queries() as queries:
            found = clashes_of(Plan(DAY, venues=[hall.pk]))
            _words = [str(clash.event.shown_title) for clash in found]
        assert len(queries) == 2
    assert len(found) == 20


def test_days_of_a_year_are_counted_by_their_day_in_germany():
    make_event(dates=["2027-06-05 00:30"])
    make_event(dates=["2027-06-05 23:30"])
    make_event(dates=["2027-06-06"], state=EventState.CANCELLED, state_reason="Sturm")
    assert days_with_events(date(2027, 1, 1), date(2027, 12, 31)) == {DAY: 2}
