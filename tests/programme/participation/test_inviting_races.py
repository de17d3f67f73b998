"""Two answers to one invitation at once, with real threads on both databases: one registration."""

import pytest

from miteinander.programme.participation.actions import accept_invitation
from miteinander.programme.participation.models import Invitation, Registration
from miteinander.programme.participation.own_links import Purpose, digest_of
from tests.foundation.access.test_races import at_once
from tests.support.factories import make_event, make_format, make_plan, make_wish
from tests.support.seats import books_agree

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data_layer]


@pytest.mark.parametrize("same", [True, False])
def test_two_acceptances_at_once_are_one_registration(same):
    event = make_event(format=make_format(), dates=["2035-06-06 15:00"])
    plan = make_plan(event=event, mode="invitation", seats=4)
    invitation = Invitation(plan=plan, name="Familie Beispiel", most=3)
    invitation.code_digest = digest_of(Purpose.INVITATION, invitation.uid)
    invitation.save()
    wish = make_wish(plan, adults=2)
    wishes = [wish, wish if same else make_wish(plan, adults=3)]
    results = at_once(*(lambda one=one: accept_invitation(invitation=invitation, wish=one) for one in wishes))
    assert [type(result) for result in results] == [Registration, Registration], results
    assert Registration.objects.count() == 1
    invitation.refresh_from_db()
    assert (invitation.state, invitation.registration) == ("accepted", Registration.objects.get())
    books_agree(plan)
