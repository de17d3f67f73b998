"""Typing the short code: forgiving to people, silent to those who guess."""

import re

import pytest
from django.test import Client

from miteinander.programme.participation.actions import renew_link
from miteinander.programme.participation.own_links import Purpose, code, plain_code, token
from miteinander.programme.participation.views import codes
from tests.support.factories import make_registration

pytestmark = pytest.mark.django_db
PATH = "/de/anmeldung/"


def own(registration):
    return f"/de/anmeldung/{token(Purpose.REGISTRATION, registration.uid, registration.link_round)}/"


@pytest.mark.parametrize("write", [str, str.lower, lambda text: text.replace("-", " "), lambda text: f"  {text} \t",
                                   lambda text: "-".join(text), lambda text: text.replace("-", "–")])  # fmt: skip
def test_a_code_leads_to_the_own_page_however_it_is_typed(client, write):
    party = make_registration()
    response = client.post(PATH, {"code": write(code(Purpose.REGISTRATION, party.uid))})
    assert (response.status_code, response["Location"]) == (302, own(party))


@pytest.mark.parametrize("typed", ["ABCD-EFGH", "x" * 40, "😀", "%s", "' OR 1=1 --", "22222222"])
def test_wrong_codes_get_one_sentence_and_one_amount_of_work(client, count_queries, typed):
    make_registration()
    with count_queries() as queries:
        response = client.post(PATH, {"code": typed})
    html = response.content.decode()
    assert response.status_code == 422
    assert "Diesen Code kennen wir nicht." in html
    looked_up = [query for query in queries if "code_digest" in query["sql"]]
    assert len(looked_up) == 2
    assert "no-store" in response["Cache-Control"] and response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("typed", ["", "   ", "x" * 10_000, "ABCD\x00EFGH", "ABCD\u202eEFGH"])
def test_what_is_no_code_gets_a_sentence(client, typed):
    response = client.post(PATH, {"code": typed})
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()


def test_an_old_code_opens_nothing_after_a_new_one_was_made(client):
    party = make_registration()
    old = code(Purpose.REGISTRATION, party.uid)
    renewed = renew_link(registration=party)
    assert client.post(PATH, {"code": old}).status_code == 422
    assert client.post(PATH, {"code": code(Purpose.REGISTRATION, renewed.uid, 1)}).status_code == 302


def test_guessing_is_slowed_down_also_for_right_codes(client, monkeypatch):
    monkeypatch.setattr(codes, "MOST_TRIES", 3)
    party = make_registration()
    for _ in range(3):
        assert client.post(PATH, {"code": "ABCD-EFGH"}).status_code == 422
    right = {"code": code(Purpose.REGISTRATION, party.uid)}
    refused = client.post(PATH, right)
    assert refused.status_code == 429
    assert "Das waren viele Versuche." in refused.content.decode()
    assert Client(REMOTE_ADDR="192.0.2.9").post(PATH, right).status_code == 302


def test_the_page_has_a_form_and_tells_nothing(client):
    party = make_registration(name="Geheim")
    html = client.get(PATH).content.decode()
    assert re.search(r'<input type="text" name="code"', html)
    assert "Geheim" not in html and plain_code(Purpose.REGISTRATION, party.uid) not in html
