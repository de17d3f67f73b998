"""The code of a subscription: it stands on the label and in the link, and is the only key a subscriber needs.

Made from the row's `uid` with the secret key; the database keeps only a keyed hash, so a stolen backup opens nothing.
Eight signs of 31 that nobody confuses: guessing finds one in 850,000 million, and the pages count tries.
"""

import uuid

from django.utils.crypto import salted_hmac

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXY"  # without 0 O 1 I Z
LENGTH = 8


def code_of(uid: uuid.UUID) -> str:
    """As it stands in an address."""
    number = int.from_bytes(_hash("newspaper.subscription.code", uid.hex)[:8], "big")
    signs = []
    for _sign in range(LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[rest])
    return "".join(signs)


def shown_code(uid: uuid.UUID) -> str:
    """As it is printed: ABCD-EFGH."""
    code = code_of(uid)
    return f"{code[:4]}-{code[4:]}"


def plain_code(typed: str) -> str:
    """What somebody typed, as `code_of` writes it; empty if it cannot be a code."""
    plain = "".join(sign for sign in typed.upper() if sign not in " -–")
    return plain if len(plain) == LENGTH and set(plain) <= set(ALPHABET) else ""


def digest_of(code: str) -> str:
    return _hash("newspaper.subscription.digest", code).hex()


def _hash(salt: str, text: str) -> bytes:
    return salted_hmac(salt, text, algorithm="sha256").digest()
