"""What a delivery status notification says (RFC 3464). Input from anybody: every part may be missing, wrong or huge."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from uuid import UUID

from ..enums import Bounce

LARGEST = 262_144
"""Bytes that are looked at; reports and the headers they return stand at the beginning."""
MOST_PARTS, MOST_RECIPIENTS = 50, 50

OUR_ID = re.compile(r"<([0-9a-fA-F-]{36})@[^<>\s]{1,255}>")
STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
ADDRESS = re.compile(r"[^\s<>;,\"]{1,64}@[^\s<>;,\"]{1,255}")


@dataclass(frozen=True, slots=True)
class Report:
    """`uids`: candidates for the mail it is about. `recipient` may be empty, `status` too ("5.1.1")."""

    bounce: Bounce
    uids: tuple[UUID, ...] = ()
    recipient: str = ""
    status: str = ""
    words: str = ""


NOTHING = Report(Bounce.OTHER)


def read_report(content: bytes) -> list[Report]:
    """One report for each recipient that the message names; [NOTHING] for anything else. Never raises."""
    try:
        return _read(content[:LARGEST]) or [NOTHING]
    except Exception:  # the parser of the standard library fails in many ways, and so do deep nestings
        return [NOTHING]


def _read(content: bytes) -> list[Report]:
    message = message_from_bytes(content)
    if message.get_content_type() != "multipart/report":
        return []
    if str(message.get_param("report-type", "delivery-status")).lower() != "delivery-status":
        return []
    parts = list(_parts(message))
    status = next((part for part in parts if part.get_content_type() == "message/delivery-status"), None)
    if status is None:
        return []
    uids = tuple(dict.fromkeys(_uids(message, parts)))
    fields = [part for part in _blocks(status) if part.get("Action") or part.get("Status")]
    return [_report(one, uids) for one in fields[:MOST_RECIPIENTS]]


def _parts(message: Message) -> Iterator[Message]:
    for number, part in enumerate(message.walk()):
        if number >= MOST_PARTS:
            return
        yield part


def _blocks(status: Message) -> list[Message]:
    """The groups of fields: about the message first, then one for each recipient."""
    payload = status.get_payload()
    return [part for part in payload if isinstance(part, Message)] if isinstance(payload, list) else []


def _uids(message: Message, parts: list[Message]) -> Iterator[UUID]:
    """Our Message-ID in the returned mail or its headers, or where programs put it else."""
    for part in parts:
        kind = part.get_content_type()
        if kind == "text/rfc822-headers":
            payload = part.get_payload(decode=True)
            text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
            yield from _found(re.sub(r"\r?\n[ \t]+", " ", text), only_in="message-id:")
        elif part is not message and part.get("Message-ID"):
            yield from _found(_text(part, "Message-ID"))
        elif kind == "message/delivery-status":
            for block in _blocks(part)[:1]:
                yield from _found(f"<{_text(block, 'Original-Envelope-Id').strip('<>')}>")
    for name in ("In-Reply-To", "References"):
        yield from _found(_text(message, name))


def _found(text: str, *, only_in: str = "") -> Iterator[UUID]:
    for line in text.splitlines():
        if only_in and not line.lower().startswith(only_in):
            continue
        for match in OUR_ID.finditer(line[:2000]):
            try:
                yield UUID(match[1])
            except ValueError:
                continue


def _report(fields: Message, uids: tuple[UUID, ...]) -> Report:
    action = _text(fields, "Action").strip().lower()
    words = _text(fields, "Diagnostic-Code").partition(";")[2].strip() or _text(fields, "Status")
    status = STATUS.search(_text(fields, "Status"))
    address = ADDRESS.search(_text(fields, "Original-Recipient")) or ADDRESS.search(
        _text(fields, "Final-Recipient")
    )
    number = status[0] if status else ""
    bounce = Bounce.OTHER
    if action == "failed":
        bounce = Bounce.TEMPORARY if number.startswith("4") else Bounce.PERMANENT
        if not number:
            bounce = Bounce.TEMPORARY
    elif action == "delayed":
        bounce = Bounce.TEMPORARY
    return Report(bounce, uids, address[0] if address else "", number, f"{number} {words}".strip()[:400])


def _text(message: Message, name: str) -> str:
    return str(message.get(name) or "")[:2000]
