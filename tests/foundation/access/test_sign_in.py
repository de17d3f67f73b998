"""One sign-in for /konto/ and /buero/: by e-mail, password and second factor."""

import re
import time
from urllib.parse import unquote, urljoin

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import PBKDF2PasswordHasher as Hasher
from django.db import IntegrityError, transaction

from miteinander.foundation.access.models import User
from miteinander.foundation.audit.models import AuditEntry
from tests.support.accounts import SECRET, make_account, with_second_factor
from tests.support.factories import make_identity
from tests.support.pages import Page

pytestmark = pytest.mark.django_db
SIGN_IN = "/konto/anmelden/"
PASSWORD = "not-a-real-password"


@pytest.mark.data_layer
@pytest.mark.parametrize("email", ["office@example.org", "OFFICE@EXAMPLE.ORG", "Office@Example.org"])
def test_email_signs_in_whatever_its_case(office, email):
    assert authenticate(username=email, password=PASSWORD) == office


@pytest.mark.data_layer
def test_wrong_password_or_address_does_not_sign_in(office):
    assert authenticate(username="office@example.org", password="wrong") is None
    assert authenticate(username="nobody@example.org", password=PASSWORD) is None
    assert authenticate(username="office@example.org%", password=PASSWORD) is None


@pytest.mark.data_layer
def test_one_account_per_address_whatever_its_case(office):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("Office@example.org", PASSWORD)
    assert User.objects.count() == 1


@pytest.mark.data_layer
def test_account_needs_an_address():
    with pytest.raises(ValueError, match="e-mail"):
        User.objects.create_user("", PASSWORD)


@pytest.mark.data_layer
def test_new_account_may_nothing_and_keeps_no_plain_password(outsider):
    assert not (outsider.is_staff or outsider.is_superuser)
    assert PASSWORD not in outsider.password
    assert outsider.check_password(PASSWORD)


def test_account_is_shown_by_name_else_address(outsider):
    assert str(outsider) == "Outsider"
    assert str(User(email="a@example.org")) == "a@example.org"


def test_office_sends_the_anonymous_to_the_one_sign_in(client):
    answer = client.get("/buero/snippets/events/event/", follow=True)
    last = "/konto/anmelden/?next=/buero/snippets/events/event/"
    assert [address for address, _status in answer.redirect_chain][-1] == last
    assert answer.status_code == 200
    assert b'type="password"' in answer.content


def test_office_refuses_an_account_without_a_role(client, outsider):
    client.force_login(outsider)
    answer = client.get("/buero/", follow=True)
    assert answer.status_code == 403
    assert b"Veranstaltungen" not in answer.content


def sign_in(client, email, password=PASSWORD, **more):
    return client.post(SIGN_IN, {"login": email, "password": password, **more})


def present_code():
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))


def test_password_and_code_lead_into_the_office(client, office):
    answer = sign_in(client, "OFFICE@example.org")
    assert answer.headers["Location"].startswith("/konto/zweiter-faktor/anmelden/")
    assert "_auth_user_id" not in client.session
    assert client.get("/buero/").status_code == 302
    answer = client.post("/konto/zweiter-faktor/anmelden/", {"code": present_code()})
    assert answer.headers["Location"] == "/buero/"
    assert client.session["_auth_user_id"] == str(office.pk)
    assert client.get("/buero/").status_code == 200


def test_code_works_once(client, office):
    code = present_code()
    sign_in(client, office.email)
    client.post("/konto/zweiter-faktor/anmelden/", {"code": code})
    client.post("/konto/abmelden/")
    sign_in(client, office.email)
    answer = client.post("/konto/zweiter-faktor/anmelden/", {"code": code})
    assert answer.status_code == 200
    assert "Dieser Code stimmt nicht" in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("code", ["000000", "", "'; drop table", "x" * 500, "\x00", "١٢٣٤٥٦"])
def test_wrong_code_does_not_sign_in(client, office, code):
    sign_in(client, office.email)
    answer = client.post("/konto/zweiter-faktor/anmelden/", {"code": code})
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_nobody_reaches_the_code_page_without_the_password(client, office):
    assert client.get("/konto/zweiter-faktor/anmelden/").headers["Location"].startswith("/konto/anmelden/")


