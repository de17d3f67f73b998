"""`miteinander backup` and `restore` on SQLite: what goes wrong, what is said, and that nothing half-made stays."""

import json
import os
import shutil
import signal
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from zipfile import ZipFile

import pytest

from miteinander import cli
from miteinander.surfaces.operations.backup import company, last_backup

from .conftest import clean_environ
from .forking import command_in


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("backup") / "home"


@pytest.fixture(scope="module")
def command(place):
    place.mkdir()
    with command_in(place, clean_environ()) as running:
        yield running


@pytest.fixture
def home(place, migrated_file):
    """Always in the same place, with the same in it."""
    shutil.rmtree(place, ignore_errors=True)
    (place / "media" / "documents").mkdir(parents=True)
    shutil.copyfile(migrated_file, place / "miteinander.sqlite3")
    (place / "media" / "documents" / "a.pdf").write_bytes(b"%PDF-1.7 a")
    (place / "languages").write_text("de,tr\n")
    return place


@pytest.fixture
def call(command, home):
    return command.run


@pytest.fixture
def script(command, home):
    """A program in the home, after Django's set-up."""

    def begin(code):
        code_, out, err = command.run(program=code)
        assert code_ == 0, err
        return out

    return begin


def archives(home):
    return sorted((home / "backups").glob("*.zip"))


def left_behind(folder):
    return [path.name for path in folder.iterdir() if "partial" in path.name or "restore" in path.name]


def test_archive_is_private_complete_and_said(call, home):
    code, out, err = call("backup")
    assert (code, err) == (0, "")
    (archive,) = archives(home)
    assert archive.stat().st_mode & 0o777 == 0o600 and str(archive) in out
    assert "personenbezogene Daten" in out and "Schlüssel ist nicht darin" in out and "\r" not in out
    with ZipFile(archive) as found:
        manifest = json.loads(found.read("manifest.json"))
        assert found.namelist() == [
            "database/miteinander.sqlite3",
            "files/default/documents/a.pdf",
            "home/languages",
            "manifest.json",
        ]
        everything = b"".join(found.read(name) for name in found.namelist())
    key = (home / "secret-key").read_bytes().strip()
    assert key not in everything
    assert manifest["vendor"] == "sqlite" and "0004_append_only" in manifest["migrations"]["audit"]
    assert left_behind(archive.parent) == []


def test_target_exists_or_has_no_folder(call, home, tmp_path):
    there = tmp_path / "there.zip"
    there.write_text("mine")
    for target, words in ((there, "nie überschrieben"), (tmp_path / "nowhere" / "a.zip", "gibt es nicht")):
        code, out, err = call("backup", str(target))
        assert (code, out) == (1, "") and words in err and err.count("\n") == 1
    assert there.read_text() == "mine"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_no_rights(call, tmp_path):
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    code, out, err = call("backup", str(folder))
    assert (code, out) == (1, "") and "Rechte" in err and err.count("\n") == 1


@pytest.mark.parametrize("megabytes", [1, 9])
def test_disk_is_full(call, home, megabytes, tmp_path):
    """A limit on the size of files stands for a full disk: at 1 MB the copy of the database fails, at 9 MB the archive."""
    (home / "media" / "large.jpg").write_bytes(os.urandom(20_000_000))
    target = tmp_path / "target"
    target.mkdir()
    limited = (
        f"import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({megabytes}_000_000,) * 2)\n"
        f"from miteinander import cli; sys.exit(cli.main(['backup', {str(target)!r}]))"
    )
    code, out, err = call(program=limited)
    assert (code, out) == (1, "") and "ist voll" in err and err.count("\n") == 1
    assert list(target.iterdir()) == []


def test_killed_in_the_middle_leaves_no_archive_and_the_next_run_clears_up(command, call, home, wait_until):
    for number in range(4):
        (home / "media" / f"{number}.jpg").write_bytes(os.urandom(20_000_000))
    process = command.begin("backup")
    wait_until(
        lambda: [
            path
            for path in (home / "backups").glob(".*.partial/archive.zip")
            if path.stat().st_size > 2_000_000
        ]
    )
    os.kill(process, signal.SIGKILL)
    assert command.end() == -signal.SIGKILL
    assert archives(home) == [] and left_behind(home / "backups")

    assert call("backup")[0] == 0
    assert len(archives(home)) == 1 and left_behind(home / "backups") == []


def test_keep_deletes_only_old_archives_of_its_own(call, home):
    folder = home / "backups"
    folder.mkdir()
    old = [folder / f"miteinander-2026010{day}-000000Z.zip" for day in (1, 2, 3)]
    for path in (*old, folder / "mine.zip", folder / "miteinander-notes.zip"):
        path.touch()
    assert call("backup", "--keep", "2")[0] == 0
    assert [path for path in old if path.exists()] == [old[2]]
    assert len(archives(home)) == 4 and (folder / "mine.zip").exists()


