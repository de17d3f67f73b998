"""Mails as files below MITEINANDER_HOME/mail: for the demo, and for an installation without a mail server."""

import os
from pathlib import Path
from uuid import UUID

from django.conf import settings


def write_file(uid: UUID, content: bytes) -> Path:
    """Write the mail whole or not at all; writing it again gives the same file."""
    target = path_of(uid)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(f".{os.getpid()}.new")
    draft.write_bytes(content)
    draft.replace(target)
    return target


def forget_file(uid: UUID) -> None:
    path_of(uid).unlink(missing_ok=True)


def path_of(uid: UUID) -> Path:
    folder: Path = settings.MAIL_FOLDER
    return folder / f"{uid}.eml"
