"""Feedback in the office: results of groups large enough, typing in paper, the poster."""

import re

import pytest
from django.urls import reverse

from miteinander.programme.participation.actions.feedback import Voice, leave_feedback
from miteinander.programme.participation.actions.sheets import reserve_numbers
from miteinander.programme.participation.documents.feedback import feedback_address, questions
from miteinander.programme.participation.enums import SheetKind
from miteinander.programme.participation.models import Feedback
from tests.support import pdfs
from tests.support.accounts import make_account
from tests.support.factories import make_identity

from .test_feedback import held

pytestmark = pytest.mark.django_db
SPACE = "participation_feedback_office"


@pytest.fixture
def office(client):
    make_identity()
    client.force_login(make_account("office"))
    return client


def address(event, page: str) -> str:
    return reverse(f"{SPACE}:{page}", args=[event.pk])


def print_sheet(event) -> None:
    reserve_numbers(event_id=event.pk, kind=SheetKind.FEEDBACK, count=1, run="x")


def sheet(*rows, number: str = "R 1") -> dict:
    sent = {"number": number, "language": "de", "form-TOTAL_FORMS": "20", "form-INITIAL_FORMS": "0"}
    for place, (face, sentence) in enumerate(rows):
        sent |= {f"form-{place}-face": face, f"form-{place}-sentence": sentence}
    return sent


def test_result_hides_few_answers_and_shows_enough(office):
    event = held()
    for place in range(4):
        leave_feedback(event=event, voice=Voice(1, f"Satz {place}"), language="de")
    page = office.get(address(event, "feedback-result")).content.decode()
    assert "4 Antworten" in page
    assert "Satz 0" not in page
    assert "<meter" not in page
    leave_feedback(event=event, voice=Voice(5, "<b>Satz</b> 4"), language="de")
    page = office.get(address(event, "feedback-result")).content.decode()
    assert page.count("<meter") == 5
    assert "Satz 0" in page
    assert "&lt;b&gt;Satz&lt;/b&gt; 4" in page


def test_sheet_is_typed_in_with_the_keyboard(office):
    event = held()
    print_sheet(event)
    page = office.get(address(event, "feedback-sheet")).content.decode()
    assert len(re.findall(r'id="id_form-[0-9]+-face"', page)) == 20 and 'value="R1"' in page
    assert 'aria-label="Zeile 1: Gesicht"' in page
    response = office.post(address(event, "feedback-sheet"), sheet(("5", "Danke"), ("", ""), ("2", "")))
    assert response.status_code == 302
    assert sorted(Feedback.objects.values_list("face", "sentence", "channel")) == [
        (2, "", "paper"),
        (5, "Danke", "paper"),
    ]
    again = office.post(address(event, "feedback-sheet"), sheet(("5", "Danke"), number="r1"))
    assert again.status_code == 422
    assert "schon eingegeben" in again.content.decode()
    assert Feedback.objects.count() == 2


@pytest.mark.parametrize(
    "rows",
    [[("6", "")], [("0", "")], [("", "ohne Gesicht")], [("x", "")], [("5", "a" * 501)], [],
     [("5", "gut"), ("9", "nicht")]],
)  # fmt: skip
def test_wrong_sheet_keeps_what_was_typed_and_stores_nothing(office, rows):
    event = held()
    response = office.post(address(event, "feedback-sheet"), sheet(*rows))
    assert response.status_code == 422
    assert not Feedback.objects.exists()
    if rows and rows[0][1]:
        assert rows[0][1] in response.content.decode()


def test_sheet_without_its_management_form_is_an_error_and_no_crash(office):
    response = office.post(address(held(), "feedback-sheet"), {"number": "A7", "language": "de"})
    assert response.status_code == 422
    assert not Feedback.objects.exists()


def test_poster_has_the_code_and_the_question_in_all_languages(office):
    event = held(title="Frühstück im Hof")
    printed = office.get(address(event, "feedback-poster")).content
    assert pdfs.codes_in(printed) == [feedback_address(event)]
    text = pdfs.text_of(printed)
    assert "Frühstück im Hof" in text and text.count("Wie war es?") == 1
    assert all(word.text in text for word in questions() if word.lang in ("tr", "uk", "en"))


def test_slips_for_those_without_a_phone(office):
    event = held()
    printed = office.post(address(event, "feedback-slips"), {"zahl": "2", "was": "zettel"}).content
    assert pdfs.page_count(printed) == 2
    assert pdfs.text_of(printed).count("Wie war es?") == 8
    assert (
        pdfs.text_of(printed, 1).count("R1") == 5
    )  # on each slip and in the footer: the bundle is one sheet
    sheets = office.post(address(event, "feedback-slips"), {"zahl": "2", "was": "blaetter"}).content
    assert "R2" in pdfs.text_of(sheets, 0) and "R3" in pdfs.text_of(sheets, 1)


def test_editor_reads_and_does_not_type_in(client):
    make_identity()
    client.force_login(make_account("editor"))
    event = held()
    assert client.get(address(event, "feedback-result")).status_code == 200
    refused = client.post(address(event, "feedback-sheet"), sheet(("5", "")))
    assert refused.status_code in (302, 403)
    assert not Feedback.objects.exists()
