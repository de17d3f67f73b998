"""Links for people without an account: signed, expiring, revocable, counted.

    token = links.issue(purpose="people.yearly_check", subject="organisation:12", days=60)   # or until=…
    subject = links.resolve(token, "people.yearly_check")

The token is random and carries a signature for its purpose, so that a forged one, or one for another purpose, is
refused without a query. The database keeps only a keyed hash: who reads a backup cannot use the links.
"""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from django.core import signing
from django.db.models import F
from django.utils.crypto import salted_hmac

from miteinander.foundation.values.clock import now

from .models import SignedLink

LONGEST_TOKEN = 200


class Fault(StrEnum):
    FORGED = "forged"
    EXPIRED = "expired"
    REVOKED = "revoked"
    USED = "used"


class LinkInvalid(Exception):
    """The link does not (or no longer) open anything; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def issue(
    *, purpose: str, subject: str, days: int = 0, until: datetime | None = None, uses: int | None = None
) -> str:
    """A new token for `purpose` ("room.what_for") and `subject`, good for so many days (or until then) and uses.

    One INSERT.
    """
    raw = secrets.token_urlsafe(24)
    SignedLink.objects.create(
        purpose=purpose,
        subject=subject,
        digest=_digest(raw),
        expires_at=until or now() + timedelta(days=days),
        max_uses=uses,
    )
    return _signer(purpose).sign(raw)


def resolve(token: str, purpose: str) -> str:
    """The subject of a good link, counting this use. Raises LinkInvalid. Of two that use the last use at once, one wins."""
    at = now()
    digest = _checked(token, purpose)
    used = SignedLink.objects.usable(at).filter(digest=digest, purpose=purpose)
    if not used.update(used_count=F("used_count") + 1, last_used_at=at):
        raise LinkInvalid(_fault(digest))
    return SignedLink.objects.values_list("subject", flat=True).get(digest=digest)


def peek(token: str, purpose: str) -> str:
    """As `resolve`, without counting: for showing the page behind the link. One query."""
    digest = _checked(token, purpose)
    link = SignedLink.objects.usable(now()).filter(digest=digest, purpose=purpose).first()
    if link is None:
        raise LinkInvalid(_fault(digest))
    return link.subject


def revoke(*, purpose: str, subject: str) -> int:
    """All links for this purpose and subject stop working; how many did."""
    links = SignedLink.objects.filter(purpose=purpose, subject=subject, revoked_at=None)
    return links.update(revoked_at=now())


def forget_old(*, days: int = 90) -> int:
    """Delete links that stopped working so long ago; how many."""
    deleted, _each = SignedLink.objects.filter(expires_at__lt=now() - timedelta(days=days)).delete()
    return deleted


def _signer(purpose: str) -> signing.Signer:
    return signing.Signer(salt=f"access.links.{purpose}", sep=".")


def _digest(raw: str) -> str:
    return salted_hmac("access.links", raw, algorithm="sha256").hexdigest()


def _checked(token: str, purpose: str) -> str:
    if len(token) > LONGEST_TOKEN:
        raise LinkInvalid(Fault.FORGED)
    try:
        return _digest(_signer(purpose).unsign(token))
    except signing.BadSignature:
        raise LinkInvalid(Fault.FORGED) from None


def _fault(digest: str) -> Fault:
    link = SignedLink.objects.filter(digest=digest).first()
    if link is None:
        return Fault.FORGED
    if link.revoked_at:
        return Fault.REVOKED
    if link.max_uses is not None and link.used_count >= link.max_uses:
        return Fault.USED
    return Fault.EXPIRED
