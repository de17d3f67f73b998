"""Files as people and attackers write them."""

import time

import pytest
import yaml

from miteinander.foundation.exchange import reading
from miteinander.foundation.exchange.nodes import document_of, plain
from miteinander.foundation.exchange.problems import Problems


@pytest.fixture(params=["CSafeLoader", "SafeLoader"], autouse=True)
def loader(request, monkeypatch):
    """Both parsers must give the same lines; a machine without libyaml has only the second."""
    monkeypatch.setattr(reading, "LOADER", getattr(yaml, request.param))


@pytest.fixture
def problems():
    return Problems()


def lines(problems):
    return [(problem.line, problem.text) for problem in problems.found]


def test_scalars_keep_their_source_text(problems):
    document = reading.read_text(
        "programme: 1\na: no\nb: 010\nc: 10:30\nd: 2012-09-29\ne: 1_000\nf: ~\ng: 'null'\nh: on\n",
        problems,
        name="a.yaml",
    )
    assert plain(document.root) == {
        "programme": "1", "a": "no", "b": "010", "c": "10:30", "d": "2012-09-29", "e": "1_000", "f": None,
        "g": "null", "h": "on",
    }  # fmt: skip
    assert not problems


def test_lines_count_from_one_and_belong_to_keys_and_values(problems):
    document = reading.read_text("# note\nprogramme: 1\n\nevents:\n  - slug: x\n", problems, name="a.yaml")
    (_, version), (events, items) = document.root.entries
    assert (version.line, events.line, items.line, items.items[0].line) == (2, 4, 5, 5)


def test_byte_order_mark_and_umlauts_are_read(tmp_path, problems):
    path = tmp_path / "ä.yaml"
    path.write_bytes("\ufeffprogramme: 1\nname: Küppersteg\n".encode())
    assert plain(reading.read_file(path, problems).root)["name"] == "Küppersteg"


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"", 1, "leer"),
        (b"# nur ein Kommentar\n", 1, "leer"),
        (b"- a\n- b\n", 1, "programme: 1"),
        (b"hallo", 1, "programme: 1"),
        (b"programme: 1\nname: K\xfcppersteg\n", 2, "UTF-8"),
        ("programme: 1\n".encode("utf-16"), 1, "UTF-8"),
        (b"programme: 1\nname: a\x00b\n", 2, "Steuerzeichen"),
        (b'programme: 1\nname: "a\\0b"\n', 2, "Steuerzeichen"),
        (b'programme: 1\nname: "a\\x1b[31mb"\n', 2, "Steuerzeichen"),
        (b'programme: 1\nname: "\\ud800"\n', 2, "eichen"),
        (b'programme: 1\nname: "C:\\q"\n', 2, "einfache Anführungszeichen"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", 1, "UTF-8"),
        (b"programme: 1\nevents:\n\t- slug: a\n", 3, "Tabulator"),
        (b"programme: 1\ntitle: Kunst: Nacht\n", 2, "Doppelpunkt"),
        (b"programme: 1\ntitle: 'offen\n", 3, "chen"),
        (b"programme: 1\nvenues: [a, b\nevents: []\n", 3, "Klammer"),
        (b"programme: 1\n---\nprogramme: 1\n", 2, "zweites Dokument"),
        (b"programme: 1\nname: !!python/object/apply:os.system ['true']\n", 2, "python/object"),
        (b"programme: 1\nname: !geheim x\n", 2, "!geheim"),
        (b"programme: 1\nname: &anker x\n", 2, "Anker"),
        (b"programme: 1\nname: *anker\n", 2, "*name"),
        (b"programme: 1\n? [a, b]\n: c\n", 2, "einzelnes Wort"),
        (b"programme: 1\nname: a\nname: b\n", 3, "steht schon in Zeile 2"),
        (b"programme: 1\nevents:\n  - slug: a\n    title: x\n    slug: b\n", 5, "steht schon in Zeile 3"),
    ],
)
def test_hostile_or_broken_file_is_one_sentence_with_its_line(tmp_path, problems, content, line, words):
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    reading.read_file(path, problems)
    assert len(problems.found) == 1
    ((found_line, text),) = lines(problems)
    assert words in text
    assert found_line == line
    assert str(problems.found[0]).startswith(f"a.yaml, Zeile {line}: ")


def test_duplicate_key_keeps_the_first_value_and_reading_goes_on(problems):
    document = reading.read_text("programme: 1\nname: a\nname: b\nx: *y\n", problems, name="a.yaml")
    assert plain(document.root)["name"] == "a"
    assert [line for line, _ in lines(problems)] == [3, 4]


def test_billion_laughs_is_refused_without_growing(problems):
    rows = ["programme: 1", "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    start = time.perf_counter()
    reading.read_text("\n".join(rows), problems, name="a.yaml")
    assert time.perf_counter() - start < 2
    assert problems.found[0].line == 2
    assert all("nicht erlaubt" in problem.text for problem in problems.found)


@pytest.mark.parametrize(
    "text",
    [
        "programme: 1\na: " + "[" * 10_000,
        "programme: 1\na: " + "{a: " * 10_000,
        "programme: 1\na:\n" + "\n".join(" " * n + "-" for n in range(1, 400)),
        "programme: 1\na:\n" + " " + "- " * 10_000,
    ],
)
def test_deep_nesting_is_refused_early(problems, text):
    start = time.perf_counter()
    assert reading.read_text(text, problems, name="a.yaml") is None
    assert time.perf_counter() - start < 2
    assert "zu tief geschachtelt" in problems.found[0].text


def test_file_above_ten_megabytes_is_not_parsed(tmp_path, problems):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"#" * (reading.LARGEST_FILE + 1))
    assert reading.read_file(path, problems) is None
    assert "10 MB" in problems.found[0].text


def test_missing_file_and_folder_say_what_to_do(tmp_path, problems):
    reading.read_file(tmp_path / "fehlt.yaml", problems)
    reading.read_file(tmp_path, problems, name="ordner")
    assert str(problems.found[0]).startswith("fehlt.yaml: Die Datei gibt es nicht.")
    assert str(problems.found[1]).startswith("ordner: Das ist ein Ordner.")


def test_file_full_of_errors_stops_counting(problems):
    reading.read_text("programme: 1\n" + "a: 1\n" * 5000, problems, name="a.yaml")
    assert len(problems.found) == 1000
    assert problems.more


def test_document_made_by_code_reads_like_a_file():
    document = document_of(
        {"events": [{"slug": "a", "childcare": True, "price": 5, "x": None}]}, name="Beispiel"
    )
    assert plain(document.root) == {
        "programme": "1", "events": [{"slug": "a", "childcare": "yes", "price": "5", "x": None}],
    }  # fmt: skip


def test_document_made_by_code_refuses_other_objects():
    with pytest.raises(TypeError, match="object"):
        document_of({"events": object()}, name="Beispiel")
