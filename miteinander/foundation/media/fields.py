"""Columns for files that let nothing unchecked onto the disk, whichever way it comes."""

from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from .documents import FILMS, LARGEST_FILE, SUFFIXES_OF_DOCUMENTS, checked_document
from .pictures import LARGEST_PICTURE, CheckedFile, RefusedFile, checked_picture

LARGEST_FILM = 300 * 1024 * 1024
HEAD = 64


def checked_image_file(content: File[Any], name: str) -> File[Any]:
    """Raises RefusedFile."""
    if is_checked(content):
        return content
    content.seek(0)
    return checked_picture(content.read(LARGEST_PICTURE + 1), name)


def checked_document_file(content: File[Any], name: str) -> File[Any]:
    """Raises RefusedFile. Of a film only the head is looked at, for it may be large."""
    if is_checked(content):
        return content
    content.seek(0)
    if PurePath(name).suffix.lower() not in FILMS:
        return checked_document(content.read(LARGEST_FILE + 1), name, SUFFIXES_OF_DOCUMENTS)
    checked_document(content.read(HEAD), name, SUFFIXES_OF_DOCUMENTS)
    if content.size > LARGEST_FILM:
        raise RefusedFile(_("Der Film ist größer als 300 MB. Speichern Sie ihn kleiner."))
    content.seek(0)
    return content


def is_checked(content: Any) -> bool:
    return isinstance(content, CheckedFile) or getattr(content, "is_checked", False)


class CheckedImageFile(WagtailImageFieldFile):
    def save(self, name: str, content: File[Any], save: bool = True) -> None:
        checked = checked_image_file(content, name)
        super().save(checked.name or name, checked, save)


class CheckedImageField(WagtailImageField):
    attr_class = CheckedImageFile


class CheckedDocumentFile(FieldFile):
    def save(self, name: str, content: File[Any], save: bool = True) -> None:
        super().save(name, checked_document_file(content, name), save)


class CheckedDocumentField(models.FileField):
    attr_class = CheckedDocumentFile
