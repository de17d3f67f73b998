"""How often something may be tried, for all processes together, without keeping who tried.

Guessing passwords is slowed down in three ways, none of which lets an attacker keep somebody else out:

- one address against one account: 5 failures in 15 minutes;
- one address against any accounts: 30 failures in 15 minutes;
- all unknown devices together against one account: 100 failures in a day. This one an attacker could fill on purpose;
  therefore it does not count for a *known device*, one on which somebody already signed in to this account (a signed
  cookie says so), nor for passkeys, and a new password set by mail makes the device a known one.

A known device has its own count: 10 failures in 15 minutes for this device and account. Every count is about what was
typed, whether or not such an account exists, so that no answer tells which accounts there are.
"""

import ipaddress
from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from miteinander.foundation.values.clock import today
from miteinander.foundation.values.writing import one_write_in_turn, write_in_turn

from .models import Attempt

MINUTES_15, DAY = 15 * 60, 24 * 60 * 60


class Limit(NamedTuple):
    """At most so many in so many seconds for what `key` names."""

    key: str
    most: int
    seconds: int


def sign_in_limits(*, address: str, email: str, device: str = "") -> list[Limit]:
    """What counts for a try to sign in; `device` is the id of a device known for this account."""
    account = email.strip().lower()
    if device:
        return [Limit(f"device {device} {account}", 10, MINUTES_15)]
    return [
        Limit(f"pair {address} {account}", 5, MINUTES_15),
        Limit(f"address {address}", 30, MINUTES_15),
        Limit(f"account {account}", 100, DAY),
    ]


def take(limits: list[Limit]) -> bool:
    """Count one try against all limits and say whether it may be made. Counting comes first, so that many tries at
    once cannot slip through together. One write a limit."""
    with write_in_turn():
        counted = [
            _count(limit) <= limit.most for limit in limits
        ]  # every one of them, also after the first failure
    return all(counted)


def is_too_often(request: HttpRequest, name: str, *, most: int, seconds: int = 60 * 60) -> bool:
    """Count that this visitor sends the form `name` and say whether it is more than `most` in this time.

    For all processes together. What is kept is a keyed hash that changes every day, until the night after.
    """
    day = today().isoformat()
    with one_write_in_turn():
        return _count(Limit(f"{name} {day} {client_address(request)}", most, seconds)) > most


def give_back(limits: list[Limit]) -> None:
    """The try was a good one and does not count."""
    for limit in limits:
        Attempt.objects.filter(digest=_digest(limit), count__gt=0).update(count=F("count") - 1)


def forget_old() -> int:
    deleted, _each = Attempt.objects.filter(until__lte=timezone.now()).delete()
    return deleted


def visitor_address(request: HttpRequest) -> str:
    """The visitor's address as it arrived; behind our own proxy (production) the last one it wrote down."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    if settings.SECURE_PROXY_SSL_HEADER:
        forwarded = request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip()
        address = forwarded[:60] or address
    return address


def client_address(request: HttpRequest) -> str:
    """The visitor's address, of IPv6 the network."""
    try:
        parsed = ipaddress.ip_address(visitor_address(request))
    except ValueError:
        return "0.0.0.0"
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.IPv6Network(f"{parsed}/64", strict=False).network_address)
    return str(parsed)


def _digest(limit: Limit) -> str:
    return salted_hmac("access.limits", limit.key, algorithm="sha256").hexdigest()


def _count(limit: Limit) -> int:
    """Count one more; how many it is now. One statement, so that tries at once do not overtake each other."""
    at = timezone.now()  # the real time, also where the day is moved
    moment, until = (
        connection.ops.adapt_datetimefield_value(one) for one in (at, at + timedelta(seconds=limit.seconds))
    )
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_ONE_MORE, [_digest(limit), until, moment, moment])
        count: int = cursor.fetchone()[0]
    return count


_TABLE = Attempt._meta.db_table
_COUNT_ONE_MORE = f"""
    INSERT INTO {_TABLE} (digest, count, until) VALUES (%s, 1, %s)
    ON CONFLICT (digest) DO UPDATE SET
        count = CASE WHEN {_TABLE}.until <= %s THEN 1 ELSE {_TABLE}.count + 1 END,
        until = CASE WHEN {_TABLE}.until <= %s THEN excluded.until ELSE {_TABLE}.until END
    RETURNING count
"""
