"""The office's side of taking part: seats and rules, the list, one registration, telephone and paper."""

import re

import pytest
from django.urls import reverse

from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.languages.text import Translated
from miteinander.programme.participation import own_links
from miteinander.programme.participation.actions import cancel_party, save_parts
from miteinander.programme.participation.actions.sheets import reserve_numbers
from miteinander.programme.participation.enums import (
    Channel,
    RegistrationMode,
    RegistrationState,
    Scope,
    SheetKind,
)
from miteinander.programme.participation.models import (
    BringItem,
    PrintedSheet,
    Question,
    Registration,
    RegistrationPlan,
)
from miteinander.programme.participation.office_registration import code_of
from miteinander.programme.participation.own_links import Purpose
from tests.support import pdfs
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


def test_nobody_overwrites_somebody_else_unseen(desk):
    plan = make_plan(seats=10)
    page = address("plan-edit", plan.event)
    mine, hers = typed(desk.get(page)), typed(desk.get(page))
    make_registration(plan=plan)
    assert desk.post(page, hers | {"seats": "12"}).status_code == 302, "a booking is no change of the plan"
    answer = text_of(desk.post(page, mine | {"seats": "15"}), 422)
    assert "inzwischen geändert" in answer and 'value="15"' in answer
    assert plan.pools.get(scope=Scope.ALL).seats == 12
    assert desk.post(page, typed(desk.get(page)) | {"seats": "15"}).status_code == 302


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


def test_kinds_items_and_their_limits(desk):
    event = make_event(dates=["2035-06-06 15:00"], items=[{"title": "Töpfern"}, {"title": "Singen"}])
    page = address("plan-edit", event)
    pottery = event.items.order_by("position").first()
    data = typed(desk.get(page)) | {
        "seats": "40",
        "arten-1-seats": "12",
        "arten-2-kind": "other",
        "arten-2-label-de": "Stand",
        "arten-2-seats": "3",
        f"item-{pottery.pk}-seats": "8",
    }
    assert desk.post(page, data).status_code == 302
    plan = RegistrationPlan.objects.get(event=event)
    assert [(str(pool), pool.seats) for pool in plan.pools.all()] == [
        ("alle zusammen", 40),
        ("Erwachsene", None),
        ("Kinder", 12),
        ("Stand", 3),
        ("Töpfern", 8),
    ]
    again = typed(desk.get(page))
    assert desk.post(page, again).status_code == 302, "saving what is there changes nothing"
    assert plan.pools.count() == 5


def test_a_question_needs_text_and_purpose_and_a_protected_one_is_never_required(desk):
    plan = make_plan()
    page = address("question-edit", plan.event)
    data = typed(desk.get(page)) | {"zeilen-0-text-de": "Brauchen Sie etwas?", "zeilen-0-is_required": "on"}
    answer = text_of(desk.post(page, data), 422)
    assert "wozu Sie das fragen" in answer
    data |= {"zeilen-0-purpose-de": "Damit alles da ist", "zeilen-0-is_special": "on"}
    assert "nur freiwillig gefragt" in text_of(desk.post(page, data), 422)
    assert not Question.objects.exists()
    del data["zeilen-0-is_required"]
    assert desk.post(page, data).status_code == 302
    one = Question.objects.get()
    assert (one.is_special, one.is_required, str(one.purpose)) == (True, False, "Damit alles da ist")
    again = typed(desk.get(page)) | {"zeilen-0-DELETE": "on"}
    desk.post(page, again)
    assert not Question.objects.exists()


def test_a_choice_keeps_its_lines_once_somebody_answered(desk):
    plan = make_plan()
    save_parts(
        plan=plan,
        model=Question,
        rows=[{"kind": "choice", "text": Translated.of("Suppe?"), "choices": Translated.of("Linsen\nMais\nReis"),
               "purpose": Translated.of("Zum Kochen")}],
    )  # fmt: skip
    question = plan.questions.get()
    make_registration(plan=plan, answers={question.pk: "2"})
    page = address("question-edit", plan.event)
    data = typed(desk.get(page)) | {"zeilen-0-choices-de": "Linsen\nMais"}
    assert "keine löschen" in text_of(desk.post(page, data), 422)
    assert "Mais" in text_of(desk.get(address("registration-list", plan.event)))


