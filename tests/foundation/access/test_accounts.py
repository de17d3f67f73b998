"""The last administrator, sessions, the second factor taken away, demo accounts."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client

from miteinander.foundation.access import actions, demo, policies
from miteinander.foundation.access.models import User
from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.mailing.models import OutgoingMail
from tests.support.accounts import PASSWORD, make_account

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]


def signed_in(user):
    client = Client()
    client.post("/konto/anmelden/", {"login": user.email, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(user.pk)
    return client


def test_administrator_may_everything_and_the_last_one_stays():
    admin = make_account("administrator")
    assert admin.is_superuser and admin.has_perm("events.delete_event")
    with pytest.raises(actions.LastAdministrator):
        actions.end_grant(grant=admin.grants.get(), actor=admin)
    with pytest.raises(actions.LastAdministrator):
        actions.close_account(user=admin, actor=admin)
    admin.refresh_from_db()
    assert admin.is_superuser and admin.is_active


def test_one_of_two_administrators_can_go():
    first = make_account("administrator")
    second = make_account("administrator", email="second@example.org")
    actions.end_grant(grant=first.grants.get(), actor=second)
    first.refresh_from_db()
    assert not first.is_superuser and not first.has_perm("events.view_event")
    with pytest.raises(actions.LastAdministrator):
        actions.close_account(user=second, actor=second)


def test_closed_or_demo_account_does_not_count_as_administrator(settings):
    admin = make_account("administrator")
    make_account("administrator", email="closed@example.org")
    make_account("administrator", email="demo@example.org")
    User.objects.filter(email="closed@example.org").update(is_active=False)
    User.objects.filter(email="demo@example.org").update(is_demo=True)
    settings.DEMO_ACCOUNTS = False
    with pytest.raises(actions.LastAdministrator):
        actions.close_account(user=admin, actor=admin)


def test_sessions_are_listed_and_ended_one_by_one_or_all():
    user = make_account("member", factor=False)
    one, two = signed_in(user), signed_in(user)
    assert UserSession.objects.filter(user=user).count() == 2
    admin = make_account("administrator")
    session = UserSession.objects.filter(user=user).order_by("pk").first()
    assert actions.end_sessions(user=user, session=session.pk, actor=admin) == 1
    assert one.get("/konto/").status_code == 302
    assert two.get("/konto/").status_code == 200
    assert actions.end_sessions(user=user, actor=admin) == 1
    assert two.get("/konto/").status_code == 302
    assert AuditEntry.objects.filter(detail="sessions_ended", actor=admin).count() == 2


def test_own_page_signs_other_devices_out():
    user = make_account("member", factor=False)
    one, two = signed_in(user), signed_in(user)
    html = one.get("/konto/geraete/").content.decode()
    assert html.count("Angemeldet seit") == 2 and "dieses Gerät" in html
    one.post("/konto/geraete/")
    assert one.get("/konto/").status_code == 200
    assert two.get("/konto/").status_code == 302


def test_session_of_somebody_else_is_not_ended():
    user, other = make_account("member", factor=False), make_account("editor")
    mine = signed_in(user)
    session = UserSession.objects.get(user=user)
    assert actions.end_sessions(user=other, session=session.pk, actor=make_account("administrator")) == 0
    assert mine.get("/konto/").status_code == 200


def test_closed_account_is_out_at_once_and_comes_back_with_its_roles():
    user = make_account("member", factor=False)
    client = signed_in(user)
    admin = make_account("administrator")
    actions.close_account(user=user, actor=admin)
    assert client.get("/konto/").status_code == 302
    assert not policies.has_role(User.objects.get(pk=user.pk), "member")
    actions.reopen_account(user=user, actor=admin)
    assert policies.has_role(User.objects.get(pk=user.pk), "member")


def test_second_factor_taken_away_is_told_by_mail_in_the_persons_language():
    user = make_account("editor")
    User.objects.filter(pk=user.pk).update(language="en")
    user.refresh_from_db()
    actions.remove_second_factor(user=user, actor=make_account("administrator"))
    assert not Authenticator.objects.filter(user=user).exists()
    assert OutgoingMail.objects.get().to == user.email
    assert OutgoingMail.objects.get().language == "en"


def test_new_password_is_noted_and_told_and_ends_other_sessions():
    user = make_account("member", factor=False)
    one, two = signed_in(user), signed_in(user)
    new = "vier Wörter ergeben Sinn"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert one.post("/konto/kennwort/", {**form, "oldpassword": "wrong"}).status_code == 200
    assert one.post("/konto/kennwort/", form).status_code == 302
    user.refresh_from_db()
    assert user.check_password(new)
    assert two.get("/konto/").status_code == 302
    assert AuditEntry.objects.filter(detail="password_changed").exists()
    assert OutgoingMail.objects.get().to == user.email


def test_trail_names_fields_and_never_their_values():
    user = make_account("member")
    actions.save_profile(user=user, first_name="Geheim", last_name="", language="tr")
    entry = AuditEntry.objects.get(detail="profile")
    assert entry.fields == ["first_name", "language"]
    assert "tr" not in entry.detail


# --- Demo ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def demo_account(monkeypatch):
    user = make_account("member", factor=False)
    User.objects.filter(pk=user.pk).update(is_demo=True)
    shown = demo.DemoAccount(title="Mitglied", email=user.email, password=PASSWORD)
    monkeypatch.setattr(demo, "_providers", [lambda: [shown]])
    return user


def test_demo_accounts_are_shown_and_sign_in_where_they_may(client, demo_account):
    assert b"member@example.org" in client.get("/konto/anmelden/").content
    signed_in(demo_account)


def test_demo_account_does_not_sign_in_in_production(client, demo_account, settings):
    running = signed_in(demo_account)
    settings.DEMO_ACCOUNTS = False
    assert b"member@example.org" not in client.get("/konto/anmelden/").content
    answer = client.post("/konto/anmelden/", {"login": demo_account.email, "password": PASSWORD})
    assert answer.status_code == 200 and "_auth_user_id" not in client.session
    assert running.get("/konto/").status_code == 302
    assert demo.code_for(User.objects.get(pk=demo_account.pk)) == ""


def test_code_is_shown_for_demo_accounts_only(client):
    user = make_account("editor")
    client.post("/konto/anmelden/", {"login": user.email, "password": PASSWORD})
    assert b"vorfuehrung" not in client.get("/konto/zweiter-faktor/anmelden/").content
