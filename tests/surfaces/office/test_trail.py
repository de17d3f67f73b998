"""The trail in the office: who sees it, its filters, its file, its cost."""

import pytest
from django.urls import reverse
from django.utils import timezone

from miteinander.foundation.audit.actions import write_entry
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.audit.models import AuditEntry
from tests.support.accounts import make_account
from tests.support.factories import make_person, make_venue

pytestmark = pytest.mark.django_db
LIST, EXPORT = reverse("audit:entry-list"), reverse("audit:entry-export")


@pytest.fixture
def desk(client, office):
    client.force_login(office)
    return client


def text_of(answer):
    assert answer.status_code == 200, answer
    return answer.getvalue().decode() if answer.streaming else answer.content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("chair", 200),
        ("office", 200),
        ("auditor", 200),
        ("editor", 302),
        ("member", 302),
        ("treasurer", 302),
        ("", 302),
    ],
)
def test_who_sees_the_trail(client, role, status):
    make_venue(name="Haus am Ring")
    client.force_login(make_account(role))
    for address in (LIST, EXPORT):
        answer = client.get(address)
        assert answer.status_code == status
        assert ("Haus am Ring" in text_of(answer)) if status == 200 else b"Haus am Ring" not in answer.content


def test_entry_says_who_what_when_and_which_fields(desk, office):
    venue = make_venue(name="Haus")
    write_entry(record=venue, verb=Verb.CHANGED, actor=office, fields=["street", "gone_field"])
    html = text_of(desk.get(LIST))
    assert "Office" in html and "geändert" in html and "Haus" in html
    assert "Straße" in html and "gone_field" in html


def test_filters(desk, office, outsider):
    venue, person = make_venue(name="Ein Haus"), make_person(name="Eine Frau")
    write_entry(record=venue, verb=Verb.CHANGED, actor=office)
    write_entry(record=person, verb=Verb.DELETED, actor=outsider)
    today = timezone.localdate().isoformat()

    def labels(**query):
        return {row["entry"].record_label for row in desk.get(LIST, query).context["rows"]}

    assert labels() == {"Ein Haus", "Eine Frau"}
    assert labels(wer=office.pk) == {"Ein Haus"}
    assert labels(art="people.person") == {"Eine Frau"}
    assert labels(art="places.venue", eintrag=venue.pk) == {"Ein Haus"}
    assert labels(art="places.venue", eintrag=venue.pk + 1) == set()
    assert labels(von=today, bis=today) == {"Ein Haus", "Eine Frau"}
    assert labels(von="2099-01-01") == labels(bis="2001-01-01") == set()


@pytest.mark.parametrize(
    "query",
    ["wer=x", "wer=" + "9" * 40, "wer=²", "art=no.such", "art=....", "von=2026-13-77", "bis=<script>", "p=-1",
     "p=99999999999", "art=places.venue&eintrag=%00", "art=places.venue&eintrag=" + "9" * 60],
)  # fmt: skip
def test_filters_that_make_no_sense_harm_nobody(desk, query):
    make_venue()
    html = text_of(desk.get(f"{LIST}?{query}"))
    assert "<script>" not in html.partition("</head>")[2][:0] and 'value="<script>"' not in html
    text_of(desk.get(f"{EXPORT}?{query}"))


def test_labels_cannot_bring_markup_or_formulas(desk):
    make_venue(name='<img src=x onerror="x">')
    make_venue(name='=HYPERLINK("http://x")')
    assert "<img src=x" not in text_of(desk.get(LIST))
    lines = text_of(desk.get(EXPORT)).splitlines()
    assert lines[0].startswith("\ufeff") and len(lines) == 1 + AuditEntry.objects.count()
    assert any("'=HYPERLINK" in line for line in lines) and not any(';"=HYPERLINK' in line for line in lines)


def test_list_and_file_cost_the_same_for_one_and_for_many(desk, office, count_queries):
    def cost(address):
        with count_queries() as queries:
            text_of(desk.get(address))
        return len(queries)

    venue = make_venue()
    write_entry(record=venue, verb=Verb.CHANGED, actor=office)
    cost(LIST), cost(EXPORT)
    first = cost(LIST), cost(EXPORT)
    for _number in range(3):
        write_entry(record=make_person(), verb=Verb.CHANGED, actor=office)
    cost(LIST)
    assert (cost(LIST), cost(EXPORT)) == first


def test_every_edit_page_of_the_office_leads_to_the_trail_of_its_record(desk):
    reverse("wagtailadmin_home")
    person = make_person()
    html = text_of(desk.get(reverse(type(person).snippet_viewset.get_url_name("edit"), args=[person.pk])))
    assert f"{LIST}?art=people.person&amp;eintrag={person.pk}" in html
    assert f"{reverse('privacy:person')}?art=people.person&amp;eintrag={person.pk}" in html
    venue = make_venue()
    html = text_of(desk.get(reverse(type(venue).snippet_viewset.get_url_name("edit"), args=[venue.pk])))
    assert f"{LIST}?art=places.venue&amp;eintrag={venue.pk}" in html
    assert reverse("privacy:person") + "?" not in html
