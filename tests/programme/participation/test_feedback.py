"""Feedback: one tap, of nobody in particular, open for two weeks, never shown of small groups."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from miteinander.foundation.values.clock import BERLIN, now
from miteinander.programme.events.actions import cancel_event
from miteinander.programme.participation import feedback_views
from miteinander.programme.participation.actions.feedback import (
    FeedbackClosed,
    Voice,
    check_open,
    cleaned_sentence,
    enter_feedback,
    leave_feedback,
)
from miteinander.programme.participation.actions.sheets import (
    SheetEnteredBefore,
    SheetUnknown,
    reserve_numbers,
)
from miteinander.programme.participation.enums import SheetKind
from miteinander.programme.participation.evaluation import evaluation_of
from miteinander.programme.participation.models import Feedback, PrintedSheet
from miteinander.programme.participation.own_links import Purpose, token
from tests.support.factories import make_event, make_identity, text
from tests.support.page_checks import check_page, check_response

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]


def held(*, hours_ago: float = 3, **values):
    """An event that began so many hours ago and took two."""
    start = (now() - timedelta(hours=hours_ago)).astimezone(BERLIN)
    end = start + timedelta(hours=2)
    when = {"from": f"{start:%Y-%m-%d %H:%M}", "to": f"{end:%Y-%m-%d %H:%M}"}
    return make_event(dates=[when], **values)


def address(event, lang: str = "de") -> str:
    return f"/{lang}/rueckmeldung/{token(Purpose.FEEDBACK, event.uid)}/"


def answer(**values) -> dict:
    return {"face": "4", "sentence": "", "website": "", "once": uuid.uuid4().hex} | values


# --- When it is open ---------------------------------------------------------------------------------------------------


def test_open_from_the_start_until_two_weeks_after_the_end():
    check_open(held(hours_ago=0.1))
    check_open(held(hours_ago=2 + 14 * 24 - 1))
    with pytest.raises(FeedbackClosed) as closed:
        check_open(held(hours_ago=2 + 14 * 24 + 1))
    assert closed.value.opens_at is None
    with pytest.raises(FeedbackClosed) as early:
        check_open(held(hours_ago=-1))
    assert early.value.opens_at is not None


def test_closed_without_a_day_and_for_a_cancelled_event():
    with pytest.raises(FeedbackClosed):
        check_open(make_event())
    event = held()
    cancel_event(event=event, reason=text("Der Saal ist gesperrt."))
    with pytest.raises(FeedbackClosed):
        leave_feedback(event=event, voice=Voice(5), language="de")
    assert not Feedback.objects.exists()


# --- The page ----------------------------------------------------------------------------------------------------------


def test_page_has_five_faces_with_words_and_sets_no_cookie(client):
    response = client.get(address(held(title="Frühstück im Hof")))
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count('type="radio"') == 5
    assert page.count('class="face face-') == 5
    assert "Frühstück im Hof" in page
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "strict-origin"


def test_answer_is_kept_with_its_day_and_language_and_points_to_nobody(client):
    event = held()
    response = client.post(address(event, "tr"), answer(sentence="  Çok\n güzeldi "))
    assert response.status_code == 302
    assert response["Location"].endswith("/danke/")
    found = Feedback.objects.get()
    assert (found.event, found.face, found.sentence) == (event, 4, "Çok güzeldi")
    assert (found.language, found.channel, found.sheet) == ("tr", "web", None)
    names = {field.name for field in Feedback._meta.get_fields()}
    assert not names & {"registration", "guest", "address", "created_at"}
    assert client.get(response["Location"]).status_code == 200


def test_same_form_sent_twice_counts_once(client):
    event, sent = held(), answer()
    assert client.post(address(event), sent).status_code == 302
    assert client.post(address(event), sent).status_code == 302
    assert Feedback.objects.count() == 1


def test_sentence_without_face_comes_back_as_typed(client):
    response = client.post(address(held()), answer(face="", sentence="Es war schön"))
    page = response.content.decode()
    assert response.status_code == 422
    assert "Bitte wählen Sie ein Gesicht." in page
    assert "Es war schön" in page
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"face": "6"}, {"face": "0"}, {"face": "-1"}, {"face": "x"}, {"face": "5" * 40}, {"sentence": "a" * 501},
     {"sentence": "a" * 10_000}, {"website": "https://spam.example"}],
)  # fmt: skip
def test_hostile_answers_are_refused_with_a_sentence(client, wrong):
    response = client.post(address(held()), answer(**wrong))
    assert response.status_code == 422
    assert not Feedback.objects.exists()


def test_hand_made_form_without_its_number_is_taken(client):
    assert client.post(address(held()), {"face": "5"}).status_code == 302
    assert Feedback.objects.get().sentence == ""


def test_forged_token_costs_no_query_and_says_what_to_do(client, count_queries):
    good = token(Purpose.FEEDBACK, held().uid)
    for forged in ("erraten", good[:-1] + ("a" if good[-1] != "a" else "b"), "a" * 5000):
        response = client.get(f"/de/rueckmeldung/{forged}/")
        assert response.status_code == 404
        assert "Dieser Link stimmt nicht" in response.content.decode()
    with count_queries():
        assert feedback_views.find_event("erraten~x") is None
    with count_queries() as queries:
        feedback_views.find_event("erraten~x")
    assert len(queries) == 0


def test_token_of_a_registration_opens_no_feedback(client):
    event = held()
    foreign = token(Purpose.REGISTRATION, event.uid)
    assert client.get(f"/de/rueckmeldung/{foreign}/").status_code == 404


def test_before_and_after_the_page_says_when(client):
    assert "ab dem Beginn" in client.get(address(held(hours_ago=-30))).content.decode()
    late = client.post(address(held(hours_ago=24 * 30)), answer())
    assert "keine Rückmeldung mehr" in late.content.decode()
    assert not Feedback.objects.exists()


def test_draft_is_not_shown(client):
    assert client.get(address(held(state="draft"))).status_code == 404


def test_many_answers_from_one_address_are_stopped_and_others_are_not(client, monkeypatch):
    monkeypatch.setattr(feedback_views, "MOST_ANSWERS", 3)
    event, other = held(), held()
    for _time in range(3):
        assert client.post(address(event), answer()).status_code == 302
    stopped = client.post(address(event), answer(sentence="bleibt stehen"))
    assert stopped.status_code == 429
    assert "bleibt stehen" in stopped.content.decode()
    assert client.post(address(event), answer(), REMOTE_ADDR="198.51.100.7").status_code == 302
    assert client.post(address(other), answer()).status_code == 302
    assert Feedback.objects.count() == 5


def test_other_sites_cannot_answer_for_a_visitor(client):
    response = client.post(address(held()), answer(), headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 200
    assert not Feedback.objects.exists()


def test_short_address_of_the_poster_leads_to_that_of_the_visitor(client):
    event = held()
    short = reverse("feedback-any-language", args=[token(Purpose.FEEDBACK, event.uid)])
    response = client.get(short, headers={"Accept-Language": "uk,en;q=0.5"})
    assert (response.status_code, response["Location"]) == (302, address(event, "uk"))
    assert "Accept-Language" in response["Vary"]


def test_page_costs_the_same_queries_whatever_was_said(client, count_queries):
    event = held()
    client.get(address(event))
    with count_queries() as before:
        client.get(address(event))
    for _time in range(3):
        leave_feedback(event=event, voice=Voice(3, "so"), language="de")
    with count_queries() as after:
        client.get(address(event))
    assert len(before) == len(after)


# --- What is kept of a sentence ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  zwei   Worte ", "zwei Worte"),
        ("Zeile\r\nnoch eine", "Zeile noch eine"),
        ("\u202egnurdrewmu", "gnurdrewmu"),
        ("a\x00b", "a b"),
        ("👩‍👧 schön", "👩‍👧 schön"),
        ("می‌خواهم", "می‌خواهم"),
        ("ä" * 900, "ä" * 500),
    ],
)
def test_sentence_is_one_line_without_unseen_signs(typed, kept):
    assert cleaned_sentence(typed) == kept


# --- From paper --------------------------------------------------------------------------------------------------------


def test_sheet_is_entered_once_and_whole():
    event = held(hours_ago=24 * 60)  # paper may come late
    voices = [Voice(5, "Danke"), Voice(2)]
    one, other = reserve_numbers(event_id=event.pk, kind=SheetKind.FEEDBACK, count=2, run="x")
    assert (one, other) == ("R1", "R2")
    assert len(enter_feedback(event=event, number=one, voices=voices)) == 2
    with pytest.raises(SheetEnteredBefore):
        enter_feedback(event=event, number=one, voices=voices)
    with pytest.raises(ValueError, match="no face"):
        enter_feedback(event=event, number=other, voices=[Voice(5), Voice(9)])
    assert Feedback.objects.filter(channel="paper").count() == 2
    assert list(PrintedSheet.objects.filter(entered_at=None).values_list("number", flat=True)) == [other]
    with pytest.raises(SheetUnknown):
        enter_feedback(event=held(), number=one, voices=voices)


# --- What is shown -----------------------------------------------------------------------------------------------------


def test_small_groups_are_not_shown(count_queries):
    event = held()
    for place in range(4):
        leave_feedback(event=event, voice=Voice(1, f"Satz {place}"), language="de")
    few = evaluation_of(event.pk)
    assert (few.answers, few.is_shown, few.bars, few.sentences) == (4, False, (), ())
    leave_feedback(event=event, voice=Voice(5, "Satz 4"), language="de")
    leave_feedback(event=held(), voice=Voice(3, "von woanders"), language="de")
    with count_queries() as queries:
        enough = evaluation_of(event.pk)
    assert len(queries) == 2
    assert [(bar.face, bar.count, bar.percent) for bar in enough.bars] == [
        (5, 1, 20), (4, 0, 0), (3, 0, 0), (2, 0, 0), (1, 4, 80),
    ]  # fmt: skip
    assert sorted(enough.sentences) == [f"Satz {place}" for place in range(5)]


def test_order_of_sentences_is_not_the_order_they_came_in():
    event = held()
    said = [f"Antwort {place}" for place in range(12)]
    for sentence in said:
        leave_feedback(event=event, voice=Voice(4, sentence), language="de")
    shown = list(evaluation_of(event.pk).sentences)
    assert sorted(shown) == sorted(said)
    assert shown not in (said, said[::-1])


def test_no_public_page_shows_an_answer(client):
    event = held(slug="stilles-fest")
    for _time in range(6):
        leave_feedback(event=event, voice=Voice(5, "Geheimsatz"), language="de")
    for path in (
        address(event),
        f"{address(event)}danke/",
        reverse("events:event-detail", args=["stilles-fest"]),
    ):
        page = client.get(path).content.decode()
        assert "Geheimsatz" not in page


@pytest.mark.parametrize("lang", ["de", "ar"])
def test_pages_are_sound(client, lang):
    make_identity(is_sample=True, email="buero@example.org", telephone="+492214710123")
    event = held(title={"de": "Frühstück", "ar": "فطور"}, slug="fruehstueck-im-hof")
    path = address(event, lang)
    check_response(client.get(path), lang)
    check_response(client.get(f"{path}danke/"), lang)
    mistakes = client.post(path, answer(face=""))
    assert mistakes.status_code == 422
    check_page(mistakes.content.decode(), lang, path.removeprefix(f"/{lang}/"))
