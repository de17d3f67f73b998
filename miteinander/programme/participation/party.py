"""What a person wants when they register: plain values, checked by a form, the same from page, office and paper."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .models import SeatPool


@dataclass(frozen=True)
class GuestWish:
    """`pool`: the id of the kind of seat."""

    pool: int
    name: str = ""
    age: int | None = None


@dataclass(frozen=True)
class PartyWish:
    """A party as it was typed. `items` and `bring`: how many by id of the pool or thing; `answers`: text by question."""

    name: str
    guests: Sequence[GuestWish]
    email: str = ""
    phone: str = ""
    language: str = "de"
    items: Mapping[int, int] = field(default_factory=dict)
    support: Sequence[str] = ()
    interpreter_language: str = ""
    food: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[int, str] = field(default_factory=dict)
    bring: Mapping[int, int] = field(default_factory=dict)
    submission: uuid.UUID = field(default_factory=uuid.uuid4)


def needs_of(guests: Sequence[int], items: Mapping[int, int], all_pool: SeatPool) -> Counter[int]:
    """Seats by pool that a party needs: one of all and one of its kind for each guest (`guests`: their pools)."""
    needs = Counter(guests)
    needs[all_pool.pk] += len(guests)
    needs.update({pool: count for pool, count in items.items() if count})
    return needs