def test_file_that_only_the_database_knows_is_said(call, home):
    with closing(sqlite3.connect(home / "miteinander.sqlite3")) as database, database:
        database.execute(
            "insert into media_councildocument (title, file, created_at, file_hash, is_public, collection_id)"
            " values ('Plan', 'documents/gone.pdf', '2026-01-01', '', 0, 1)"
        )
    code, out, _err = call("backup")
    assert code == 0 and "Achtung" in out and "documents/gone.pdf" in out


def test_damaged_database_is_not_taken_for_a_backup(call, home):
    with open(home / "miteinander.sqlite3", "r+b") as file:
        file.seek(200_000)
        file.write(os.urandom(400_000))
    code, out, err = call("backup")
    assert (code, out) == (1, "") and "beschädigt" in err and err.count("\n") == 1
    assert archives(home) == []


def test_nothing_to_back_up(call, home):
    (home / "miteinander.sqlite3").unlink()
    code, _out, err = call("backup")
    assert code == 1 and "nichts zu sichern" in err


def test_forgotten_people_stay_forgotten(call, script, home):
    script("from miteinander.foundation.access.models import User; User.objects.create_user('forget@example.org', 'x' * 20);"
           "User.objects.create_user('stay@example.org', 'x' * 20)")  # fmt: skip
    call("backup")
    script("from miteinander.foundation.privacy.actions import erase_person, PersonKey;"
           "assert erase_person(key=PersonKey('forget@example.org'))")  # fmt: skip
    code, out, err = call("restore", str(archives(home)[0]), "--force", "--yes")
    assert (code, err) == (0, "") and "wieder gelöscht" in out
    with closing(sqlite3.connect(home / "miteinander.sqlite3")) as database, database:
        assert database.execute("select email from access_user").fetchall() == [("stay@example.org",)]


def test_interrupted_change_is_finished_by_the_next_restore(call, home):
    call("backup")
    (archive,) = archives(home)
    (home / "media" / "documents" / "a.pdf").write_bytes(b"changed")
    with closing(sqlite3.connect(home / "miteinander.sqlite3")) as database, database:
        database.execute(
            "insert into audit_auditpurge (started_at, before, deleted, is_open) values ('2026-01-01', '2026-01-01', 0, 0)"
        )
    cut = (
        "import os, sys\nfrom miteinander.surfaces.operations.backup import sqlite\nsqlite.swap = lambda: os._exit(9)\n"
        f"from miteinander import cli; cli.main(['restore', {str(archive)!r}, '--force', '--yes'])"
    )
    assert call(program=cut)[0] == 9
    for command in ("work", "backup", "demo"):
        code, _out, err = call(command, MITEINANDER_PORT="18471")
        assert code == 1 and "halb zurückgespielt" in err, command
    code, out, err = call("restore")
    assert (code, err) == (0, "") and "zu Ende geführt" in out
    assert (home / "media" / "documents" / "a.pdf").read_bytes() == b"%PDF-1.7 a"
    with closing(sqlite3.connect(home / "miteinander.sqlite3")) as database, database:
        assert database.execute("select count(*) from audit_auditpurge").fetchall() == [(0,)]
    assert left_behind(home) == []


def test_restore_waits_for_web_and_worker_of_the_home(call, home):
    call("backup")
    lock = company.share_home(home)
    code, out, err = call("restore", str(archives(home)[0]), "--force", "--yes")
    os.close(lock)
    assert (code, out) == (1, "") and "läuft Miteinander noch" in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["backup", "--keep"], "Zahl ab 1"),
        (["backup", "--keep=0"], "Zahl ab 1"),
        (["backup", "--schnell"], "„--schnell“"),
        (["backup", "a", "b"], "„b“"),
        (["restore", "a", "b"], "„b“"),
        (["restore", "a", "--immer"], "„--immer“"),
    ],
)
def test_misuse_gets_a_sentence(capsys, arguments, words):
    assert cli.main(arguments) == 2
    assert words in capsys.readouterr().err


def test_hint_of_the_doctor(tmp_path):
    at = datetime(2026, 11, 1, tzinfo=UTC)
    assert last_backup.hint(tmp_path)[0] is False
    last_backup.remember(tmp_path, at, tmp_path / "a.zip")
    assert last_backup.hint(tmp_path, now=at + timedelta(days=3)) == (
        True,
        f"Die letzte war vor 3 Tagen ({tmp_path / 'a.zip'}).",
    )
    assert last_backup.hint(tmp_path, now=at + timedelta(days=8))[0] is False
    (tmp_path / last_backup.FILE).write_text("[]")
    assert last_backup.hint(tmp_path)[0] is False
