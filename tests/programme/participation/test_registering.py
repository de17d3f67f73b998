"""Registering on the public page: with nothing but a browser, without an account, whatever is typed."""

import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.clock import now
from miteinander.programme.events.actions import cancel_event
from miteinander.programme.participation.actions import save_parts
from miteinander.programme.participation.models import BringItem, Question, Registration
from tests.support.factories import make_event, make_identity, make_plan, make_registration, pool_of
from tests.support.seats import books_agree

pytestmark = pytest.mark.django_db


def path_of(plan, lang="de"):
    return f"/{lang}/termine/{plan.event.slug}/anmelden/"


def hidden(html):
    return dict(re.findall(r'<input type="hidden" name="(stamp|submission)" value="([^"]+)"', html))


def filled(client, plan, *, lang="de", **fields):
    """What a browser sends for the form of a plan; None leaves a field out."""
    given = hidden(client.get(path_of(plan, lang)).content.decode())
    values = {"name": "Mira", f"seats_{pool_of(plan).pk}": "1", **given, **fields}
    return {name: value for name, value in values.items() if value is not None}


def send(client, plan, *, lang="de", wait=10, **fields):
    """Fetch the form, wait as many seconds, and send it."""
    with time_machine.travel(now(), tick=False) as traveller:
        values = filled(client, plan, lang=lang, **fields)
        traveller.shift(wait)
        return client.post(path_of(plan, lang), values)


def add_question(plan, **values):
    row = {
        "kind": "text", "text": Translated.of("Für welche Gruppe?"), "choices": Translated(), "is_required": False,
        "is_special": False, "purpose": Translated.of("Für die Tische."), "erase_after_days": 9,
    }  # fmt: skip
    save_parts(plan=plan, model=Question, rows=[row | values])
    return plan.questions.get()


def test_name_number_and_one_button_suffice(client):
    plan = make_plan(seats=10)
    response = send(client, plan, name="Mira")
    registration = Registration.objects.get()
    assert response.status_code == 302
    assert response["Location"].startswith("/de/anmeldung/")
    assert (registration.name, registration.state, registration.guests.count()) == ("Mira", "booked", 1)
    assert (registration.email, registration.phone, registration.language) == ("", "", "de")
    html = client.get(response["Location"]).content.decode()
    assert "Sie sind angemeldet." in html
    books_agree(plan)


def test_a_whole_family_with_all_its_wishes(client):
    plan = make_plan(seats=10, items={"Töpfern": 4}, asks_food=True)
    question = add_question(plan, kind="choice", choices=Translated.of("Vormittag\nNachmittag"))
    save_parts(plan=plan, model=BringItem, rows=[{"label": Translated.of("Kuchen"), "wanted": 3}])
    pottery, cake, child = plan.pools.get(scope="item"), plan.bring_items.get(), pool_of(plan, "child")
    send(
        client, plan, lang="tr",
        **{
            "name": "Şükran", "email": " sukran@example.org ", "phone": "\u202a0214 12345\u202c",
            f"seats_{child.pk}": "2", f"items_{pottery.pk}": "2", "support": ["childcare"],
            "interpreter_language": "tr", "food_vegetarian": "3", f"question_{question.pk}": "2",
            f"bring_{cake.pk}": "1",
        },
    )  # fmt: skip
    family = Registration.objects.get()
    assert (family.email, family.phone, family.language) == ("sukran@example.org", "+4921412345", "tr")
    assert [(guest.pool.kind, guest.name) for guest in family.guests.order_by("position")] == [
        ("adult", "Şükran"), ("child", ""), ("child", ""),
    ]  # fmt: skip
    assert family.item_seats.get().count == 2
    assert (family.support, family.interpreter_language) == (["childcare", "interpreter"], "tr")
    assert family.food == {"vegetarian": 3}
    assert family.answers.get().text == "2"
    assert family.claims.get().count == 1
    books_agree(plan)


def test_who_registers_only_children_is_none_of_them(client):
    plan = make_plan()
    send(
        client,
        plan,
        name="Oma",
        **{f"seats_{pool_of(plan).pk}": "0", f"seats_{pool_of(plan, 'child').pk}": "2"},
    )
    assert [guest.name for guest in Registration.objects.get().guests.all()] == ["", ""]


@pytest.mark.parametrize("mail", ["", "mira@example.org"])
def test_registering_costs_at_most_twelve_queries(client, count_queries, mail):
    """With the answer, the limit and the transactions; also where few seats are left, which pages say."""
    plan = make_plan(seats=6)
    with time_machine.travel(now(), tick=False) as traveller:
        values = filled(client, plan, email=mail, **{f"seats_{pool_of(plan, 'child').pk}": "2"})
        traveller.shift(10)
        with count_queries() as queries:
            response = client.post(path_of(plan), values)
    assert response.status_code == 302
    assert len(queries) <= 12, [query["sql"][:120] for query in queries]
    books_agree(plan)


