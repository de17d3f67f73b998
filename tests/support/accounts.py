"""The cast of the office: accounts with a role, as after a complete sign-in (`client.force_login`)."""

import base64
from functools import lru_cache
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.contrib.auth.hashers import make_password

from miteinander.foundation.access.actions import grant_role
from miteinander.foundation.access.models import User

PASSWORD = "not-a-real-password"
SECRET = base64.b32encode(b"a secret for testing").decode()


def with_second_factor(user: User) -> User:
    """The account can enter the office although its role demands a second factor."""
    TOTP.activate(user, SECRET)
    return user


@lru_cache
def _encoded(hasher: str) -> str:
    """Hashing a password takes long on purpose; once a run is enough."""
    return make_password(PASSWORD)


def make_account(role: str = "", *, factor: bool = True, email: str = "", **grant: Any) -> User:
    """An account with a role of the registry ("" for none): `make_account("translator", languages=["tr"])`."""
    user = User.objects.create(
        email=email or f"{role or 'nobody'}@example.org",
        password=_encoded(settings.PASSWORD_HASHERS[0]),
        first_name=role.title() or "Nobody",
    )
    if role:
        grant_role(user=user, role=role, **grant)
    return with_second_factor(user) if factor else user
