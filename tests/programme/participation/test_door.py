"""The door: links, phones, what a phone gets, what it sends."""

import json
import uuid
from datetime import timedelta

import pytest
import time_machine

from miteinander.foundation.access import links
from miteinander.foundation.access.models import SignedLink
from miteinander.foundation.values.clock import now
from miteinander.programme.events import companions
from miteinander.programme.participation import actions, door_actions
from miteinander.programme.participation.door.guest_list import code_hash, ticket_hash
from miteinander.programme.participation.door_actions import AtDoor, DoorAction
from miteinander.programme.participation.door_book import Came, attended, came_to, closes_at, count_door
from miteinander.programme.participation.enums import RegistrationState, Scope
from miteinander.programme.participation.errors import DoorWithoutDate
from miteinander.programme.participation.models import DoorEntry, DoorPhone, Guest
from miteinander.programme.participation.own_links import Purpose, plain_code, token
from tests.support.door_world import DoorWorld, line, milliseconds
from tests.support.factories import make_event, pool_of

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]


@pytest.fixture
def world(client):
    return DoorWorld(client)


def came(world) -> int:
    return count_door(world.event).guests


def test_a_party_is_let_in_once_however_often_it_is_sent(world):
    guests = world.guests(world.party(adults=2, children=1))
    phone = world.phone()
    entries = [line("in", guest=guest) for guest in guests]
    first, second = phone.send(*entries), phone.send(*entries, entries[0])
    assert first.status_code == second.status_code == 200
    assert sorted(first.json()["taken"]) == sorted(one["uid"] for one in entries)
    assert DoorEntry.objects.count() == 3
    assert came(world) == 3
    assert set(attended(world.event).values_list("pk", flat=True)) == set(guests)


def test_counting_many_doors_agrees_with_counting_each(world, count_queries):
    other = DoorWorld(world.client)
    assert came_to([world.event, other.event]) == {}
    one, two, gone = world.guests(world.party(adults=3))
    entries = [
        line("in", guest=one),
        line("in", guest=one),
        line("in", guest=two),
        line("in", guest=gone),
        line("out", guest=one),
    ]
    walked = line("walk_in", count=4, language="tr")
    world.phone().send(*entries, walked, line("walk_in", count=9), line("undo", undoes=entries[2]["uid"]))
    Guest.objects.get(pk=gone).delete()
    other.phone().send(line("in", guest=other.guests(other.party())[0]))
    with count_queries() as queries:
        found = came_to([world.event, other.event.pk])
    assert len(queries) == 1
    assert found[world.event.pk] == Came(guests=1, unknown=1, walk_ins=13)
    for place in (world, other):
        assert found[place.event.pk].everybody == count_door(place.event).everybody
    assert companions.counted_guests(world.event) == 15


def test_part_of_a_party_is_let_in(world):
    _adult, child = world.guests(world.party(adults=1, children=1))
    world.phone().send(line("in", guest=child))
    counts = count_door(world.event)
    assert counts.came == {pool_of(world.plan, "child").pk: 1}
    assert counts.expected_guests == 2


def test_an_undo_may_arrive_before_what_it_takes_back(world):
    (guest,) = world.guests(world.party())
    entry = line("in", guest=guest)
    phone = world.phone()
    phone.send(line("undo", undoes=entry["uid"]))
    assert came(world) == 0
    phone.send(entry)
    assert came(world) == 0
    assert not attended(world.event).exists()
    phone.send(line("in", guest=guest))
    assert came(world) == 1


def test_two_doors_let_in_the_same_guest_and_both_learn_of_it(world):
    (guest,) = world.guests(world.party())
    other_door = actions.save_door(event=world.event, label="Garten")
    left, right = world.phone(), world.phone("Garten", actions.issue_link(door=other_door))
    mine, theirs = line("in", guest=guest), line("in", guest=guest)
    left.send(mine)
    book = right.send(theirs).json()["book"]
    assert came(world) == 1
    assert [(one["guest"], one["door"]) for one in book] == [(guest, world.door.pk), (guest, other_door.pk)]
    assert {one["uid"] for one in left.send().json()["book"]} == {mine["uid"], theirs["uid"]}
    left.send(line("undo", undoes=mine["uid"]))
    assert came(world) == 1, "the other door's entry still counts"


def test_who_leaves_has_come_and_is_not_inside(world):
    guests = world.guests(world.party(adults=2))
    at = milliseconds()
    world.phone().send(
        line("out", guest=guests[0], at=at - 1000), *[line("in", guest=one, at=at - 5000) for one in guests]
    )
    counts = count_door(world.event)
    assert (counts.guests, counts.inside) == (2, 1)