@pytest.mark.parametrize("count", [1, 3])
def test_form_costs_the_same_however_much_is_asked(client, count_queries, count):
    make_identity()
    plan = make_plan(items={f"Teil {n}": 4 for n in range(count)})
    rows = [{"label": Translated.of(f"Kuchen {n}"), "wanted": 3} for n in range(count)]
    save_parts(plan=plan, model=BringItem, rows=rows)
    question = {"kind": "text", "text": Translated.of("Frage"), "purpose": Translated.of("Zweck")}
    save_parts(plan=plan, model=Question, rows=[question] * count)
    with count_queries() as queries:
        html = client.get(path_of(plan)).content.decode()
    assert html.count("Wir löschen die Antwort") == count
    assert len(queries) == 10, [query["sql"][:160] for query in queries]


def test_the_same_form_twice_is_one_registration_and_one_page(client):
    plan = make_plan()
    with time_machine.travel(now(), tick=False) as traveller:
        values = filled(client, plan)
        traveller.shift(10)
        first, second = client.post(path_of(plan), values), client.post(path_of(plan), values)
    assert first["Location"] == second["Location"]
    assert Registration.objects.count() == 1
    books_agree(plan)


def test_the_same_form_for_somebody_else_says_so_and_registers_at_the_next_try(client):
    plan = make_plan()
    with time_machine.travel(now(), tick=False) as traveller:
        values = filled(client, plan)
        traveller.shift(10)
        first = client.post(path_of(plan), values)
        again = client.post(path_of(plan), values | {"name": "Ali"})
        html = again.content.decode()
        assert (again.status_code, Registration.objects.count()) == (422, 1)
        assert "Dieses Formular ist schon angekommen." in html
        assert first["Location"] in html and 'value="Ali"' in html
        client.post(path_of(plan), values | {"name": "Ali"} | hidden(html))
    assert list(Registration.objects.values_list("name", flat=True)) == ["Mira", "Ali"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Bitte schreiben Sie Ihren Namen."),
        ({"name": "   "}, "Bitte schreiben Sie Ihren Namen."),
        ({"name": "😀"}, "Bitte schreiben Sie den Namen mit Buchstaben."),
        ({"name": "\u200b\u200b"}, "Bitte schreiben Sie den Namen mit Buchstaben."),
        ({"name": "x" * 10_000}, "Hier passen 120 Zeichen hinein."),
        ({"name": "Mira\u202eariM"}, "unsichtbare Zeichen"),
        ({"name": "Mira\u2067ariM"}, "unsichtbare Zeichen"),
        ({"name": "Mira\x00"}, "unsichtbare Zeichen"),
        ({"name": "Mira\r\nBcc: a@example.org"}, "unsichtbare Zeichen"),
        ({"email": "mira@example.org\r\nBcc: b@example.org"}, "unsichtbare Zeichen"),
        ({"email": "mira"}, "Das ist keine E-Mail-Adresse."),
        ({"email": "a@example.org,b@example.org"}, "Das ist keine E-Mail-Adresse."),
        ({"email": "a@" + "x" * 10_000}, "E-Mail-Adresse"),
        ({"phone": "ruf mich an"}, "ist keine Telefonnummer"),
        ({"phone": "<script>"}, "ist keine Telefonnummer"),
        ({"adult": "0"}, "wie viele Personen kommen"),
        ({"adult": "-1"}, "höchstens 8 Personen"),
        ({"adult": "9"}, "höchstens 8 Personen"),
        ({"adult": "9" * 5000}, "höchstens 8 Personen"),
        ({"adult": "1.5"}, "höchstens 8 Personen"),
        ({"adult": "١e٣"}, "höchstens 8 Personen"),
        ({"adult": "\x00"}, "höchstens 8 Personen"),
        ({"adult": "5", "child": "5"}, "höchstens 8 Personen"),
        ({"food_vegan": "2"}, "Sie melden 1 Person an."),
        ({"food_vegan": "-2"}, "Zahl von 0 bis"),
        ({"support": ["religion"]}, "Bitte wählen Sie aus der Liste."),
        ({"interpreter_language": "xx"}, "Bitte wählen Sie aus der Liste."),
        ({"website": "https://spam.example"}, "Bitte lassen Sie dieses Feld leer."),
        ({"stamp": "gefälscht"}, "Bitte schicken Sie das Formular noch einmal ab."),
        ({"stamp": None}, "Bitte schicken Sie das Formular noch einmal ab."),
    ],
)  # fmt: skip
def test_hostile_input_gets_a_sentence_and_books_nothing(client, fields, sentence):
    plan = make_plan(asks_food=True)
    fields = {f"seats_{pool_of(plan, name).pk}" if name in ("adult", "child") else name: value
              for name, value in fields.items()}  # fmt: skip
    response = send(client, plan, **({"phone": "0214 777"} | fields))
    html = response.content.decode()
    assert response.status_code == 422
    assert sentence in html
    assert 'role="alert"' in html
    if "phone" not in fields:
        assert 'value="0214 777"' in html, "what was typed stays"
    assert not Registration.objects.exists()
    books_agree(plan)


