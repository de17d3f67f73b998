"""The yearly question to an association: link, answer, proposal, decision."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from miteinander.civic.people import confirmations
from miteinander.civic.people.confirmations import (
    PURPOSE,
    AlreadyDecided,
    apply_proposal,
    ask_again,
    ask_for_confirmation,
    confirm_entry,
    propose_changes,
    refuse_proposal,
)
from miteinander.civic.people.enums import OrganisationKind, ProposalState
from miteinander.civic.people.models import EntryProposal, Organisation
from miteinander.foundation.access import links
from miteinander.foundation.access.models import SignedLink
from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.mailing.models import OutgoingMail
from miteinander.foundation.values.clock import today
from tests.support.accounts import make_account
from tests.support.factories import make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def choir():
    return make_organisation(
        name="Chor der Vielfalt", kinds=[OrganisationKind.ASSOCIATION], email="chor@example.org",
        telephone="+492141234567", about=Translated.of({"de": "Wir singen.", "tr": "Şarkı söylüyoruz."}),
    )  # fmt: skip


@pytest.fixture
def address(choir):
    return "/" + ask_for_confirmation(organisation=choir).split("/", 3)[3]


def typed(**changes):
    return {"name": "Chor der Vielfalt", "telephone": "0214 1234567", "email": "chor@example.org", "website": "",
            "languages": [], "about": "Wir singen.", "note": ""} | changes  # fmt: skip


def test_mail_brings_a_link_that_shows_the_entry(client, choir, address):
    mail = OutgoingMail.objects.get()
    assert mail.to == "chor@example.org" and address in mail.text and "60 Tage" in mail.text
    answer = client.get(address)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Chor der Vielfalt" in html and "0214 1234567" in html and "Wir singen." in html
    assert answer["X-Robots-Tag"] == "noindex" and answer["Referrer-Policy"] == "strict-origin"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.data_layer
def test_confirming_is_noted(choir):
    confirm_entry(organisation=choir)
    choir.refresh_from_db()
    assert choir.confirmed_on == today()
    assert AuditEntry.objects.filter(detail="people.confirmed", record_id=str(choir.pk)).exists()


def test_one_click_confirms_and_proposes_nothing(client, choir, address):
    answer = client.post(address, {"confirm": "1"})
    assert answer.status_code == 302 and answer["Location"] == "/de/vereine/bestaetigen/danke/"
    assert client.get(answer["Location"]).status_code == 200
    choir.refresh_from_db()
    assert choir.confirmed_on == today() and not EntryProposal.objects.exists()


def test_proposal_waits_until_the_office_agrees(client, choir, address, office):
    client.post(address, typed(telephone="0214 7654321", about="Wir singen laut.", note="Neuer Raum"))
    choir.refresh_from_db()
    assert (choir.telephone, choir.confirmed_on) == ("+492141234567", None)
    proposal = EntryProposal.objects.get()
    assert proposal.values == {"telephone": "+492147654321", "about": "Wir singen laut."}
    client.force_login(office)
    page = reverse("entry-check:proposal-detail", args=[proposal.pk])
    html = client.get(page).content.decode()
    assert "0214 7654321" in html and "Wir singen laut." in html and "Neuer Raum" in html
    client.post(page, {"was": "apply"})
    choir = Organisation.objects.get(pk=choir.pk)
    assert (choir.telephone, choir.about.base, choir.confirmed_on) == (
        "+492147654321",
        "Wir singen laut.",
        today(),
    )
    assert choir.about.state("tr") == "outdated"
    entry = AuditEntry.objects.filter(record_id=str(choir.pk), verb="changed").first()
    assert (entry.actor, entry.fields) == (office, ["about", "telephone"])


def test_refused_proposal_changes_nothing(choir, office):
    proposal = propose_changes(organisation=choir, values={"name": "Anders"})
    refuse_proposal(proposal=proposal, actor=office)
    choir.refresh_from_db()
    assert (choir.name, EntryProposal.objects.get().state) == ("Chor der Vielfalt", ProposalState.REFUSED)
    for decide in (apply_proposal, refuse_proposal):
        with pytest.raises(AlreadyDecided):
            decide(proposal=proposal, actor=office)


@pytest.mark.data_layer
def test_later_proposal_takes_the_place_of_the_waiting_one(choir):
    propose_changes(organisation=choir, values={"name": "Eins"})
    propose_changes(organisation=choir, values={"name": "Zwei"}, note="Entschuldigung")
    assert EntryProposal.objects.get().values == {"name": "Zwei"}
    apply_proposal(proposal=EntryProposal.objects.get())
    propose_changes(organisation=Organisation.objects.get(), values={"name": "Drei"})
    assert EntryProposal.objects.count() == 2


def test_form_without_a_change_confirms(client, choir, address):
    assert client.post(address, typed()).status_code == 302
    choir.refresh_from_db()
    assert choir.confirmed_on == today() and not EntryProposal.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"name": ""}, "name"), ({"name": "x" * 161}, "name"), ({"telephone": "drei"}, "telephone"),
     ({"email": "kein"}, "email"), ({"website": "javascript:alert(1)"}, "website"), ({"languages": ["xx"]}, "languages"),
     ({"about": "a\u202eb"}, "about"), ({"about": "x" * 3001}, "about"), ({"note": "\x00"}, "note")],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(client, choir, address, changes, field):
    answer = client.post(address, typed(about="Behalten Sie das.") | changes)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "Behalten Sie das." in answer.content.decode() or field == "about"
    assert not EntryProposal.objects.exists()


def test_only_the_named_fields_can_be_proposed(client, choir, address):
    client.post(address, typed(name="Neu") | {"slug": "boese", "kinds": "authority", "funding_sentence": "x"})
    proposal = EntryProposal.objects.get()
    assert proposal.values == {"name": "Neu"}
    EntryProposal.objects.update(values={"name": "Neu", "slug": "boese"})
    proposal.refresh_from_db()
    apply_proposal(proposal=proposal)
    assert Organisation.objects.get().slug == choir.slug


def test_markup_of_an_association_stays_text(client, choir, address, office):
    client.post(address, typed(name="<script>alert(1)</script>", note="<b>fett</b>"))
    client.force_login(office)
    html = client.get(
        reverse("entry-check:proposal-detail", args=[EntryProposal.objects.get().pk])
    ).content.decode()
    assert "<script>alert" not in html and "<b>fett" not in html


# --- The link ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("token", ["x", "a.b", "x" * 300, "%00", "..%2f"])
def test_forged_link_opens_nothing(client, choir, token):
    answer = client.get(f"/de/vereine/bestaetigen/{token}/")
    assert answer.status_code in (404, 410)
    assert "chor@example.org" not in answer.content.decode()


def test_link_for_another_purpose_opens_nothing(client, choir):
    token = links.issue(purpose="people.other", subject=f"organisation:{choir.pk}", days=9)
    assert client.post(f"/de/vereine/bestaetigen/{token}/", {"confirm": "1"}).status_code == 410
    choir.refresh_from_db()
    assert choir.confirmed_on is None


def test_link_ends_with_its_time_a_newer_one_or_the_association(client, choir, address):
    newer = "/" + ask_for_confirmation(organisation=choir).split("/", 3)[3]
    assert client.get(address).status_code == 410
    assert client.get(newer).status_code == 200
    SignedLink.objects.update(expires_at="2001-01-01T00:00:00Z")
    answer = client.post(newer, {"confirm": "1"})
    assert answer.status_code == 410 and "gilt nicht mehr" in answer.content.decode()
    third = "/" + ask_for_confirmation(organisation=choir).split("/", 3)[3]
    choir.delete()
    assert client.get(third).status_code == 410


def test_form_needs_its_csrf_token(choir, address):
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post(address, {"confirm": "1"}).status_code == 403
    choir.refresh_from_db()
    assert choir.confirmed_on is None


# --- Year after year --------------------------------------------------------------------------------------------------


@pytest.mark.data_layer
def test_nobody_is_asked_by_night_whom_the_office_never_asked(choir):
    assert ask_again(day=date(2030, 1, 1)) == 0


@pytest.mark.data_layer
@pytest.mark.parametrize(
    ("asked", "confirmed", "expected"),
    [(370, None, 1), (370, 370, 1), (370, 10, 0), (10, None, 0), (360, 360, 0)],
)
def test_a_year_later_the_question_comes_again_once(choir, asked, confirmed, expected):
    day = today()
    Organisation.objects.update(
        asked_on=day - timedelta(days=asked),
        confirmed_on=day - timedelta(days=confirmed) if confirmed else None,
    )
    assert ask_again() == expected
    assert ask_again() == 0
    assert OutgoingMail.objects.count() == expected


def test_unusable_address_stops_nobody_else(choir):
    broken = make_organisation(name="A", kinds=[OrganisationKind.ASSOCIATION], email="a@example.org")
    Organisation.objects.filter(pk=broken.pk).update(email="ä ö@")
    asked, refused = confirmations.ask_many(organisations=Organisation.objects.order_by("name"))
    assert (asked, refused) == (1, [broken])
    assert not SignedLink.objects.filter(subject=f"organisation:{broken.pk}").exists()


def test_leap_day_has_a_year_before():
    assert list(Organisation.objects.to_be_asked_again(date(2028, 2, 29))) == []


# --- In the office ----------------------------------------------------------------------------------------------------


def test_office_asks_the_chosen_ones(client, choir, office):
    other = make_organisation(name="Zweiter", kinds=[OrganisationKind.ASSOCIATION], email="z@example.org")
    press = make_organisation(name="Presse", kinds=[OrganisationKind.PRESS], email="p@example.org")
    client.force_login(office)
    data = {"verein": [choir.pk, press.pk, "x", "9" * 30, "²"]}
    html = client.post(reverse("entry-check:confirmation-ask"), data, follow=True).content.decode()
    assert "1 Verein wird gefragt." in html
    assert [mail.to for mail in OutgoingMail.objects.all()] == ["chor@example.org"]
    assert Organisation.objects.get(pk=other.pk).asked_on is None
    assert (
        "Wählen Sie erst"
        in client.post(reverse("entry-check:confirmation-ask"), follow=True).content.decode()
    )


@pytest.mark.parametrize(
    ("role", "status"), [("office", 200), ("editor", 200), ("member", 302), ("auditor", 302)]
)
def test_who_asks_and_decides(client, choir, role, status):
    proposal = propose_changes(organisation=choir, values={"name": "Neu"})
    client.force_login(make_account(role))
    assert client.get(reverse("entry-check:confirmation-list")).status_code == status
    assert client.get(reverse("entry-check:proposal-detail", args=[proposal.pk])).status_code == status
    if status != 200:
        client.post(reverse("entry-check:proposal-detail", args=[proposal.pk]), {"was": "apply"})
        client.post(reverse("entry-check:confirmation-ask"), {"verein": [choir.pk]})
        assert Organisation.objects.get().name == "Chor der Vielfalt" and not OutgoingMail.objects.exists()


def test_proposal_that_no_longer_fits_is_said_and_stays_open(client, choir, office):
    proposal = propose_changes(organisation=choir, values={"email": "kein"})
    client.force_login(office)
    answer = client.post(reverse("entry-check:proposal-detail", args=[proposal.pk]), {"was": "apply"})
    assert answer.status_code == 200
    assert EntryProposal.objects.get().state == ProposalState.OPEN
    assert Organisation.objects.get().email == "chor@example.org"


def test_list_costs_the_same_for_one_and_for_many(client, choir, office, count_queries):
    def cost():
        with count_queries() as queries:
            assert client.get(reverse("entry-check:confirmation-list")).status_code == 200
        return len(queries)

    client.force_login(office)
    propose_changes(organisation=choir, values={"name": "Neu"})
    cost()
    first = cost()
    for number in range(3):
        one = make_organisation(kinds=[OrganisationKind.ASSOCIATION], email=f"n{number}@example.org")
        propose_changes(organisation=one, values={"name": "Neu"})
    assert cost() == first


def test_page_has_one_heading_and_a_label_for_each_field(client, address):
    html = client.get(address).content.decode()
    main = html[html.index("<main") :]
    assert main.count("<h1") == 1
    for found in re.findall(r'<(?:input|textarea)[^>]*\bid="([^"]+)"', main):
        assert f'for="{found}"' in main
    assert PURPOSE not in html
