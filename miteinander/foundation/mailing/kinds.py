"""The registry `mailing.kinds`: mails that people may stop, because they asked for them or law lets them object.

    kinds.register(MailKind("newsletter", _("Newsletter")))           # AppConfig.ready()
    MailTemplate("outreach.letter", ..., kind="newsletter")

The title stands on the public page where people choose. What somebody needs to know about what they did themselves (a
confirmation, a change of place) has no kind: it cannot be stopped.
"""

import re
from dataclasses import dataclass

from django.utils.functional import Promise

KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")


@dataclass(frozen=True, slots=True)
class MailKind:
    key: str
    title: str | Promise


_registered: dict[str, MailKind] = {}


def register(kind: MailKind) -> None:
    """Raises ValueError for a malformed key or one that another kind has."""
    if not KEY.fullmatch(kind.key):
        raise ValueError(f"A kind of mail is named by small letters, not {kind.key!r}")
    if _registered.get(kind.key, kind) != kind:
        raise ValueError(f"The kind of mail {kind.key!r} is registered twice")
    _registered[kind.key] = kind


def mail_kinds() -> tuple[MailKind, ...]:
    """In the order of registration."""
    return tuple(_registered.values())


def find(key: str) -> MailKind | None:
    return _registered.get(key)
