"""The pages "Konten und Rollen"."""

from datetime import timedelta

import pytest
from django.urls import reverse

from miteinander.foundation.access.models import Invitation, RoleGrant, User
from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.mailing.models import OutgoingMail
from miteinander.foundation.values.clock import today
from tests.support.accounts import make_account

pytestmark = pytest.mark.django_db
LIST = "/buero/konten/"
SEES = {"chair", "office", "auditor", "administrator"}


@pytest.fixture
def chair(client):
    user = make_account("chair")
    client.force_login(user)
    return user


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    "role", ["chair", "office", "editor", "translator", "treasurer", "member", "auditor", "administrator"]
)
def test_pages_open_for_who_may_see_accounts(client, role):
    user = make_account(role, languages=["tr"] if role == "translator" else [])
    client.force_login(user)
    for address in (LIST, f"{LIST}{user.pk}/", f"{LIST}einladen/"):
        answer = client.get(address)
        assert answer.status_code == (200 if role in SEES else 302), address
    invited = client.post(f"{LIST}einladen/", {"email": "x@example.org", "language": "de", "role": "member"})
    assert Invitation.objects.exists() is (role in SEES - {"auditor"}), invited.status_code
    assert ("Konten und Rollen" in page(client, "/buero/")) is (role in SEES)


def test_list_costs_the_same_for_one_and_for_many(client, chair, count_queries):
    client.get(LIST)
    with count_queries() as few:
        client.get(LIST)
    for number in range(4):
        make_account("editor", email=f"{number}@example.org")
        Invitation.objects.create(
            email=f"new{number}@example.org", expires_at="2099-01-01T00:00Z", invited_by=chair
        )
    with count_queries() as many:
        html = page(client, LIST)
    assert len(many) == len(few) + 0
    assert html.count("Redaktion") >= 4


def test_list_is_searched_by_name_and_address_and_bears_hostile_words(client, chair):
    make_account("editor", email="muster@example.org")
    assert "muster@example.org" in page(client, f"{LIST}?q=MUSTER")
    assert "muster@example.org" not in page(client, f"{LIST}?q=gibtesnicht")
    for hostile in ("%00", "%25", "<script>alert(1)</script>", "' OR 1=1 --", "x" * 5000):
        assert "<script>alert(1)" not in page(client, f"{LIST}?q={hostile}&p=-1")


def test_inviting_shows_the_link_once_and_sends_it(client, chair):
    data = {
        "email": "neu@example.org",
        "first_name": "Alex",
        "language": "tr",
        "role": "translator",
        "languages": ["tr"],
    }
    html = client.post(f"{LIST}einladen/", data).content.decode()
    assert "http://testserver/konto/einladung/" in html
    assert OutgoingMail.objects.get().to == "neu@example.org"
    assert "konto/einladung" not in page(client, LIST)
    assert "neu@example.org" in page(client, LIST)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"email": "x"}, "E-Mail"),
        ({"role": "administrator"}, "administrator"),
        ({"role": "king"}, "king"),
        ({"role": "translator"}, "mindestens eine Sprache"),
        ({"role": "translator", "languages": ["xx"]}, "xx"),
        ({"ends_on": "2001-01-01"}, "schon vorbei"),
        ({"ends_on": "nie"}, "Datum"),
    ],
)
def test_invitation_that_cannot_be_comes_back_filled(client, chair, change, sentence):
    data = {"email": "neu@example.org", "first_name": "Alex", "language": "de", "role": "editor"} | change
    answer = client.post(f"{LIST}einladen/", data)
    html = answer.content.decode()
    assert answer.status_code == 200 and sentence in html and 'value="Alex"' in html
    assert not Invitation.objects.exists()


def test_inviting_somebody_with_an_account_leads_to_it(client, chair):
    other = make_account("member")
    answer = client.post(
        f"{LIST}einladen/", {"email": "MEMBER@example.org", "language": "de", "role": "editor"}
    )
    assert answer.headers["Location"] == f"{LIST}{other.pk}/"


