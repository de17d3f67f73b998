"""Files that the office has checked and not taken over yet: kept for an hour under a name nobody can guess."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

FOLDER = "programme_files"
KEPT = timedelta(hours=1)
SALT = "miteinander.programme_files.uploads"


class UploadGone(LookupError):
    """The hour is over, the file was taken over already, or the token is somebody else's."""


@dataclass(frozen=True)
class Upload:
    name: str
    content: bytes


def keep(upload: Upload, *, user: Any) -> str:
    """Store the file and return the token that finds it again."""
    stored = default_storage.save(f"{FOLDER}/{secrets.token_urlsafe(32)}", ContentFile(upload.content))
    digest = hashlib.sha256(upload.content).hexdigest()
    return signing.dumps([stored, upload.name, digest, user.pk], salt=SALT)


def find(token: str, *, user: Any) -> Upload:
    """The very file that was checked. Raises UploadGone."""
    stored, name, digest = _opened(token, user)
    try:
        with default_storage.open(stored) as file:
            content = file.read()
    except OSError:
        raise UploadGone from None
    if hashlib.sha256(content).hexdigest() != digest:
        raise UploadGone
    return Upload(name, content)


def drop(token: str, *, user: Any) -> None:
    stored, _name, _digest = _opened(token, user)
    default_storage.delete(stored)


def forget_old() -> None:
    """Delete what nobody took over within the hour."""
    try:
        _folders, files = default_storage.listdir(FOLDER)
    except OSError:
        return
    for file in files:
        stored = f"{FOLDER}/{file}"
        try:
            if default_storage.get_modified_time(stored) < timezone.now() - KEPT:
                default_storage.delete(stored)
        except OSError:  # another process was first
            continue


def _opened(token: str, user: Any) -> tuple[str, str, str]:
    try:
        stored, name, digest, owner = signing.loads(token, salt=SALT, max_age=KEPT)
    except signing.BadSignature:
        raise UploadGone from None
    if owner != user.pk:
        raise UploadGone
    return stored, name, digest
