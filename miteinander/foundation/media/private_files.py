"""Files that only the office sees: permits, offers, plans. Checked by what is in them, not by their name."""

from io import BytesIO
from pathlib import PurePath
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from .models import CouncilDocument

LARGEST_FILE = 10 * 1024 * 1024
MOST_PIXELS = 60_000_000
PICTURES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG"}
PACKAGES = {
    ".docx": "word/document.xml",
    ".xlsx": "xl/workbook.xml",
    ".odt": "content.xml",
    ".ods": "content.xml",
}
"""Office files are archives; each has a part by which it is known."""
SUFFIXES = (".pdf", *PICTURES, *PACKAGES)


class RefusedFile(ValidationError):
    """The file is not kept; the message says why."""


@transaction.atomic
def keep_private_file(*, file: IO[bytes], name: str, title: str = "", user: Any = None) -> CouncilDocument:
    """Check the file and keep it as a private document; pictures are written anew, without place and camera.

    Raises RefusedFile.
    """
    content = checked_content(file.read(LARGEST_FILE + 1), name)
    suffix = PurePath(name).suffix.lower()
    document = CouncilDocument(
        title=(title or PurePath(name).stem or _("Datei"))[:255],
        uploaded_by_user=user if getattr(user, "pk", None) else None,
    )
    document.file.save(f"{PurePath(name).stem[:60] or 'datei'}{suffix}", ContentFile(content), save=False)
    document.save()
    return document


def checked_content(content: bytes, name: str) -> bytes:
    """What is kept of the file. Raises RefusedFile."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise RefusedFile(
            _(
                "Diese Art von Datei wird nicht angenommen. Erlaubt sind PDF, JPG, PNG, DOCX, XLSX, ODT und ODS."
            )
        )
    if not content:
        raise RefusedFile(_("Die Datei ist leer."))
    if len(content) > LARGEST_FILE:
        raise RefusedFile(_("Die Datei ist größer als 10 MB. Verkleinern oder teilen Sie sie."))
    if suffix in PICTURES:
        return _picture(content, PICTURES[suffix])
    known = content.startswith(b"%PDF-") if suffix == ".pdf" else _is_package(content, PACKAGES[suffix])
    if not known:
        raise RefusedFile(_("In der Datei steht etwas anderes, als ihr Name sagt."))
    return content


def _picture(content: bytes, kind: str) -> bytes:
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(content), formats=[kind]) as found:
            if found.width * found.height > MOST_PIXELS:
                raise RefusedFile(_("Das Bild hat zu viele Bildpunkte. Verkleinern Sie es."))
            plain = ImageOps.exif_transpose(found)
            if kind == "JPEG" and plain.mode not in ("RGB", "L"):
                plain = plain.convert("RGB")
            target = BytesIO()
            fresh = Image.new(plain.mode, plain.size)
            fresh.paste(plain)
            fresh.save(target, kind, quality=88)
    except RefusedFile:
        raise
    except Exception as error:  # Pillow raises many kinds for broken files
        raise RefusedFile(_("Das Bild lässt sich nicht lesen.")) from error
    return target.getvalue()


def _is_package(content: bytes, part: str) -> bool:
    try:
        with ZipFile(BytesIO(content)) as archive:
            return part in archive.namelist()
    except (BadZipFile, ValueError, OSError):
        return False