def test_walk_ins_are_counted_by_language_and_age_without_a_name(world):
    phone = world.phone()
    tap = line("walk_in", language="tr", age_band="adult")
    phone.send(tap, line("walk_in", language="tr", age_band="adult"), line("walk_in"))
    assert count_door(world.event).walk_ins == {("tr", "adult"): 2, ("", ""): 1}
    phone.send(line("undo", undoes=tap["uid"]))
    assert count_door(world.event).walk_ins == {("tr", "adult"): 1, ("", ""): 1}


def test_a_guest_of_another_event_counts_as_nobody_known(world):
    stranger = DoorWorld()
    (guest,) = stranger.guests(stranger.party())
    world.phone().send(line("in", guest=guest))
    assert not attended(stranger.event).exists()
    assert DoorEntry.objects.get().guest is None
    assert count_door(world.event).unknown == 1


def test_an_undo_reaches_no_other_event(world):
    stranger = DoorWorld()
    (guest,) = world.guests(world.party())
    entry = line("in", guest=guest)
    world.phone().send(entry)
    stranger.phone().send(line("undo", undoes=entry["uid"]))
    assert came(world) == 1


def test_a_wrong_clock_is_put_right_by_how_far_it_is_off(world):
    (guest,) = world.guests(world.party())
    early = milliseconds() - 86_400_000  # this phone lives a day behind
    world.phone().send(line("in", guest=guest, at=early - 600_000), sent_at=early)
    entry = DoorEntry.objects.get()
    assert abs(entry.happened_at - (now() - timedelta(minutes=10))) < timedelta(seconds=20)
    assert abs(entry.received_at - now()) < timedelta(seconds=20)


@pytest.mark.parametrize("at", [0, 2**53, 10**15])
def test_an_impossible_moment_becomes_that_of_arrival(world, at):
    world.phone().send(line("walk_in", at=at))
    assert abs(DoorEntry.objects.get().happened_at - now()) < timedelta(seconds=20)


def test_the_phone_gets_names_kinds_and_hashes_and_nothing_else(world):
    party = world.party(
        adults=1,
        children=1,
        name="Familie Öz",
        email="geheim@example.org",
        phone="+4921400000",
        food={"vegan": 1},
    )
    found = world.phone().list()
    assert found["Cache-Control"] == "no-store"
    text = found.content.decode()
    for secret in (
        "geheim@",
        "4921400000",
        "vegan",
        party.code_digest,
        str(party.uid),
        token(Purpose.TICKET, party.uid),
    ):
        assert secret not in text
    assert plain_code(Purpose.REGISTRATION, party.uid) not in text
    (one,) = found.json()["parties"]
    assert set(one) == {"id", "ticket", "code", "state", "name", "guests"}
    assert one["name"] == "Familie Öz"
    assert one["ticket"] == ticket_hash(token(Purpose.TICKET, party.uid))
    assert one["code"] == code_hash(plain_code(Purpose.REGISTRATION, party.uid))
    assert [guest[2] for guest in one["guests"]] == [pool_of(world.plan).pk, pool_of(world.plan, "child").pk]


def test_only_this_event_and_of_those_who_cancelled_only_the_hash(world):
    DoorWorld().party(name="Andere Veranstaltung")
    actions.cancel_party(registration=world.party(name="Kommt Nicht"))
    found = world.phone().list()
    assert "Andere Veranstaltung" not in found.content.decode()
    assert "Kommt Nicht" not in found.content.decode()
    (one,) = found.json()["parties"]
    assert (set(one), one["state"]) == ({"id", "ticket", "code", "state"}, "cancelled")


def test_who_waits_is_on_the_list_as_waiting():
    world = DoorWorld(seats=1)
    world.party()
    assert world.party().state == RegistrationState.WAITING
    assert [one["state"] for one in world.phone().list().json()["parties"]] == ["booked", "waiting"]


def test_a_door_for_children_holds_no_names_of_parties_without_any(world):
    actions.save_door(
        event=world.event, door=world.door, label="Kinder", pools=[pool_of(world.plan, "child")]
    )
    world.party(adults=2, name="Nur Erwachsene")
    family = world.party(adults=1, children=2, name="Familie")
    first, second = world.phone().list().json()["parties"]
    assert (first["state"], "name" in first) == ("elsewhere", False)
    assert [guest[0] for guest in second["guests"]] == world.guests(family)[1:]


def test_the_door_of_a_programme_item_keeps_its_own_list():
    world = DoorWorld(items={"Kochen": 5})
    item = world.plan.pools.get(scope=Scope.ITEM)
    party = world.party(adults=2, items={item.pk: 1})
    world.party(name="Ohne Kochen")
    kitchen = actions.save_door(event=world.event, label="Küche", pools=[item])
    phone = world.phone(token=actions.issue_link(door=kitchen))
    found = phone.list().json()
    assert found["doors"][str(kitchen.pk)]["list"] == str(item.pk)
    assert [(one["state"], one.get("places")) for one in found["parties"]] == [
        ("booked", 1),
        ("elsewhere", None),
    ]
    guest = world.guests(party)[0]
    world.phone().send(line("in", guest=guest))
    phone.send(line("in", guest=guest))
    assert came(world) == 1


