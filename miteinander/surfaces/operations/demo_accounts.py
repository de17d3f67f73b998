"""The accounts of the demo, in the database and on the sign-in page."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password

from miteinander.foundation.access import demo
from miteinander.foundation.access.actions import AlreadyGranted, grant_role, open_account
from miteinander.foundation.access.models import User
from miteinander.foundation.values.clock import today

from .sign_ins import PASSWORD, SIGN_INS, SignIn

YEAR = timedelta(days=365)


def shown_accounts() -> list[demo.DemoAccount]:
    return [
        demo.DemoAccount(title=one.role, email=one.email, password=one.password, secret=one.secret)
        for one in SIGN_INS
    ]


def load_accounts() -> None:
    """Make the accounts that are missing and mend those there: password, role, second factor."""
    encoded = make_password(PASSWORD)  # once for all of them: hashing is made to take long
    for sign_in in SIGN_INS:
        _load(sign_in, encoded)


def _load(sign_in: SignIn, encoded: str) -> None:
    user = User.objects.filter(email=sign_in.email).first()
    if user is None:
        user = open_account(email=sign_in.email, password=None, first_name=sign_in.role, is_demo=True)
        user.password = encoded
    user.is_demo, user.is_active = True, True
    if sign_in.key != "administrator":
        user.is_superuser = False
    user.save()
    try:
        grant_role(user=user, role=sign_in.key, starts_on=today() - YEAR, languages=sign_in.languages)
    except AlreadyGranted:
        pass
    if not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, sign_in.secret)
