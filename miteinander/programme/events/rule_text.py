"""What of an RFC 5545 RRULE a series may say. Everything else is refused with a sentence before dateutil sees it.

The limits keep every rule quick to expand: dateutil would look for the 30th of February until the year 9999.
"""

import re

from dateutil.rrule import rrulestr
from django.utils.translation import gettext as _

LONGEST = 200
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAYS_OF_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BYDAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_NUMBER = re.compile(r"[+-]?[0-9]{1,4}")

_BY_FREQUENCY = {
    "DAILY": {"BYDAY", "BYMONTH"},
    "WEEKLY": {"BYDAY", "BYMONTH", "WKST"},
    "MONTHLY": {"BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"},
    "YEARLY": {"BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"},
}


class RuleError(ValueError):
    """A rule that cannot be followed; its text is a sentence for people."""


def parse_text(text: str) -> dict[str, str]:
    """The parts of the rule by their upper-case names. Raises RuleError."""
    if len(text) > LONGEST:
        raise RuleError(_("Die Regel ist zu lang."))
    parts: dict[str, str] = {}
    for piece in text.strip().upper().removeprefix("RRULE:").split(";"):
        name, equals, value = piece.partition("=")
        if not equals or not value or name in parts:
            raise RuleError(
                _("„%(part)s“ ist kein Teil einer Regel. Schreiben Sie zum Beispiel FREQ=MONTHLY;BYDAY=2SU.")
                % {"part": piece[:40]}
            )
        parts[name] = value
    return parts


def check_text(text: str) -> dict[str, str]:
    """The parts of a rule that can be followed. Raises RuleError."""
    parts = parse_text(text)
    frequency = parts.get("FREQ", "")
    if frequency not in FREQUENCIES:
        raise RuleError(_("Die Regel beginnt mit FREQ=DAILY, FREQ=WEEKLY, FREQ=MONTHLY oder FREQ=YEARLY."))
    if "UNTIL" in parts:
        raise RuleError(_("Das Ende gehört nicht in die Regel. Tragen Sie es als letzten Tag ein."))
    allowed = {"FREQ", "INTERVAL", "COUNT"} | _BY_FREQUENCY[frequency]
    for name, value in parts.items():
        if name not in allowed or not _is_good(name, value, parts):
            raise RuleError(
                _("„%(part)s“ passt nicht in diese Regel. Erlaubt sind hier: %(allowed)s.")
                % {"part": f"{name}={value}"[:40], "allowed": ", ".join(sorted(allowed))}
            )
    if "BYSETPOS" in parts and not {"BYDAY", "BYMONTHDAY"} & set(parts):
        raise RuleError(_("Zu BYSETPOS gehört BYDAY oder BYMONTHDAY."))
    if frequency == "YEARLY" and {"BYDAY", "BYMONTHDAY"} & set(parts) and "BYMONTH" not in parts:
        raise RuleError(_("Nennen Sie bei einer jährlichen Regel auch den Monat, zum Beispiel BYMONTH=9."))
    if not _day_exists(parts):
        raise RuleError(_("Diesen Tag gibt es in diesem Monat nicht."))
    try:
        rrulestr(";".join(f"{name}={value}" for name, value in parts.items()))
    except (ValueError, TypeError, IndexError) as error:
        raise RuleError(_("Diese Regel ist nicht zu verstehen.")) from error
    return parts


def numbers(value: str) -> list[int]:
    """Raises RuleError for anything but whole numbers with commas between them."""
    pieces = value.split(",")
    if not all(_NUMBER.fullmatch(piece) for piece in pieces):
        raise RuleError(_("„%(part)s“ ist keine Zahl.") % {"part": value[:40]})
    return [int(piece) for piece in pieces]


def ordinals(value: str) -> list[tuple[int, str]]:
    """BYDAY as pairs of ordinal (0: every) and weekday. Raises RuleError."""
    found = [_BYDAY.fullmatch(piece) for piece in value.split(",")]
    pairs = [(int(one[1] or 0), one[2]) for one in found if one]
    if len(pairs) != len(found):
        raise RuleError(
            _("„%(part)s“ ist kein Wochentag. Schreiben Sie zum Beispiel 2SU.") % {"part": value[:40]}
        )
    return pairs


def _is_good(name: str, value: str, parts: dict[str, str]) -> bool:
    if name == "FREQ":
        return True
    if name == "WKST":
        return value in WEEKDAYS
    if name == "BYDAY":
        plain = parts["FREQ"] in ("DAILY", "WEEKLY") or "BYSETPOS" in parts
        return all(not (plain and ordinal) for ordinal, _weekday in ordinals(value))
    lowest, highest = {
        "INTERVAL": (1, 99),
        "COUNT": (1, 1000),
        "BYMONTH": (1, 12),
        "BYMONTHDAY": (-31, 31),
        "BYSETPOS": (-31, 31),
    }[name]
    given = numbers(value)
    several = name not in ("INTERVAL", "COUNT")
    return (several or len(given) == 1) and all(number and lowest <= number <= highest for number in given)


def _day_exists(parts: dict[str, str]) -> bool:
    if "BYMONTHDAY" not in parts or "BYMONTH" not in parts:
        return True
    longest = max(DAYS_OF_MONTH[month - 1] for month in numbers(parts["BYMONTH"]))
    return any(abs(day) <= longest for day in numbers(parts["BYMONTHDAY"]))
