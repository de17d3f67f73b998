"""Answering an invitation: coming or not, changed as often as one likes until it closes."""

import re
from datetime import timedelta

import pytest
import time_machine

from miteinander.foundation.values.clock import now
from miteinander.programme.participation import errors
from miteinander.programme.participation.actions import accept_invitation, cancel_party, decline_invitation
from miteinander.programme.participation.models import Invitation, Registration
from miteinander.programme.participation.own_links import Purpose, code, digest_of, token
from miteinander.programme.participation.views import inviting
from tests.support.factories import make_identity, make_plan, make_wish, pool_of
from tests.support.seats import books_agree

pytestmark = pytest.mark.django_db


def make_invitation(plan=None, **values):
    found = Invitation(
        plan=plan or make_plan(mode="invitation"), **({"name": "Familie Beispiel", "most": 3} | values)
    )
    found.code_digest = digest_of(Purpose.INVITATION, found.uid)
    found.save()
    return found


def address(invitation):
    return f"/de/einladung/{token(Purpose.INVITATION, invitation.uid)}/"


def answer(client, invitation, **fields):
    html = client.get(address(invitation)).content.decode()
    submission = re.search(r'name="submission" value="([^"]+)"', html)[1]
    values = {
        "name": "Familie Beispiel",
        f"seats_{pool_of(invitation.plan).pk}": "2",
        "submission": submission,
    }
    return client.post(address(invitation), values | fields)


def test_a_household_is_greeted_and_accepts(client):
    invitation = make_invitation()
    html = client.get(address(invitation)).content.decode()
    assert "<h1>Sie sind eingeladen</h1>" in html and "Familie Beispiel" in html
    assert "bis zu 3 Personen" in html
    response = answer(client, invitation, greeting="Wir freuen uns!")
    invitation.refresh_from_db()
    assert response["Location"].startswith("/de/anmeldung/")
    assert (invitation.state, invitation.greeting) == ("accepted", "Wir freuen uns!")
    assert invitation.answered_at is not None
    party = invitation.registration
    assert (party.channel, party.state, party.guests.count()) == ("invitation", "booked", 2)
    assert "Sie haben zugesagt." in client.get(address(invitation)).content.decode()
    books_agree(invitation.plan)


def test_a_household_declines_with_a_word_and_may_think_again(client):
    invitation = make_invitation()
    response = client.post(address(invitation), {"decline": "1", "greeting": "Wir sind verreist."})
    invitation.refresh_from_db()
    assert response["Location"] == address(invitation)
    assert (invitation.state, invitation.greeting, invitation.registration) == (
        "declined",
        "Wir sind verreist.",
        None,
    )
    assert "Sie haben abgesagt." in client.get(address(invitation)).content.decode()
    answer(client, invitation)
    invitation.refresh_from_db()
    assert invitation.state == "accepted"


def test_an_acceptance_is_changed_and_taken_back(client):
    plan = make_plan(mode="invitation", seats=3)
    invitation = make_invitation(plan)
    answer(client, invitation)
    answer(client, invitation, **{f"seats_{pool_of(plan).pk}": "3"})
    party = Registration.objects.get()
    assert party.guests.count() == 3
    client.post(address(invitation), {"decline": "1"})
    party.refresh_from_db()
    assert party.state == "cancelled"
    books_agree(plan)


def test_cancelling_on_the_own_page_is_an_answer_too():
    invitation = make_invitation()
    party = accept_invitation(invitation=invitation, wish=make_wish(invitation.plan))
    cancel_party(registration=party)
    invitation.refresh_from_db()
    assert invitation.state == "declined"


def test_the_same_answer_twice_is_one_registration():
    invitation = make_invitation()
    wish = make_wish(invitation.plan)
    first, second = (accept_invitation(invitation=invitation, wish=wish) for _ in range(2))
    assert first == second
    other = accept_invitation(invitation=invitation, wish=make_wish(invitation.plan, adults=2))
    assert other == first
    assert Registration.objects.count() == 1
    books_agree(invitation.plan)


def test_more_people_than_invited_are_refused_with_a_sentence(client):
    invitation = make_invitation(most=2)
    response = answer(client, invitation, **{f"seats_{pool_of(invitation.plan).pk}": "3"})
    assert response.status_code == 422
    assert "höchstens 2 Personen" in response.content.decode()
    with pytest.raises(errors.PartyTooLarge):
        accept_invitation(invitation=invitation, wish=make_wish(invitation.plan, adults=3))
    invitation.refresh_from_db()
    assert invitation.state == "ready"


@pytest.mark.parametrize("greeting", ["x" * 10_000, "um\u202egedreht", "Null\x00"])
def test_hostile_greetings_get_a_sentence(client, greeting):
    invitation = make_invitation()
    for response in (
        client.post(address(invitation), {"decline": "1", "greeting": greeting}),
        answer(client, invitation, greeting=greeting),
    ):
        assert response.status_code == 422
        assert "field-error" in response.content.decode()
    invitation.refresh_from_db()
    assert (invitation.state, Registration.objects.count()) == ("ready", 0)


def test_after_closing_the_answer_stays(client):
    make_identity()
    plan = make_plan(mode="invitation", closes_at=now() + timedelta(days=1))
    invitation = make_invitation(plan)
    answer(client, invitation)
    with time_machine.travel(now() + timedelta(days=2), tick=False):
        html = client.get(address(invitation)).content.decode()
        assert "Die Anmeldung ist geschlossen." in html and "Sie haben zugesagt." in html
        refused = client.post(address(invitation), {"decline": "1"})
        assert refused.status_code == 422
        with pytest.raises(errors.RegistrationClosed):
            decline_invitation(invitation=invitation)
    invitation.refresh_from_db()
    assert invitation.state == "accepted"


def test_the_code_of_the_letter_leads_to_the_page(client):
    invitation = make_invitation()
    short = code(Purpose.INVITATION, invitation.uid)
    assert client.get(f"/de/einladung/{short}/")["Location"] == address(invitation)
    assert client.post("/de/anmeldung/", {"code": short.lower()})["Location"] == address(invitation)


def test_guessed_invitations_are_slowed_down_and_private(client, monkeypatch):
    monkeypatch.setattr(inviting, "MOST_TRIES", 2)
    make_invitation(name="Geheim")
    answers = [client.get(f"/de/einladung/{guess}/") for guess in ("ABCD-EFGH", "x" * 3000, "AAAA-AAAA")]
    assert [one.status_code for one in answers] == [410, 410, 429]
    for one in answers:
        assert "Geheim" not in one.content.decode()
        assert one["X-Robots-Tag"] == "noindex" and "no-store" in one["Cache-Control"]


def test_looking_changes_nothing(client):
    invitation = make_invitation()
    before = list(Invitation.objects.values())
    client.get(address(invitation))
    client.head(address(invitation))
    assert list(Invitation.objects.values()) == before


def test_a_full_event_says_waiting_list_before(client):
    plan = make_plan(mode="invitation", seats=1)
    accept_invitation(invitation=make_invitation(plan), wish=make_wish(plan))
    late = make_invitation(plan, most=1)
    html = client.get(address(late)).content.decode()
    assert "Mit Ihrer Zusage stehen Sie auf der Warteliste." in html
    answer(client, late, **{f"seats_{pool_of(plan).pk}": "1"})
    late.refresh_from_db()
    assert late.registration.state == "waiting"
