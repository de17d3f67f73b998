"""The own registration behind its link: see, change, cancel, answer an offer, take papers along."""

import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from icalendar import Calendar

from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.clock import now
from miteinander.programme.events.actions import cancel_event
from miteinander.programme.participation.actions import cancel_party, pass_on_offers, renew_link, save_parts
from miteinander.programme.participation.enums import DoorDeed
from miteinander.programme.participation.models import BringItem, DoorEntry, Question, Registration
from miteinander.programme.participation.own_links import Purpose, open_token, plain_code, token
from tests.support.factories import make_event, make_identity, make_plan, make_registration, pool_of
from tests.support.pdfs import codes_in, page_count, text_of
from tests.support.seats import books_agree

pytestmark = pytest.mark.django_db
PAGES = ("", "aendern/", "abmelden/", "kalender.ics", "eintrittskarte/", "zettel/", "bescheinigung/",
         "eintrittskarte.pdf", "bescheinigung.pdf")  # fmt: skip


def address(registration, page="", lang="de"):
    link = token(Purpose.REGISTRATION, registration.uid, registration.link_round)
    return f"/{lang}/anmeldung/{link}/{page}"


def read(client, registration, page="", lang="de"):
    response = client.get(address(registration, page, lang))
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def past_plan(**values):
    """A plan whose event is over, and a way to fill it while it was to come."""
    return make_plan(event=make_event(dates=["2035-06-06 15:00"]), **values)


AFTERWARDS = "2035-06-08 12:00:00+00:00"


def let_in(guest, **values):
    values = {"uid": uuid.uuid4(), "deed": DoorDeed.IN, "happened_at": now()} | values
    return DoorEntry.objects.create(event=guest.registration.plan.event, guest=guest, **values)


def test_it_says_what_is_booked(client):
    plan = make_plan(items={"Töpfern": 4}, asks_food=True)
    save_parts(plan=plan, model=BringItem, rows=[{"label": Translated.of("Kuchen"), "wanted": 3}])
    rows = [{"kind": "choice", "text": Translated.of("Wann?"), "choices": Translated.of("Früh\nSpät"),
             "purpose": Translated.of("Plan")}]  # fmt: skip
    save_parts(plan=plan, model=Question, rows=rows)
    family = make_registration(
        plan=plan, adults=2, children=1, name="Mira", email="mira@example.org", phone="+4921412345",
        items={plan.pools.get(scope="item").pk: 2}, food={"vegan": 1}, support=["interpreter"],
        interpreter_language="tr", answers={plan.questions.get().pk: "2"}, bring={plan.bring_items.get().pk: 2},
    )  # fmt: skip
    html = read(client, family)
    for words in ("Sie sind angemeldet.", "Wir haben 3 Plätze für Sie.", "2 × Erwachsene", "1 × Kinder", "0214 12345",
                  "Töpfern", "2 Personen", "1 × vegan", "Dolmetschen, Türkçe", "Spät", "2 × Kuchen"):  # fmt: skip
        assert words in html, words
    code = plain_code(Purpose.REGISTRATION, family.uid)
    assert f"{code[:4]}-{code[4:]}" in html


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_private_and_looking_changes_nothing(client, page):
    plan = make_plan(seats=1)
    booked, waiting = make_registration(plan=plan), make_registration(plan=plan)
    cancel_party(registration=booked)
    before = list(Registration.objects.values())
    for registration in (booked, waiting):
        response = client.get(address(registration, page))
        assert response.status_code in {200, 302}
        assert "no-store" in response["Cache-Control"] and "private" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Referrer-Policy"] == "strict-origin"
        client.head(address(registration, page))
    assert list(Registration.objects.values()) == before


@pytest.mark.parametrize("page", PAGES)
def test_forged_and_renewed_links_open_nothing(client, page):
    registration = make_registration(name="Geheim")
    ticket = token(Purpose.TICKET, registration.uid)
    forged = ["erraten", "a.0~b", ticket, "x" * 5000, f"{token(Purpose.REGISTRATION, uuid.uuid4())}"]
    old = address(registration, page)
    renew_link(registration=registration)
    for path in [old, *(f"/de/anmeldung/{one}/{page}" for one in forged)]:
        for response in (client.get(path), client.head(path)):
            assert response.status_code == 410
        assert "Geheim" not in client.get(path).content.decode()
    assert client.post(old, {"leave": "1"}).status_code in {405, 410}
    registration.refresh_from_db()
    assert registration.state == "booked"
    assert client.get(address(registration)).status_code == 200


