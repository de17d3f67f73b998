"""Who may print which sheet: every role against every sheet of the room."""

import pytest
from django.contrib.auth.models import AnonymousUser

from miteinander.foundation.typesetting import documents
from tests.support.accounts import make_account

pytestmark = pytest.mark.django_db
ROLES = {
    "c": "chair", "o": "office", "w": "working_group_lead", "e": "editor", "l": "translator", "t": "treasurer",
    "v": "volunteer_coordinator", "m": "member", "a": "auditor",
}  # fmt: skip
# Whoever only looks on, as the auditor does, takes no number.
MAY = {
    "letter": "cowva",
    "badges": "cowva",
    "place_cards": "cowva",
    "door_list": "cowva",
    "ticket": "cowva",
    "slip": "cowva",
    "certificate": "cowva",
    "sign_in": "cowv",
    "bring_list": "cowv",
    "registration_sheet": "cowv",
    "feedback_poster": "coewva",
    "feedback_sheet": "coewv",
    "feedback_slips": "coewv",
}


def test_every_sheet_stands_in_the_table():
    assert {one.key for one in documents.documents() if one.key.startswith("participation.")} == {
        f"participation.{key}" for key in MAY
    }


@pytest.mark.parametrize("letter", ROLES)
def test_role_prints_what_it_may(party, letter):
    role = ROLES[letter]
    user = make_account(role, **({"languages": ["tr"]} if role == "translator" else {}))
    for key, letters in MAY.items():
        document = documents.document(f"participation.{key}")
        pk = party.mira.pk if document.about == "registration" else party.event
        assert document.allowed(user, pk) == (letter in letters), key
        assert not document.allowed(user, 987654), key


def test_nobody_prints_without_an_account(party):
    for key in MAY:
        document = documents.document(f"participation.{key}")
        pk = party.mira.pk if document.about == "registration" else party.event
        assert not document.allowed(AnonymousUser(), pk)
