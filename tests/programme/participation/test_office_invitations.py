"""Households in the office: adding, sending, reminding, letters, answers on the telephone, withdrawing."""

import pytest
from django.urls import reverse

from miteinander.foundation.mailing.models import OutgoingMail
from miteinander.programme.participation.actions.invitations import Household, invite
from miteinander.programme.participation.enums import InvitationState, RegistrationMode, RegistrationState
from miteinander.programme.participation.models import Invitation, Registration
from miteinander.programme.participation.office_invitation_forms import read_lines
from miteinander.programme.participation.own_links import Purpose, code, code_digest
from tests.support import pdfs
from tests.support.factories import make_event, make_plan, pool_of

from .test_office import address, text_of, typed

pytestmark = pytest.mark.django_db
LINES = """Familie Beispiel; familie@example.org; Musterweg 1, 51371 Leverkusen; 4; Türkisch

Ehepaar Muster;; Hafenstraße 2, 51371 Leverkusen;; ar
Ada Probe"""


@pytest.fixture
def desk(client, office):
    client.force_login(office)
    return client


@pytest.fixture
def plan():
    return make_plan(mode=RegistrationMode.INVITATION)


def do(desk, plan, verb):
    return text_of(desk.post(address("invitations-do", plan.event), {"was": verb}, follow=True))


def test_lines_are_shown_before_they_are_saved(desk, plan):
    page = address("invitation-add", plan.event)
    shown = text_of(desk.post(page, {"was": "pruefen", "lines": LINES}))
    assert "3 Haushalte in die Liste" in shown and "Musterweg 1<br>51371 Leverkusen" in shown
    assert not Invitation.objects.exists()
    assert desk.post(page, {"was": "einladen", "lines": LINES}).status_code == 302
    assert list(
        Invitation.objects.order_by("pk").values_list("name", "email", "most", "language", "state")
    ) == [
        ("Familie Beispiel", "familie@example.org", 4, "tr", "ready"),
        ("Ehepaar Muster", "", 2, "ar", "ready"),
        ("Ada Probe", "", 2, "de", "ready"),
    ]
    again = text_of(desk.post(page, {"was": "pruefen", "lines": LINES + "\nNeu Hier"}))
    assert again.count("schon eingeladen") == 3 and "1 Haushalt in die Liste" in again


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("Ada; keine-adresse", "keine E-Mail-Adresse"),
        ("; ada@example.org", "Wer ist eingeladen"),
        ("Ada; ; ; viele", "höchstens so viele Personen"),
        ("Ada; ; ; 0", "höchstens so viele Personen"),
        ("Ada; ; ; 2; klingonisch", "Die Sprache „klingonisch“ hat die Seite nicht"),
        ("Ada; ; Weg 1; 2; de; noch etwas", "mehr als fünf Angaben"),
        ("x" * 5000, "Wer ist eingeladen"),
    ],
)
def test_a_line_that_cannot_be_read_names_itself_and_stays(desk, plan, line, sentence):
    page = address("invitation-add", plan.event)
    answer = text_of(desk.post(page, {"was": "einladen", "lines": f"Bo\n{line}"}), 422)
    assert "Zeile 2: " in answer and sentence in answer and line[:40] in answer
    assert not Invitation.objects.exists()


def test_columns_of_a_spreadsheet_are_read_too():
    (one,) = read_lines("Ada\tada@example.org\tWeg 1; Hof\t3\tDeutsch")
    assert (one.household.address, one.household.most, one.household.language) == ("Weg 1; Hof", 3, "de")


def test_mails_go_out_once_and_letters_are_printed_for_the_others(desk, plan):
    invite(
        plan=plan,
        households=[
            Household("Familie Beispiel", "familie@example.org", language="tr"),
            Household("Ada", address="Weg 1"),
        ],
    )
    assert "1 E-Mail liegt im Postausgang" in do(desk, plan, "senden")
    assert "nichts zu senden" in do(desk, plan, "senden")
    mail = OutgoingMail.objects.get(template="participation.invitation")
    family = Invitation.objects.get(email="familie@example.org")
    assert mail.language == "tr" and code(Purpose.INVITATION, family.uid) in mail.text
    assert family.state == InvitationState.SENT
    assert family.code_digest == code_digest(Purpose.INVITATION, code(Purpose.INVITATION, family.uid))
    letters = desk.get(address("letters", plan.event)).content
    assert pdfs.page_count(letters) == 1 and "Weg 1" in pdfs.text_of(letters)
    everybody = desk.get(address("letters", plan.event), {"alle": "1"}).content
    assert pdfs.page_count(everybody) == 2
    assert "1 Brief ist verschickt" in do(desk, plan, "briefe-sind-weg")
    assert Invitation.objects.get(name="Ada").state == InvitationState.SENT


