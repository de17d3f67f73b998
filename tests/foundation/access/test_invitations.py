"""An invitation lives from the mail to the account, once."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from miteinander.foundation.access import actions, links, policies
from miteinander.foundation.access.actions import Wish
from miteinander.foundation.access.models import Invitation, SignedLink, User
from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.mailing.models import OutgoingMail
from miteinander.foundation.values.clock import now, today
from tests.support.accounts import PASSWORD, make_account

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]
BASE = "https://rat.example.org/"
NEW = "vier Wörter ergeben Sinn"


def invite(email="neu@example.org", role="editor", **more):
    wish = Wish(role=role, **{name: more.pop(name) for name in ("ends_on", "languages") if name in more})
    return actions.invite(email=email, wishes=[wish], base_url=BASE, **more)


def token_of(address):
    return address.rstrip("/").rpartition("/")[2]


def test_invitation_becomes_an_account_with_its_role():
    invitation, address = invite(first_name="Alex", language="tr", actor=make_account("office"))
    assert address.startswith("https://rat.example.org/konto/einladung/")
    user = actions.accept_invitation(token=token_of(address), password=NEW, last_name="Muster")
    assert (user.email, str(user), user.language) == ("neu@example.org", "Alex Muster", "tr")
    assert user.check_password(NEW)
    assert policies.role_keys(user) == {"editor"}
    assert user.has_perm("events.change_event") and not user.has_perm("access.view_user")
    invitation.refresh_from_db()
    assert invitation.accepted_at
    trail = list(AuditEntry.objects.values_list("detail", flat=True))
    assert {"invited", "account_opened", "invitation_accepted", "role_granted editor"} <= set(trail)


def test_mail_goes_out_in_the_language_of_the_invited_and_is_secret():
    _invitation, address = invite(language="de", actor=make_account("office"))
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.language, mail.is_secret) == ("neu@example.org", "de", True)
    assert address in mail.text and "Redaktion" in mail.text and "Office" in mail.text


def test_nothing_of_the_link_is_kept_but_a_hash():
    _invitation, address = invite()
    link = SignedLink.objects.get()
    raw = token_of(address).split(".")[0]
    assert raw not in "".join(str(value) for value in vars(link).values())


def test_link_works_once():
    _invitation, address = invite()
    actions.accept_invitation(token=token_of(address), password=NEW)
    with pytest.raises(actions.InvitationInvalid):
        actions.accept_invitation(token=token_of(address), password="another password")
    assert User.objects.get(email="neu@example.org").check_password(NEW)


def test_link_expires_after_seven_days(settings):
    _invitation, address = invite()
    settings.TODAY = today() + timedelta(days=6)
    actions.open_invitation(token_of(address))
    settings.TODAY = today() + timedelta(days=2)
    with pytest.raises(actions.InvitationInvalid) as raised:
        actions.accept_invitation(token=token_of(address), password=NEW)
    assert raised.value.fault == links.Fault.EXPIRED
    assert not User.objects.filter(email="neu@example.org").exists()


def test_new_link_makes_the_old_one_useless():
    invitation, first = invite()
    second = actions.send_again(invitation=invitation, base_url=BASE)
    with pytest.raises(actions.InvitationInvalid) as raised:
        actions.open_invitation(token_of(first))
    assert raised.value.fault == links.Fault.REVOKED
    assert actions.accept_invitation(token=token_of(second), password=NEW)
    with pytest.raises(actions.InvitationInvalid):
        actions.send_again(invitation=invitation, base_url=BASE)


def test_inviting_again_withdraws_the_first_invitation():
    _one, first = invite()
    _two, second = invite("NEU@example.org", role="member")
    with pytest.raises(actions.InvitationInvalid):
        actions.open_invitation(token_of(first))
    assert policies.role_keys(actions.accept_invitation(token=token_of(second), password=NEW)) == {"member"}


def test_withdrawn_invitation_opens_nothing():
    office = make_account("office")
    invitation, address = invite(actor=office)
    actions.withdraw_invitation(invitation=invitation, actor=office)
    with pytest.raises(actions.InvitationInvalid):
        actions.accept_invitation(token=token_of(address), password=NEW)


@pytest.mark.parametrize("change", ["x", "", ".", "a.b", "ü" * 50, "\x00", "a" * 5000])
def test_forged_link_opens_nothing_and_asks_no_query(change, django_assert_num_queries):
    _invitation, address = invite()
    token = token_of(address)
    for forged in (change, token + change + "x", change + "x" + token, token.split(".")[0] + "." + change):
        with django_assert_num_queries(0), pytest.raises(actions.InvitationInvalid) as raised:
            actions.open_invitation(forged)
        assert raised.value.fault == links.Fault.FORGED


def test_token_of_another_purpose_opens_no_account():
    invitation, _address = invite()
    other = links.issue(purpose="people.check", subject=str(invitation.pk), days=7)
    with pytest.raises(actions.InvitationInvalid):
        actions.accept_invitation(token=other, password=NEW)


def test_only_one_open_invitation_for_an_address():
    invite()
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(email="Neu@Example.org", expires_at=now())


def test_somebody_with_an_account_is_not_invited():
    with pytest.raises(actions.AccountExists):
        invite("MEMBER@example.org", actor=None) if make_account("member") else None


def test_address_that_got_an_account_meanwhile_opens_no_second_one():
    _invitation, address = invite()
    User.objects.create_user("neu@example.org", PASSWORD)
    with pytest.raises(actions.InvitationInvalid):
        actions.accept_invitation(token=token_of(address), password=NEW)
    assert User.objects.get(email="neu@example.org").check_password(PASSWORD)


def test_nobody_invites_to_more_than_they_may():
    for role, wanted in (("office", "administrator"), ("editor", "member"), ("auditor", "member")):
        with pytest.raises(actions.NotAllowed):
            invite(f"{role}-{wanted}@example.org", role=wanted, actor=make_account(role))
    assert not Invitation.objects.exists()


def test_role_is_not_given_when_the_inviter_may_no_longer_give_it():
    office = make_account("office")
    _invitation, address = invite(actor=office)
    actions.end_grant(grant=office.grants.get())
    user = actions.accept_invitation(token=token_of(address), password=NEW)
    assert policies.role_keys(user) == frozenset()
    assert AuditEntry.objects.filter(detail="role_not_granted editor").exists()


@pytest.mark.parametrize("wish", [{"role": "translator"}, {"role": "editor", "languages": ("tr",)},
                                  {"role": "translator", "languages": ("de",)},
                                  {"role": "translator", "languages": ("xx",)},
                                  {"role": "editor", "ends_on": today() - timedelta(days=1)},
                                  {"role": "administrator", "ends_on": today()}])  # fmt: skip
def test_wish_that_makes_no_sense_is_refused(wish):
    with pytest.raises(ValidationError):
        invite(**wish)


# --- The page behind the link ------------------------------------------------------------------------------------------


def test_page_signs_in_and_leads_to_the_second_factor(client):
    _invitation, address = invite()
    path = address.removeprefix("https://rat.example.org")
    assert b"neu@example.org" in client.get(path).content
    answer = client.post(path, {"password1": NEW, "password2": NEW, "first_name": "Alex"})
    assert answer.headers["Location"] == "/konto/zweiter-faktor/"
    assert client.session["_auth_user_id"] == str(User.objects.get(email="neu@example.org").pk)
    for address in ("/konto/zweiter-faktor/app/", "/konto/zweiter-faktor/passkeys/neu/"):
        assert client.get(address).status_code == 200, "no password is asked again right after choosing one"
    with time_machine.travel(now() + timedelta(minutes=6), tick=False):
        assert client.get("/konto/zweiter-faktor/app/").headers["Location"].startswith("/konto/bestaetigen/")


def test_page_signs_whoever_was_there_out_first(client):
    member = make_account("member", factor=False)
    client.force_login(member)
    _invitation, address = invite(role="translator", languages=("tr",))
    path = address.removeprefix("https://rat.example.org")
    client.post(path, {"password1": NEW, "password2": NEW})
    assert client.session["_auth_user_id"] != str(member.pk)


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        ("kurz", "kurz", "12"),
        (NEW, NEW + "x", "verschieden"),
        ("password1234", "password1234", "Kennwort|Passwort"),
        ("", "", "Feld"),
    ],
)
def test_weak_or_different_passwords_come_back(client, first, second, sentence):
    _invitation, address = invite()
    path = address.removeprefix("https://rat.example.org")
    answer = client.post(path, {"password1": first, "password2": second, "first_name": "Alex"})
    html = answer.content.decode()
    assert answer.status_code == 200 and re.search(sentence, html) and 'value="Alex"' in html
    assert not User.objects.filter(email="neu@example.org").exists()


@pytest.mark.parametrize("token", ["x", "a.b", "%00", "..", "x" * 400])
def test_wrong_link_is_a_friendly_page(client, token):
    answer = client.get(f"/konto/einladung/{token}/")
    assert answer.status_code in (404, 410)
    assert b"<h1" in answer.content