@pytest.mark.parametrize("name", ["O’Neill-Çelik", "محمد", "李小龙", "Ana 😀", "x" * 120, "<b>Mira</b>"])
def test_names_are_kept_as_people_write_them(client, name):
    response = send(client, make_plan(), name=name)
    assert Registration.objects.get().name == name
    html = client.get(response["Location"]).content.decode()
    assert "<b>Mira" not in html


@pytest.mark.parametrize("submission", ["", "kein-uuid", None])
def test_a_form_without_its_number_still_registers_or_says_why(client, submission):
    response = send(client, make_plan(), submission=submission)
    assert (response.status_code, Registration.objects.count()) in {(302, 1), (422, 0)}
    if response.status_code == 422:
        assert 'role="alert"' in response.content.decode()


def test_too_fast_is_asked_for_once_more_and_the_second_try_goes_through(client):
    plan = make_plan()
    with time_machine.travel(now(), tick=False) as traveller:
        values = filled(client, plan)
        refused = client.post(path_of(plan), values)
        assert refused.status_code == 422
        traveller.shift(5)
        assert client.post(path_of(plan), values | hidden(refused.content.decode())).status_code == 302


def test_a_form_open_for_days_comes_back_filled_and_goes_through_then(client):
    plan = make_plan()
    response = send(client, plan, wait=3 * 24 * 3600, name="Ausdauernd")
    assert response.status_code == 422
    assert 'value="Ausdauernd"' in response.content.decode()
    with time_machine.travel(now() + timedelta(days=3, minutes=1), tick=False):
        again = client.post(path_of(plan), {"name": "Ausdauernd", f"seats_{pool_of(plan).pk}": "1",
                                            **hidden(response.content.decode())})  # fmt: skip
    assert again.status_code == 302


def test_a_required_question_must_be_answered_and_a_special_one_never(client):
    plan = make_plan()
    question = add_question(plan, is_required=True)
    response = send(client, plan)
    assert response.status_code == 422
    assert "Bitte beantworten Sie diese Frage." in response.content.decode()
    Question.objects.filter(pk=question.pk).update(is_required=False, is_special=True)
    html = client.get(path_of(plan)).content.decode()
    assert "Niemand muss diese Frage beantworten." in html
    assert "Wir löschen die Antwort 9 Tage nach der Veranstaltung." in html
    assert "Für die Tische." in html
    assert send(client, plan).status_code == 302


def test_things_that_somebody_brings_already_are_said_and_not_offered(client):
    plan = make_plan()
    save_parts(plan=plan, model=BringItem, rows=[{"label": Translated.of("Saft"), "wanted": 1}])
    make_registration(plan=plan, bring={plan.bring_items.get().pk: 1})
    html = client.get(path_of(plan)).content.decode()
    assert "Saft: bringt schon jemand mit" in re.sub(r"\s+", " ", html)
    assert f'name="bring_{plan.bring_items.get().pk}"' not in html


def test_few_seats_are_said_and_many_are_not(client):
    plan = make_plan(seats=7)
    assert "Noch " not in client.get(path_of(plan)).content.decode()
    make_registration(plan=plan, adults=3)
    assert "Noch 4 Plätze sind frei." in client.get(path_of(plan)).content.decode()


def test_a_party_too_large_for_the_rest_is_asked_before_it_waits(client):
    plan = make_plan(seats=3)
    seats = {f"seats_{pool_of(plan).pk}": "4"}
    make_registration(plan=plan)
    plan.pools.filter(scope="all").update(seats=4)
    response = send(client, plan, **seats)
    assert response.status_code == 422
    assert "So viele Plätze sind nicht mehr frei." in response.content.decode()
    assert Registration.objects.count() == 1
    assert send(client, plan, waiting="1", **seats).status_code == 302
    assert Registration.objects.latest("pk").state == "waiting"
    books_agree(plan)


def test_where_others_wait_in_strict_order_nobody_lands_behind_them_unasked(client):
    plan = make_plan(seats=3, strict_order=True)
    make_registration(plan=plan, adults=2)
    make_registration(plan=plan, adults=2)
    asked = send(client, plan)
    assert (asked.status_code, Registration.objects.count()) == (422, 2)
    assert "Vor Ihnen warten schon andere." in asked.content.decode()
    assert send(client, plan, waiting="1").status_code == 302
    assert Registration.objects.latest("pk").state == "waiting"


