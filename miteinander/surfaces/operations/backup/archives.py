"""Writing and reading the one file: a ZIP (with 64-bit sizes) that streams, in a fixed order, checked by hashes."""

import hashlib
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from .manifest import LARGEST_MANIFEST, MANIFEST, BadArchive, Entry, Manifest

CHUNK = 1024 * 1024
DAMAGED = (
    "Das Archiv {name} ist unvollständig oder beschädigt ({detail}); bitte eine andere Sicherung nehmen."
)
LEVEL = 6
PACKED = {
    ".jpg",
    ".jpeg",
    ".png",
    ".webp",
    ".gif",
    ".mp4",
    ".webm",
    ".docx",
    ".xlsx",
    ".pptx",
    ".odt",
    ".ods",
    ".odp",
    ".zip",
}


@dataclass(slots=True)
class ArchiveWriter:
    """Adds entries to an open file, one after the other; memory does not grow with their size."""

    file: IO[bytes]
    at: datetime
    entries: list[Entry] = field(default_factory=list)
    _zip: ZipFile = field(init=False)

    def __post_init__(self) -> None:
        self._zip = ZipFile(self.file, "w", allowZip64=True)

    def add(self, name: str, chunks: Iterable[bytes | memoryview]) -> Entry:
        digest, size = hashlib.sha256(), 0
        with self._zip.open(self._info(name), "w", force_zip64=True) as target:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                target.write(chunk)
        entry = Entry(name, size, digest.hexdigest())
        self.entries.append(entry)
        return entry

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *rest: object) -> None:
        if kind is not None:
            self._zip.fp = None  # or it would still try to write a list of contents when it is thrown away

    def finish(self, manifest: Manifest) -> None:
        """Write the manifest and bring everything to the disk."""
        with self._zip.open(self._info(MANIFEST), "w", force_zip64=True) as target:
            target.write(manifest.to_json())
        self._zip.close()
        self.file.flush()
        os.fsync(self.file.fileno())

    def _info(self, name: str) -> ZipInfo:
        info = ZipInfo(name, date_time=self.at.timetuple()[:6])
        info.compress_type = ZIP_STORED if PurePosixPath(name).suffix.lower() in PACKED else ZIP_DEFLATED
        info._compresslevel = LEVEL  # type: ignore[attr-defined]  # ZipFile.open takes no level
        info.external_attr = 0o600 << 16
        return info


def chunks_of(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


class ArchiveReader:
    """An archive whose outline was checked when it was opened. `check` reads all of it. Raises BadArchive."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = ZipFile(path)
        except (BadZipFile, EOFError, ValueError, NotImplementedError) as error:
            raise self._damaged("kein vollständiges ZIP") from error
        except OSError as error:
            raise BadArchive(
                f"Das Archiv {path} lässt sich nicht lesen ({error.strerror or error})."
            ) from error
        try:
            self.manifest = self._outline()
        except BaseException:
            self._zip.close()
            raise
        self.sizes = {entry.name: entry for entry in self.manifest.entries}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._zip.close()

    def _damaged(self, detail: str) -> BadArchive:
        return BadArchive(DAMAGED.format(name=self.path, detail=detail))

    def _outline(self) -> Manifest:
        infos = {info.filename: info for info in self._zip.infolist()}
        head = infos.pop(MANIFEST, None)
        if head is None or head.file_size > LARGEST_MANIFEST:
            raise BadArchive(f"{self.path} ist keine Sicherung von Miteinander.")
        manifest = Manifest.from_json(b"".join(self._read(head)))
        if len(infos) + 1 != len(self._zip.infolist()) or infos.keys() != {
            one.name for one in manifest.entries
        }:
            raise self._damaged("Inhalt und Verzeichnis passen nicht zusammen")
        for entry in manifest.entries:
            if infos[entry.name].file_size != entry.size:
                raise self._damaged(f"„{entry.name}“ hat eine andere Größe")
        return manifest

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content of an entry; at its end size and hash are known to be right, else BadArchive."""
        entry, digest = self.sizes[name], hashlib.sha256()
        for chunk in self._read(self._zip.getinfo(name)):
            digest.update(chunk)
            yield chunk
        if digest.hexdigest() != entry.sha256:
            raise self._damaged(f"„{name}“ hat eine andere Prüfsumme")

    def _read(self, info: ZipInfo) -> Iterator[bytes]:
        if info.flag_bits & 1 or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise self._damaged(f"„{info.filename[:120]}“ ist anders gepackt, als Miteinander es tut")
        size = 0
        try:
            with self._zip.open(info) as source:
                while chunk := source.read(CHUNK):
                    size += len(chunk)
                    if size > info.file_size:
                        raise self._damaged(f"„{info.filename[:120]}“ ist größer als angegeben")
                    yield chunk
        except (BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise self._damaged(f"„{info.filename[:120]}“") from error
        if size != info.file_size:
            raise self._damaged(f"„{info.filename[:120]}“ ist kürzer als angegeben")

    def check(self) -> Iterator[Entry]:
        """Read every entry to its end."""
        for entry in self.manifest.entries:
            for _chunk in self.chunks(entry.name):
                pass
            yield entry

    def write_to(self, name: str, target: Path) -> None:
        """A new file on the disk, readable by its owner only."""
        target.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for chunk in self.chunks(name):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
