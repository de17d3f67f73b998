"""Files that only the office sees: permits, offers, plans. Checked by what is in them, not by their name."""

from pathlib import PurePath
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _

from .documents import LARGEST_FILE, PICTURES, SUFFIXES, checked_document
from .models import CouncilDocument
from .pictures import MOST_PIXELS, RefusedFile

__all__ = [
    "LARGEST_FILE",
    "MOST_PIXELS",
    "PICTURES",
    "SUFFIXES",
    "RefusedFile",
    "checked_content",
    "keep_private_file",
]


@transaction.atomic
def keep_private_file(*, file: IO[bytes], name: str, title: str = "", user: Any = None) -> CouncilDocument:
    """Check the file and keep it as a private document; pictures are written anew, without place and camera.

    Raises RefusedFile.
    """
    checked = checked_document(file.read(LARGEST_FILE + 1), name)
    document = CouncilDocument(
        title=(title or PurePath(name).stem or _("Datei"))[:255],
        uploaded_by_user=user if getattr(user, "pk", None) else None,
    )
    document.file.save(str(checked.name), checked, save=False)
    document.save()
    return document


def checked_content(content: bytes, name: str) -> bytes:
    """What is kept of the file. Raises RefusedFile."""
    return bytes(checked_document(content, name).read())