def test_a_full_event_says_waiting_list_before_and_after(client):
    plan = make_plan(seats=1)
    make_registration(plan=plan)
    html = client.get(path_of(plan)).content.decode()
    assert "Alle Plätze sind vergeben." in html
    assert ">Auf die Warteliste</button>" in html
    assert ">Anmelden</button>" not in html
    response = send(client, plan, waiting="1")
    assert Registration.objects.latest("pk").state == "waiting"
    assert "Sie stehen auf der Warteliste." in client.get(response["Location"]).content.decode()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"mode": "none"}, "Sie brauchen keine Anmeldung."),
        ({"mode": "telephone"}, "Anmelden können Sie sich am Telefon."),
        ({"mode": "invitation"}, "Hierher kommen Gäste mit Einladung."),
        ({"opens_at": timedelta(days=2)}, "Die Anmeldung hat noch nicht begonnen."),
        ({"closes_at": timedelta(days=-2)}, "Die Anmeldung ist geschlossen."),
        ({"waiting_list": False, "seats": 0}, "Alle Plätze sind vergeben."),
    ],
)
def test_where_there_is_no_form_a_sentence_says_what_to_do(client, values, sentence):
    make_identity()
    values = {
        name: now() + value if isinstance(value, timedelta) else value for name, value in values.items()
    }
    plan = make_plan(**values)
    response = client.get(path_of(plan))
    html = response.content.decode()
    assert response.status_code == 200
    assert sentence in html
    assert '<form class="page-form"' not in html
    refused = client.post(path_of(plan), {"name": "Mira", f"seats_{pool_of(plan).pk}": "1"})
    assert (refused.status_code, Registration.objects.count()) == (422, 0)
    assert sentence in refused.content.decode()


def test_an_event_without_a_plan_needs_no_registration(client):
    event = make_event(dates=["2035-01-01"])
    assert (
        "Sie brauchen keine Anmeldung." in client.get(f"/de/termine/{event.slug}/anmelden/").content.decode()
    )


def test_a_cancelled_and_a_past_event_take_nobody(client):
    plan = make_plan()
    cancel_event(event=plan.event, reason=Translated.of("Sturm"))
    assert "Diese Veranstaltung ist abgesagt." in client.get(path_of(plan)).content.decode()
    past = make_plan(event=make_event(dates=["2020-01-01 10:00"]))
    assert "Diese Veranstaltung ist vorbei." in client.get(path_of(past)).content.decode()


def test_drafts_and_unknown_events_are_not_found(client):
    plan = make_plan(event=make_event(state="draft", dates=["2035-01-01 10:00"]))
    assert client.get(path_of(plan)).status_code == 404
    assert client.post(path_of(plan), {"name": "Mira"}).status_code == 404
    assert client.get("/de/termine/gibt-es-nicht/anmelden/").status_code == 404
    assert not Registration.objects.exists()


def test_an_address_is_slowed_down_and_what_was_typed_stays(client, settings):
    settings.REGISTRATIONS_AN_HOUR = 2
    plan = make_plan(seats=50)
    assert [send(client, plan, name=f"Gast {n}").status_code for n in range(2)] == [302, 302]
    refused = send(client, plan, name="Zu viel")
    assert refused.status_code == 429
    assert 'value="Zu viel"' in refused.content.decode()
    assert send(Client(REMOTE_ADDR="192.0.2.7"), plan, name="Nachbar").status_code == 302
    assert Registration.objects.count() == 3


def test_without_cookies_the_form_comes_back_filled(client):
    plan = make_plan()
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(path_of(plan), {"name": "Ohne Kekse", f"seats_{pool_of(plan).pk}": "1"})
    html = response.content.decode()
    assert response.status_code == 403
    assert 'value="Ohne Kekse"' in html and "Erlauben Sie dafür Cookies." in html
    assert not Registration.objects.exists()


def test_the_form_is_kept_by_no_cache(client):
    response = client.get(path_of(make_plan()))
    assert "no-store" in response["Cache-Control"] and "private" in response["Cache-Control"]


def test_ages_are_asked_only_with_their_reason(client):
    plan = make_plan(age_reason="Für die Betreuung.")
    address = send(client, plan, **{f"seats_{pool_of(plan, 'child').pk}": "1"})["Location"]
    html = client.get(f"{address}aendern/").content.decode()
    assert "Für die Betreuung." in html and 'name="guest_1_age"' in html
    other = make_plan()
    address = send(client, other, **{f"seats_{pool_of(other, 'child').pk}": "1"})["Location"]
    assert "_age" not in client.get(f"{address}aendern/").content.decode()


def test_a_submission_of_another_event_is_its_own(client):
    number = str(uuid.uuid4())
    for plan in (make_plan(), make_plan()):
        assert send(client, plan, submission=number).status_code == 302
    assert Registration.objects.count() == 2
