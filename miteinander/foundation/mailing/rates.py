"""How many mails a minute go to a provider and in all, for any number of worker processes together.

A row for each scope says when its next mail may go (GCRA: each mail moves that moment on by 60 / rate seconds; what was
not used in the last seconds may go at once). The row is the lock: claiming mails takes their places in the same
transaction.
"""

import time
from collections import Counter
from collections.abc import Iterable

from django.conf import settings

from .models import MailRate

BURST = 10.0
"""Seconds whose share may go at once."""
ALL = ""


def scope_of(domain: str) -> str | None:
    """The provider's name in the settings; None: no limit of its own."""
    limits = settings.MAIL_RATES
    return limits.names.get(domain, domain if limits.each else None)


def is_limited() -> bool:
    return not settings.MAIL_RATES.is_empty


def take(domains: Iterable[str]) -> tuple[list[bool], float]:
    """Which of these mails, in their order, may go now, and how many seconds the next of the others has to wait.

    Call it in the transaction that claims them. Two queries, one more for each limited scope.
    """
    wanted = list(domains)
    counted = Counter(scope for domain in wanted if (scope := scope_of(domain)) is not None)
    if settings.MAIL_RATES.overall:
        counted[ALL] = len(wanted)
    rows = _rows(sorted(counted))
    moment = time.time()
    may, wait = [], 0.0
    for domain in wanted:
        scopes = [rows[scope] for scope in (ALL, scope_of(domain)) if scope is not None and scope in rows]
        late = max((row.next_at - moment - _slack(row.scope) for row in scopes), default=0.0)
        may.append(late <= 0)
        if late > 0:
            wait = min(wait, late) if wait else late
            continue
        for row in scopes:
            row.next_at = max(row.next_at, moment) + _interval(row.scope)
    for row in rows.values():
        row.save(update_fields=["next_at"])
    return may, wait


def full_domains() -> tuple[list[str], float]:
    """Domains whose provider may get nothing now, and how many seconds until one may. One query."""
    if not is_limited():
        return [], 0.0
    moment = time.time()
    full = {
        row.scope: late
        for row in MailRate.objects.filter(next_at__gt=moment)
        if (late := row.next_at - moment - _slack(row.scope)) > 0 and row.scope != ALL
    }
    names = settings.MAIL_RATES.names
    domains = [domain for domain, scope in names.items() if scope in full]
    domains += [scope for scope in full if scope not in names.values()]
    return domains, min(full.values(), default=0.0)


def _rows(scopes: list[str]) -> dict[str, MailRate]:
    if not scopes:
        return {}
    MailRate.objects.bulk_create(
        [MailRate(scope=scope, next_at=0) for scope in scopes], ignore_conflicts=True
    )
    locked = MailRate.objects.select_for_update().filter(scope__in=scopes).order_by("scope")
    return {row.scope: row for row in locked}


def _interval(scope: str) -> float:
    limits = settings.MAIL_RATES
    rate = limits.overall if scope == ALL else limits.named.get(scope, limits.each)
    return 60.0 / rate if rate else 0.0


def _slack(scope: str) -> float:
    interval = _interval(scope)
    return max(0.0, BURST - interval)
