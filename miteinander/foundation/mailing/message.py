"""The bytes of a mail (RFC 5322), made when it is delivered: sender and time are those of that moment.

Written by hand for the few headers and the two bodies a mail has here: the standard library's generator takes three times
as long. No value can add a header: every one passes `_header` or is an ASCII address.
"""

import re
import secrets
from base64 import encodebytes
from collections.abc import Iterable
from email.header import Header
from email.utils import encode_rfc2231, formatdate
from functools import lru_cache
from quopri import encodestring

from django.conf import settings

from miteinander.foundation.interface.models import present_identity

from .models import MailAttachment, OutgoingMail
from .recipients import UnusableAddress, ascii_address
from .templates import one_line

PLAIN = re.compile(r"[\x20-\x7e]*")
SEVEN_BITS = bytes(range(128))
METHOD = re.compile(rb"^METHOD:([A-Z]+)\r?$", re.MULTILINE)


class NoSender(Exception):
    """The identity of the council has no address of its own yet."""


def sender() -> tuple[str, str]:
    """Name and address that mails come from: those of the identity. One query. Raises NoSender."""
    identity = present_identity()
    name = one_line(identity.sender_name or identity.name)
    try:
        return name, ascii_address(identity.email)
    except UnusableAddress:
        if settings.MAIL_SERVER is None:
            return name, "mail@localhost"
        raise NoSender from None


def bytes_of(
    mail: OutgoingMail, *, name: str, address: str, attachments: Iterable[MailAttachment] = ()
) -> bytes:
    """The whole message, in seven bits, with CRLF. Its Message-ID is the same at every attempt."""
    domain = address.rpartition("@")[2]
    head = [
        _header("From", name, address),
        f"To: {ascii_address(mail.to)}",
        _header("Subject", one_line(mail.subject)),
        f"Date: {formatdate(localtime=True)}",
        f"Message-ID: <{mail.uid}@{domain}>",
        f"Content-Language: {mail.language}",
        *([f"Reply-To: {ascii_address(mail.reply_to)}"] if mail.reply_to else []),
        *_list_headers(mail, domain),
        "MIME-Version: 1.0",
    ]
    kind, body = _body(mail)
    files = [_file(one) for one in attachments]
    if files:
        kind, body = _together("mixed", [_part(kind, body), *files])
    text = "\n".join(head) + f"\nContent-Type: {kind}\n{body}"
    return text.replace("\n", "\r\n").encode("ascii")


def _body(mail: OutgoingMail) -> tuple[str, str]:
    text = _encoded("plain", mail.text)
    return (
        _together("alternative", [_part(*text), _part(*_encoded("html", mail.html))]) if mail.html else text
    )


def _together(kind: str, parts: list[str]) -> tuple[str, str]:
    line = f"=_{secrets.token_hex(12)}"
    inner = "".join(f"--{line}\n{part}\n" for part in parts)
    return f'multipart/{kind}; boundary="{line}"', f"\n{inner}--{line}--\n"


def _part(kind: str, body: str) -> str:
    return f"Content-Type: {kind}\n{body}"


def _encoded(kind: str, text: str) -> tuple[str, str]:
    """Seven bits and short lines: not every server takes more. Quoted-printable stays readable where most is ASCII."""
    content = text.encode("utf-8", "replace")
    if 6 * len(content.translate(None, SEVEN_BITS)) > len(content):
        return (
            f'text/{kind}; charset="utf-8"',
            f"Content-Transfer-Encoding: base64\n\n{encodebytes(content).decode()}",
        )
    body = encodestring(content).decode("ascii")
    return f'text/{kind}; charset="utf-8"', f"Content-Transfer-Encoding: quoted-printable\n\n{body}\n"


def _file(one: MailAttachment) -> str:
    kind, content = one.mime_type, bytes(one.content)
    if kind.startswith("text/"):
        kind += '; charset="utf-8"'
    if one.mime_type == "text/calendar" and (method := METHOD.search(content[:2000])):
        kind += f"; method={method[1].decode()}"
    name = (
        f'filename="{one.name}"'
        if PLAIN.fullmatch(one.name)
        else f"filename*={encode_rfc2231(one.name, 'utf-8')}"
    )
    head = f"Content-Transfer-Encoding: base64\nContent-Disposition: attachment; {name}"
    return _part(kind, f"{head}\n\n{encodebytes(content).decode()}")


def _header(field: str, text: str, address: str = "") -> str:
    """A header with words of people (RFC 2047); with an address the words are the name before it."""
    return f"{field}: {_words(field, text, bool(address))}" + (f" <{address}>" if address else "")


@lru_cache(maxsize=256)
def _words(field: str, text: str, is_name: bool) -> str:
    if PLAIN.fullmatch(text) and len(text) < 60 and "=?" not in text:
        return '"' + text.replace("\\", "").replace('"', "") + '"' if is_name else text
    return Header(text, "utf-8", header_name=field, maxlinelen=74).encode()


def _list_headers(mail: OutgoingMail, domain: str) -> list[str]:
    """RFC 2369, 2919 and 8058 for what people may stop; RFC 3834 for everything that no person wrote."""
    url = "".join(mail.unsubscribe_url.split())
    if not url or not PLAIN.fullmatch(url):
        return ["Auto-Submitted: auto-generated"]
    headers = [
        "Auto-Submitted: auto-generated",
        f"List-Id: <{mail.kind or mail.template or 'mail'}.{domain}>",
        f"List-Unsubscribe: <{url}>",
        "Precedence: bulk",
    ]
    if url.startswith("https://"):
        headers.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
    return headers