def test_change_is_the_same_form_filled_in(client):
    plan = make_plan(seats=10)
    family = make_registration(plan=plan, adults=1, children=2, name="Mira", phone="+4921412345")
    html = read(client, family, "aendern/")
    adult, child = pool_of(plan).pk, pool_of(plan, "child").pk
    for name, value in {
        "name": "Mira",
        f"seats_{adult}": "1",
        f"seats_{child}": "2",
        "phone": "0214 12345",
    }.items():
        assert re.search(rf'name="{name}" value="{value}"', html), name
    fields = {"name": "Mira", f"seats_{adult}": "2", f"seats_{child}": "1", "guest_1_name": "Ali",
              "guest_2_name": "Can", "email": "mira@example.org"}  # fmt: skip
    response = client.post(address(family, "aendern/"), fields)
    assert response["Location"] == address(family)
    family.refresh_from_db()
    assert family.email == "mira@example.org"
    assert [(guest.pool.kind, guest.name) for guest in family.guests.order_by("position")] == [
        ("adult", "Mira"), ("child", "Ali"), ("adult", ""),
    ]  # fmt: skip
    books_agree(plan)


def test_a_new_name_goes_to_the_one_who_answers_for_the_party(client):
    plan = make_plan()
    party = make_registration(plan=plan, name="Mria")
    party.guests.update(name="Mria")
    client.post(address(party, "aendern/"), {"name": "Mira", f"seats_{pool_of(plan).pk}": "1"})
    assert [guest.name for guest in party.guests.all()] == ["Mira"]


def test_a_party_that_finds_no_more_seats_stays_as_it_was_and_keeps_what_was_typed(client):
    plan = make_plan(seats=3)
    make_registration(plan=plan)
    party = make_registration(plan=plan, adults=2, name="Mira")
    response = client.post(address(party, "aendern/"), {"name": "Neu", f"seats_{pool_of(plan).pk}": "3"})
    html = response.content.decode()
    assert response.status_code == 422
    assert 'value="Neu"' in html and 'role="alert"' in html
    party.refresh_from_db()
    assert (party.name, party.guests.count()) == ("Mira", 2)
    books_agree(plan)


@pytest.mark.parametrize("fields", [{"name": ""}, {"name": "x" * 10_000}, {"adult": "-1"}, {"adult": "9" * 400},
                                    {"guest_0_age": "900"}, {"guest_0_name": "um\u202egedreht"}])  # fmt: skip
def test_hostile_changes_change_nothing(client, fields):
    plan = make_plan(age_reason="Betreuung")
    party = make_registration(plan=plan, name="Mira")
    adult = f"seats_{pool_of(plan).pk}"
    fields = {adult if name == "adult" else name: value for name, value in fields.items()}
    response = client.post(address(party, "aendern/"), {"name": "Mira", adult: "1"} | fields)
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    party.refresh_from_db()
    assert (party.name, party.guests.count()) == ("Mira", 1)


def test_cancelling_asks_once_and_gives_the_seats_back(client):
    plan = make_plan(seats=2)
    party = make_registration(plan=plan, adults=2)
    assert "für 2 Personen wirklich zurücknehmen?" in read(client, party, "abmelden/")
    assert client.post(address(party, "abmelden/"))["Location"] == address(party)
    html = read(client, party)
    assert "Sie sind abgemeldet." in html
    assert f"/de/termine/{plan.event.slug}/anmelden/" in html
    assert client.post(address(party, "abmelden/"))["Location"] == address(party)
    books_agree(plan)


def test_an_offer_is_accepted_with_one_button(client):
    plan = make_plan(seats=1)
    first, second = make_registration(plan=plan), make_registration(plan=plan)
    cancel_party(registration=first)
    html = read(client, second)
    assert "Für Sie ist jetzt Platz." in html
    assert re.search(r"Bitte sagen Sie bis \w+, \d+\. \w+ \d{4}, [\d:]+ Uhr zu\.", html)
    assert client.post(address(second), {"accept": "1"})["Location"] == address(second)
    assert "Sie sind angemeldet." in read(client, second)
    books_agree(plan)


