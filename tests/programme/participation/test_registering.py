"""Registering on the public page: with nothing but a browser, without an account, whatever is typed."""

import re

import pytest
import time_machine

from miteinander.programme.participation.models import Registration
from tests.support.factories import make_plan, pool_of
from tests.support.seats import books_agree

pytestmark = pytest.mark.django_db


def path_of(plan, lang="de"):
    return f"/{lang}/termine/{plan.event.slug}/anmelden/"


def hidden(html):
    return dict(re.findall(r'<input type="hidden" name="(stamp|submission)" value="([^"]+)"', html))


def send(client, plan, *, lang="de", wait=10, path="", **fields):
    """Fetch the form, wait as many seconds, and send it."""
    address = path or path_of(plan, lang)
    with time_machine.travel(0, tick=False) as traveller:
        given = hidden(client.get(address).content.decode())
        traveller.shift(wait)
        values = {"name": "Mira", f"seats_{pool_of(plan).pk}": "1", **given, **fields}
        return client.post(address, {name: value for name, value in values.items() if value is not None})


def test_name_number_and_one_button_suffice(client):
    plan = make_plan(seats=10)
    response = send(client, plan, name="Mira")
    registration = Registration.objects.get()
    assert response.status_code == 302
    assert response["Location"].startswith("/de/anmeldung/")
    assert (registration.name, registration.state, registration.guests.count()) == ("Mira", "booked", 1)
    html = client.get(response["Location"]).content.decode()
    assert "Sie sind angemeldet." in html
    books_agree(plan)
