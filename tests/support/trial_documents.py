"""Documents about an event that exist in a test only: a note, as often and as bad as the test wants it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from miteinander.foundation.typesetting import documents
from miteinander.foundation.typesetting.documents import Document, Wish
from miteinander.foundation.typesetting.formats import A4, A6
from tests.foundation.typesetting.trial import Note, note


@contextmanager
def trial_document(
    *, key: str = "events.trial", text: str = "Guten Tag", sheets: int = 1, **values: Any
) -> Iterator[Document]:
    """Registered while the block runs; `text` and `sheets` are what it prints."""

    def read(wish: Wish) -> list[Any]:
        words = f"{text} {wish.languages[0]}"
        return [note(Note(f"{words} {number}")).data for number in range(1, sheets + 1)]

    defaults: dict[str, Any] = {
        "title": "Probezettel",
        "data": object,
        "formats": (A6, A4),
        "template": "/foundation/typesetting/sheets/trial.typ",
        "read": read,
        "allowed": lambda user, pk: bool(user.has_perm("events.view_event")),
        "order": 99,
    }
    one = Document(key=key, **(defaults | values))
    documents.register(one)
    try:
        yield one
    finally:
        documents.unregister(key)
