"""Puts an event with guests and an open door into the running demo; run inside `miteinander manage shell`.

    python -m miteinander manage shell -c "from tests.support.door_demo import build; build()"

prints one line of JSON that begins with `{`: what a browser test needs to know.
"""

import json
from datetime import timedelta
from typing import Any

from django.db import transaction

from miteinander.foundation.values.clock import now
from miteinander.programme.events.models import Event, EventDate
from miteinander.programme.participation import actions, own_links
from miteinander.programme.participation.enums import GuestKind, Scope
from miteinander.programme.participation.models import DoorPhone, Registration, RegistrationPlan
from miteinander.programme.participation.party import GuestWish, PartyWish

SEATS, CANCELS = 12, "Ida Meyer"
PARTIES = [
    ("Familie Müller-Lüdenscheidt", ["Jutta Müller-Lüdenscheidt", "", ""], 1),
    ("Aylin Yıldız", [""], 0),
    ("عائلة الحسن", ["", ""], 2),
    ("Олена Шевченко", [""], 0),
    ("Ida Meyer", ["", ""], 0),
    ("Warten Lange", ["", "", ""], 0),
]
"""Names of nobody: of the party and its guests, and how many children come besides. The last but one cancels; then
the last does not fit."""


def build() -> None:
    with transaction.atomic():
        event = Event.objects.create(
            slug=f"tuer-{Event.objects.count()}",
            title="Frühstück an der Tür",
            format=Event.objects.exclude(format=None)[0].format,
            activity=Event.objects.exclude(activity=None)[0].activity,
            state="published",
        )
        start = now() + timedelta(minutes=30)
        EventDate.objects.create(
            event=event, precision="time", starts_at=start, ends_at=start + timedelta(hours=3)
        )
        seats = [actions.SeatRow(Scope.ALL, SEATS)]
        seats += [actions.SeatRow(Scope.KIND, None, kind=kind) for kind in (GuestKind.ADULT, GuestKind.CHILD)]
        plan = actions.save_plan(event=event, values={}, seats=seats)
    adult, child = (plan.pools.get(kind=kind).pk for kind in (GuestKind.ADULT, GuestKind.CHILD))
    made = []
    for name, adults, children in PARTIES:
        guests = [GuestWish(adult, one) for one in adults] + [GuestWish(child)] * children
        made.append(_register(plan, name, guests))
        if name == CANCELS:
            actions.cancel_party(registration=made[-1])
    door = actions.save_door(event=event, label="Haupteingang")
    print(
        json.dumps(
            {
                "event": event.pk,
                "token": actions.issue_link(door=door),
                "tickets": {one.name: own_links.token(own_links.Purpose.TICKET, one.uid) for one in made},
                "codes": {one.name: own_links.code(own_links.Purpose.REGISTRATION, one.uid) for one in made},
            }
        )
    )


def counts(event: int) -> None:
    from miteinander.programme.participation.door_book import count_door

    found = count_door(Event.objects.get(pk=event))
    walked = {f"{language} {age}": number for (language, age), number in found.walk_ins.items()}
    print(json.dumps({"guests": found.guests, "inside": found.inside, "walk_ins": walked}))


def lock_out(event: int) -> None:
    for phone in DoorPhone.objects.filter(door__event=event).select_related("door"):
        actions.lock_out(phone=phone)
    print(json.dumps({"ok": True}))


def _register(plan: RegistrationPlan, name: str, guests: list[Any]) -> Registration:
    wish = PartyWish(name=name, guests=guests)
    return actions.register_party(plan_id=plan.pk, wish=wish, channel="telephone")


def close(event: int) -> None:
    for door in Event.objects.get(pk=event).doors.all():
        actions.revoke_links(door=door)
    print(json.dumps({"ok": True}))
