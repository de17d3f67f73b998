"""Accounts for trying things out. The sign-in page shows them with password and present code; only where
`settings.DEMO_ACCOUNTS` allows it, never in production.

The floor that makes the demo says which there are: `demo.register(lambda: [DemoAccount(...)])`.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings
from django.core.cache import cache

from .models import User

PERIOD = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAccount:
    """`secret`: base32, of the code app; empty for a role that needs no second factor."""

    title: str
    email: str
    password: str
    secret: str = ""


_providers: list[Callable[[], Iterable[DemoAccount]]] = []


def register(provider: Callable[[], Iterable[DemoAccount]]) -> None:
    _providers[:] = [provider]


def shown() -> list[DemoAccount]:
    """What the sign-in page shows: nothing where demo accounts are refused or none is in the database. One query."""
    if not settings.DEMO_ACCOUNTS or not _providers:
        return []
    present = set(User.objects.filter(is_demo=True, is_active=True).values_list("email", flat=True))
    return [account for account in _providers[0]() if account.email in present] if present else []


def code_for(user: User) -> str:
    """The code to type now for a demo account; empty for any other. Each code works once, so the next one is shown
    when the present one is used up."""
    if not (settings.DEMO_ACCOUNTS and user.is_demo and _providers):
        return ""
    account = next((one for one in _providers[0]() if one.email == user.email), None)
    factor = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if account is None or not account.secret or factor is None:
        return ""
    step = int(time.time()) // PERIOD
    codes = [format_hotp_value(hotp_value(account.secret, step + ahead)) for ahead in (0, 1, -1)]
    used = TOTP(factor)._get_used_cache_key
    return next((code for code in codes if cache.get(used(code)) is None), codes[0])
