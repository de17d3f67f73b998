"""The registry `audit.news`: what a room does when something happened in Wagtail's office that is no write of a record.

`news.on("wagtail.workflow.cancel", tell)` in `AppConfig.ready()`: the adapter calls `tell(record, entry)` in the transaction
of the log entry. `record` is as it is stored now; `entry` is Wagtail's, with `user`, `revision` and `data`.
"""

from collections.abc import Callable
from typing import Any

Told = Callable[[Any, Any], None]

_told: dict[str, list[Told]] = {}


def on(action: str, told: Told) -> None:
    known = _told.setdefault(action, [])
    if told not in known:
        known.append(told)


def tell(record: Any, entry: Any) -> None:
    for told in _told.get(entry.action, ()):
        told(record, entry)
