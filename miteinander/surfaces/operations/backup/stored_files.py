"""Files that people uploaded or the program made for keeping, through Django's storages, wherever these keep them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages

from ..checks import CannotStart

REMADE = ("staticfiles",)
"""Storages whose files every start makes anew."""


def kept_storages() -> dict[str, Storage]:
    return {alias: storages[alias] for alias in sorted(settings.STORAGES) if alias not in REMADE}


def names_in(storage: Storage, folder: str = "") -> Iterator[str]:
    """All files, in the same order every time. A folder that vanishes meanwhile is empty; symbolic links are left out."""
    try:
        folders, files = storage.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return
    for name in sorted(files):
        path = f"{folder}/{name}" if folder else name
        if not _is_link(storage, path):
            yield path
    for name in sorted(folders):
        path = f"{folder}/{name}" if folder else name
        if not _is_link(storage, path):
            yield from names_in(storage, path)


def _is_link(storage: Storage, path: str) -> bool:
    return isinstance(storage, FileSystemStorage) and os.path.islink(storage.path(path))


@contextmanager
def reaching(alias: str, storage: Storage) -> Iterator[None]:
    """What goes wrong with a storage elsewhere becomes CannotStart; every kind of it has errors of its own."""
    try:
        yield
    except (OSError, CannotStart):
        raise
    except Exception as error:
        if local_folder(storage) is not None:
            raise
        words = (str(error).splitlines() or [""])[0][:150] or type(error).__name__
        raise CannotStart(
            f"Der Dateispeicher „{alias}“ macht nicht mit ({words}); bitte seine Einstellungen und die Verbindung prüfen "
            "und noch einmal aufrufen."
        ) from error


def local_folder(storage: Storage) -> Path | None:
    """Where the files lie on this machine; None: elsewhere."""
    return Path(storage.location) if isinstance(storage, FileSystemStorage) else None


def holds_files() -> bool:
    for alias, storage in kept_storages().items():
        with reaching(alias, storage):
            if next(names_in(storage), None) is not None:
                return True
    return False


def named_in_database() -> Iterator[tuple[str, str]]:
    """(alias, name) of every file that a record names. One query for each model with files."""
    from django.apps import apps
    from django.db.models import FileField

    aliases = {id(storage): alias for alias, storage in kept_storages().items()}
    default = aliases.get(id(storages["default"]), "default")
    for model in apps.get_models(include_auto_created=True):
        fields = [field for field in model._meta.concrete_fields if isinstance(field, FileField)]
        if not fields or not model._meta.managed or model._meta.proxy:
            continue
        for field in fields:
            names = model._base_manager.exclude(**{field.name: ""}).exclude(**{f"{field.name}__isnull": True})
            for name in names.values_list(field.name, flat=True).iterator(chunk_size=2000):
                yield aliases.get(id(field.storage), default), str(name)
