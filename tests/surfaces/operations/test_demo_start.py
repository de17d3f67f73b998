"""Starts of the demo that cannot succeed: one sentence, code 1, and nothing left behind."""

import errno
import os
import shutil
import sys
from collections import namedtuple

import pytest

from miteinander import cli
from miteinander.surfaces.operations import demo, preparation, serving, stamps
from miteinander.surfaces.operations.progress import Progress, seconds

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def home(tmp_path, monkeypatch, free_port):
    """An environment for a first start in `home`, which does not exist yet."""
    for name in list(os.environ):
        if name.startswith("MITEINANDER_") or name == "DATABASE_URL":
            monkeypatch.delenv(name)
    monkeypatch.setenv("MITEINANDER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("MITEINANDER_PORT", str(free_port))
    return tmp_path / "home"


@pytest.fixture
def refused(home, capsys):
    """Start the demo and return the one sentence it ends with."""

    def start():
        assert cli.main(["demo"]) == 1
        sentence = capsys.readouterr().err
        assert sentence.count("\n") == 1
        assert sentence.endswith(".\n")
        return sentence

    return start


def test_a_taken_port(refused, home, taken_port, monkeypatch):
    monkeypatch.setenv("MITEINANDER_PORT", str(taken_port))

    assert f"Port {taken_port} ist schon belegt" in refused()
    assert not home.exists()


def test_a_home_that_is_a_file(refused, home):
    home.write_text("keep me")

    assert "kein Verzeichnis" in refused()
    assert home.read_text() == "keep me"


def test_too_little_room(refused, home, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda place: Usage(1, 1, 1_000_000))

    assert "nur 1 MB frei" in refused()
    assert not home.exists()


def test_real_data_is_never_mixed_with_the_demo(refused, home, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://rat@db/rat")
    assert "bitte DATABASE_URL weglassen" in refused()

    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setenv("MITEINANDER_HOSTS", "rat.example.org")
    monkeypatch.setenv("MITEINANDER_SECRET_KEY", "k" * 40)
    assert "bitte MITEINANDER_HOSTS weglassen" in refused()
    assert not home.exists()


def test_a_first_start_that_fails_takes_away_what_it_made(home, monkeypatch):
    monkeypatch.setattr(demo, "_prepare", make_and_fail(home))

    assert cli.main(["demo"]) == 1
    assert not home.exists()


def test_a_first_start_that_fails_keeps_what_was_there_before(home, monkeypatch):
    home.mkdir()
    (home / "notes.txt").write_text("keep me")
    monkeypatch.setattr(demo, "_prepare", make_and_fail(home))

    assert cli.main(["demo"]) == 1
    assert [path.name for path in home.iterdir()] == ["notes.txt"]


def test_a_later_start_that_fails_keeps_the_database(home, monkeypatch):
    home.mkdir()
    (home / "miteinander.sqlite3").write_text("last year")
    stamps.remember_stamp(home, "database", "then")
    monkeypatch.setattr(demo, "_prepare", make_and_fail(home))

    assert cli.main(["demo"]) == 1
    assert (home / "miteinander.sqlite3").read_text() == "last year"
    assert not list(home.glob("*.new*"))


def test_an_interrupted_first_start_takes_away_what_it_made(home, monkeypatch, capsys):
    monkeypatch.setattr(demo, "_prepare", make_and_fail(home, KeyboardInterrupt()))

    assert cli.main(["demo"]) == 130
    assert capsys.readouterr().err == "Abgebrochen.\n"
    assert not home.exists()


def make_and_fail(home, error=None):
    def prepare(environment, lock):
        (home / "generated" / "fonts").mkdir(parents=True)
        (home / "secret-key").write_text("x")
        (home / "miteinander.sqlite3.new").write_text("half")
        (home / "miteinander.sqlite3.new-wal").write_text("half")
        if error is not None:
            raise error
        return 1

    return prepare


def failing_steps(error):
    def make(progress):
        raise error

    step = preparation.Step(
        name="static", title="Dateien sammeln", stamp=lambda: "1", is_there=lambda: False, make=make
    )
    return lambda purpose, environment: [step]


@pytest.fixture
def prepare_here(home, monkeypatch):
    """`preparation.main` in this process, without setting Django up anew."""
    monkeypatch.setattr("django.setup", lambda: None)
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", os.environ.get("DJANGO_SETTINGS_MODULE", ""))
    return lambda: preparation.main("demo")


def test_a_disk_that_fills_up_on_the_way(prepare_here, monkeypatch, capsys, home):
    monkeypatch.setattr(
        preparation, "steps_for", failing_steps(OSError(errno.ENOSPC, "No space left on device"))
    )

    assert prepare_here() == 1
    shown = capsys.readouterr()
    assert shown.out == "[1/1] Dateien sammeln … \n"
    assert shown.err == (
        f"Der Datenträger von {home} ist voll; bitte Platz schaffen und noch einmal starten, "
        "es ist nichts Halbes zurückgeblieben.\n"
    )


def test_a_database_that_fills_the_disk(prepare_here, monkeypatch, capsys):
    import sqlite3

    from django.db.utils import OperationalError

    error = OperationalError("database or disk is full")
    error.__cause__ = sqlite3.OperationalError("database or disk is full")
    monkeypatch.setattr(preparation, "steps_for", failing_steps(error))

    assert prepare_here() == 1
    assert "ist voll; bitte Platz schaffen" in capsys.readouterr().err


def test_an_error_without_a_plain_cause_is_not_hidden(prepare_here, monkeypatch):
    monkeypatch.setattr(preparation, "steps_for", failing_steps(KeyError("bug")))

    with pytest.raises(KeyError, match="bug"):
        prepare_here()


def test_a_step_is_done_once_and_again_when_its_source_or_its_result_changes(tmp_path):
    state = {"stamp": "1", "there": True}
    step = preparation.Step(
        name="fonts",
        title="Schriften",
        stamp=lambda: state["stamp"],
        is_there=lambda: state["there"],
        make=lambda progress: None,
    )
    assert not step.is_done(tmp_path)

    stamps.remember_stamp(tmp_path, "fonts", "1")
    assert step.is_done(tmp_path)

    state["there"] = False
    assert not step.is_done(tmp_path)
    state.update(there=True, stamp="2")
    assert not step.is_done(tmp_path)


def test_a_damaged_stamp_file_means_preparing_again(tmp_path):
    (tmp_path / stamps.STAMP_FILE).write_text("{")

    assert stamps.read_stamps(tmp_path) == {}


def test_a_new_month_lays_the_year_out_anew(tmp_path, monkeypatch):
    def stamp(today):
        from miteinander.env import Environment

        environ = {"MITEINANDER_HOME": str(tmp_path), "MITEINANDER_TODAY": today}
        steps = preparation.steps_for("demo", Environment.read(environ, write_key=False))
        return {step.name: step.stamp() for step in steps}["year"]

    assert stamp("2026-11-01") == stamp("2026-11-30")
    assert stamp("2026-11-30") != stamp("2026-12-01")


def test_the_new_database_takes_the_place_of_the_old_one_as_a_whole(tmp_path, monkeypatch):
    import sqlite3

    monkeypatch.setenv("DATABASE_URL", "")
    old = sqlite3.connect(tmp_path / "miteinander.sqlite3")
    old.execute("PRAGMA journal_mode=WAL")
    old.execute("CREATE TABLE events (title TEXT)")
    old.execute("INSERT INTO events VALUES ('Sommerfest')")
    old.commit()
    old.close()

    preparation._start_building(tmp_path)
    building = sqlite3.connect(tmp_path / "miteinander.sqlite3.new")
    building.execute("PRAGMA journal_mode=WAL")
    building.execute("INSERT INTO events VALUES ('Neujahrsempfang')")
    building.commit()
    building.close()
    assert os.environ["DATABASE_URL"] == f"sqlite:///{tmp_path}/miteinander.sqlite3.new"
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    preparation._put_in_place(tmp_path)

    result = sqlite3.connect(tmp_path / "miteinander.sqlite3")
    assert result.execute("SELECT title FROM events").fetchall() == [("Sommerfest",), ("Neujahrsempfang",)]
    result.close()
    assert not list(tmp_path.glob("*.new*"))


def test_progress_is_a_numbered_line_with_german_seconds(capsys):
    progress = Progress(total=2)
    with progress.step("Datenbank einrichten"):
        progress.note("42 Termine")
    with progress.step("Schriften", skip=True):
        pass

    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("[1/2] Datenbank einrichten … 0,")
    assert first.endswith(" s")
    assert second == "[2/2] Schriften … schon fertig"
    assert seconds(8.25) == "8,2 s"


def test_the_welcome_names_addresses_and_sign_ins():
    text = demo.welcome(8123, 1.5)

    assert "http://localhost:8123/\n" in text
    assert "http://localhost:8123/buero/" in text
    assert "buero@example.org" in text
    assert "Strg+C" in text


def test_a_silent_server_does_not_count_as_an_answer(taken_port, free_port, monkeypatch):
    monkeypatch.setattr(serving, "PATIENCE", 0.1)

    assert serving.answers(free_port) is False
    assert serving.answers(taken_port) is False


def test_children_are_called_with_this_python(home):
    from miteinander.env import Environment

    environment = Environment.read(os.environ, write_key=False)

    assert serving.web_program(environment).command[0] == sys.executable
    assert "127.0.0.1" in serving.web_program(environment).command
    assert serving.worker_program(environment).environ["MITEINANDER_HOME"] == str(home)
