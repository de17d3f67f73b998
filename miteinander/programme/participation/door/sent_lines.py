"""What a phone sends, from untrusted JSON to checked lines."""

import json
import unicodedata
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from miteinander.foundation.languages.registry import spoken_languages
from miteinander.foundation.values.clock import now

from .. import door_actions
from ..actions import DoorLine
from ..enums import AgeBand, DoorDeed
from .contact import Refused

MOST_LINES = 200
LARGEST_BODY = 200_000
LONGEST_AGO = timedelta(days=3)
"""An entry that claims to be older was written by a wrong clock."""
LARGEST_ID = 2**63 - 1


def read_json(body: bytes) -> dict[str, Any]:
    """The object in a body, else Refused with 400."""
    if len(body) > LARGEST_BODY:
        raise Refused(400, _("Das ist zu viel auf einmal."))
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise _unreadable()
    return found


def read_label(sent: dict[str, Any]) -> str:
    """The name of a phone: one line, no control characters."""
    label = sent.get("label", "")
    if not isinstance(label, str):
        raise _unreadable()
    kept = "".join(
        sign
        for sign in " ".join(label[:300].split())
        if unicodedata.category(sign)[0] != "C" or sign == "\u200d"
    )
    return " ".join(kept.split())[:60]


def read_since(sent: dict[str, Any]) -> int:
    """Up to which entry of the book the phone knows it."""
    return _number(sent.get("since", 0), 0, LARGEST_ID)


def read_lines(sent: dict[str, Any]) -> list[DoorLine]:
    """All lines or, if one of them cannot be read, none (Refused)."""
    lines = sent.get("entries", [])
    if not isinstance(lines, list):
        raise _unreadable()
    if len(lines) > MOST_LINES:
        raise Refused(400, _("Das ist zu viel auf einmal."))
    if not lines:
        return []
    at = now()
    sent_at = _number(sent.get("sent_at"), 0, 2**53)
    shift = timedelta(milliseconds=at.timestamp() * 1000 - sent_at)
    return [_line(line, at, shift) for line in lines]


def _line(line: Any, at: datetime, shift: timedelta) -> DoorLine:
    if not isinstance(line, dict):
        raise _unreadable()
    deed = _one_of(line.get("deed"), DoorDeed.values)
    language, age_band = line.get("language", ""), line.get("age_band", "")
    guest, undoes = line.get("guest"), line.get("undoes")
    action = line.get("action", "")
    needs_guest = deed in (DoorDeed.IN, DoorDeed.OUT, DoorDeed.ACTION)
    if needs_guest != (guest is not None) or (deed == DoorDeed.UNDO) != (undoes is not None):
        raise _unreadable()
    if (deed == DoorDeed.ACTION) != bool(action):
        raise _unreadable()
    walked_in = deed == DoorDeed.WALK_IN
    return DoorLine(
        uid=_uuid(line.get("uid")),
        deed=DoorDeed(deed),
        happened_at=_moment(line.get("at"), at, shift),
        guest=_number(guest, 1, LARGEST_ID) if needs_guest else None,
        undoes=_uuid(undoes) if undoes is not None else None,
        count=_number(line.get("count", 1), 1, 200) if walked_in else 1,
        language=_one_of(language, ["", *spoken_languages()]) if walked_in else "",
        age_band=_one_of(age_band, ["", *AgeBand.values]) if walked_in else "",
        action=_one_of(action, [one.key for one in door_actions.door_actions()]) if action else "",
    )


def _moment(sent: Any, at: datetime, shift: timedelta) -> datetime:
    """When it happened by our clock: the phone's own, moved by how far it is off at sending, and never impossible."""
    try:
        happened = datetime.fromtimestamp(_number(sent, 0, 2**53) / 1000, UTC) + shift
    except (OverflowError, OSError, ValueError):
        return at
    return happened if at - LONGEST_AGO <= happened <= at else at


def _number(value: Any, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise _unreadable()
    return value


def _one_of(value: Any, allowed: Any) -> str:
    if not isinstance(value, str) or value not in allowed:
        raise _unreadable()
    return value


def _uuid(value: Any) -> uuid.UUID:
    if not isinstance(value, str) or len(value) != 36:
        raise _unreadable()
    try:
        return uuid.UUID(value)
    except ValueError:
        raise _unreadable() from None


def _unreadable() -> Refused:
    return Refused(400, _("Das haben wir nicht verstanden. Es wurde nichts gezählt."))
