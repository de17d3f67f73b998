"""Many phones at once, with real transactions: the book stays right."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from miteinander.programme.participation import actions, door_actions
from miteinander.programme.participation.door.sent_lines import read_lines
from miteinander.programme.participation.door_actions import DoorAction
from miteinander.programme.participation.door_book import count_door
from miteinander.programme.participation.models import DoorEntry
from tests.support.door_world import DoorWorld, line, milliseconds

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data_layer]
PHONES = 8


def test_the_same_lines_from_many_phones_at_once_are_written_once():
    called = []
    door_actions.register(DoorAction("test.once", "Einmal", pictogram="flag", deed=called.append))
    try:
        world = DoorWorld()
        guests = world.guests(world.party(adults=5))
        sent = [line("in", guest=guest) for guest in guests]
        sent.append(line("action", guest=guests[0], action="test.once"))
        lines = read_lines({"entries": sent, "sent_at": milliseconds()})
        phones = [actions.add_phone(door=world.door, label=str(number))[0] for number in range(PHONES)]
        together = Barrier(PHONES)

        def send(phone) -> int:
            together.wait()
            try:
                return actions.write_book(phone=phone, lines=lines)
            finally:
                connection.close()

        with ThreadPoolExecutor(PHONES) as pool:
            fresh = list(pool.map(send, phones))
    finally:
        door_actions.unregister("test.once")
    assert sorted(fresh) == [0] * (PHONES - 1) + [6]
    assert DoorEntry.objects.count() == 6
    assert count_door(world.event).guests == 5
    assert len(called) == 1
