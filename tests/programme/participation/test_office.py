"""The office's side of taking part: seats and rules, the list, one registration, telephone and paper."""

import re

import pytest
from django.urls import reverse

from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.languages.text import Translated
from miteinander.programme.participation.actions import cancel_party, save_parts
from miteinander.programme.participation.enums import Channel, RegistrationMode, RegistrationState, Scope
from miteinander.programme.participation.models import BringItem, Question, Registration, RegistrationPlan, Sheet
from miteinander.programme.participation.office_registration import code_of
from tests.support.factories import make_event, make_plan, make_registration, pool_of
from tests.support.seats import books_agree

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, office):
    client.force_login(office)
    return client


def address(name, record):
    return reverse(f"participation_office:{name}", args=[record.pk])


def typed(response):
    """What the page's form would send as it stands: every field with its value."""
    page = response.content.decode()
    form = page[page.index('class="seats-form"') :]
    data = {}
    for tag in re.findall(r"<input [^>]*>", form):
        found = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        kind, name = found.get("type", "text"), found.get("name")
        if not name or (kind in ("checkbox", "radio") and " checked" not in tag):
            continue
        data[name] = found.get("value", "")
    for name, inside in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', inside)
        first = re.search(r'<option value="([^"]*)"', inside)
        data[name] = (chosen or first)[1]
    for name, text in re.findall(r'<textarea name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        data[name] = text.strip()
    data.pop("csrfmiddlewaretoken", None)
    return data


def text_of(response, status=200):
    assert response.status_code == status, response.content.decode()[-3000:]
    return response.content.decode()


# --- Seats and rules ------------------------------------------------------------------------------------------------


def test_the_seats_alone_make_a_plan(desk):
    event = make_event(dates=["2035-06-06 15:00"])
    page = address("plan-edit", event)
    data = typed(desk.get(page)) | {"seats": "40"}
    assert desk.post(page, data).status_code == 302
    plan = RegistrationPlan.objects.get(event=event)
    assert plan.mode == RegistrationMode.REQUIRED
    assert {(pool.scope, pool.kind): pool.seats for pool in plan.pools.all()} == {
        ("all", ""): 40,
        ("kind", "adult"): None,
        ("kind", "child"): None,
    }


def test_fewer_seats_than_promised_are_refused_at_the_field(desk):
    plan = make_plan(seats=10)
    make_registration(plan=plan, adults=3)
    page = address("plan-edit", plan.event)
    data = typed(desk.get(page))
    answer = text_of(desk.post(page, data | {"seats": "2"}), 422)
    assert "3 Plätze sind schon vergeben" in answer
    assert 'id="id_seats_error"' in answer
    assert plan.pools.get(scope=Scope.ALL).seats == 10
    kinds = {name: "1" for name in data if re.fullmatch(r"arten-0-seats", name)}
    answer = text_of(desk.post(page, data | kinds), 422)
    assert 'id="id_arten-0-seats_error"' in answer


def test_telephone_entry_shows_the_code_and_an_empty_form(desk):
    plan = make_plan(seats=10)
    page = address("entry", plan.event)
    adult, child = pool_of(plan), pool_of(plan, "child")
    data = typed(desk.get(page)) | {"name": "Mira Beispiel", f"kind_{adult.pk}": "2", f"kind_{child.pk}": "1"}
    answer = text_of(desk.post(page, data, follow=True))
    one = Registration.objects.get()
    assert (one.name, one.channel, one.guests.count()) == ("Mira Beispiel", Channel.TELEPHONE, 3)
    assert code_of(one) in answer
    assert 'name="name" ' in answer and 'value="Mira Beispiel"' not in answer
    assert "autofocus" in answer
    desk.post(page, data)
    assert Registration.objects.count() == 1
    books_agree(plan)
