"""What a report says of those who took part: numbers, and no opinion of fewer than five."""

from datetime import date
from decimal import Decimal

import pytest

from miteinander.civic.concept.results import Part, Period, results, results_of
from miteinander.programme.events.models import Event
from miteinander.programme.participation.models import Door, DoorEntry, Feedback, Guest, Registration
from tests.support.door_world import DoorWorld, line
from tests.support.factories import make_activity, make_event, make_plan, make_registration

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]
YEAR = Period(date(2035, 1, 1), date(2035, 12, 31))


@pytest.fixture
def world(client):
    return DoorWorld(client)


@pytest.fixture
def later(settings):
    """The day after the event of the world."""
    return lambda: setattr(settings, "TODAY", date(2035, 6, 7))


def give(event, *faces):
    for face in faces:
        Feedback.objects.create(event=event, face=face, sentence="Kim war nett", day=date(2035, 6, 6))


def own(found):
    """What this room says, without the summary and figures of events."""
    texts = [one.text for one in found.part(Part.EFFECT)]
    return texts, {one.key: one.value for one in found.figures if one.key.startswith("participation.")}


def test_who_came_is_told_without_names(world, later):
    guests = world.guests(world.party(adults=3, name="Kim Beispiel"))
    world.party(adults=1)
    world.phone().send(*[line("in", guest=guest) for guest in guests[:2]], line("walk_in", count=6))
    give(world.event, 5, 5, 4, 4, 3)
    later()
    found = results(world.event.activity, YEAR)
    assert own(found) == (
        [
            "Zu „Frühstück“ (6. Juni 2035) waren 4 Gäste angemeldet. Davon kamen 2. "
            "Dazu kamen 6 Gäste ohne Anmeldung.",
            "Zu „Frühstück“ (6. Juni 2035) gaben 5 Gäste eine Rückmeldung: im Durchschnitt 4,2 von 5 Punkten.",
        ],
        {
            "participation.registered": 4, "participation.came": 2, "participation.walk_ins": 6,
            "participation.answers": 5, "participation.mean": Decimal("4.2"),
        },
    )  # fmt: skip
    assert "Es kamen 8 Gäste." in found.part(Part.DONE)[0].text
    assert "Kim" not in repr(found)
    assert found.part(Part.EFFECT)[0].office_url == f"/buero/anmeldungen/{world.event.pk}/"
    assert found.part(Part.EFFECT)[1].office_url == f"/buero/rueckmeldungen/{world.event.pk}/"


def test_four_opinions_stay_hidden_also_in_the_sum(world, later):
    give(world.event, 1, 1, 1, 1)
    other = make_event(activity=world.event.activity, dates=["2035-06-05 15:00"], title="Lesung")
    give(other, 5, 5, 5, 5, 5)
    later()
    texts, figures = own(results(world.event.activity, YEAR))
    assert len(texts) == 1 and "„Lesung“" in texts[0]
    assert figures == {"participation.answers": 5, "participation.mean": Decimal("5.0")}


def test_numbers_stay_when_the_registrations_are_gone(world, later):
    guests = world.guests(world.party(adults=2))
    world.phone().send(*[line("in", guest=guest) for guest in guests])
    later()
    before = own(results(world.event.activity, YEAR))
    Registration.objects.all().delete()
    assert own(results(world.event.activity, YEAR)) == before
    assert before[0] == ["Zu „Frühstück“ (6. Juni 2035) waren 2 Gäste angemeldet. Davon kamen 2."]


def test_what_did_not_take_place_and_other_activities_stay_out(later):
    activity = make_activity()
    cancelled = make_event(activity=activity, dates=["2035-06-05"])
    coming = make_event(activity=activity, dates=["2035-06-30"])
    foreign = make_event(dates=["2035-06-05"])
    for event in (cancelled, coming, foreign):
        make_registration(plan=make_plan(event=event))
        give(event, 5, 5, 5, 5, 5)
    Event.objects.filter(pk=cancelled.pk).update(state="cancelled")
    later()
    assert own(results(activity, YEAR)) == ([], {})


def test_one_guest_is_singular(world, later):
    world.phone().send(line("walk_in", count=1))
    later()
    assert own(results(world.event.activity, YEAR))[0] == [
        "Zu „Frühstück“ (6. Juni 2035) kam 1 Gast ohne Anmeldung."
    ]


def test_queries_do_not_grow(later, settings, count_queries):
    activity, other = make_activity(), make_activity()

    def add(day):
        event = make_event(activity=activity, dates=[f"2035-05-{day:02} 15:00"])
        registration = make_registration(plan=make_plan(event=event))
        door = Door.objects.create(event=event, label="Tür")
        guest = Guest.objects.get(registration=registration)
        DoorEntry.objects.create(
            uid=registration.uid,
            event=event,
            door=door,
            deed="in",
            guest=guest,
            happened_at=registration.created_at,
        )
        give(event, 5, 4, 5, 4, 5)

    def cost():
        settings.TODAY = date(2035, 6, 7)
        with count_queries() as queries:
            found = results_of([activity, other], YEAR)
        settings.TODAY = None
        return len(queries), len(own(found[activity.pk])[0])

    add(1)
    first, said = cost()
    for day in (2, 3, 4):
        add(day)
    assert cost() == (first, said + 6)
