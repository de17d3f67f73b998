"""How one can take part: the quick reading for forms knows what the full one knows."""

from datetime import timedelta

import pytest

from miteinander.foundation.values.clock import now
from miteinander.foundation.values.prepared import Prepared
from miteinander.programme.participation.actions.seats import lock_plan
from miteinander.programme.participation.models import RegistrationPlan
from miteinander.programme.participation.standing import (
    Way,
    standing_of_event,
    standing_of_form,
    standings_of_events,
)
from tests.support.factories import make_event, make_plan, make_registration

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]


@pytest.mark.parametrize(
    ("values", "way"),
    [
        ({}, Way.OPEN),
        ({"seats": 0}, Way.WAITING),
        ({"seats": 0, "waiting_list": False}, Way.FULL),
        ({"mode": "telephone"}, Way.TELEPHONE),
        ({"opens_at": timedelta(hours=1)}, Way.NOT_YET),
        ({"closes_at": timedelta(hours=-1)}, Way.CLOSED),
        ({"event": ["2020-01-01 10:00", "2035-01-01 10:00"]}, Way.CLOSED),
        ({"event": ["2020-01-01 10:00"]}, Way.OVER),
        ({"event": []}, Way.OPEN),
    ],
)
def test_three_readings_agree(values, way):
    values = {
        name: now() + value if isinstance(value, timedelta) else value for name, value in values.items()
    }
    if "event" in values:
        values["event"] = make_event(dates=values["event"])
    make_plan(event=make_event(dates=["2034-01-01 10:00"]), seats=3)
    plan = make_plan(items={"Töpfern": 2}, **values)
    readings = [
        standing_of_event(plan.event_id),
        standing_of_form(plan.event.slug),
        standings_of_events([plan.event_id])[plan.event_id],
    ]
    for one in readings:
        assert one.way == way
        assert (one.plan, one.starts_at, one.ends_at) == (plan, readings[0].starts_at, readings[0].ends_at)
        assert [(pool.pk, pool.free) for pool in one.pools] == [
            (pool.pk, pool.free) for pool in plan.pools.all()
        ]
        assert [pool.name("de").text for pool in one.items] == ["Töpfern"]


def test_drafts_have_no_standing():
    plan = make_plan(event=make_event(state="draft", dates=["2035-01-01 10:00"]))
    assert standing_of_event(plan.event_id) is None
    assert standing_of_form(plan.event.slug) is None
    assert standing_of_form("gibt-es-nicht") is None


def test_seats_are_read_afresh_each_time():
    plan = make_plan(seats=7)
    assert standing_of_form(plan.event.slug).free == 7
    make_registration(plan=plan, adults=3)
    assert standing_of_form(plan.event.slug).free == 4
    assert lock_plan(plan.pk).all_pool.free == 4


def test_forms_and_locks_cost_few_queries(count_queries):
    plan = make_plan()
    standing_of_form(plan.event.slug)
    with count_queries() as queries:
        standing_of_form(plan.event.slug)
        lock_plan(plan.pk)
    assert len(queries) == 4


def test_a_prepared_query_refuses_a_value_in_two_places():
    find = Prepared(lambda slug: RegistrationPlan.objects.filter(event__slug=slug, age_reason=slug), "?")
    with pytest.raises(ValueError, match="one place"):
        find("fest")
