"""`miteinander init`: the first own installation; and no installation takes over the accounts of the demo."""

import re
import shutil
import sqlite3

import pytest

from miteinander.surfaces.operations import init as command
from miteinander.surfaces.operations.checks import CannotStart

GIVEN = ["--council", "Integrationsrat Musterstadt", "--town=Musterstadt", "--admin", "erste@example.org"]
KEY = "k" * 40


def rows(home, query):
    with sqlite3.connect(home / "miteinander.sqlite3") as connection:
        return connection.execute(query).fetchall()


@pytest.fixture
def init(run, tmp_path):
    """Exit code, output and errors of `init`, with nobody at the keyboard."""
    home = tmp_path / "home"

    def call(*arguments, **environ):
        return run("-m", "miteinander", "init", *arguments, MITEINANDER_HOME=str(home), **environ)

    call.home = home
    return call


def test_first_installation_has_council_languages_and_an_invited_administrator(init, migrated_file):
    init.home.mkdir(parents=True)
    shutil.copyfile(migrated_file, init.home / "miteinander.sqlite3")  # making all tables takes longest
    code, out, err = init(*GIVEN, "--languages", "tr,ar")
    assert (code, err) == (0, "")
    first = re.search(r"http://localhost:8000/konto/einladung/\S+/", out)
    assert first and "erste@example.org" in out
    assert (init.home / "languages").read_text() == "de,tr,ar\n"
    assert rows(init.home, "select name, town, is_sample from interface_identity") == [
        ("Integrationsrat Musterstadt", "Musterstadt", 0)
    ]
    assert rows(init.home, "select count(*) from access_user") == [(0,)]

    code, out, err = init(*GIVEN, MITEINANDER_HOSTS="rat.example.org", MITEINANDER_SECRET_KEY=KEY)
    assert code == 0 and "https://rat.example.org/konto/einladung/" in out
    assert rows(init.home, "select count(*) from access_invitation where withdrawn_at is null") == [(1,)]

    with sqlite3.connect(init.home / "miteinander.sqlite3") as connection:
        connection.execute(
            "insert into access_user (password, is_superuser, first_name, last_name, is_staff, is_active, date_joined,"
            " email, language, is_demo) values ('', 1, '', '', 0, 1, '2026-01-01', 'a@example.org', 'de', 1)"
        )
    code, out, err = init(*GIVEN)
    assert (code, out) == (1, "") and "gibt es schon Konten" in err

    # The same key everywhere, as in a real installation.
    production = {"MITEINANDER_HOSTS": "rat.example.org", "MITEINANDER_SECRET_KEY": KEY}
    for name in ("doctor", "work"):
        code, out, err = init.run(name, **production)
        assert code == 1 and "1 Konten der Vorführung" in out + err, name
        assert name != "doctor" or "✓ Gemeinsamer Speicher der Anmeldung" in out
    with sqlite3.connect(init.home / "miteinander.sqlite3") as connection:
        connection.execute("drop table access_shared_cache")
    assert (
        "✗ Gemeinsamer Speicher der Anmeldung: Webprozesse wissen nicht"
        in init.run("doctor", **production)[1]
    )


@pytest.fixture(autouse=True)
def _other_commands(init, run):
    init.run = lambda name, **environ: run(
        "-m", "miteinander", name, MITEINANDER_HOME=str(init.home), **environ
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ([], "--council"),
        ([*GIVEN[:3]], "--admin"),
        ([*GIVEN[:3], "--admin", "niemand"], "keine E-Mail-Adresse"),
        ([*GIVEN, "--languages", "de,xx"], "„xx“"),
        ([*GIVEN, "--address", "javascript:x"], "keine Adresse"),
        ([*GIVEN, "--address", "https://rat.example.org/pfad/"], "keine Adresse"),
    ],
)
def test_what_is_missing_or_wrong_is_a_sentence_and_makes_no_database(init, change, words):
    code, out, err = init(*change)
    assert (code, out) == (1, "")
    assert words in err and "Traceback" not in err
    assert not (init.home / "miteinander.sqlite3").exists()


def test_unknown_flag_is_not_understood(init):
    code, _out, err = init("--rat", "x")
    assert code == 2 and "„--rat“" in err


def test_it_asks_for_what_the_flags_leave_open(monkeypatch, tmp_path):
    made = {}
    monkeypatch.setattr(command, "_set_up_django", lambda: None)
    monkeypatch.setattr(
        command, "_make", lambda answers, address: made.update(answers, link=address) or "LINK"
    )
    answers = {
        "Rat": "Rat X",
        "Stadt": "X",
        "Sprachen": "",
        "E-Mail": "a@example.org",
        "Adresse": "",
        "name": "A",
    }
    asked = []

    def ask(question):
        asked.append(question)
        return next(value for word, value in answers.items() if word in question)

    environ = {"MITEINANDER_HOME": str(tmp_path / "home"), "MITEINANDER_PORT": "8123"}
    assert command.init(environ, {"--town": "Musterstadt"}, ask=ask) == 0
    assert made["--council"] == "Rat X" and made["--town"] == "Musterstadt"
    assert made["link"] == "http://localhost:8123/"
    assert len(asked) == len(command.FLAGS) - 1
    with pytest.raises(CannotStart):
        command.init(environ, {}, ask=lambda question: "")
