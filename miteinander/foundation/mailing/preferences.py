"""The signed link in a mail of a kind that people may stop, and what they choose behind it.

The link carries the address itself and works as long as the key of the installation: a right to object does not expire.
It signs nobody in and shows nothing but the address.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from . import kinds
from .models import MailAddress, OptOut
from .recipients import UnusableAddress, normalised

SALT = "mailing.preferences"
LONGEST_TOKEN = 600


class LinkInvalid(Exception):
    """Nobody here signed this link."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose link it is, and the kind of the mail it stood in."""

    address: str
    kind: str


def link_for(*, address: str, kind: str, lang: str) -> str:
    """The address of the page in the language; `lang` must be one of the site's."""
    token = signing.dumps([normalised(address), kind], salt=SALT)
    with translation.override(lang):
        return settings.WAGTAILADMIN_BASE_URL + reverse("mail-preferences", args=[token])


def reader_of(token: str) -> Reader:
    """Raises LinkInvalid."""
    if len(token) > LONGEST_TOKEN:
        raise LinkInvalid
    try:
        address, kind = signing.loads(token, salt=SALT)
        return Reader(normalised(address), str(kind))
    except (signing.BadSignature, UnusableAddress, ValueError, TypeError):
        raise LinkInvalid from None


def stopped_kinds(address: str) -> set[str]:
    """One query."""
    return set(OptOut.objects.filter(address__address=address).values_list("kind", flat=True))


@transaction.atomic
def choose_kinds(*, address: str, stopped: Collection[str]) -> None:
    """From now on these registered kinds and no others are stopped. Running twice does no harm."""
    registered = {kind.key for kind in kinds.mail_kinds()}
    known, _created = MailAddress.objects.get_or_create(address=address)
    OptOut.objects.filter(address=known, kind__in=registered - set(stopped)).delete()
    for kind in sorted(registered & set(stopped)):
        OptOut.objects.get_or_create(address=known, kind=kind)


@transaction.atomic
def stop_kind(*, address: str, kind: str) -> None:
    """One click in the reader's mail program (RFC 8058). Running twice does no harm."""
    known, _created = MailAddress.objects.get_or_create(address=address)
    OptOut.objects.get_or_create(address=known, kind=kind)
