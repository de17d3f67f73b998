"""The registry `interface.search`: which records the public search finds and how it shows them.

A room registers in `AppConfig.ready()`: `search.register(Kind(Venue, _("Ort"), Venue.objects.all, show=...))`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from miteinander.foundation.languages.text import LocalText, Translated

from .addresses import address_of


@dataclass(frozen=True)
class Found:
    """One result. `when` says in words when it takes place; empty for what has no date."""

    url: str
    kind: str
    title: LocalText
    summary: LocalText
    pictogram: str
    when: str = ""


Show = Callable[[list[int], str], Mapping[int, Found]]
Moments = Callable[[Iterable[int]], Mapping[int, float]]


def _no_moments(ids: Iterable[int]) -> Mapping[int, float]:
    return {}


@dataclass(frozen=True)
class Kind:
    """`visible()` are the records that the public may find (any number of them, as a query set).

    `show(ids, lang)` presents some of them in a constant number of queries. `moments(ids)` gives the order of kinds
    with dates: seconds until the next date, less is better; what is missing stands last.
    """

    model: type[Model]
    label: Promise
    visible: Callable[[], QuerySet[Any]]
    show: Show
    order: int = 50
    moments: Moments = field(default=_no_moments)


_kinds: list[Kind] = []


def register(kind: Kind) -> None:
    _kinds.append(kind)


def kinds() -> list[Kind]:
    return sorted(_kinds, key=lambda kind: kind.order)


def show_records(
    queryset: Callable[[], QuerySet[Any]],
    label: Promise,
    pictogram: str,
    *,
    title: str = "name",
    summary: str = "",
) -> Show:
    """A `show` for records whose title and summary are plain or translated fields of their own."""

    def show(ids: list[int], lang: str) -> dict[int, Found]:
        return {
            record.pk: Found(
                address_of(record),
                str(label),
                _local(getattr(record, title), lang),
                _local(getattr(record, summary) if summary else None, lang),
                pictogram,
            )
            for record in queryset().filter(pk__in=ids)
        }

    return show


def _local(value: Any, lang: str) -> LocalText:
    if isinstance(value, Translated):
        return value.localized(lang)
    return LocalText(str(value or ""), lang, "ltr")
