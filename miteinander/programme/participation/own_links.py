"""The secrets of a registration and of an invitation, made from its `uid` with the secret key.

The token stands in addresses; the short code is for paper and the telephone: eight signs of 31 that nobody confuses.
The database keeps only a keyed hash of the code, so a stolen backup opens nothing; a forged token costs no query.
"""

import base64
import uuid
from dataclasses import dataclass
from enum import StrEnum

from django.core import signing
from django.utils.crypto import salted_hmac

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXY"  # without 0 O 1 I Z
CODE_LENGTH = 8
LONGEST_TOKEN = 120


class Purpose(StrEnum):
    REGISTRATION = "registration"
    INVITATION = "invitation"
    TICKET = "ticket"
    FEEDBACK = "feedback"
    """Names an event, the same for everybody: an answer leads to nobody."""


@dataclass(frozen=True)
class Opened:
    uid: uuid.UUID
    link_round: int


def token(purpose: Purpose, uid: uuid.UUID, link_round: int = 0) -> str:
    """For an address; a later round makes the earlier ones worthless."""
    raw = base64.urlsafe_b64encode(uid.bytes).rstrip(b"=").decode()
    return _signer(purpose).sign(f"{raw}.{link_round}")


def open_token(purpose: Purpose, text: str) -> Opened | None:
    """What a token names; None for a forged one. No query."""
    if len(text) > LONGEST_TOKEN:
        return None
    try:
        raw, link_round = _signer(purpose).unsign(text).split(".")
        return Opened(uuid.UUID(bytes=base64.urlsafe_b64decode(raw + "==")), int(link_round))
    except (signing.BadSignature, ValueError):
        return None


def code(purpose: Purpose, uid: uuid.UUID, link_round: int = 0) -> str:
    """The short code, as it is printed: ABCD-EFGH."""
    found = plain_code(purpose, uid, link_round)
    return f"{found[:4]}-{found[4:]}"


def plain_code(purpose: Purpose, uid: uuid.UUID, link_round: int = 0) -> str:
    digest = salted_hmac(
        f"participation.code.{purpose}", f"{uid.hex}.{link_round}", algorithm="sha256"
    ).digest()
    number = int.from_bytes(digest[:8], "big")
    signs = []
    for _sign in range(CODE_LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[rest])
    return "".join(signs)


def code_digest(purpose: Purpose, typed: str) -> str:
    """The hash by which a typed code is found: small letters, spaces and dashes do not matter, O is 0 nowhere."""
    plain = "".join(sign for sign in typed.upper() if sign in ALPHABET)
    return salted_hmac(f"participation.digest.{purpose}", plain, algorithm="sha256").hexdigest()


def digest_of(purpose: Purpose, uid: uuid.UUID, link_round: int = 0) -> str:
    return code_digest(purpose, plain_code(purpose, uid, link_round))


def _signer(purpose: Purpose) -> signing.Signer:
    return signing.Signer(salt=f"participation.{purpose}", sep="~")
