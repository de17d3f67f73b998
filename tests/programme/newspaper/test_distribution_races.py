"""Two people at once, with real threads on both databases."""

import uuid

import pytest

from miteinander.programme.newspaper.distribution import actions
from miteinander.programme.newspaper.distribution.actions import Line, PostalAddress
from miteinander.programme.newspaper.models import Delivery, PostalSubscriber
from tests.foundation.access.test_races import at_once
from tests.support.distribution import make_outlet
from tests.support.newspaper import make_edition

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data_layer]


def test_two_who_save_the_same_list_at_once_do_not_mix():
    edition, outlets = make_edition(), [make_outlet() for _number in range(6)]
    seen = actions.grid_version({})
    results = at_once(
        *(
            lambda copies=copies: actions.save_deliveries(
                edition=edition, lines={one.pk: Line(copies, copies, 1) for one in outlets}, seen=seen
            )
            for copies in (10, 20)
        )
    )
    assert sorted(type(result).__name__ for result in results) == ["GridOvertaken", "int"], results
    assert len(set(Delivery.objects.values_list("planned", flat=True))) == 1
    assert Delivery.objects.count() == 6


def test_an_order_sent_twice_at_once_is_one():
    once, address = uuid.uuid4(), PostalAddress("Familie Beispiel", "Weg 1", "12345", "Musterstadt")
    results = at_once(*[lambda: actions.subscribe(address=address, once=once)] * 3)
    assert {result.uid for result in results} == {once}, results
    assert PostalSubscriber.objects.count() == 1


def test_ended_twice_at_once_it_ended_once():
    address = PostalAddress("Familie Beispiel", "Weg 1", "12345", "Musterstadt")
    subscriber = actions.subscribe(address=address)
    ways = [PostalSubscriber.objects.get(pk=subscriber.pk) for _number in range(2)]
    results = at_once(*(lambda one=one: actions.end_subscription(subscriber=one) for one in ways))
    assert sorted(results) == [False, True]