def test_a_changed_registration_changes_the_version_of_the_list(world):
    phone = world.phone()
    before = phone.send().json()["list"]
    party = world.party()
    after = phone.send().json()["list"]
    assert phone.list().json()["version"] == after != before
    actions.cancel_party(registration=party)
    assert phone.send().json()["list"] != after


def test_a_locked_out_phone_is_refused_and_told_to_delete(world):
    world.party()
    phone, other = world.phone(), world.phone()
    actions.lock_out(phone=DoorPhone.objects.order_by("pk")[0])
    for answer in (phone.list(), phone.send(line("walk_in"))):
        assert answer.status_code == 403
        assert answer.json()["wipe"] is True
    assert not DoorEntry.objects.exists()
    assert other.list().status_code == 200


@pytest.mark.parametrize(
    "key", ["", "x", "1ab56d06-e5da-457e-aec4-37a5ba3d64d6.geraten", "\u00fc.1", "." * 5000]
)
def test_a_phone_without_its_secret_gets_nothing(world, key):
    world.party(name="Niemandem zeigen")
    phone = world.phone()
    phone.key = key
    assert phone.list().status_code == 403
    assert "Niemandem" not in phone.list().content.decode()


def test_the_secret_of_one_door_opens_no_other(world):
    phone = world.phone()
    phone.base = f"/tuer/{DoorWorld().token}/"
    assert phone.list().status_code == 403
    assert phone.key.partition(".")[2] not in str(list(DoorPhone.objects.values()))


def test_twelve_hours_after_the_end_the_link_is_over(world):
    phone = world.phone()
    end = closes_at(world.event)
    assert SignedLink.objects.get().expires_at == end
    with time_machine.travel(end - timedelta(minutes=1), tick=False):
        assert phone.list().status_code == 200
    with time_machine.travel(end + timedelta(seconds=1), tick=False):
        assert (phone.list().status_code, phone.list().json()["wipe"]) == (410, True)
        page = world.client.get(phone.base)
        assert page.status_code == 410
        assert "gilt nicht mehr" in page.content.decode()


def test_a_forged_link_is_not_found_and_costs_no_query(world, count_queries):
    with count_queries() as queries:
        for path in ("", "liste/", "app.webmanifest"):
            assert world.client.get(f"/tuer/{world.token[:-1]}x/{path}").status_code == 404
        assert world.client.get(f"/tuer/{'x' * 5000}/liste/").status_code == 404
    assert len(queries) == 0


def test_revoked_links_close_the_door_and_lock_its_phones_out(world):
    phone = world.phone()
    assert actions.revoke_links(door=world.door) == 1
    assert phone.list().status_code == 410
    again = actions.issue_link(door=world.door)
    phone.base = f"/tuer/{again}/"
    assert phone.list().status_code == 403


def test_a_door_of_an_event_without_a_day_has_no_link(db):
    door = actions.save_door(event=make_event(), label="Tür")
    with pytest.raises(DoorWithoutDate):
        actions.issue_link(door=door)
    with pytest.raises(links.LinkInvalid):
        actions.open_door(links.issue(purpose="participation.door", subject=f"door:{door.pk}", days=1))


HOSTILE = [
    b"",
    b"{",
    b"[" * 100_000,
    b"\xff\xfe",
    b"null",
    b"[]",
    b'"x"',
    json.dumps({"since": -1}),
    json.dumps({"since": 10**30}),
    json.dumps({"since": "1; DROP TABLE"}),
    json.dumps({"entries": {}}),
    json.dumps({"entries": [1], "sent_at": 1}),
    json.dumps({"entries": [{}] * 201, "sent_at": 1}),
    b'{"since": ' + b"9" * 5000 + b"}",
]
BAD_LINES = [
    {"deed": "delete"},
    {"deed": ["in"]},
    {"uid": "x"},
    {"uid": 5},
    {"uid": "\u0000" * 36},
    {"guest": -1},
    {"guest": True},
    {"guest": "1"},
    {"guest": 2**70},
    {"guest": None},
    {"at": "gestern"},
    {"at": -5},
    {"undoes": str(uuid.uuid4())},
    {"action": "nothing.known"},
    {"deed": "walk_in"},
    {"deed": "walk_in", "guest": None, "count": 0},
    {"deed": "walk_in", "guest": None, "count": 201},
    {"deed": "walk_in", "guest": None, "language": "klingonisch"},
    {"deed": "walk_in", "guest": None, "age_band": "\u202e"},
    {"deed": "undo", "guest": None},
    {"deed": "action", "action": "nothing.known"},
]


