"""Data protection in the office: register, log, answer and erasure, and who may."""

import json

import pytest
from django.urls import reverse

from miteinander.civic.people.models import Person
from miteinander.foundation.access.models import User
from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.privacy import register
from miteinander.foundation.privacy.models import ErasureLog
from tests.support.accounts import make_account
from tests.support.factories import make_organisation, make_person

pytestmark = pytest.mark.django_db
REGISTER, LOG, PERSON = (reverse(f"privacy:{name}") for name in ("register", "erasure-log", "person"))
ADDRESS = "zoe@example.org"


@pytest.fixture
def desk(client, office):
    client.force_login(office)
    return client


@pytest.fixture
def zoe():
    return make_person(name="Zoe Beispiel", email=ADDRESS)


def text_of(answer, status=200):
    assert answer.status_code == status, answer
    return answer.content.decode()


@pytest.mark.parametrize(
    ("role", "sees", "answers"),
    [
        ("chair", 200, 200),
        ("office", 200, 200),
        ("auditor", 200, 302),
        ("editor", 302, 302),
        ("member", 302, 302),
    ],
)
def test_who_may_what(client, zoe, role, sees, answers):
    client.force_login(make_account(role))
    assert client.get(REGISTER).status_code == client.get(LOG).status_code == sees
    assert client.get(PERSON).status_code == answers
    for verb in ("find", "page", "json", "erase"):
        answer = client.post(
            PERSON, {"address": ADDRESS, "was": verb, "sure": "" if verb == "erase" else "1"}
        )
        assert ("Zoe" in answer.content.decode() and answers != 200) is False
    assert Person.objects.filter(pk=zoe.pk).exists()


def test_register_shows_every_entry(desk):
    html = text_of(desk.get(REGISTER))
    for entry in register.entries():
        assert entry.purpose in html and entry.retention in html


def test_answer_on_the_page_and_as_a_file_is_in_the_trail(desk, zoe, office):
    page = text_of(desk.post(PERSON, {"address": ADDRESS, "was": "page"}))
    assert "Zoe Beispiel" in page and "24 Monate" in page
    answer = desk.post(PERSON, {"art": "people.person", "eintrag": zoe.pk, "was": "json"})
    assert answer["Content-Disposition"] == 'attachment; filename="auskunft.json"'
    assert "no-store" in answer["Cache-Control"]
    assert "Zoe Beispiel" in json.dumps(json.loads(text_of(answer)), ensure_ascii=False)
    assert set(ErasureLog.objects.values_list("deed", "cause", "actor")) == {("exported", "asked", office.pk)}
    entry = AuditEntry.objects.get(detail="privacy.export")
    assert (entry.actor, entry.record_id) == (office, str(zoe.pk))


def test_erasure_shows_first_what_goes_and_needs_a_tick(desk, zoe, office):
    html = text_of(desk.post(PERSON, {"address": ADDRESS, "was": "find"}))
    assert "Das würde gelöscht" in html and "Personen" in html
    html = text_of(desk.post(PERSON, {"address": ADDRESS, "was": "erase"}), 422)
    assert "Bestätigen Sie erst" in html and ADDRESS in html
    assert Person.objects.filter(pk=zoe.pk).exists()
    answer = desk.post(PERSON, {"address": ADDRESS, "was": "erase", "sure": "1"}, follow=True)
    assert "Gelöscht oder geleert: 1" in text_of(answer)
    assert not Person.objects.filter(pk=zoe.pk).exists()
    details = AuditEntry.objects.filter(actor=office).values_list("detail", "record_label")
    assert ("privacy.erase", "") in details
    assert "Zoe" not in str(list(AuditEntry.objects.values())) + str(list(ErasureLog.objects.values()))


def test_nobody_erases_their_own_account_or_one_above_them(client, office):
    mine = make_account("office", email="mine@example.org")
    client.force_login(mine)
    for address, sentence in (
        (mine.email, "Ihr eigenes Konto"),
        (office.email, "das Sie nicht schließen dürfen"),
    ):
        for case in (address, address.upper()):
            html = text_of(client.post(PERSON, {"address": case, "was": "erase", "sure": "1"}), 422)
            assert sentence in html
    html = text_of(
        client.post(PERSON, {"art": "access.user", "eintrag": office.pk, "was": "erase", "sure": "1"}), 422
    )
    assert "das Sie nicht schließen dürfen" in html
    assert User.objects.count() == 2


@pytest.mark.parametrize(
    "data",
    [
        {}, {"address": "kein"}, {"address": "a@b.example\x00"}, {"art": "people.person", "eintrag": "x"},
        {"art": "people.organisation", "eintrag": "1"}, {"art": "no.such", "eintrag": "1"},
        {"art": "audit.auditentry", "eintrag": "1"}, {"eintrag": "9" * 40},
    ],
)  # fmt: skip
@pytest.mark.parametrize("verb", ["find", "page", "json", "erase", "other"])
def test_hostile_or_empty_input_finds_nobody(desk, zoe, data, verb):
    organisation = make_organisation(email="verein@example.org")
    answer = desk.post(PERSON, data | {"was": verb, "sure": "1"})
    assert answer.status_code == 422
    assert Person.objects.filter(pk=zoe.pk).exists()
    assert type(organisation).objects.filter(pk=organisation.pk).exists()


def test_address_of_a_page_never_holds_the_address_of_a_person(desk, zoe):
    html = text_of(desk.post(PERSON, {"address": ADDRESS, "was": "find"}))
    assert f"address={ADDRESS}" not in html and "address=zoe" not in html
    assert "Zoe" not in text_of(desk.get(PERSON, {"address": ADDRESS, "was": "page"}))


def test_log_costs_the_same_for_one_and_for_many(desk, office, count_queries):
    def cost():
        with count_queries() as queries:
            text_of(desk.get(LOG))
        return len(queries)

    def log():
        ErasureLog.objects.create(deed="deleted", cause="due", model="people.person", count=1, actor=office)

    log()
    cost()
    first = cost()
    for _number in range(3):
        log()
    assert cost() == first
