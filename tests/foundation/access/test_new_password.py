"""A forgotten password: the same answer for everybody, at once; the rest happens in the background."""

import re

import pytest
from django_tasks_db.models import DBTaskResult

from miteinander.foundation.access.models import User
from miteinander.foundation.access.tasks import mail_new_password
from miteinander.foundation.mailing.models import OutgoingMail
from tests.support.accounts import PASSWORD, make_account

pytestmark = pytest.mark.django_db
NEW = "vier Wörter ergeben Sinn"


def ask(client, email):
    return client.post("/konto/kennwort/vergessen/", {"email": email})


def link_in(mail):
    found = re.search(r"http://testserver(/konto/kennwort/neu/\S+)", mail.text)
    assert found, mail.text
    return found[1]


def test_answer_and_work_are_the_same_for_known_and_unknown(client, count_queries):
    make_account("member", factor=False)
    closed = make_account("editor", factor=False)
    User.objects.filter(pk=closed.pk).update(is_active=False)
    ask(client, "first@example.org")
    seen = []
    for email in ("member@example.org", "nobody@example.org", "editor@example.org"):
        with count_queries() as queries:
            answer = ask(client, email)
        seen.append((answer.status_code, answer.headers["Location"], len(queries)))
    assert len(set(seen)) == 1
    assert DBTaskResult.objects.count() == 4
    assert not OutgoingMail.objects.exists()


def test_mail_goes_only_to_an_open_account(client):
    make_account("member", factor=False)
    User.objects.filter(pk=make_account("editor").pk).update(is_active=False)
    for email in ("Member@example.org", "nobody@example.org", "editor@example.org"):
        mail_new_password(email=email, base_url="http://testserver/")
    assert [mail.to for mail in OutgoingMail.objects.all()] == ["member@example.org"]
    assert OutgoingMail.objects.get().is_secret


def test_many_wishes_are_one_mail(client):
    make_account("member", factor=False)
    for _ in range(4):
        mail_new_password(email="member@example.org", base_url="http://testserver/")
    assert OutgoingMail.objects.count() <= 2  # a new five minutes may begin in between


def test_link_sets_a_new_password_once(client):
    make_account("member", factor=False)
    mail_new_password(email="member@example.org", base_url="http://testserver/")
    link = link_in(OutgoingMail.objects.get())
    page = client.get(link, follow=True)
    address = page.redirect_chain[-1][0]
    assert "set-password" in address, "the token leaves the address at once"
    assert client.post(address, {"password1": "kurz", "password2": "kurz"}).status_code == 200
    answer = client.post(address, {"password1": NEW, "password2": NEW})
    assert answer.headers["Location"] == "/konto/kennwort/neu/fertig/"
    user = User.objects.get()
    assert user.check_password(NEW)
    assert "_auth_user_id" not in client.session
    assert "gilt nicht mehr" in client.get(link, follow=True).content.decode()


@pytest.mark.parametrize("key", ["1-abc", "1-abc-def", "zzzzzzzzzzzzz-a", "0-set-password", "1-set-password"])
def test_wrong_link_says_so(client, key):
    make_account("member", factor=False)
    answer = client.get(f"/konto/kennwort/neu/{key}/", follow=True)
    assert "gilt nicht mehr" in answer.content.decode()
    assert User.objects.get().check_password(PASSWORD)


def test_new_password_does_not_go_round_the_second_factor(client):
    editor = make_account("editor")
    mail_new_password(email=editor.email, base_url="http://testserver/")
    address = client.get(link_in(OutgoingMail.objects.get()), follow=True).redirect_chain[-1][0]
    client.post(address, {"password1": NEW, "password2": NEW})
    answer = client.post("/konto/anmelden/", {"login": editor.email, "password": NEW})
    assert answer.headers["Location"].startswith("/konto/zweiter-faktor/anmelden/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "email", ["", "x", "a@b", "a@example.org\r\nBcc: b@example.org", "\x00@example.org", "ü" * 300]
)
def test_unusable_address_comes_back(client, email):
    answer = ask(client, email)
    assert answer.status_code == 200
    assert b"field-error" in answer.content
    assert not DBTaskResult.objects.exists()