def test_account_of_the_office_without_second_factor_is_led_to_set_it_up(client):
    chair = make_account("chair", factor=False)
    client.force_login(chair)
    for address in ("/buero/", "/buero/snippets/events/event/", "/buero/konten/"):
        answer = client.get(address)
        assert unquote(answer.headers["Location"]) == f"/konto/zweiter-faktor/?next={address}"
    assert client.get("/konto/zweiter-faktor/").status_code == 200
    with_second_factor(chair)
    assert client.get("/buero/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(client):
    chair = make_account("chair", factor=False)
    RecoveryCodes.activate(chair)
    client.force_login(chair)
    assert client.get("/buero/").status_code == 302


def test_role_that_sees_no_personal_data_needs_no_second_factor(client):
    client.force_login(make_account("translator", languages=["tr"], factor=False))
    assert client.get("/buero/").status_code == 200


@pytest.mark.parametrize("email", ["office@example.org", "closed@example.org", "nobody@example.org"])
def test_answer_never_says_which_part_was_wrong(client, office, email):
    User.objects.create_user("closed@example.org", PASSWORD, is_active=False)
    answers = [sign_in(client, email, "wrong password"), sign_in(client, "no@example.org", "wrong password")]
    if email == "closed@example.org":
        answers.append(sign_in(client, email, PASSWORD))
    texts = [
        re.sub(r'csrfmiddlewaretoken" value="\w+"', "", a.content.decode()).replace(email, "no@example.org")
        for a in answers
    ]
    assert "E-Mail-Adresse oder Kennwort stimmen nicht." in texts[0]
    assert len(set(texts)) == 1
    assert {a.status_code for a in answers} == {200}
    assert "_auth_user_id" not in client.session


def test_known_and_unknown_address_cost_the_same_hashing(client, office, monkeypatch):
    """The time of a sign-in is the time of hashing; both answers do the same number of it."""
    hashed = []
    real = Hasher.encode
    monkeypatch.setattr(
        Hasher, "encode", lambda self, *args, **more: hashed.append(1) or real(self, *args, **more)
    )
    sign_in(client, office.email, "wrong password")
    known = len(hashed)
    sign_in(client, "no@example.org", "wrong password")
    assert len(hashed) == 2 * known > 0


FOREIGN_GOALS = ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)",
                 "http:///evil.example", "https:evil.example", "\t//evil.example", "\\\\evil.example", "buero"]  # fmt: skip


def stays_here(answer):
    """The redirect as a browser reads it: backslashes are slashes, tabs and line breaks are nothing."""
    goal = re.sub(r"[\t\r\n]", "", answer.headers["Location"]).replace("\\", "/")
    return answer.status_code == 302 and urljoin("http://testserver/konto/", goal).startswith(
        "http://testserver/"
    )


@pytest.mark.parametrize("goal", FOREIGN_GOALS)
def test_sign_in_leads_to_no_foreign_page(client, goal):
    make_account("member", factor=False)
    answer = sign_in(client, "member@example.org", next=goal)
    assert stays_here(answer)
    for address in ("/buero/login/", "/konto/anmelden/"):
        answer = client.get(address, {"next": goal})
        assert stays_here(answer)


@pytest.mark.parametrize("goal", FOREIGN_GOALS)
def test_signing_out_leads_to_no_foreign_page(client, goal):
    client.force_login(make_account("member", factor=False))
    answer = client.post("/konto/abmelden/", {"next": goal})
    assert stays_here(answer)


def test_wagtails_own_sign_in_is_gone(client, office):
    answer = client.post("/buero/login/", {"username": office.email, "password": PASSWORD})
    assert answer.headers["Location"] == "/konto/anmelden/?next=/buero/"
    assert "_auth_user_id" not in client.session
    for address in ("/buero/password_reset/", "/buero/users/", "/buero/users/add/", "/buero/groups/"):
        assert client.get(address).status_code in (302, 404)


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_signs_up(client, db, method):
    answer = getattr(client, method)(
        "/konto/registrieren/", {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert answer.status_code in (404, 405)
    assert not User.objects.filter(email="new@example.org").exists()


def test_signing_in_is_in_the_trail_and_signs_out_by_post_only(client):
    member = make_account("member", factor=False)
    sign_in(client, member.email)
    assert AuditEntry.objects.filter(detail="signed_in", actor=member).count() == 1
    client.get("/konto/abmelden/")
    assert "_auth_user_id" in client.session
    client.post("/konto/abmelden/")
    assert "_auth_user_id" not in client.session


def test_pages_of_readers_ask_for_no_session(client, db, count_queries):
    make_identity()
    client.force_login(make_account("member", factor=False))
    with count_queries() as queries:
        client.get("/de/impressum/")
    assert not [one for one in queries if "session" in one["sql"] or "access_user" in one["sql"]]


@pytest.mark.parametrize("lang", ["de", "tr", "ar", "de-simple"])
def test_sign_in_page_speaks_the_language_asked_for_and_keeps_it(client, db, lang):
    answer = client.get("/konto/anmelden/", {"lang": lang})
    page = Page.parse(answer.content.decode())
    assert page.root.get("lang") == lang
    assert answer.headers["Content-Language"] == lang
    assert client.get("/konto/anmelden/").headers["Content-Language"] == lang
    assert "/konto/anmelden/?lang=uk" in answer.content.decode()


def test_pages_under_konto_use_the_browsers_language_and_are_kept_nowhere(client, db):
    answer = client.get("/konto/anmelden/", headers={"accept-language": "uk"})
    assert answer.headers["Content-Language"] == "uk"
    assert "no-store" in answer.headers["Cache-Control"]
    assert b"noindex" in answer.content
