"""What a visitor reads when nothing was found: which filter or word stands in the way, and what takes place next."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Case, Count, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .filters import DAYS, EventFilter, FilterField, text_condition
from .models import EventDate
from .presentation import EventCard, event_cards
from .querysets import coming

NEXT_DATES = 3
MOST_WORDS = 5
Period = Callable[[date | None, date | None], Q]


@dataclass(frozen=True)
class Removal:
    """One filter or word less: what is removed, in words, how many dates it brings, and where they are."""

    label: str
    count: int
    url: str

    @property
    def text(self) -> str:
        return ngettext(
            "Ohne „%(filter)s“ finden Sie %(count)d Termin.",
            "Ohne „%(filter)s“ finden Sie %(count)d Termine.",
            self.count,
        ) % {"filter": self.label, "count": self.count}


@dataclass(frozen=True)
class EmptyResult:
    text: str
    removal: Removal | None
    cards: list[EventCard]


def empty_result(
    chosen: EventFilter, fields: Iterable[FilterField], lang: str, period: Period, **kept: str
) -> EmptyResult:
    """Two queries, whatever was asked; one if no filter is chosen. `period` is that of the page without dates."""
    removal = best_removal(chosen, fields, lang, period, **kept) if chosen else None
    following = _next_dates()
    if removal:
        text = _("Dazu haben wir keinen Termin gefunden.")
    elif chosen:
        text = _("Dazu haben wir keinen Termin gefunden. Nehmen Sie einen Filter weg, oder schauen Sie hier:")
    elif following:
        text = _("Hier ist kein Termin angekündigt. Fragen Sie gern im Büro nach.")
    else:
        text = _("Zurzeit ist kein Termin angekündigt. Fragen Sie gern im Büro nach.")
    return EmptyResult(text, removal, event_cards(following, brief=True))


def best_removal(
    chosen: EventFilter, fields: Iterable[FilterField], lang: str, period: Period, **kept: str
) -> Removal | None:
    """The one filter or word without which there are most dates; None if none helps. One query.

    Every condition is evaluated once for each date; the dates are counted by the pattern of conditions they fulfil.
    """
    plain = {name: q for name, q in chosen.conditions(lang).items() if name != "q"}
    shortened = _shortened(chosen["q"])
    flags: dict[str, Q] = {**plain, "period": period(chosen.first, chosen.last)}
    for name in DAYS:
        if chosen[name]:
            less = chosen.without(name)
            flags[f"without_{name}"] = period(less.first, less.last)
    if chosen["q"]:
        flags["q"] = text_condition(chosen["q"], lang)
        flags |= {
            f"word_{place}": text_condition(rest, lang) for place, (_word, rest) in enumerate(shortened)
        }
    patterns = _count_patterns(flags)
    needed = {*plain, "period", *(["q"] if chosen["q"] else [])}

    def count(required: set[str]) -> int:
        return sum(hits for fulfilled, hits in patterns.items() if required <= fulfilled)

    found = []
    for place, (word, rest) in enumerate(shortened):  # before the filters: of two equal ways the smaller step
        hits = count(needed - {"q"} | {f"word_{place}"})
        found.append(Removal(word, hits, chosen.address(**(kept | {"q": rest}))))
    for form_field in fields:
        name = form_field.name
        if not chosen[name]:
            continue
        required = needed - {name}
        if name in DAYS:
            required = needed - {"period"} | {f"without_{name}"}
        address = chosen.address(without=name, **kept) or "?"
        found.append(Removal(form_field.in_words(), count(required), address))
    best = max(found, key=lambda removal: removal.count, default=None)
    return best if best and best.count else None


def _shortened(words: str) -> list[tuple[str, str]]:
    """Each of the first words of a query, with what remains without it; nothing for a single word."""
    parts = words.split()
    if len(parts) < 2:
        return []
    return [
        (word, " ".join(parts[:place] + parts[place + 1 :])) for place, word in enumerate(parts[:MOST_WORDS])
    ]


def _count_patterns(flags: Mapping[str, Q]) -> dict[frozenset[str], int]:
    """How many public dates fulfil exactly which of the conditions."""
    columns = {
        f"fulfils_{name}": Case(When(q, then=Value(True)), default=Value(False), output_field=BooleanField())
        for name, q in flags.items()
    }
    rows = (
        EventDate.objects.published()
        .order_by()
        .annotate(**columns)
        .values(*columns)
        .annotate(hits=Count("pk"))
    )
    return {frozenset(name for name in flags if row[f"fulfils_{name}"]): row["hits"] for row in rows}


def _next_dates() -> list[EventDate]:
    """The next dates there are, whatever was asked."""
    return list(
        EventDate.objects.published()
        .filter(coming(), starts_at__isnull=False)
        .with_brief_data()
        .by_time()[:NEXT_DATES]
    )