@pytest.mark.parametrize("body", HOSTILE)
def test_hostile_json_is_refused_with_a_sentence(world, body):
    answer = world.phone().post("buch/", body)
    assert answer.status_code == 400
    assert answer.json()["sentence"]
    assert answer.json()["wipe"] is False


@pytest.mark.parametrize("bad", BAD_LINES)
def test_a_batch_with_one_line_nobody_can_read_changes_nothing(world, bad):
    (guest,) = world.guests(world.party())
    answer = world.phone().send(line("in", guest=guest), line("in", guest=guest) | bad)
    assert answer.status_code == 400
    assert not DoorEntry.objects.exists()


def test_a_body_of_megabytes_is_refused_before_it_is_read(world):
    assert world.phone().post("buch/", b" " * 3_000_000).status_code == 400


@pytest.mark.parametrize("label", ["  Eingang\n\u202elinks\x00  ", "Eingang links"])
def test_the_name_of_a_phone_is_one_clean_line(world, label):
    world.phone(label)
    assert DoorPhone.objects.get().label == "Eingang links"


@pytest.mark.parametrize("body", [{"label": 5}, {"label": ["x"]}, []])
def test_a_phone_with_no_name_at_all_is_refused(world, body):
    assert world.phone().post("telefon/", body).status_code == 400


def test_new_phones_come_slowly(world):
    codes = [
        world.client.post(f"/tuer/{world.token}/telefon/", b"{}", content_type="application/json").status_code
        for _ in range(41)
    ]
    assert codes == [201] * 40 + [429]


def test_a_batch_costs_as_many_queries_for_many_lines_as_for_one(world, count_queries):
    phone = world.phone()
    phone.send()
    guests = world.guests(world.party(adults=8))
    counted = []
    for some in (guests[:1], guests[1:]):
        with count_queries() as queries:
            phone.send(*[line("in", guest=guest) for guest in some])
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert counted[0] <= 20


def test_the_list_costs_as_many_queries_for_many_parties_as_for_one(world, count_queries):
    phone = world.phone()
    phone.send()
    counted = []
    for _round in range(2):
        world.party(adults=3)
        with count_queries() as queries:
            assert phone.list().status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_a_long_book_comes_in_pages(world):
    phone = world.phone()
    for _round in range(3):
        phone.send(*[line("walk_in") for _one in range(200)])
    first = phone.send().json()
    assert (len(first["book"]), first["more"]) == (500, True)
    phone.since = first["until"]
    assert (len(phone.send().json()["book"]), phone.send().json()["more"]) == (100, False)


@pytest.fixture
def interest():
    called: list[tuple[str, AtDoor]] = []
    action = DoorAction(
        "test.interest",
        "Möchte mithelfen",
        pictogram="people",
        deed=lambda at_door: called.append(("deed", at_door)),
        undo=lambda at_door: called.append(("undo", at_door)),
    )
    door_actions.register(action)
    yield called
    door_actions.unregister(action.key)


def test_another_room_gets_its_tap_once_and_its_way_back(world, interest):
    party = world.party()
    (guest,) = world.guests(party)
    phone = world.phone()
    assert [one["key"] for one in phone.list().json()["actions"]] == ["test.interest"]
    tap = line("action", guest=guest, action="test.interest")
    phone.send(tap)
    phone.send(tap)
    ((what, at_door),) = interest
    assert (what, at_door.guest.pk, at_door.registration, at_door.door) == ("deed", guest, party, world.door)
    phone.send(line("undo", undoes=tap["uid"]))
    phone.send(line("undo", undoes=tap["uid"]))
    assert [one for one, _at in interest] == ["deed", "undo"]
    assert came(world) == 0


def test_a_tap_taken_back_before_it_arrived_never_happens(world, interest):
    (guest,) = world.guests(world.party())
    tap = line("action", guest=guest, action="test.interest")
    phone = world.phone()
    phone.send(line("undo", undoes=tap["uid"]))
    phone.send(tap)
    assert interest == []


def test_a_tap_that_fails_does_not_stop_the_book(world, caplog):
    def broken(at_door: AtDoor) -> None:
        raise RuntimeError("another room's fault")

    door_actions.register(DoorAction("test.broken", "Kaputt", pictogram="flag", deed=broken))
    try:
        (guest,) = world.guests(world.party())
        answer = world.phone().send(
            line("action", guest=guest, action="test.broken"), line("in", guest=guest)
        )
    finally:
        door_actions.unregister("test.broken")
    assert answer.status_code == 200
    assert came(world) == 1
    assert "test.broken" in caplog.text


def test_an_action_has_one_key():
    action = DoorAction("x" * 41, "Zu lang", pictogram="flag", deed=print)
    with pytest.raises(ValueError):
        door_actions.register(action)
