"""The bytes of a mail (RFC 5322), made when it is delivered: sender and time are those of that moment."""

from email.message import Message

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import utf8_charset_qp

from miteinander.foundation.interface.models import present_identity

from .models import OutgoingMail
from .recipients import UnusableAddress, ascii_address
from .templates import one_line


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


def bytes_of(mail: OutgoingMail, *, name: str, address: str) -> bytes:
    """The whole message, with CRLF. No value can add a header: Django refuses line breaks, and none are stored."""
    domain = address.rpartition("@")[2]
    headers = {
        "Message-ID": f"<{mail.uid}@{domain}>",
        "Content-Language": mail.language,
        **_list_headers(mail, domain),
    }
    message = EmailMultiAlternatives(
        subject=one_line(mail.subject),
        body=mail.text,
        from_email=f"{_quoted(name)} <{address}>",
        to=[ascii_address(mail.to)],
        reply_to=[ascii_address(mail.reply_to)] if mail.reply_to else None,
        headers=headers,
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    built = message.message()
    for part in built.walk():
        if part.get_content_maintype() == "text":
            _encode(part)
    return built.as_bytes(linesep="\r\n")


def _encode(part: Message) -> None:
    """Seven bits and short lines: not every server takes more."""
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    del part["Content-Transfer-Encoding"]
    part.set_payload(content.decode(), utf8_charset_qp)


def _list_headers(mail: OutgoingMail, domain: str) -> dict[str, str]:
    """RFC 2369, 2919 and 8058 for what goes to many; RFC 3834 for what only one gets."""
    if not mail.unsubscribe_url:
        return {"Auto-Submitted": "auto-generated"}
    headers = {
        "List-Id": f"<{mail.template or 'mail'}.{domain}>",
        "List-Unsubscribe": f"<{mail.unsubscribe_url}>",
        "Precedence": "bulk",
    }
    if mail.unsubscribe_url.startswith("https://"):
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "").replace('"', "") + '"'
