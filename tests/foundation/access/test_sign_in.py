"""Accounts sign in by e-mail; the office needs a sign-in."""

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction
from django.urls import reverse

from miteinander.foundation.access.models import User

pytestmark = pytest.mark.django_db
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


def test_office_sends_the_anonymous_to_the_sign_in(client):
    answer = client.get("/buero/", follow=True)
    assert answer.redirect_chain[0][0].startswith(reverse("wagtailadmin_login"))
    assert answer.status_code == 200
    assert b'type="password"' in answer.content


def test_office_refuses_an_account_without_a_role(client, outsider):
    client.force_login(outsider)
    answer = client.get("/buero/")
    assert answer.status_code in (302, 403)
    assert b"Veranstaltungen" not in answer.content


def test_sign_in_form_takes_the_address_in_any_case(client, office):
    answer = client.post(
        reverse("wagtailadmin_login"), {"username": "OFFICE@example.org", "password": PASSWORD}
    )
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(office.pk)
    assert client.get("/buero/").status_code == 200


def test_sign_in_form_says_nothing_about_which_part_was_wrong(client, office):
    known = client.post(reverse("wagtailadmin_login"), {"username": office.email, "password": "wrong"})
    unknown = client.post(reverse("wagtailadmin_login"), {"username": "no@example.org", "password": "wrong"})
    errors = [list(answer.context["form"].non_field_errors()) for answer in (known, unknown)]
    assert errors[0] == errors[1] != []
    assert "_auth_user_id" not in client.session
