"""What is kept of an uploaded document: known by what is in it, not by its name."""

import re
from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from .pictures import CheckedFile, RefusedFile, checked_picture

LARGEST_FILE = 10 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 5000
PICTURES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG"}
PACKAGES = {
    ".docx": "word/document.xml",
    ".xlsx": "xl/workbook.xml",
    ".pptx": "ppt/presentation.xml",
    ".odt": "content.xml",
    ".ods": "content.xml",
    ".odp": "content.xml",
}
"""Office files are archives; each has a part by which it is known."""
FILMS = (".mp4", ".webm")
SUFFIXES = (".pdf", *PICTURES, *PACKAGES)
SUFFIXES_OF_DOCUMENTS = (*SUFFIXES, ".txt", *FILMS)
"""Also what the office keeps in the list of files: plain text, and films for pages."""
MACROS = re.compile(r"vba(project|data)|/scripts/|^basic/", re.IGNORECASE)
MARKUP = re.compile(rb"<(!doctype|html|head|body|script|svg|iframe|\?xml|\?php)", re.IGNORECASE)
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")


def checked_document(content: bytes, name: str, suffixes: tuple[str, ...] = SUFFIXES) -> CheckedFile:
    """The file as it is kept. Pictures are drawn anew. Raises RefusedFile."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in suffixes:
        raise RefusedFile(
            _("Diese Art von Datei wird nicht angenommen. Erlaubt sind %(kinds)s.")
            % {"kinds": ", ".join(sorted({one.lstrip(".").upper() for one in suffixes}))}
        )
    if not content:
        raise RefusedFile(_("Die Datei ist leer."))
    if len(content) > LARGEST_FILE and suffix not in FILMS:
        raise RefusedFile(_("Die Datei ist größer als 10 MB. Verkleinern oder teilen Sie sie."))
    stem = PurePath(name.replace("\\", "/")).stem[:60] or "datei"
    if suffix in PICTURES:
        return CheckedFile(checked_picture(content, name, (PICTURES[suffix],)).read(), name=f"{stem}{suffix}")
    if not _is_what_it_says(content, suffix):
        raise RefusedFile(_("In der Datei steht etwas anderes, als ihr Name sagt."))
    return CheckedFile(content, name=f"{stem}{suffix}")


def _is_what_it_says(content: bytes, suffix: str) -> bool:
    if suffix in PACKAGES:
        return _is_package(content, PACKAGES[suffix])
    if suffix == ".pdf":
        return content.startswith(b"%PDF-")
    if suffix == ".mp4":
        return content[4:8] == b"ftyp"
    if suffix == ".webm":
        return content.startswith(b"\x1aE\xdf\xa3")
    return _is_plain_text(content)


def _is_plain_text(content: bytes) -> bool:
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not CONTROL.search(content) and not MARKUP.search(content)


def _is_package(content: bytes, part: str) -> bool:
    """An office file without macros that does not unpack to very much."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        return False
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise RefusedFile(_("Die Datei ist zu groß, wenn man sie auspackt. Teilen Sie sie."))
    names = [entry.filename for entry in entries]
    if any(MACROS.search(name) for name in names):
        raise RefusedFile(_("In der Datei sind Makros. Speichern Sie sie ohne Makros, oder als PDF."))
    return part in names