def test_things_to_bring_and_what_is_promised_of_them(desk):
    plan = make_plan()
    page = address("bring-edit", plan.event)
    data = typed(desk.get(page)) | {"zeilen-0-label-de": "Salat", "zeilen-0-wanted": "3"}
    assert desk.post(page, data).status_code == 302
    salad = BringItem.objects.get()
    make_registration(plan=plan, bring={salad.pk: 2})
    data = typed(desk.get(page)) | {"zeilen-0-wanted": "1"}
    assert "2 sind schon versprochen" in text_of(desk.post(page, data), 422)


# --- The list and one registration ----------------------------------------------------------------------------------


def test_the_overview_counts_and_finds(desk):
    plan = make_plan(seats=6, asks_food=True)
    make_registration(
        plan=plan, adults=2, children=3, name="Yılmaz Özdemir", food={"vegan": 2}, support=["sign_language"]
    )
    make_registration(plan=plan, adults=3, name="Familie Groß", phone="+4921412345")
    page = address("registration-list", plan.event)
    whole = text_of(desk.get(page))
    assert "Gebärdensprache" in whole and "vegan" in whole
    assert re.search(
        r"Familie Groß</bdi></a> <span class=\"seats-needs\">braucht\s+3 × <bdi>Erwachsene", whole
    )
    for words in (
        "ozdemir",
        "YILMAZ",
        code_of(Registration.objects.first()),
        code_of(Registration.objects.first()).lower(),
    ):
        found = text_of(desk.get(page, {"q": words}))
        assert found.count('scope="row"><a href="/buero/anmeldungen/gruppe/') == 1, words
    assert "Dazu passt keine" in text_of(desk.get(page, {"q": "nobody"}))
    assert "Dazu passt keine" not in text_of(desk.get(page, {"q": "0214 12345"}))
    child = pool_of(plan, "child")
    assert (
        text_of(desk.get(page, {"art": child.pk})).count('scope="row"><a href="/buero/anmeldungen/gruppe/')
        == 1
    )


@pytest.mark.parametrize(
    "query",
    [
        "?q=%00",
        "?stand=nonsense",
        "?art=99999999999999999999",
        "?art=x",
        "?p=-3",
        "?p=99999",
        "?q=%27%22%3Cb%3E",
    ],
)
def test_the_overview_survives_what_an_address_can_say(desk, query):
    plan = make_plan()
    make_registration(plan=plan)
    assert "<b>" not in text_of(desk.get(address("registration-list", plan.event) + query))


def test_two_more_on_the_telephone(desk):
    plan = make_plan(seats=5)
    one = make_registration(plan=plan, adults=2, children=1, name="Mira Beispiel")
    page = address("registration-change", one)
    adult = pool_of(plan)
    data = typed(desk.get(page)) | {f"kind_{adult.pk}": "2"}
    assert desk.post(page, data).status_code == 302
    assert one.guests.count() == 5
    books_agree(plan)
    answer = text_of(desk.post(page, typed(desk.get(page)) | {f"kind_{adult.pk}": "3"}), 422)
    assert "nur noch 5 Plätze frei" in answer
    data = typed(desk.get(page)) | {"guest_2_gone": "on", "guest_1_name": "Ali", "name": "Mira Neu"}
    assert desk.post(page, data).status_code == 302
    one.refresh_from_db()
    assert one.name == "Mira Neu" and one.guests.count() == 4
    assert list(one.guests.values_list("name", flat=True))[1] == "Ali"
    assert not one.guests.filter(pool=pool_of(plan, "child")).exists()
    books_agree(plan)


def test_out_of_turn_needs_a_reason_that_stays_in_the_trail(desk):
    plan = make_plan(seats=2)
    make_registration(plan=plan)
    waiting = make_registration(plan=plan, adults=2, name="Wartende")
    do = address("registration-do", waiting)
    answer = text_of(desk.post(do, {"was": "ausser-der-reihe", "grund": "  "}, follow=True))
    assert "schreiben Sie den Grund" in answer
    waiting.refresh_from_db()
    assert waiting.state == RegistrationState.WAITING
    answer = text_of(desk.post(do, {"was": "ausser-der-reihe", "grund": "Musikerin des Abends"}, follow=True))
    waiting.refresh_from_db()
    assert waiting.state == RegistrationState.BOOKED
    assert "Musikerin des Abends" in answer and "außer der Reihe hereingenommen" in answer
    assert AuditEntry.objects.filter(detail="participation.out_of_turn").exists()
    books_agree(plan)


