"""The registry `media.readers`: who reads a file that is not public besides those who look after all files.

A room whose records hold such files registers `register(can_read)` in `AppConfig.ready()`: a function that takes the user
and the document and says whether one of its records with this file is open to that user.
"""

from collections.abc import Callable
from typing import Any

from .models import CouncilDocument

KEEPER = "wagtaildocs.change_document"
OFFICE = "wagtailadmin.access_admin"

CanRead = Callable[[Any, CouncilDocument], bool]

_readers: list[CanRead] = []


def register(can_read: CanRead) -> None:
    if can_read not in _readers:
        _readers.append(can_read)


def can_read_file(user: Any, document: CouncilDocument) -> bool:
    """A public file: everybody. Another: its keepers, and in the office whoever sees a record that it belongs to."""
    if document.is_public or user.has_perm(KEEPER):
        return True
    return bool(user.has_perm(OFFICE)) and any(can_read(user, document) for can_read in _readers)
