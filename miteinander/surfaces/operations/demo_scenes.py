"""Where the demo shows each way of taking part: event slugs by scene, for browser tests and for whoever shows the demo.

Most slugs never change; the breakfasts carry their day, so they follow from the present one.
"""

from datetime import date

from .demo_days import nth_weekday

FREE = "abend-wahlrecht"
NEARLY_FULL = "werkstatt-schrift"
FULL_WITH_WAITING = "werkstatt-brot"
OFFER_PENDING = "lesung-koffer"
BY_INVITATION = "hauptausschuss-empfang"
BY_TELEPHONE = "besuch-rente"
WITH_MINIMUM = "lotsen-grundkurs"
WITH_QUESTIONS = "vielfalt-fotokurs"
WITH_ITEMS = "konzert-chortag"
WITH_KINDS = "hauptausschuss-gast"
WITH_SUPPORT = "abend-einbuergerung"
NOT_OPEN_YET = "konzert-wohnzimmer"
CLOSED = "eltern-schulwahl"
WITHOUT_REGISTRATION = "hauptausschuss-ausstellung"


def coming_breakfast(day: date) -> str:
    """The next one, with a list of what to bring along."""
    return next(slug for slug, held in _breakfasts(day) if held > day)


def past_breakfast(day: date) -> str:
    """The last one: guests who were let in, walk-ins, feedback."""
    return [slug for slug, held in _breakfasts(day) if held < day][-1]


def _breakfasts(day: date) -> list[tuple[str, date]]:
    months = [day.year * 12 + day.month - 1 + offset for offset in (-2, -1, 0, 1, 2)]
    days = [nth_weekday(date(month // 12, month % 12 + 1, 1), "sun", "2") for month in months]
    return [(f"fruehstueck-{held.isoformat()}", held) for held in days]