def test_cancel_offers_the_seat_and_a_new_code_replaces_the_old(desk):
    plan = make_plan(seats=2)
    first = make_registration(plan=plan, adults=2, name="Erste")
    second = make_registration(plan=plan, adults=2, name="Zweite")
    desk.post(address("registration-do", first), {"was": "absagen"})
    second.refresh_from_db()
    assert second.state == RegistrationState.OFFERED
    old = code_of(second)
    answer = text_of(desk.post(address("registration-do", second), {"was": "neuer-link"}, follow=True))
    assert old not in answer
    desk.post(address("registration-do", second), {"was": "zusagen"})
    second.refresh_from_db()
    assert second.state == RegistrationState.BOOKED
    assert desk.post(address("registration-do", second), {"was": "sprengen"}).status_code == 400
    assert "abgemeldet" in text_of(desk.get(address("registration", first)))
    assert "Ändern" not in text_of(desk.get(address("registration", first))).split("<main")[1]
    books_agree(plan)


def test_the_slip_is_in_the_language_of_the_party(desk):
    one = make_registration(plan=make_plan(), language="ar", name="Amal")
    printed = desk.get(address("registration-slip", one)).content
    assert pdfs.language_of(printed) == "ar" and "Amal" in pdfs.text_of(printed)
    assert pdfs.codes_in(printed)[0].endswith(
        f"/ar/anmeldung/{own_links.token(Purpose.REGISTRATION, one.uid)}/"
    )


def test_the_door_list_and_the_files_defuse_formulas(desk):
    plan = make_plan()
    make_registration(plan=plan, adults=2, name="=HYPERLINK(1)", email="a@example.org")
    cancel_party(registration=make_registration(plan=plan, name="Abgemeldet"))
    listed = pdfs.text_of(desk.get(address("door-list", plan.event)).content)
    assert "=HYPERLINK(1)" in listed and "2 Erwachsene" in listed and "Abgemeldet" not in listed
    lines = b"".join(desk.get(address("export-csv", plan.event)).streaming_content).decode()
    assert "'=HYPERLINK(1)" in lines and "Abgemeldet" in lines
    filtered = b"".join(desk.get(address("export-csv", plan.event), {"stand": "booked"}).streaming_content)
    assert "Abgemeldet" not in filtered.decode()

    import io

    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(desk.get(address("export-xlsx", plan.event)).content))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "'=HYPERLINK(1)" in {cell.value for cell in cells}


# --- Telephone and paper --------------------------------------------------------------------------------------------


def test_who_is_registered_already_is_asked_about_first(desk):
    plan = make_plan()
    make_registration(plan=plan, name="Mira Beispiel", email="mira@example.org")
    page = address("entry", plan.event)
    data = typed(desk.get(page)) | {"name": "mira  beispiel"}
    assert "ist schon angemeldet" in text_of(desk.post(page, data), 422)
    assert Registration.objects.count() == 1
    assert desk.post(page, data | {"andere": "1"}).status_code == 302
    assert Registration.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("", "1"),
        ("x" * 10_000, "1"),
        ("Mira", "-1"),
        ("Mira", "999999999999999999999"),
        ("Mira", "0"),
        ("Mira", "zwei"),
    ],
)
def test_what_cannot_be_registered_comes_back_with_a_sentence(desk, name, number):
    plan = make_plan()
    page = address("entry", plan.event)
    data = typed(desk.get(page)) | {"name": name, f"kind_{pool_of(plan).pk}": number, "phone": "0214 1234"}
    answer = text_of(desk.post(page, data), 422)
    assert "seats-error" in answer and 'value="0214 1234"' in answer
    assert not Registration.objects.exists()


