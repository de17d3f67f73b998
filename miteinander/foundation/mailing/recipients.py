"""One recipient: what is an address, and how its domain is written in ASCII."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

LOCAL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}")
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_is_address = EmailValidator(allowlist=["localhost"])


class UnusableAddress(ValueError):
    """This is no address that a mail can be sent to."""


def clean_address(text: str) -> str:
    """The address without spaces around it, as it is kept. Raises UnusableAddress.

    Exactly one address of plain signs before the @; umlauts may stand in the domain (`info@müller.example`).
    """
    address = text.strip()
    ascii_address(address)
    return address


def ascii_address(address: str) -> str:
    """As it travels: every label of the domain in ASCII (RFC 5891; ß stays ß and does not become ss)."""
    local, at, domain = address.rpartition("@")
    if not at or not LOCAL.fullmatch(local) or len(address) > 254:
        raise UnusableAddress("not an address")
    plain = f"{local}@{_ascii_domain(domain)}"
    try:
        _is_address(plain)
    except ValidationError:
        raise UnusableAddress("not an address") from None
    return plain


def _ascii_domain(domain: str) -> str:
    labels = [_ascii_label(label) for label in re.split("[.。．｡]", domain)]
    return ".".join(labels)


def _ascii_label(label: str) -> str:
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", label).lower())
    if any(unicodedata.category(sign)[0] in "CZSP" and sign != "-" for sign in text):
        raise UnusableAddress("a sign that no domain has")
    plain = text if text.isascii() else f"xn--{text.encode('punycode').decode('ascii')}"
    if not LABEL.fullmatch(plain):
        raise UnusableAddress("not a domain")
    return plain


def normalised(address: str) -> str:
    """The one spelling under which an address is remembered. Raises UnusableAddress."""
    return ascii_address(address.strip()).lower()