def test_an_offer_passed_on_goes_to_the_next(client):
    plan = make_plan(seats=1)
    first, second, third = (make_registration(plan=plan) for _ in range(3))
    cancel_party(registration=first)
    client.post(address(second), {"pass_on": "1"})
    assert "Sie sind abgemeldet." in read(client, second)
    assert "Für Sie ist jetzt Platz." in read(client, third)
    books_agree(plan)


def test_an_offer_that_is_over_says_so(client):
    plan = make_plan(seats=1)
    first, second = make_registration(plan=plan), make_registration(plan=plan)
    cancel_party(registration=first)
    with time_machine.travel(now() + timedelta(hours=49), tick=False):
        late = client.post(address(second), {"accept": "1"})
        assert late.status_code == 409
        assert "Das Angebot gilt nicht mehr." in late.content.decode()
        pass_on_offers()
        assert "Das Angebot ist abgelaufen." in read(client, second)
    books_agree(plan)


def test_the_waiting_list_is_left_with_one_click(client):
    plan = make_plan(seats=1)
    make_registration(plan=plan)
    waiting = make_registration(plan=plan)
    assert 'name="leave"' in read(client, waiting)
    client.post(address(waiting), {"leave": "1"})
    waiting.refresh_from_db()
    assert waiting.state == "cancelled"


@pytest.mark.parametrize("deed", ["leave", "pass_on"])
def test_an_old_page_does_not_cancel_a_booked_party(client, deed):
    booked = make_registration()
    assert client.post(address(booked), {deed: "1"}).status_code == 409
    booked.refresh_from_db()
    assert booked.state == "booked"


def test_an_unknown_deed_does_nothing(client):
    booked = make_registration()
    assert client.post(address(booked), {"zerstören": "1"})["Location"] == address(booked)
    booked.refresh_from_db()
    assert booked.state == "booked"


def test_forms_from_elsewhere_are_refused():
    booked = make_registration()
    strict = Client(enforce_csrf_checks=True)
    for page in ("", "aendern/", "abmelden/"):
        assert strict.post(address(booked, page), {"accept": "1"}).status_code == 403


def test_without_mail_the_page_asks_to_keep_the_code(client):
    assert "Bitte schreiben Sie ihn auf" in read(client, make_registration())
    assert "Wir schicken Ihnen auch eine E-Mail an a@example.org." in read(
        client, make_registration(email="a@example.org")
    )


def test_the_slip_carries_what_one_needs_at_the_telephone(client):
    make_identity(telephone="+492141234")
    party = make_registration(name="Mira", adults=2)
    code = plain_code(Purpose.REGISTRATION, party.uid)
    printed = text_of(client.get(address(party, "zettel/")).content)
    assert f"{code[:4]}-{code[4:]}" in printed and "/de/anmeldung/" in printed and "2 × Erwachsene" in printed
    assert "0214 1234" in printed


def test_the_ticket_carries_a_code_for_the_door_only_and_needs_a_seat(client):
    plan = make_plan(seats=1)
    booked, waiting = make_registration(plan=plan, name="Mira"), make_registration(plan=plan)
    html = read(client, booked, "eintrittskarte/")
    assert 'class="qr"' in html and "Mira" in html
    assert client.get(address(waiting, "eintrittskarte/"))["Location"] == address(waiting)
    assert client.get(address(waiting, "eintrittskarte.pdf"))["Location"] == address(waiting)
    printed = client.get(address(booked, "eintrittskarte.pdf"))
    assert printed["Content-Type"] == "application/pdf" and "no-store" in printed["Cache-Control"]
    assert codes_in(printed.content) == [token(Purpose.TICKET, booked.uid)]
    assert token(Purpose.TICKET, booked.uid) not in html
    assert open_token(Purpose.REGISTRATION, token(Purpose.TICKET, booked.uid)) is None


