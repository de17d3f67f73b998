import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Sum

from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.clock import now
from miteinander.programme.events.actions import cancel_event
from miteinander.programme.participation import errors
from miteinander.programme.participation.actions import (
    cancel_party,
    change_party,
    register_party,
    renew_link,
    save_parts,
    save_plan,
)
from miteinander.programme.participation.actions.plans import SeatRow
from miteinander.programme.participation.enums import Channel, RegistrationMode, RegistrationState, Scope
from miteinander.programme.participation.models import BringItem, Registration, SeatPool
from miteinander.programme.participation.own_links import Purpose, code_digest, open_token, plain_code, token
from miteinander.programme.participation.party import GuestWish
from tests.support.factories import make_event, make_plan, make_registration, make_wish, pool_of
from tests.support.seats import books_agree

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]
BOOKED, WAITING, OFFERED = RegistrationState.BOOKED, RegistrationState.WAITING, RegistrationState.OFFERED


def all_seats(plan) -> SeatPool:
    return plan.pools.get(scope=Scope.ALL)


def test_a_family_is_one_registration_and_all_of_it_counts():
    plan = make_plan(seats=10)
    family = make_registration(plan=plan, adults=2, children=3, email="familie@example.org")
    assert family.state == BOOKED
    assert family.guests.count() == 5
    assert all_seats(plan).taken == 5
    assert pool_of(plan, "child").taken == 3
    books_agree(plan)


def test_the_last_seats_go_to_the_party_that_fits_and_the_next_waits():
    plan = make_plan(seats=3)
    assert make_registration(plan=plan, adults=3).state == BOOKED
    assert make_registration(plan=plan).state == WAITING
    books_agree(plan)


def test_without_waiting_list_the_answer_says_how_many_are_left():
    plan = make_plan(seats=3, waiting_list=False)
    make_registration(plan=plan, adults=2)
    with pytest.raises(errors.NoPlacesLeft) as refused:
        make_registration(plan=plan, adults=2)
    assert refused.value.free == 1
    assert "noch 1 Platz frei" in refused.value.sentence
    assert Registration.objects.count() == 1


def test_a_full_kind_sends_only_those_who_need_it_to_the_waiting_list():
    plan = make_plan(seats=10, kinds={"adult": None, "child": 1})
    assert make_registration(plan=plan, children=1).state == BOOKED
    assert make_registration(plan=plan, children=1).state == WAITING
    assert make_registration(plan=plan, adults=2).state == BOOKED
    books_agree(plan)


def test_a_programme_item_has_its_own_seats():
    plan = make_plan(seats=10, items={"Töpfern": 2})
    pottery = plan.pools.get(scope=Scope.ITEM)
    assert make_registration(plan=plan, adults=3, items={pottery.pk: 2}).state == BOOKED
    assert make_registration(plan=plan, adults=1, items={pottery.pk: 1}).state == WAITING
    assert make_registration(plan=plan, adults=1).state == BOOKED
    books_agree(plan)


def test_a_party_larger_than_the_room_is_not_left_waiting_for_ever():
    plan = make_plan(seats=3)
    with pytest.raises(errors.NoPlacesLeft):
        make_registration(plan=plan, adults=4)


def test_the_same_form_sent_twice_is_one_registration_even_when_it_took_the_last_seat():
    plan = make_plan(seats=1, waiting_list=False)
    wish = make_wish(plan, submission=uuid.uuid4())
    first = register_party(plan_id=plan.pk, wish=wish)
    assert register_party(plan_id=plan.pk, wish=wish) == first
    assert Registration.objects.count() == 1
    books_agree(plan)


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ({"opens_at": now() + timedelta(days=1)}, errors.NotOpenYet),
        ({"closes_at": now() - timedelta(days=1)}, errors.RegistrationClosed),
        ({"mode": RegistrationMode.TELEPHONE}, errors.NotThisWay),
        ({"mode": RegistrationMode.INVITATION}, errors.NotThisWay),
        ({"mode": RegistrationMode.NONE}, errors.NotThisWay),
        ({"largest_party": 2}, errors.PartyTooLarge),
    ],
)
def test_what_is_not_possible_now_says_why_and_books_nothing(values, refused):
    plan = make_plan(**values)
    with pytest.raises(refused) as caught:
        make_registration(plan=plan, adults=3)
    assert caught.value.sentence.endswith(".")
    assert not Registration.objects.exists()
    books_agree(plan)


def test_the_office_may_do_what_the_public_may_not():
    plan = make_plan(mode=RegistrationMode.TELEPHONE, closes_at=now() - timedelta(days=1), largest_party=2)
    wish = make_wish(plan, adults=5)
    assert register_party(plan_id=plan.pk, wish=wish, channel=Channel.TELEPHONE).state == BOOKED


@pytest.mark.parametrize("dates", [["2020-01-01 10:00"]])
def test_an_event_that_has_begun_takes_nobody(dates):
    plan = make_plan(event=make_event(dates=dates))
    with pytest.raises(errors.RegistrationClosed):
        make_registration(plan=plan)


def test_a_cancelled_event_takes_nobody_not_even_by_telephone():
    plan = make_plan()
    cancel_event(event=plan.event, reason=Translated.of("Der Raum ist gesperrt."))
    for channel in (Channel.WEB, Channel.TELEPHONE):
        with pytest.raises(errors.EventNotTakingPlace):
            register_party(plan_id=plan.pk, wish=make_wish(plan), channel=channel)