def test_invitation_is_sent_again_and_withdrawn(client, chair):
    client.post(f"{LIST}einladen/", {"email": "neu@example.org", "language": "de", "role": "editor"})
    address = f"{LIST}einladungen/{Invitation.objects.get().pk}/"
    assert b"/konto/einladung/" in client.post(address, {"do": "again"}).content
    assert client.post(address, {"do": "withdraw"}).headers["Location"] == LIST
    assert Invitation.objects.get().withdrawn_at
    assert client.post(address, {"do": "again"}).status_code == 404


def test_role_is_given_and_ended(client, chair):
    other = make_account("member")
    address = f"{LIST}{other.pk}/"
    day = today() + timedelta(days=30)
    assert client.post(address, {"role": "editor", "ends_on": day.isoformat()}).status_code == 302
    grant = other.grants.get(role="editor")
    assert (grant.ends_on, grant.granted_by) == (day, chair)
    again = client.post(address, {"role": "editor"}).content.decode()
    assert "hat die Rolle schon" in again
    assert client.post(reverse("access_office:grant-end", args=[grant.pk])).headers["Location"] == address
    grant.refresh_from_db()
    assert grant.ended_at
    assert (
        AuditEntry.objects.filter(
            actor=chair, detail__in=["role_granted editor", "role_ended editor"]
        ).count()
        == 2
    )


def test_account_of_an_administrator_is_out_of_reach(client, chair):
    admin = make_account("administrator")
    html = page(client, f"{LIST}{admin.pk}/")
    assert "Konto schließen" not in html and "Beenden" not in html
    for do in ("close", "sessions", "second-factor", "reopen", "anything"):
        assert client.post(f"{LIST}{admin.pk}/aendern/", {"do": do}).status_code == 302
    client.post(reverse("access_office:grant-end", args=[admin.grants.get().pk]))
    admin.refresh_from_db()
    assert admin.is_active and admin.is_superuser and not admin.grants.get().ended_at


def test_last_administrator_is_kept_with_a_sentence(client):
    admin = make_account("administrator")
    client.force_login(admin)
    for answer in (
        client.post(f"{LIST}{admin.pk}/aendern/", {"do": "close"}, follow=True),
        client.post(reverse("access_office:grant-end", args=[admin.grants.get().pk]), follow=True),
    ):
        assert "das letzte Konto" in answer.content.decode()


def test_account_is_closed_and_opened(client, chair):
    other = make_account("member")
    client.post(f"{LIST}{other.pk}/aendern/", {"do": "close"})
    other.refresh_from_db()
    assert not other.is_active
    assert "geschlossen" in page(client, f"{LIST}{other.pk}/")
    client.post(f"{LIST}{other.pk}/aendern/", {"do": "reopen"})
    other.refresh_from_db()
    assert other.is_active


@pytest.mark.parametrize("address", ["users/", "users/add/", "users/edit/1/", "users/delete/1/", "groups/", "groups/add/",
                                     "bulk/access/user/delete/", "bulk/access/user/set_active_state/"])  # fmt: skip
def test_wagtails_own_screens_for_accounts_are_closed_even_to_administrators(client, address):
    admin = make_account("administrator")
    client.force_login(admin)
    assert client.get(f"/buero/{address}").headers["Location"] == LIST
    assert client.post(f"/buero/{address}?id={admin.pk}").status_code == 405
    assert User.objects.filter(pk=admin.pk, is_active=True).exists()


def test_wagtails_own_account_page_offers_no_password_and_no_address(client, chair):
    html = page(client, "/buero/account/")
    assert 'type="password"' not in html and 'type="email"' not in html


def test_read_only_addresses_take_no_post_and_the_other_way_round(client, chair):
    other = make_account("member")
    grant = RoleGrant.objects.get(user=other)
    assert client.post(LIST).status_code == 405
    for address in (f"{LIST}{other.pk}/aendern/", reverse("access_office:grant-end", args=[grant.pk])):
        assert client.get(address).status_code == 405
