"""Outlets and deliveries: what the tables refuse, the list saved as a whole, sums, the proposal for the print run."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from miteinander.foundation.audit.models import AuditEntry
from miteinander.programme.newspaper.actions import adopt_printed
from miteinander.programme.newspaper.distribution import actions, figures
from miteinander.programme.newspaper.distribution.actions import Line
from miteinander.programme.newspaper.distribution.errors import (
    GridOvertaken,
    GridRefused,
    RunChanged,
    RunIsFixed,
)
from miteinander.programme.newspaper.distribution.print_run import propose_run, round_up
from miteinander.programme.newspaper.models import (
    Delivery,
    DistributionSettings,
    Outlet,
    PostalSubscriber,
)
from tests.support.distribution import deliver, make_outlet, make_round, make_subscriber
from tests.support.factories import make_district, make_venue
from tests.support.newspaper import make_edition

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]
DAY = date(2026, 5, 1)
COUNTED = {"delivered": 40, "delivered_on": DAY, "leftovers": 10, "counted_on": DAY}


def test_a_delivery_with_leftovers_is_stored():
    row = Delivery.objects.create(edition=make_edition(), outlet=make_outlet(), planned=50, **COUNTED)
    assert row.taken == 30


@pytest.mark.parametrize(
    "values",
    [
        {"leftovers": 41},
        {"delivered": None, "delivered_on": None},
        {"delivered_on": None},
        {"counted_on": None},
        {"leftovers": None},
        {"planned": 100_001},
        {"delivered": 100_001, "leftovers": 0},
        {"planned": -1},
    ],
)
def test_the_table_refuses_deliveries_that_cannot_be(values):
    edition, outlet = make_edition(), make_outlet()
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(edition=edition, outlet=outlet, **({"planned": 5} | COUNTED | values))
    assert not Delivery.objects.exists()


def test_an_outlet_has_one_delivery_of_an_edition():
    edition, outlet = make_edition(), make_outlet()
    Delivery.objects.create(edition=edition, outlet=outlet)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(edition=edition, outlet=outlet)
    assert Delivery.objects.count() == 1


def test_an_outlet_with_figures_is_not_deleted():
    edition, outlet = make_edition(), make_outlet()
    deliver(edition, {outlet: (5,)})
    with pytest.raises(ProtectedError):
        outlet.delete()
    assert Outlet.objects.filter(pk=outlet.pk).exists()


@pytest.mark.parametrize("values", [{"copies": 0}, {"copies": 21}, {"ended_on": date(2000, 1, 1)}])
def test_the_table_refuses_subscriptions_that_cannot_be(values):
    subscriber = make_subscriber()
    with pytest.raises(IntegrityError), transaction.atomic():
        PostalSubscriber.objects.filter(pk=subscriber.pk).update(**values)
    subscriber.refresh_from_db()
    assert (subscriber.copies, subscriber.ended_on) == (1, None)


def test_a_web_order_without_the_text_it_agreed_to_is_refused():
    subscriber = make_subscriber()
    with pytest.raises(IntegrityError), transaction.atomic():
        PostalSubscriber.objects.filter(pk=subscriber.pk).update(consent_version="")
    subscriber.refresh_from_db()
    assert subscriber.consent_version


def test_settings_are_one_row_within_their_limits():
    actions.save_settings(values={"reserve_percent": 5})
    with pytest.raises(ValidationError):
        actions.save_settings(values={"print_step": 0})
    with pytest.raises(IntegrityError), transaction.atomic():
        DistributionSettings(pk=2).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        DistributionSettings.objects.update(bundle=0)
    assert DistributionSettings.objects.get().reserve_percent == 5


def test_the_list_is_saved_with_its_days_and_in_the_trail():
    edition, one, other = make_edition(), make_outlet(), make_outlet()
    assert deliver(edition, {one: (50, 40), other: (0,)}) == 1
    row = Delivery.objects.get()
    assert (row.outlet, row.planned, row.delivered, row.leftovers) == (one, 50, 40, None)
    assert row.delivered_on is not None and row.counted_on is None
    entry = AuditEntry.objects.latest("pk")
    assert (entry.record_id, entry.fields) == (str(edition.pk), ["deliveries"])
    assert deliver(edition, {one: (50, 40)}) == 0


def test_a_day_stays_while_its_number_stays():
    edition, outlet = make_edition(), make_outlet()
    deliver(edition, {outlet: (50, 40)})
    Delivery.objects.update(delivered_on=DAY)
    deliver(edition, {outlet: (50, 40, 7)})
    row = Delivery.objects.get()
    assert row.delivered_on == DAY and row.counted_on != DAY
    deliver(edition, {outlet: (50, 41, 7)})
    assert Delivery.objects.get().delivered_on != DAY


def test_a_line_emptied_again_is_gone():
    edition, outlet = make_edition(), make_outlet()
    deliver(edition, {outlet: (50, 40, 7)})
    assert deliver(edition, {outlet: ()}) == 1
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("wrong", [(5, 10, 11), (5, None, 1), (-1,), (5, 100_001), (5, 3, -2)])
def test_one_wrong_line_keeps_the_whole_list_out(wrong):
    edition, good, bad = make_edition(), make_outlet(), make_outlet()
    with pytest.raises(GridRefused) as refused:
        deliver(edition, {good: (50, 40, 7), bad: wrong})
    assert set(refused.value.wrong) == {bad.pk}
    assert not Delivery.objects.exists()


def test_an_outlet_nobody_knows_is_refused():
    edition = make_edition()
    with pytest.raises(GridRefused):
        actions.save_deliveries(edition=edition, lines={987654: Line(5)})


def test_who_saw_an_older_list_does_not_save_over_a_newer_one():
    edition, outlet = make_edition(), make_outlet()
    seen = actions.grid_version(actions.lines_of(actions.rows_of(edition)))
    deliver(edition, {outlet: (50,)}, seen=seen)
    with pytest.raises(GridOvertaken):
        deliver(edition, {outlet: (60,)}, seen=seen)
    assert Delivery.objects.get().planned == 50


def test_an_outlet_that_gets_none_any_more_keeps_its_line():
    edition, old, new = make_edition(), make_outlet(), make_outlet()
    deliver(edition, {old: (50,)})
    Outlet.objects.filter(pk=old.pk).update(is_active=False)
    assert {outlet for outlet, _row in actions.rows_of(edition)} == {old, new}
    assert {outlet for outlet, _row in actions.rows_of(make_edition())} == {new}


def history(**settings):
    """Two counted editions, and the one to come."""
    actions.save_settings(values={"reserve_percent": 10, "print_step": 100, "bundle": 10} | settings)
    spring = make_edition(number=101, delivery_on=date(2026, 4, 1))
    autumn = make_edition(number=102, delivery_on=date(2026, 10, 1))
    return spring, autumn, make_edition(number=103, delivery_on=date(2027, 4, 1))


def copies(edition):
    return {one.outlet: one.copies for one in propose_run(edition).outlets}


def test_the_proposal_is_the_mean_of_what_was_taken_in_whole_bundles():
    spring, autumn, coming = history()
    outlet = make_outlet(usual_copies=500)
    deliver(spring, {outlet: (100, 100, 40)})
    deliver(autumn, {outlet: (100, 100, 15)})
    assert copies(coming) == {outlet: 80}  # (60 + 85) / 2 = 72.5


def test_where_nothing_was_left_a_tenth_more_is_proposed():
    spring, autumn, coming = history(bundle=1)
    outlet = make_outlet()
    deliver(spring, {outlet: (100, 100, 0)})
    deliver(autumn, {outlet: (120, 120, 0)})
    assert copies(coming) == {outlet: 121}
    deliver(autumn, {outlet: (120, 120, 20)})
    assert copies(coming) == {outlet: 100}


def test_without_a_count_the_usual_copies_stand_and_none_where_none_were_delivered():
    spring, _autumn, coming = history()
    new, dead = make_outlet(usual_copies=35), make_outlet(usual_copies=90)
    deliver(spring, {dead: (0, 0, 0)})
    assert copies(coming) == {new: 35, dead: 0}


def test_only_the_last_two_counted_editions_before_this_one_count():
    spring, autumn, coming = history(bundle=1)
    outlet = make_outlet()
    older = make_edition(number=100, delivery_on=date(2025, 10, 1))
    deliver(older, {outlet: (1000, 1000, 1)})
    deliver(spring, {outlet: (50, 50, 10)})
    deliver(autumn, {outlet: (50, 50, 20)})
    deliver(coming, {outlet: (50, 50, 49)})
    assert copies(coming) == {outlet: 35}
    assert [one.number for one in propose_run(coming).editions] == [102, 101]


def test_the_run_adds_post_and_reserve_and_rounds_up():
    spring, autumn, coming = history()
    outlets = [make_outlet() for _number in range(3)]
    for edition in (spring, autumn):
        deliver(edition, dict.fromkeys(outlets, (200, 200, 30)))
    make_subscriber(copies=7)
    ended = make_subscriber(copies=20)
    actions.end_subscription(subscriber=ended)
    make_outlet(usual_copies=900, is_active=False)
    proposal = propose_run(coming)
    assert (proposal.at_outlets, proposal.by_post, proposal.reserve) == (510, 7, 52)
    assert proposal.run == 600
    words = " ".join(proposal.reasons)
    for part in ("510", "Nr. 102 und 101", "7", "10 %", "52", "569", "100"):
        assert part in words


def test_without_outlets_nothing_is_printed():
    proposal = propose_run(make_edition())
    assert (proposal.run, proposal.outlets) == (0, ())


@pytest.mark.parametrize(
    ("number", "step", "result"), [(0, 100, 0), (1, 100, 100), (100, 100, 100), (101, 100, 200), (7, 1, 7)]
)
def test_rounding_up(number, step, result):
    assert round_up(number, step) == result


def test_the_proposal_costs_the_same_for_many_outlets(django_assert_num_queries):
    spring, autumn, coming = history()
    outlets = [make_outlet(venue=make_venue(), round=make_round()) for _number in range(1)]
    for count in (1, 4):
        outlets += [make_outlet(venue=make_venue()) for _number in range(count - len(outlets))]
        for edition in (spring, autumn):
            deliver(edition, dict.fromkeys(outlets, (20, 20, 3)))
        with django_assert_num_queries(5):
            propose_run(coming)


def test_the_proposal_becomes_the_run_of_an_open_edition_only():
    _spring, _autumn, coming = history()
    make_outlet(usual_copies=420)
    with pytest.raises(RunChanged):
        actions.adopt_run(edition=coming, run=1)
    assert actions.adopt_run(edition=coming, run=500).print_run == 500
    adopt_printed(edition=coming, on=DAY)
    make_outlet(usual_copies=100)
    with pytest.raises(RunIsFixed):
        actions.adopt_run(edition=coming, run=600)
    coming.refresh_from_db()
    assert coming.print_run == 500


def test_sums_and_districts():
    edition = make_edition(print_run=300)
    hafen, berg = make_district(name="Hafen"), make_district(name="Berg")
    own, of_venue, nowhere = (
        make_outlet(district=hafen),
        make_outlet(venue=make_venue(district=berg)),
        make_outlet(),
    )
    deliver(
        edition, {own: (100, 100, 50), of_venue: (80, 60, 0), nowhere: (40, 40, 10), make_outlet(): (9, 9)}
    )
    found = figures.copies_of(edition)
    assert (found.printed, found.planned, found.delivered, found.counted) == (300, 229, 209, 200)
    assert (found.leftovers, found.taken, found.left_percent) == (60, 140, 30)
    bars = figures.by_district(edition)
    assert [(bar.name, bar.percent) for bar in bars] == [("Hafen", 50), ("", 25), ("Berg", 0)]
    (row,) = figures.overview_rows([edition])
    assert (row.planned, row.leftovers, row.outlets, row.outlets_counted) == (229, 60, 4, 3)


def test_nobody_counted_is_not_nothing_left():
    edition = make_edition()
    deliver(edition, {make_outlet(): (10, 10)})
    assert figures.copies_of(edition).taken is None
    assert figures.by_district(edition) == []


def test_figures_cost_the_same_for_many(django_assert_num_queries):
    edition = make_edition()
    for count in (1, 3):
        deliver(
            edition,
            {make_outlet(venue=make_venue(district=make_district())): (9, 9, 1) for _n in range(count)},
        )
        with django_assert_num_queries(1):
            [bar.outlets for bar in figures.by_district(edition)]
        with django_assert_num_queries(2):
            figures.copies_of(edition)
        with django_assert_num_queries(2):
            for outlet, _row in actions.rows_of(edition):
                assert outlet.address == ""