@pytest.mark.parametrize(
    "values",
    [
        {"guests": []},
        {"guests": [GuestWish(10**9)]},
        {"items": {10**9: 1}},
        {"support": ["a pony"]},
        {"food": {"vegan": -3}},
        {"food": {"vegan": 10**6}},
        {"food": {"caviar": 1}},
        {"bring": {10**9: 1}},
    ],
)
def test_forged_values_book_nothing(values):
    plan = make_plan()
    wish = make_wish(plan)
    with pytest.raises(errors.CannotTakePart):
        register_party(plan_id=plan.pk, wish=type(wish)(**({**wish.__dict__} | values)))
    assert not Registration.objects.exists()
    books_agree(plan)


def test_kinds_of_another_event_are_unknown():
    plan, other = make_plan(), make_plan()
    with pytest.raises(errors.UnknownChoice):
        register_party(plan_id=plan.pk, wish=make_wish(other))


def test_cancelling_gives_the_seats_back_once():
    plan = make_plan(seats=4)
    party = make_registration(plan=plan, adults=4, food={"vegan": 2})
    cancelled = cancel_party(registration=party)
    assert (cancelled.state, cancelled.food) == (RegistrationState.CANCELLED, {})
    cancel_party(registration=party)
    assert all_seats(plan).taken == 0
    books_agree(plan)


def test_a_party_that_grows_finds_its_seats_or_stays_as_it_was():
    plan = make_plan(seats=5)
    party = make_registration(plan=plan, adults=2)
    make_registration(plan=plan, adults=2)
    with pytest.raises(errors.NoPlacesLeft) as refused:
        change_party(registration=party, wish=make_wish(plan, adults=4))
    assert refused.value.free == 3  # with the two it has
    assert party.guests.count() == 2
    assert change_party(registration=party, wish=make_wish(plan, adults=3)).guests.count() == 3
    assert all_seats(plan).taken == 5
    books_agree(plan)


def test_guests_who_stay_keep_their_rows():
    plan = make_plan()
    party = make_registration(plan=plan, adults=3)
    before = list(party.guests.values_list("pk", flat=True))
    change_party(registration=party, wish=make_wish(plan, adults=2, name="Neuer Name"))
    assert list(party.guests.values_list("pk", flat=True)) == before[:2]


def test_seats_that_a_shrinking_party_frees_are_offered():
    plan = make_plan(seats=3)
    party = make_registration(plan=plan, adults=3)
    waiting = make_registration(plan=plan)
    change_party(registration=party, wish=make_wish(plan, adults=2))
    waiting.refresh_from_db()
    assert waiting.state == OFFERED
    books_agree(plan)


def test_a_cancelled_registration_cannot_be_changed():
    party = cancel_party(registration=make_registration())
    with pytest.raises(errors.AlreadyCancelled):
        change_party(registration=party, wish=make_wish(party.plan))


def test_two_people_cannot_bring_the_same_cake():
    plan = make_plan()
    save_parts(plan=plan, model=BringItem, rows=[{"label": Translated.of("Kuchen"), "wanted": 1}])
    cake = plan.bring_items.get()
    first = make_registration(plan=plan, bring={cake.pk: 1})
    with pytest.raises(errors.AlreadyClaimed) as refused:
        make_registration(plan=plan, bring={cake.pk: 1})
    assert "Kuchen" in refused.value.sentence
    cancel_party(registration=first)
    cake.refresh_from_db()
    assert cake.claimed == 0
    assert make_registration(plan=plan, bring={cake.pk: 1}).claims.count() == 1


def test_fewer_seats_than_promised_are_refused_with_the_number():
    plan = make_plan(seats=5)
    make_registration(plan=plan, adults=4)
    with pytest.raises(errors.SeatsPromised) as refused:
        save_plan(event=plan.event, values={}, seats=[SeatRow(Scope.ALL, 3)])
    assert "4" in refused.value.sentence
    assert all_seats(plan).seats == 5


def test_the_database_itself_refuses_the_seat_too_many():
    plan = make_plan(seats=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        SeatPool.objects.filter(plan=plan, scope=Scope.ALL).update(taken=3)


def test_more_seats_are_offered_to_those_who_wait():
    plan = make_plan(seats=1)
    make_registration(plan=plan)
    second, third = make_registration(plan=plan), make_registration(plan=plan)
    save_plan(event=plan.event, values={}, seats=[SeatRow(Scope.ALL, 2)])
    states = [Registration.objects.get(pk=one.pk).state for one in (second, third)]
    assert states == [OFFERED, WAITING]
    books_agree(plan)


def test_a_link_opens_its_registration_and_no_forged_one_does():
    party = make_registration()
    good = token(Purpose.REGISTRATION, party.uid)
    assert open_token(Purpose.REGISTRATION, good).uid == party.uid
    for forged in (
        good[:-1] + ("A" if good[-1] != "A" else "B"),
        good.replace("~", ""),
        "",
        "x" * 5000,
        "🦊~🦊",
    ):
        assert open_token(Purpose.REGISTRATION, forged) is None
    assert open_token(Purpose.INVITATION, good) is None


def test_a_code_is_found_however_it_is_typed_and_a_new_link_ends_the_old_one():
    party = make_registration()
    plain = plain_code(Purpose.REGISTRATION, party.uid)
    typed = f" {plain[:4].lower()} - {plain[4:].lower()} "
    assert Registration.objects.get(code_digest=code_digest(Purpose.REGISTRATION, typed)) == party
    renew_link(registration=party)
    assert not Registration.objects.filter(code_digest=code_digest(Purpose.REGISTRATION, typed)).exists()


def test_a_registration_costs_few_queries(count_queries):
    plan = make_plan()
    wish = make_wish(plan, adults=2, children=2, email="gast@example.org")
    with count_queries() as queries:
        register_party(plan_id=plan.pk, wish=wish)
    assert len(queries) <= 9  # two of them the savepoint of this test's transaction
    assert Registration.objects.aggregate(total=Sum("plan__pools__taken"))["total"] == 8
