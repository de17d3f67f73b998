"""Files that go with a mail: how many, how large, and under which name."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

MOST, LARGEST = 5, 1_000_000
"""Files a mail may have, and bytes of all of them together."""

MIME_TYPE = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]{0,60}")
NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f-\x9f"\\/:*?<>|;]')


class UnusableAttachment(ValueError):
    """Too many, too large, or no file."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """`Attachment("termin.ics", "text/calendar", content)`; text is UTF-8."""

    name: str
    mime_type: str
    content: bytes


def checked(attachments: Sequence[Attachment]) -> list[Attachment]:
    """The same with safe names. Raises UnusableAttachment."""
    if len(attachments) > MOST:
        raise UnusableAttachment(f"A mail takes {MOST} files at most")
    if sum(len(one.content) for one in attachments) > LARGEST:
        raise UnusableAttachment(f"The files of a mail have {LARGEST} bytes at most")
    return [_checked(one) for one in attachments]


def _checked(one: Attachment) -> Attachment:
    if not MIME_TYPE.fullmatch(one.mime_type) or one.mime_type.startswith(("multipart/", "message/")):
        raise UnusableAttachment(f"{one.mime_type!r} is no type of a file")
    signs = (sign for sign in one.name if unicodedata.category(sign) not in ("Cf", "Cs", "Zl", "Zp"))
    name = " ".join(NOT_IN_NAMES.sub(" ", "".join(signs)).split()).strip(". ")[-100:]
    if not name:
        raise UnusableAttachment("A file needs a name")
    return Attachment(name, one.mime_type, one.content)
