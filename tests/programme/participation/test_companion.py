"""What taking part says on cards and on the page of an event."""

import re
from datetime import timedelta

import pytest

from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.clock import now
from miteinander.programme.events.actions import cancel_event
from miteinander.programme.events.companions import primary_action_of
from miteinander.programme.events.models import Event
from miteinander.programme.participation.companion import TakingPart
from tests.support.factories import make_event, make_identity, make_plan, make_registration, pool_of

pytestmark = pytest.mark.django_db


def chips(*plans):
    found = TakingPart().chips(list(Event.objects.filter(registration_plan__in=plans)))
    return [[chip.label for chip in found.get(plan.event_id, ())] for plan in plans]


def page(client, plan):
    return re.sub(r"\s+", " ", client.get(f"/de/termine/{plan.event.slug}/").content.decode())


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ({"seats": 30}, ["Anmeldung nötig"]),
        ({"seats": None}, ["Anmeldung nötig"]),
        ({"seats": 5}, ["noch 5 Plätze"]),
        ({"seats": 1}, ["noch 1 Platz"]),
        ({"seats": 0}, ["ausgebucht, Warteliste"]),
        ({"seats": 0, "waiting_list": False}, ["ausgebucht"]),
        ({"mode": "optional"}, []),
        ({"mode": "none"}, []),
        ({"mode": "telephone"}, ["Anmeldung am Telefon"]),
        ({"mode": "invitation"}, ["mit Einladung"]),
        ({"opens_at": timedelta(days=1)}, ["Anmeldung nötig"]),
        ({"closes_at": timedelta(days=-1)}, ["Anmeldung geschlossen"]),
        ({"kinds": {"adult": 2, "child": 1}, "seats": None}, ["noch 3 Plätze"]),
    ],
)
def test_card_says_in_a_chip_how_things_stand(values, label):
    moved = {name: now() + value if isinstance(value, timedelta) else value for name, value in values.items()}
    assert chips(make_plan(**moved)) == [label]


def test_past_cancelled_and_other_events_have_no_chip(count_queries):
    past, cancelled = make_plan(event=make_event(dates=["2020-01-01 10:00"])), make_plan()
    cancel_event(event=cancelled.event, reason=Translated.of("Sturm"))
    assert chips(past, cancelled) == [[], []]
    with count_queries() as queries:
        assert TakingPart().chips([cancelled.event]) == {}
    assert len(queries) == 0


@pytest.mark.parametrize("count", [1, 3, 30])
def test_chips_of_many_events_cost_one_query(count_queries, count):
    events = [make_plan(seats=3).event for _ in range(count)]
    with count_queries() as queries:
        assert len(TakingPart().chips(events)) == count
    assert len(queries) == 1


def test_page_says_how_to_take_part_and_leads_there(client):
    plan = make_plan(
        seats=9, kinds={"adult": None, "child": 2}, minimum=5, decides_at=now() + timedelta(days=3),
        closes_at=now() + timedelta(days=9), note="Bitte leise.",
    )  # fmt: skip
    make_registration(plan=plan, children=1)
    html = page(client, plan)
    assert html.count(f'href="/de/termine/{plan.event.slug}/anmelden/"') == 2
    for words in (
        "Bitte melden Sie sich an.",
        "Anmeldung bis",
        "wenn mindestens 5 Gäste kommen",
        "Bitte leise.",
    ):
        assert words in html, words
    assert re.search(r"Kinder</span></dt><dd>noch 1 Platz", html)


def test_button_says_waiting_list_when_all_is_taken(client):
    plan = make_plan(seats=1)
    make_registration(plan=plan)
    assert primary_action_of(Event.objects.get(pk=plan.event_id)).label == "Auf die Warteliste"
    assert "Alle Plätze sind vergeben." in page(client, plan)


def test_by_telephone_the_number_of_the_office_stands_beside_it(client):
    make_identity(telephone="+492141234")
    plan = make_plan(mode="telephone")
    section = page(client, plan).split('id="mitmachen"')[1].split("</section>")[0]
    assert "tel:+492141234" in section
    assert "/anmelden/" not in section


def test_an_event_without_a_plan_says_nothing(client):
    event = make_event(dates=["2035-01-01 10:00"])
    assert 'id="mitmachen"' not in client.get(f"/de/termine/{event.slug}/").content.decode()


def test_a_name_of_a_guest_stands_on_no_public_page(client):
    plan = make_plan(seats=3)
    make_registration(plan=plan, name="Geheime Person", email="geheim@example.org")
    for path in ("", "kalender/", f"termine/{plan.event.slug}/", f"termine/{plan.event.slug}/anmelden/"):
        html = client.get(f"/de/{path}").content.decode()
        assert "Geheime" not in html and "geheim@" not in html
    assert pool_of(plan).taken == 1
