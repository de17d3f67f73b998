"""The registry `media.readers`: who reads a file that is not public besides those who look after all files.

A room whose records hold such files registers `register(can_read)` in `AppConfig.ready()`: a function that takes the user
and the document and says whether one of its records with this file is open to that user. A room whose files are nobody
else's business also registers `close(is_closed)`: of such a file those who look after all files see nothing either.
"""

from collections.abc import Callable
from typing import Any

from .models import CouncilDocument

KEEPER = "wagtaildocs.change_document"
OFFICE = "wagtailadmin.access_admin"

CanRead = Callable[[Any, CouncilDocument], bool]

IsClosed = Callable[[CouncilDocument], bool]

_readers: list[CanRead] = []
_closed: list[IsClosed] = []


def register(can_read: CanRead) -> None:
    if can_read not in _readers:
        _readers.append(can_read)


def close(is_closed: IsClosed) -> None:
    if is_closed not in _closed:
        _closed.append(is_closed)


def is_closed_file(document: CouncilDocument) -> bool:
    """Only who sees the record may read, change or delete it. One query for each room that has such files."""
    return any(is_closed(document) for is_closed in _closed)


def can_read_file(user: Any, document: CouncilDocument) -> bool:
    """A public file: everybody. Another: its keepers (unless it is closed), and in the office whoever sees a record that it belongs to."""
    if document.is_public:
        return True
    if user.has_perm(KEEPER) and not is_closed_file(document):
        return True
    return bool(user.has_perm(OFFICE)) and any(can_read(user, document) for can_read in _readers)
