"""An event with all that its sheets can show."""

from dataclasses import dataclass

import pytest

from miteinander.foundation.languages.text import Translated
from miteinander.programme.participation.actions import save_parts
from miteinander.programme.participation.actions.invitations import Household, invite
from miteinander.programme.participation.models import BringItem, Registration, RegistrationPlan
from tests.support.factories import make_event, make_identity, make_plan, make_registration, make_venue


@dataclass
class Party:
    plan: RegistrationPlan
    mira: Registration

    @property
    def event(self) -> int:
        return self.plan.event_id


TITLE = Translated({"de": "Frühstück im Hof", "ar": "فطور في الفناء", "tr": "Avluda kahvaltı"})


@pytest.fixture
def party(db) -> Party:
    make_identity(name="Rat der Beispiele", telephone="+492141234", email="rat@example.org")
    event = make_event(
        title=TITLE, dates=["2035-06-06 15:00"], venues=[make_venue(name="Haus der Beispiele")]
    )
    plan = make_plan(event=event, seats=None)
    things = [{"label": Translated.of("Kuchen"), "wanted": 3}, {"label": Translated.of("Saft"), "wanted": 1}]
    save_parts(plan=plan, model=BringItem, rows=things)
    cake = plan.bring_items.get(position=0)
    mira = make_registration(plan=plan, adults=2, children=1, name="Mira Beispiel", bring={cake.pk: 2})
    invite(
        plan=plan,
        households=[
            Household("Familie Muster", address="Musterweg 1\n51371 Leverkusen", most=4),
            Household("عائلة مثال", address="Hafenstraße 2\n51371 Leverkusen", language="ar"),
        ],
    )
    return Party(plan, mira)
