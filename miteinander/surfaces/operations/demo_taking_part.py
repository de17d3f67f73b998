"""Registrations, waiting lists, invitations and feedback of the demo.

Every seat is booked through the actions, so the books agree. Only afterwards are the registrations dated back and get
their addresses: hundreds of confirmations at the first start would help nobody. Loading again adds nothing.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import yaml

from miteinander.foundation.access.models import User
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.clock import end_of, now, start_of, today
from miteinander.programme.events.models import Event
from miteinander.programme.events.todos import first_day
from miteinander.programme.participation import own_links
from miteinander.programme.participation.actions import cancel_party, register_party, save_parts, save_plan
from miteinander.programme.participation.actions.announcing import remember_told
from miteinander.programme.participation.actions.plans import SeatRow
from miteinander.programme.participation.enums import (
    Channel,
    DoorDeed,
    FeedbackChannel,
    GuestKind,
    InvitationState,
    RegistrationMode,
    Scope,
)
from miteinander.programme.participation.models import (
    BringItem,
    Door,
    DoorEntry,
    Feedback,
    Guest,
    Invitation,
    Question,
    Registration,
    RegistrationPlan,
)
from miteinander.programme.participation.party import GuestWish, PartyWish

from . import demo_scenes

SOURCE = Path(__file__).resolve().parent / "demo" / "office" / "taking_part.yaml"
MOMENTS = ("opens_at", "closes_at", "decides_at")
PLAIN = (
    *("mode", "largest_party", "nicknames", "offer_hours", "minimum", "asks_food", "age_reason"),
    *("waiting_list", "strict_order"),
)
LANGUAGES = ("de", "de", "tr", "ar", "de", "uk", "en", "de", "pl", "de-simple")
SEEN_BY = {"coming_breakfast": demo_scenes.coming_breakfast, "past_breakfast": demo_scenes.past_breakfast}


def begin_again() -> None:
    """Before the year is laid out for a new month: its guests get no mail about days that move with the calendar."""
    RegistrationPlan.objects.update(told_of={})


def load_taking_part(actor: User) -> None:
    """After the year and the accounts are there."""
    content: dict[str, Any] = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    names = _names(content["names"])
    for record in content["plans"]:
        slug = record["event"]
        event = Event.objects.filter(slug=SEEN_BY[slug](today()) if slug in SEEN_BY else slug).first()
        if event is not None and event.is_public:
            _load(event, record, names, actor)


def _load(event: Event, record: Mapping[str, Any], names: Iterator[str], actor: User) -> None:
    moments = {name: _moment(record[name], event) for name in MOMENTS if name in record}
    present = RegistrationPlan.objects.filter(event=event).first()
    if present is not None:  # a new month moves the event, and with it these moments; nobody is told
        save_plan(event=event, values=moments, actor=actor)
        remember_told(present)
        return
    values = moments | {name: record[name] for name in PLAIN if name in record}
    values["mode"] = RegistrationMode(record["mode"])
    values["note"] = Translated.of(record.get("note"))
    plan = save_plan(event=event, values=values, seats=_seats(event, record), actor=actor)
    _questions(plan, record, actor)
    _things(plan, record, actor)
    _invitations(plan, record)
    _register(plan, record, names)
    if "came" in record:
        _door(plan, record)
    _feedback(event, record)


def _moment(rule: Mapping[str, int], event: Event) -> datetime:
    """The end of a day: so many before the first of the event, or from today."""
    if "today" in rule:
        return end_of(today() + timedelta(days=rule["today"]))
    first = first_day(event)
    assert first is not None, event.slug
    return start_of(first - timedelta(days=rule["before"])) + timedelta(hours=18)


def _seats(event: Event, record: Mapping[str, Any]) -> list[SeatRow]:
    kinds = record.get("kinds", [{"kind": "adult"}, {"kind": "child"}])
    items = list(event.items.all())
    return [
        SeatRow(Scope.ALL, record.get("seats")),
        *(
            SeatRow(Scope.KIND, row.get("seats"), row["kind"], Translated.of(row.get("label")))
            for row in kinds
        ),
        *(
            SeatRow(Scope.ITEM, row["seats"], item=items[row["position"]])
            for row in record.get("items", ())
            if row["position"] < len(items)
        ),
    ]


def _questions(plan: RegistrationPlan, record: Mapping[str, Any], actor: User) -> None:
    rows = [
        {
            "kind": row["kind"],
            **{name: Translated.of(row.get(name)) for name in ("text", "choices", "purpose")},
        }
        for row in record.get("questions", ())
    ]
    if rows:
        save_parts(plan=plan, model=Question, rows=rows, actor=actor)


def _things(plan: RegistrationPlan, record: Mapping[str, Any], actor: User) -> None:
    rows = [
        {"label": Translated.of(row["label"]), "wanted": row["wanted"]} for row in record.get("bring", ())
    ]
    if rows:
        save_parts(plan=plan, model=BringItem, rows=rows, actor=actor)


def _names(parts: Mapping[str, list[str]]) -> Iterator[str]:
    """First and last names in ever new pairs, now and then a nickname."""
    first, last, nick = (cycle(parts[key]) for key in ("first", "last", "nick"))
    for place, given in enumerate(first):
        yield next(nick) if place % 17 == 11 else f"{given} {next(last)}"


def _register(plan: RegistrationPlan, record: Mapping[str, Any], names: Iterator[str]) -> None:
    parties = record.get("parties", ())
    channel = Channel(record.get("channel", Channel.WEB))
    registrations = []
    if plan.closes_at and plan.closes_at <= now():
        channel = Channel.PAPER
    mailed = {
        *range(record.get("mailed", 0)),
        *range(len(parties) - record.get("mailed_last", 0), len(parties)),
    }
    for place, party in enumerate(parties):
        wish = _wish(plan, record, place, party, next(names), with_mail=place in mailed)
        registrations.append(register_party(plan_id=plan.pk, wish=wish, channel=channel))
    for registration in registrations[: record.get("cancelled", 0)]:
        cancel_party(registration=registration)
    _date_back(registrations, channel)


def _wish(
    plan: RegistrationPlan, record: Mapping[str, Any], place: int, party: str, name: str, *, with_mail: bool
) -> PartyWish:
    support = _nth(record.get("support", ()), place) or []
    asked = zip(plan.questions.all(), record.get("questions", ()), strict=True)
    answers = {question.pk: _nth(row["answers"], place) for question, row in asked}
    pools = {pool.scope: pool.pk for pool in plan.pools.filter(scope=Scope.ITEM)}
    chosen = _nth(record.get("items_chosen", ()), place)
    claims = zip(plan.bring_items.all(), record.get("bring", ()), strict=True)
    return PartyWish(
        name=name,
        guests=_guests(plan, party, record.get("ages", ()), place),
        email=address_of(name) if with_mail else "",
        language=LANGUAGES[place % len(LANGUAGES)],
        items=dict.fromkeys(pools.values(), chosen) if chosen else {},
        support=support[:1],
        interpreter_language=support[1] if len(support) > 1 else "",
        food=_nth(record.get("food", ()), place) or {},
        answers={question: text for question, text in answers.items() if text},
        bring={item.pk: count for item, row in claims if (count := _nth(row["claimed"], place))},
    )


def _nth(values: Sequence[Any], place: int) -> Any:
    return values[place] if place < len(values) else None


def _guests(plan: RegistrationPlan, party: str, ages: Sequence[int], place: int) -> list[GuestWish]:
    """`2+1`: two of the first kind and a child; every fourth party counts as another kind where there is one."""
    adults, _plus, children = party.partition("+")
    kinds = list(plan.pools.filter(scope=Scope.KIND).exclude(kind=GuestKind.CHILD))
    kind = kinds[-1] if len(kinds) > 1 and place % 4 == 3 else kinds[0]
    guests = [GuestWish(kind.pk)] * int(adults)
    if children:
        child = plan.pools.get(kind=GuestKind.CHILD).pk
        years: list[int | None] = list(islice(cycle(ages), place, place + int(children))) if ages else []
        guests += [GuestWish(child, age=age) for age in years or [None] * int(children)]
    return guests


def address_of(name: str) -> str:
    plain = name.lower()
    for sign, letters in {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", " ": "."}.items():
        plain = plain.replace(sign, letters)
    return f"{plain}@example.org"


def _date_back(registrations: Sequence[Registration], channel: Channel) -> None:
    """They came one by one in the last weeks; whoever wrote in the web has an address."""
    changed = list(Registration.objects.filter(pk__in=[one.pk for one in registrations]).order_by("pk"))
    for place, registration in enumerate(changed):
        registration.created_at = now() - timedelta(hours=7 * (len(changed) - place) + 3)
        if channel == Channel.WEB and place % 5 != 4:
            registration.email = registration.email or address_of(registration.name)
    Registration.objects.bulk_update(changed, ["created_at", "email"])


def _invitations(plan: RegistrationPlan, record: Mapping[str, Any]) -> None:
    for row in record.get("invitations", ()):
        uid = uuid.uuid4()
        state = InvitationState(row["state"])
        invitation = Invitation.objects.create(
            plan=plan,
            uid=uid,
            code_digest=own_links.digest_of(own_links.Purpose.INVITATION, uid),
            name=row["name"],
            most=row["most"],
            greeting=row.get("greeting", ""),
            state=state,
            answered_at=now() if state in (InvitationState.ACCEPTED, InvitationState.DECLINED) else None,
        )
        if "party" in row:
            wish = PartyWish(name=row["name"], guests=_guests(plan, row["party"], (), 0))
            invitation.registration = register_party(
                plan_id=plan.pk, wish=wish, channel=Channel.INVITATION, invitation=invitation
            )
            invitation.save()


def _door(plan: RegistrationPlan, record: Mapping[str, Any]) -> None:
    """Who came, party by party, and who came without having registered."""
    door = Door.objects.create(event_id=plan.event_id, label="Haupteingang")
    starts_at = plan.event.dates.all()[0].starts_at
    assert starts_at is not None
    entries = []
    parties = Registration.objects.filter(plan=plan).order_by("pk")
    for place, (registration, came) in enumerate(zip(parties, record["came"], strict=True)):
        happened = starts_at + timedelta(minutes=4 * place - 10)
        for guest in Guest.objects.filter(registration=registration)[:came]:
            entries.append(_entry(door, DoorDeed.IN, happened, guest=guest))
    for place, row in enumerate(record["walk_ins"]):
        entries.append(_entry(door, DoorDeed.WALK_IN, starts_at + timedelta(minutes=6 * place), **row))
    DoorEntry.objects.bulk_create(entries)


def _entry(door: Door, deed: DoorDeed, happened: datetime, **values: Any) -> DoorEntry:
    return DoorEntry(
        uid=uuid.uuid4(), event_id=door.event_id, door=door, deed=deed, happened_at=happened, **values
    )


def _feedback(event: Event, record: Mapping[str, Any]) -> None:
    day = first_day(event)
    assert day is not None, event.slug
    rows = record.get("feedback", ())
    Feedback.objects.bulk_create(
        Feedback(
            event=event,
            face=row["face"],
            sentence=row.get("sentence", ""),
            language=row["language"],
            channel=FeedbackChannel(row.get("channel", FeedbackChannel.WEB)),
            day=day,
        )
        for row in rows
    )
