"""Files that lie elsewhere than on this machine: saved and put back through their storage, and a sentence when it fails."""

import json
import shutil
from zipfile import ZipFile

import pytest

from .conftest import clean_environ
from .forking import command_in

ELSEWHERE = """
import sys
from pathlib import Path
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from miteinander import cli

class Unreachable(Exception):
    pass

class Elsewhere(Storage):
    place = Path({folder!r})
    def answer(self, step):
        if step == {broken!r}:
            raise Unreachable("AccessDenied: who are you?\\nmore")
    def listdir(self, path):
        self.answer("list")
        folder = self.place / path
        found = sorted(folder.iterdir()) if folder.is_dir() else []
        return [one.name for one in found if one.is_dir()], [one.name for one in found if one.is_file()]
    def _open(self, name, mode="rb"):
        self.answer("open")
        return ContentFile((self.place / name).read_bytes(), name)
    def _save(self, name, content):
        self.answer("save")
        (self.place / name).parent.mkdir(parents=True, exist_ok=True)
        (self.place / name).write_bytes(content.read())
        return name
    def exists(self, name):
        return (self.place / name).exists()
    def delete(self, name):
        (self.place / name).unlink(missing_ok=True)

storages._storages["default"] = Elsewhere()
sys.exit(cli.main({arguments!r}))
"""


@pytest.fixture(scope="module")
def homes(tmp_path_factory, migrated_file):
    """Two homes with a command each: the first has a database, the second is empty."""
    folder = tmp_path_factory.mktemp("elsewhere")
    for name in ("first", "second"):
        (folder / name).mkdir()
    shutil.copyfile(migrated_file, folder / "first" / "miteinander.sqlite3")
    with (
        command_in(folder / "first", clean_environ()) as first,
        command_in(folder / "second", clean_environ()) as second,
    ):
        yield {"first": first, "second": second}


@pytest.fixture
def call(homes, tmp_path):
    def run(where, *arguments, broken=""):
        program = ELSEWHERE.format(folder=str(tmp_path / where), broken=broken, arguments=list(arguments))
        return homes[where].run(program=program)

    return run


@pytest.fixture
def archive(tmp_path):
    return tmp_path / "archive.zip"


def test_files_go_from_one_storage_to_another(call, tmp_path, archive, homes):
    (tmp_path / "first" / "documents").mkdir(parents=True)
    (tmp_path / "first" / "documents" / "a.pdf").write_bytes(b"%PDF-1.7 a")
    assert call("first", "backup", str(archive))[::2] == (0, "")
    manifest = json.loads(ZipFile(archive).read("manifest.json"))
    assert "files/default/documents/a.pdf" in [one["name"] for one in manifest["entries"]]

    code, out, err = call("second", "restore", str(archive), broken="save")
    assert (code, out) == (1, "")
    assert err == (
        "Der Dateispeicher „default“ macht nicht mit (AccessDenied: who are you?); bitte seine Einstellungen und die "
        "Verbindung prüfen und noch einmal aufrufen.\n"
    )
    database = homes["second"].home / "miteinander.sqlite3"
    assert not database.exists()

    assert call("second", "restore", str(archive))[::2] == (0, "")
    assert (tmp_path / "second" / "documents" / "a.pdf").read_bytes() == b"%PDF-1.7 a"
    assert database.exists()


@pytest.mark.parametrize("broken", ["list", "open"])
def test_a_storage_that_does_not_answer_is_a_sentence_and_leaves_nothing(call, tmp_path, archive, broken):
    (tmp_path / "first").mkdir()
    (tmp_path / "first" / "a.txt").write_bytes(b"a")
    code, out, err = call("first", "backup", str(archive), broken=broken)
    assert (code, out) == (1, "") and err.startswith(
        "Der Dateispeicher „default“ macht nicht mit (AccessDenied"
    )
    assert err.count("\n") == 1 and not archive.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["first"]