def test_only_who_did_not_answer_is_reminded_and_once_a_day(desk, plan):
    silent, declined = invite(
        plan=plan, households=[Household("Eins", "eins@example.org"), Household("Zwei", "zwei@example.org")]
    )
    do(desk, plan, "senden")
    desk.post(address("invitation-do", declined), {"was": "absagen"})
    assert "1 E-Mail liegt" in do(desk, plan, "erinnern")
    assert "nichts zu senden" in do(desk, plan, "erinnern")
    reminders = OutgoingMail.objects.filter(template="participation.invitation_reminder")
    assert [mail.to for mail in reminders] == [silent.email]


def test_nothing_is_sent_before_the_event_is_public(desk):
    plan = make_plan(event=make_event(state="draft", dates=["2035-06-06 15:00"]))
    invite(plan=plan, households=[Household("Eins", "eins@example.org")])
    assert "Veröffentlichen Sie zuerst" in do(desk, plan, "senden")
    assert not OutgoingMail.objects.exists()


def test_a_household_says_yes_on_the_telephone(desk, plan):
    (one,) = invite(plan=plan, households=[Household("Familie Beispiel", most=4)])
    page = f"{address('entry', plan.event)}?einladung={one.pk}"
    shown = desk.get(page)
    assert "höchstens 4 Personen" in text_of(shown)
    data = typed(shown) | {f"kind_{pool_of(plan).pk}": "3"}
    assert data["name"] == "Familie Beispiel"
    assert desk.post(page, data).status_code == 302
    one.refresh_from_db()
    assert one.state == InvitationState.ACCEPTED and one.registration.guests.count() == 3
    again = typed(desk.get(page)) | {"andere": "1"}
    assert "Melden Sie zuerst die Anmeldung ab" in text_of(desk.post(page, again), 422)
    assert Registration.objects.count() == 1
    assert "3" in text_of(desk.get(address("invitation-list", plan.event)))


def test_withdrawing_leaves_those_who_come(desk, plan):
    (one,) = invite(plan=plan, households=[Household("Familie Beispiel")])
    page = f"{address('entry', plan.event)}?einladung={one.pk}"
    desk.post(page, typed(desk.get(page)))
    withdraw = {"was": "zuruecknehmen"}
    assert "angenommen" in text_of(desk.post(address("invitation-do", one), withdraw, follow=True))
    desk.post(address("registration-do", Registration.objects.get()), {"was": "absagen"})
    assert Registration.objects.get().state == RegistrationState.CANCELLED
    assert "zurückgenommen" in text_of(desk.post(address("invitation-do", one), withdraw, follow=True))
    assert not Invitation.objects.exists()


def test_a_household_is_corrected_and_keeps_its_code(desk, plan):
    (one,) = invite(plan=plan, households=[Household("Familie Beispiel", "falsch@example.org")])
    page = address("invitation", one)
    data = typed(desk.get(page)) | {"email": "richtig@example.org"}
    assert desk.post(page, data).status_code == 302
    before = one.code_digest
    one.refresh_from_db()
    assert (one.email, one.code_digest) == ("richtig@example.org", before)


def test_the_list_finds_without_accents_and_filters(desk, plan):
    invite(plan=plan, households=[Household("Özdemir"), Household("Muster")])
    page = address("invitation-list", plan.event)
    found = text_of(desk.get(page, {"q": "ozdemir"}))
    assert "Özdemir" in found and "Muster" not in found.split("<tbody>")[1]
    assert "Dazu passt keine" in text_of(desk.get(page, {"stand": "accepted"}))
    assert reverse("participation_office:invitation-add", args=[plan.event.pk]) in found
