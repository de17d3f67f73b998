"""School holidays: nobody can compute them. They come as published, from a table the office keeps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from ..enums import DayKind, Weight
from .occasions import Occasion

LONGEST_BETWEEN = 130
"""Days between two school holidays at most; a longer gap is one that nobody has filled."""


@dataclass(frozen=True)
class SchoolSpan:
    name: str
    first: date
    last: date
    source: str = ""
    checked_on: date | None = None


def occasions(spans: Sequence[SchoolSpan]) -> Iterator[Occasion]:
    for span in spans:
        yield Occasion(
            name=span.name,
            first=span.first,
            last=span.last,
            kind=DayKind.SCHOOL,
            weight=Weight.MEDIUM,
            advice=_("Viele Familien sind verreist, Schulen und Kitas sind nicht erreichbar."),
            source=_source(span),
            uncertainty=_(
                "Bewegliche Ferientage legt jede Schule selbst fest; sie stehen nicht in der Tabelle."
            ),
        )


def is_known(spans: Sequence[SchoolSpan], day: date) -> bool:
    """Whether the table says anything about the day: holidays before and after it, not too far from each other."""
    if any(span.first <= day <= span.last for span in spans):
        return True
    before = [span.last for span in spans if span.last < day]
    after = [span.first for span in spans if span.first > day]
    return bool(before and after) and (min(after) - max(before)).days <= LONGEST_BETWEEN


def _source(span: SchoolSpan) -> str:
    if not span.source:
        return _("im Büro eingetragen, ohne Quelle")
    if span.checked_on is None:
        return span.source
    return _("%(source)s, Stand %(day)s") % {"source": span.source, "day": f"{span.checked_on:%d.%m.%Y}"}
