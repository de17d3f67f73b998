"""Guessing is slow, and nobody can lock somebody else out."""

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from miteinander.foundation.access import limits
from miteinander.foundation.access.models import Attempt
from tests.support.accounts import PASSWORD, make_account

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]
EMAIL = "member@example.org"


@pytest.fixture(autouse=True)
def _fast(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def member(db, _fast):
    return make_account("member", factor=False)


def guess(client, email=EMAIL, password="wrong", address="192.0.2.1", **more):
    return client.post(
        "/konto/anmelden/", {"login": email, "password": password}, REMOTE_ADDR=address, **more
    )


def is_in(client):
    return "_auth_user_id" in client.session


def test_sixth_guess_from_one_address_is_not_even_tried(client, member):
    for _ in range(5):
        assert "stimmen nicht" in guess(client).content.decode()
    assert "zu viele Versuche" in guess(client).content.decode()
    guess(client, password=PASSWORD)
    assert not is_in(client)
    with time_machine.travel(timezone.now() + timezone.timedelta(minutes=16), tick=False):
        guess(client, password=PASSWORD)
        assert is_in(client)


def test_answer_after_too_many_guesses_is_the_same_for_unknown_accounts(client, member):
    answers = []
    for email in (EMAIL, "nobody@example.org"):
        for _ in range(6):
            answer = guess(client, email)
        answers.append("zu viele Versuche" in answer.content.decode())
    assert answers == [True, True]


def test_somebody_else_signs_in_while_an_attacker_is_locked_out(client, member):
    attacker = Client()
    for _ in range(12):
        guess(attacker, address="203.0.113.9")
    guess(client, password=PASSWORD, address="192.0.2.1")
    assert is_in(client)


def test_known_device_signs_in_even_while_many_addresses_attack_the_account(client, member):
    guess(client, password=PASSWORD)
    client.post("/konto/abmelden/")
    for number in range(101):
        guess(Client(), address=f"203.0.{number}.9")
    stranger = Client()
    guess(stranger, password=PASSWORD, address="198.51.100.7")
    assert not is_in(stranger), "the account as a whole is closed to unknown devices"
    guess(client, password=PASSWORD)
    assert is_in(client)


def test_known_device_of_one_account_is_unknown_for_another(client, member):
    guess(client, password=PASSWORD)
    other = make_account("editor", factor=False)
    client.post("/konto/abmelden/")
    for _ in range(5):
        guess(client, other.email)
    assert "zu viele Versuche" in guess(client, other.email).content.decode()


def test_forged_device_cookie_is_unknown(client, member):
    client.cookies["konto-geraet"] = "x" * 400
    for _ in range(5):
        guess(client)
    assert "zu viele Versuche" in guess(client).content.decode()


def test_one_address_guesses_few_times_over_all_accounts(client, db):
    for number in range(30):
        guess(client, f"{number}@example.org")
    assert "zu viele Versuche" in guess(client, "fresh@example.org").content.decode()


def test_good_sign_ins_do_not_count(member):
    for _ in range(8):
        client = Client()
        guess(client, password=PASSWORD)
        assert is_in(client)


def test_addresses_of_one_ipv6_network_are_one(client, member):
    for number in range(5):
        guess(client, address=f"2001:db8::{number}")
    assert "zu viele Versuche" in guess(client, address="2001:db8::ffff").content.decode()
    assert "stimmen nicht" in guess(Client(), address="2001:db8:1::1").content.decode()


def test_case_and_spaces_of_the_address_make_no_new_count(client, member):
    for email in ("MEMBER@example.org", " member@example.org", "Member@Example.org", EMAIL, EMAIL):
        guess(client, email)
    assert "zu viele Versuche" in guess(client).content.decode()


def test_forwarded_address_counts_only_behind_our_proxy(client, member, settings):
    for number in range(5):
        guess(client, headers={"X-Forwarded-For": f"198.51.100.{number}"})
    assert "zu viele Versuche" in guess(client, headers={"X-Forwarded-For": "198.51.100.9"}).content.decode()


def test_nothing_kept_names_an_address_or_account(client, member):
    guess(client)
    kept = " ".join(f"{row.digest} {row}" for row in Attempt.objects.all())
    assert Attempt.objects.count() == 3
    assert "192.0" not in kept and "member" not in kept


def test_old_counts_are_forgotten(client, member):
    guess(client)
    with time_machine.travel(timezone.now() + timezone.timedelta(minutes=16), tick=False):
        assert limits.forget_old() == 2
    assert Attempt.objects.count() == 1


def test_passkeys_are_not_limited_by_guesses_at_the_password(client, member):
    for _ in range(6):
        guess(client)
    answer = client.get("/konto/zweiter-faktor/passkeys/anmelden/", headers={"Accept": "application/json"})
    assert "request_options" in answer.json()
