"""The registry `interface.record_links`: where the edit page of any record of the office leads to.

A surface registers a function: `register(link_to_trail)`. It takes the account and the record and returns a link, or
None where there is none for this account or this record.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class RecordLink:
    label: str | Promise
    url: str
    icon: str


LinkTo = Callable[[Any, Any], RecordLink | None]

_registered: list[LinkTo] = []


def register(link_to: LinkTo) -> None:
    if link_to not in _registered:
        _registered.append(link_to)


def links_of(user: Any, record: Any) -> list[RecordLink]:
    """In the order of registration. No query of its own."""
    return [link for link_to in _registered if (link := link_to(user, record)) is not None]
