"""Archives that somebody damaged or made up: a sentence, and nothing is touched."""

import json
import shutil
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

from .conftest import clean_environ
from .forking import command_in

GOOD = "miteinander-good.zip"


@pytest.fixture(scope="module")
def second(tmp_path_factory):
    """The home into which nothing may come."""
    home = tmp_path_factory.mktemp("second") / "home"
    home.mkdir()
    return home


@pytest.fixture(scope="module")
def command(second):
    with command_in(second, clean_environ()) as running:
        yield running


@pytest.fixture(scope="module")
def good_archive(tmp_path_factory, migrated_file):
    folder = tmp_path_factory.mktemp("first")
    home = folder / "home"
    (home / "media").mkdir(parents=True)
    (home / "media" / "a.txt").write_bytes(b"a" * 5000)
    shutil.copyfile(migrated_file, home / "miteinander.sqlite3")
    with command_in(home, clean_environ()) as running:
        assert running.run("backup", str(folder / GOOD))[0] == 0
    return folder / GOOD


@pytest.fixture
def good(tmp_path, good_archive):
    (tmp_path / GOOD).hardlink_to(good_archive)
    return tmp_path / GOOD


def rewritten(good, *, manifest=lambda data: data, contents=lambda parts: parts, compression=ZIP_DEFLATED):
    """The good archive with another manifest or other contents."""
    with ZipFile(good) as found:
        parts = {name: found.read(name) for name in found.namelist()}
    data = json.loads(parts.pop("manifest.json"))
    target = good.with_name("bad.zip")
    with ZipFile(target, "w", compression) as bad:
        for name, content in contents(parts).items():
            bad.writestr(name, content)
        data = manifest(data)
        bad.writestr("manifest.json", data if isinstance(data, bytes) else json.dumps(data))
    return target


def entry(data, name="files/default/a.txt"):
    return next(one for one in data["entries"] if one["name"] == name)


def renamed(good, name):
    def change(data):
        entry(data)["name"] = name
        return data

    return rewritten(
        good,
        manifest=change,
        contents=lambda parts: {
            name if one.endswith("a.txt") else one: content for one, content in parts.items()
        },
    )


def changed(good, **values):
    return rewritten(good, manifest=lambda data: data | values)


def with_entry(good, **values):
    def change(data):
        entry(data).update(values)
        return data

    return rewritten(good, manifest=change)


def truncated(good):
    target = good.with_name("short.zip")
    target.write_bytes(good.read_bytes()[:-3000])
    return target


def flipped(good):
    content = bytearray(good.read_bytes())
    for place in range(100_000, 100_040):
        content[place] ^= 255
    target = good.with_name("flipped.zip")
    target.write_bytes(content)
    return target


def other_program(good):
    target = good.with_name("other.zip")
    with ZipFile(target, "w") as found:
        found.writestr("word/document.xml", "<xml/>")
    return target


def newer(good):
    def change(data):
        data["migrations"]["audit"].append("0999_future")
        return data

    return rewritten(good, manifest=change)


HOSTILE = {
    "path traversal": (lambda good: renamed(good, "files/default/../../../evil.txt"), "unerlaubte Dateiname"),
    "absolute path": (lambda good: renamed(good, "/tmp/evil.txt"), "unerlaubte Dateiname"),
    "backslashes": (lambda good: renamed(good, "files/default/..\\evil.txt"), "unerlaubte Dateiname"),
    "another place": (lambda good: renamed(good, "generated/evil.js"), "unerlaubte Dateiname"),
    "unknown storage": (lambda good: renamed(good, "files/other/a.txt"), "den es hier nicht gibt"),
    "twice": (lambda good: rewritten(good, manifest=lambda data: data | {"entries": [*data["entries"], entry(data)]}), "zweimal"),
    "wrong hash": (lambda good: with_entry(good, sha256="0" * 64), "Prüfsumme"),
    "wrong size": (lambda good: with_entry(good, size=4), "andere Größe"),
    "bomb": (lambda good: rewritten(good, contents=lambda parts: parts | {"files/default/b": b"\0" * 50_000_000}), "passen nicht zusammen"),
    "other packing": (lambda good: rewritten(good, compression=ZIP_BZIP2), "anders gepackt"),
    "truncated": (truncated, "unvollständig"),
    "flipped bits": (flipped, "beschädigt"),
    "other program": (other_program, "keine Sicherung von Miteinander"),
    "no manifest": (lambda good: rewritten(good, manifest=lambda data: b"[1]"), "keine Sicherung"),
    "deep manifest": (lambda good: rewritten(good, manifest=lambda data: b"[" * 200_000), "keine Sicherung"),
    "other format": (lambda good: changed(good, format_version=2), "das Format 2"),
    "other database": (lambda good: changed(good, vendor="postgresql"), "stammt aus PostgreSQL"),
    "rows differ": (lambda good: changed(good, tables=[]), "andere Zeilen"),
    "newer version": (newer, "neueren Fassung"),
    "not a file": (lambda good: good.parent, "lässt sich nicht lesen"),
    "missing": (lambda good: good.with_name("none.zip"), "lässt sich nicht lesen"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_archive_is_refused_with_a_sentence(good, command, second, tmp_path, name):
    make, words = HOSTILE[name]
    before = {path.name for path in second.iterdir()}
    code, out, err = command.run("restore", str(make(good)))
    assert (code, out) == (1, "") and words in err and err.count("\n") == 1
    assert {path.name for path in second.iterdir()} <= before | {".in-use", ".working", "secret-key"}
    assert not [*tmp_path.rglob("evil*"), *second.parent.rglob("evil*")]


def test_the_good_archive_is_taken(good, tmp_path):
    """Or all refusals above would mean nothing. Into a home of its own: the order of the tests is random."""
    home = tmp_path / "home"
    home.mkdir()
    with command_in(home, clean_environ()) as running:
        code, out, err = running.run("restore", str(good))
    assert (code, err) == (0, "") and "Zurückgespielt" in out
    assert (home / "media" / "a.txt").read_bytes() == b"a" * 5000