def test_turning_signs_and_line_breaks_leave_the_name(desk):
    plan = make_plan()
    page = address("entry", plan.event)
    desk.post(page, typed(desk.get(page)) | {"name": "Mira\x00\u202e\r\nBcc: x 😀"})
    assert Registration.objects.get().name == "Mira Bcc: x 😀"


def print_sheet(plan):
    (number,) = reserve_numbers(event_id=plan.event_id, kind=SheetKind.REGISTRATION, count=1, run="x")
    return number


def rows(plan, *parties):
    adult = pool_of(plan)
    data = {}
    for number, (name, count) in enumerate(parties):
        data |= {f"zeilen-{number}-name": name, f"zeilen-{number}-kind_{adult.pk}": count}
    return data


def test_a_sheet_is_entered_once(desk):
    plan = make_plan(seats=3)
    page = address("sheet", plan.event)
    print_sheet(plan)
    data = typed(desk.get(page)) | rows(plan, ("Ana", "2"), ("Bo", "1"), ("Cem", "2"))
    answer = text_of(desk.post(page, data, follow=True))
    assert "3 Anmeldungen, davon 1 auf der Warteliste" in answer
    assert [(one.name, one.state, one.channel) for one in Registration.objects.order_by("pk")] == [
        ("Ana", "booked", "paper"),
        ("Bo", "booked", "paper"),
        ("Cem", "waiting", "paper"),
    ]
    books_agree(plan)
    again = data | rows(plan, ("Dora", "1"), ("Ed", "1"), ("Fe", "1"))
    answer = text_of(desk.post(page, again), 422)
    assert "Blatt A1 ist schon eingegeben" in answer and 'value="Dora"' in answer
    assert Registration.objects.count() == 3 and PrintedSheet.objects.get().entered_by.email


def test_one_row_that_cannot_be_booked_leaves_the_whole_sheet_on_the_screen(desk):
    plan = make_plan(seats=3, waiting_list=False)
    page = address("sheet", plan.event)
    print_sheet(plan)
    data = typed(desk.get(page)) | rows(plan, ("Ana", "2"), ("Bo", "2"), ("Cem", "1"))
    answer = text_of(desk.post(page, data), 422)
    assert "nur noch 1 Platz frei" in answer and 'id="id_zeilen-1-name_error"' in answer
    assert 'value="Ana"' in answer and 'value="Cem"' in answer
    assert not Registration.objects.exists() and PrintedSheet.objects.get().entered_at is None
    books_agree(plan)
    assert desk.post(page, data | rows(plan, ("Ana", "2"), ("", ""), ("Cem", "1"))).status_code == 302
    assert Registration.objects.count() == 2
    books_agree(plan)


def test_a_row_that_is_registered_on_the_web_is_asked_about(desk):
    plan = make_plan()
    make_registration(plan=plan, name="Ana")
    page = address("sheet", plan.event)
    print_sheet(plan)
    data = typed(desk.get(page)) | rows(plan, ("ana", "2"))
    answer = text_of(desk.post(page, data), 422)
    assert "ist schon angemeldet (im Internet)" in answer
    assert desk.post(page, data | {"zeilen-0-another": "on"}).status_code == 302
    assert Registration.objects.count() == 2


def test_an_empty_sheet_and_rows_without_people_say_so(desk):
    plan = make_plan()
    page = address("sheet", plan.event)
    print_sheet(plan)
    assert "steht noch niemand" in text_of(desk.post(page, typed(desk.get(page))), 422)
    data = typed(desk.get(page)) | rows(plan, ("Ana", ""))
    assert "Wie viele kommen" in text_of(desk.post(page, data), 422)
    printed = desk.post(address("blank-sheet", plan.event), {"zahl": "2"}).content
    assert (
        pdfs.page_count(printed) == 2
        and "A2" in pdfs.text_of(printed, 0)
        and "A3" in pdfs.text_of(printed, 1)
    )


@pytest.mark.parametrize("name", ["entry", "sheet", "invitation-list", "question-edit", "bring-edit"])
def test_without_seats_the_way_leads_to_the_seats(desk, name):
    event = make_event(dates=["2035-06-06 15:00"])
    answer = text_of(desk.get(address(name, event), follow=True))
    assert "zuerst die Plätze" in answer or "Anmeldung einrichten" in answer
