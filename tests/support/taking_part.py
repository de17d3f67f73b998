"""Every page of taking part, with all that a plan can ask."""

import uuid

from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.clock import now
from miteinander.programme.events.models import EventDate
from miteinander.programme.participation.actions import (
    cancel_party,
    decline_invitation,
    save_parts,
    save_plan,
)
from miteinander.programme.participation.actions.plans import SeatRow
from miteinander.programme.participation.enums import (
    DoorDeed,
    GuestKind,
    QuestionKind,
    RegistrationMode,
    Scope,
)
from miteinander.programme.participation.models import (
    BringItem,
    DoorEntry,
    Invitation,
    Question,
    Registration,
    RegistrationPlan,
)
from miteinander.programme.participation.own_links import Purpose, digest_of, token
from tests.support.factories import make_registration

PAPERS = ("", "aendern/", "abmelden/", "eintrittskarte/", "bescheinigung/")


def paths_of_taking_part() -> list[str]:
    """Behind the language. Plans are made for published events of the database at hand."""
    rich, full, telephone, invited, past = _plans()
    paths = [f"termine/{plan.event.slug}/anmelden/" for plan in (rich, full, telephone, invited, past)]
    paths += [f"termine/{plan.event.slug}/" for plan in (rich, full, telephone, invited)]
    booked = _rich_registration(rich)
    paths += [_own(booked, page) for page in PAPERS]
    first, second = make_registration(plan=full), make_registration(plan=full)
    waiting = make_registration(plan=full)
    cancel_party(registration=first)
    paths += [_own(one) for one in (first, second, waiting)]
    paths += _after_the_event(past)
    paths += ["anmeldung/", "anmeldung/erraten/", "einladung/erraten/"]
    open_one, declined = _invite(invited), _invite(invited)
    decline_invitation(invitation=declined, greeting="Schade")
    return paths + [f"einladung/{token(Purpose.INVITATION, one.uid)}/" for one in (open_one, declined)]


def _plans() -> list[RegistrationPlan]:
    coming = EventDate.objects.published().filter(
        event__state="published", starts_at__gt=now(), precision="time"
    )
    over = EventDate.objects.published().filter(event__state="published", ends_at__lt=now(), precision="time")
    events = list({date.event_id: date.event for date in coming.by_time().select_related("event")}.values())[
        :4
    ]
    kinds = [SeatRow(Scope.KIND, kind=GuestKind.ADULT), SeatRow(Scope.KIND, 3, kind=GuestKind.CHILD)]
    asks = {"asks_food": True, "age_reason": "Wegen der Betreuung", "note": Translated.of("Bitte pünktlich.")}
    item = SeatRow(Scope.ITEM, 4, label=Translated.of("Töpfern"))
    return [
        save_plan(event=events[0], values=asks, seats=[SeatRow(Scope.ALL, 5), *kinds, item]),
        save_plan(event=events[1], values={}, seats=[SeatRow(Scope.ALL, 1)]),
        save_plan(event=events[2], values={"mode": RegistrationMode.TELEPHONE}),
        save_plan(event=events[3], values={"mode": RegistrationMode.INVITATION}),
        save_plan(event=over.order_by("-starts_at")[0].event, values={}),
    ]


def _rich_registration(plan: RegistrationPlan) -> Registration:
    text = {"text": Translated.of("Frage?"), "purpose": Translated.of("Zum Planen."), "choices": Translated()}
    choice = text | {"choices": Translated.of("Früh\nSpät")}
    rows = [(choice if kind == QuestionKind.CHOICE else text) | {"kind": kind} for kind in QuestionKind]
    save_parts(plan=plan, model=Question, rows=rows)
    things = [{"label": Translated.of("Kuchen"), "wanted": 3}, {"label": Translated.of("Saft"), "wanted": 1}]
    save_parts(plan=plan, model=BringItem, rows=things)
    return make_registration(
        plan=plan, adults=1, children=1, name="Mira", email="mira@example.org", phone="+4921412345",
        items={plan.pools.get(scope="item").pk: 1}, food={"vegan": 1}, support=["interpreter"], interpreter_language="tr",
        answers={question.pk: "1" for question in plan.questions.all()},
        bring={item.pk: 1 for item in plan.bring_items.all()},
    )  # fmt: skip


def _after_the_event(plan: RegistrationPlan) -> list[str]:
    """Of those who were let in and those who were not."""
    came, missed = (_past_registration(plan) for _ in range(2))
    DoorEntry.objects.create(
        event=plan.event, guest=came.guests.get(), uid=uuid.uuid4(), deed=DoorDeed.IN, happened_at=now()
    )
    return [_own(one, page) for one in (came, missed) for page in ("", "bescheinigung/")]


def _past_registration(plan: RegistrationPlan) -> Registration:
    """Written straight into the tables: nobody can register for what is over."""
    number = uuid.uuid4()
    digest = digest_of(Purpose.REGISTRATION, number)
    found = Registration.objects.create(plan=plan, uid=number, code_digest=digest, state="booked", name="Ali")
    found.guests.create(pool=plan.pools.get(kind=GuestKind.ADULT), name="Ali")
    return found


def _invite(plan: RegistrationPlan) -> Invitation:
    number = uuid.uuid4()
    digest = digest_of(Purpose.INVITATION, number)
    return Invitation.objects.create(plan=plan, uid=number, code_digest=digest, name="Familie Beispiel")


def _own(registration: Registration, page: str = "") -> str:
    return f"anmeldung/{token(Purpose.REGISTRATION, registration.uid)}/{page}"