def test_the_calendar_file_leads_to_the_own_page(client):
    party = make_registration(name="Mira")
    response = client.get(address(party, "kalender.ics", "tr"))
    (entry,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert str(entry["URL"]).endswith(address(party, lang="tr"))
    assert entry["CLASS"] == "PRIVATE"
    assert address(party, lang="tr") in str(entry["DESCRIPTION"])
    assert entry["UID"] == f"{party.plan.event.uid}-0@miteinander"


def test_the_certificate_is_for_those_who_were_let_in(client):
    make_identity(name="Rat der Beispiele")
    plan = past_plan(seats=9)
    party = make_registration(plan=plan, adults=3, name="Mira")
    mira, ali, can = party.guests.order_by("position")
    party.guests.filter(pk=ali.pk).update(name="Ali")
    party.guests.filter(pk=can.pk).update(name="Can")
    party.guests.filter(pk=mira.pk).update(name="Mira")
    assert "Die Bescheinigung gibt es nach der Veranstaltung." in read(client, party, "bescheinigung/")
    let_in(mira)
    undone = let_in(ali)
    DoorEntry.objects.create(
        event=plan.event, uid=uuid.uuid4(), deed=DoorDeed.UNDO, undoes=undone.uid, happened_at=now()
    )
    with time_machine.travel(AFTERWARDS, tick=False):
        html = read(client, party, "bescheinigung/")
        assert "Waren Sie da?" in read(client, party)
        printed = client.get(address(party, "bescheinigung.pdf")).content
    assert re.findall(r'<li class="strong"><bdi>(\w+)</bdi></li>', html) == ["Mira"]
    assert page_count(printed) == 1
    assert "Mira" in text_of(printed) and "Ali" not in text_of(printed)
    assert "Rat der Beispiele" in " ".join(text_of(printed).split())


@pytest.mark.parametrize(
    ("others", "sentence"),
    [
        (True, "An der Tür steht kein Eintrag für Sie."),
        (False, "An der Tür wurde nicht notiert, wer da war."),
    ],
)
def test_without_an_entry_the_page_says_how_to_get_the_certificate(client, others, sentence):
    make_identity()
    plan = past_plan()
    party, other = make_registration(plan=plan), make_registration(plan=plan)
    if others:
        let_in(other.guests.get())
    with time_machine.travel(AFTERWARDS, tick=False):
        assert sentence in read(client, party, "bescheinigung/")


def test_a_cancelled_event_says_so_and_offers_nothing_more(client):
    plan = make_plan()
    party = make_registration(plan=plan)
    cancel_event(event=plan.event, reason=Translated.of("Sturm"))
    html = read(client, party)
    assert "Diese Veranstaltung ist abgesagt." in html
    assert "aendern/" not in html and "eintrittskarte/" not in html


def test_after_the_event_nothing_can_be_changed(client):
    party = make_registration(plan=past_plan(), name="Mira")
    with time_machine.travel(AFTERWARDS, tick=False):
        assert "Diese Veranstaltung ist vorbei." in read(client, party)
        for page in ("aendern/", "abmelden/"):
            assert client.get(address(party, page))["Location"] == address(party)
            client.post(address(party, page), {"name": "Neu"})
    party.refresh_from_db()
    assert (party.state, party.name) == ("booked", "Mira")


@pytest.mark.parametrize("count", [1, 4])
def test_own_page_costs_the_same_for_few_and_for_many(client, count_queries, count):
    make_identity()
    plan = make_plan(seats=20, items={f"Teil {n}": 9 for n in range(count)})
    rows = [{"label": Translated.of(f"Kuchen {n}"), "wanted": 3} for n in range(count)]
    save_parts(plan=plan, model=BringItem, rows=rows)
    party = make_registration(
        plan=plan, adults=count, children=count, items={pool.pk: 1 for pool in plan.pools.filter(scope="item")},
        bring={item.pk: 1 for item in plan.bring_items.all()},
    )  # fmt: skip
    with count_queries() as queries:
        client.get(address(party))
    assert len(queries) == 13, [query["sql"][:160] for query in queries]
    with count_queries() as queries:
        client.get(address(party, "aendern/"))
    assert len(queries) == 15, [query["sql"][:160] for query in queries]
