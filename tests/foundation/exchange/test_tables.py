"""XLSX and CSV into the same documents as YAML; hostile files become one sentence."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from miteinander.foundation.exchange import fields
from miteinander.foundation.exchange.files import read_content
from miteinander.foundation.exchange.nodes import plain
from miteinander.foundation.exchange.problems import Problems
from miteinander.foundation.exchange.records import read_documents

HEADER = ["slug", "title", "title@tr", "dates", "childcare", "languages.spoken", "venue"]


@pytest.fixture(autouse=True)
def registry(shelf):
    shelf("venues", {"name": fields.Text(required=True)})
    shelf(
        "events",
        {
            "title": fields.Translated(required=True),
            "dates": fields.ListOf(fields.PartialDateField()),
            "childcare": fields.Boolean(),
            "languages": fields.Mapping({"spoken": fields.ListOf(fields.LanguageCode())}),
            "venue": fields.Reference("venues"),
        },
    )
    shelf("identity", {"name": fields.Text()}, single=True)


def book(*rows, title="events", change=None):
    made = Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    if change:
        change(made)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def read(content, name="jahr.xlsx"):
    problems = Problems()
    document = read_content(content, problems, name=name)
    if document is not None:
        read_documents([document], problems)
    return document, [str(problem) for problem in problems.in_order([name])]


def test_sheet_becomes_the_document_a_yaml_file_would_be():
    import datetime as dt

    def more(made):
        made.create_sheet("# Notizen").append(["beliebig"])
        made.create_sheet("Tabelle1")
        sheet = made.create_sheet("identity")
        sheet.append(["name"])
        sheet.append(["Rat"])

    document, problems = read(
        book(
            HEADER,
            ["# Schlüssel", "Titel"],
            ["fest", "Fest", "Şenlik", dt.datetime(2026, 12, 6, 10, 30), True, "de, tr", "forum"],
            [None, None],
            ["'=a", "'+1", None, dt.date(2026, 12, 6), "x"],
            change=more,
        )
    )
    assert plain(document.root) == {
        "programme": "1",
        "events": [
            {"slug": "fest", "title": {"de": "Fest", "tr": "Şenlik"}, "dates": ["2026-12-06 10:30"], "childcare": "yes",
             "languages": {"spoken": ["de", "tr"]}, "venue": "forum"},
            {"slug": "=a", "title": "+1", "dates": ["2026-12-06"], "childcare": "yes"},
        ],
        "identity": {"name": "Rat"},
    }  # fmt: skip
    assert problems == ["jahr.xlsx, Blatt events, Zelle A5, events → slug: „=a“ ist kein Schlüssel. "
                        "Erlaubt sind a bis z (klein), Ziffern und Bindestriche."]  # fmt: skip


def test_errors_name_sheet_and_cell():
    _document, problems = read(
        book(
            ["slug", "titel", "title@xx", "childcare@tr", "childcare", "dates", "title"],
            ["fest", None, None, None, "vielleicht", "=1+1", "Fest"],
            ["fest", None, None, None, "ja", "gestern", "Fest"],
            change=lambda made: made.create_sheet("event").append(["slug"]),
        )
    )
    text = "\n".join(problems)
    for expected in (
        "Blatt events, Zelle B1, events: Die Spalte „titel“ gibt es nicht. "
        "Erlaubt: slug, title, dates, childcare, languages.spoken, venue. Meinten Sie „title“?",
        "Blatt events, Zelle C1, events: Die Sprache „xx“ gibt es auf der Seite nicht.",
        "Blatt events, Zelle D1, events: Die Spalte „childcare@tr“ gibt es nur ohne Sprache.",
        "Blatt events, Zelle E2, events → childcare: „vielleicht“ passt hier nicht.",
        "Blatt events, Zelle F2, events: Hier steht eine Formel. Tragen Sie ihr Ergebnis als Wert ein.",
        "Blatt events, Zelle A3, events → slug: Der Schlüssel „fest“ steht schon in "
        "jahr.xlsx, Blatt events, Zelle A2.",
        "Blatt events, Zelle F3, events → dates: „gestern“ ist kein Datum.",
        "Blatt event, Zelle A1, event: Die Art „event“ gibt es nicht.",
    ):
        assert f"jahr.xlsx, {expected}" in text


def test_merged_cells_and_a_missing_key_are_errors():
    def merge(made):
        made.active.merge_cells("B2:C3")

    _document, problems = read(book(HEADER, ["fest", "Fest"], change=merge))
    assert problems == [
        "jahr.xlsx, Blatt events, Zelle B2, events: Hier sind Zellen verbunden. Heben Sie die Verbindung auf."
    ]
    _document, problems = read(book(["title"], ["Fest"]))
    assert problems == [
        "jahr.xlsx, Blatt events, Zelle A1, events: Die Spalte „slug“ fehlt. Ergänzen Sie sie."
    ]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_csv_dialects(separator, mark):
    rows = [
        ["slug", "title", "dates"],
        ["fest", '"Ein Fest; mit, allem\tund ""Anführung"""', '"2026-12-06;\n2026-12-07"'],
    ]
    text = mark + "\r\n".join(separator.join(row) for row in rows)
    document, problems = read(text.encode(), "events.csv")
    assert problems == []
    assert plain(document.root)["events"] == [
        {
            "slug": "fest",
            "title": 'Ein Fest; mit, allem\tund "Anführung"',
            "dates": ["2026-12-06", "2026-12-07"],
        }
    ]


def test_csv_names_its_kind_and_its_cells():
    document, problems = read(b"# venues\nslug;name\nforum;Forum\n", "liste.csv")
    assert (plain(document.root)["venues"], problems) == ([{"slug": "forum", "name": "Forum"}], [])
    _document, problems = read(b"slug;name\nforum;Forum\n", "venue.csv")
    assert "Die Datei heißt wie keine Art: „venue“." in problems[0] and "Meinten Sie „venues“?" in problems[0]
    _document, problems = read(b"sep=;\nslug;name\nForum;=1+1\n", "venues.csv")
    assert [problem.split(": ")[0] for problem in problems] == [
        "venues.csv, Zelle A2, venues → slug",
        "venues.csv, Zelle A2, venues → name",
        "venues.csv, Zelle B2, venues",
    ]
    _document, problems = read(b'slug;name\nforum;"Forum\n', "venues.csv")
    assert problems == [
        "venues.csv, Zelle A2: Ab hier lässt sich die Datei nicht lesen. Prüfen Sie die Anführungszeichen."
    ]


def repacked(content, **parts):
    """The file with some parts replaced; names with / and . written as keys of a dictionary."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            if item.filename not in parts:
                new.writestr(item.filename, old.read(item.filename))
        for name, part in parts.items():
            new.writestr(name, part)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def sheet(rows):
    return f'<?xml version="1.0"?><worksheet {NAMESPACE}><sheetData>{rows}</sheetData></worksheet>'


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"xl/media/bomb.bin": b"\0" * (41 * 1024 * 1024)}, "ausgepackt zu groß"),
        ({"xl/styles.xml": b" " * (5 * 1024 * 1024)}, "ausgepackt zu groß"),
        ({"xl/vbaProject.bin": b"x"}, "enthält Makros"),
        ({SHEET: f'<!DOCTYPE x [<!ENTITY a "b">]><worksheet {NAMESPACE}/>'}, "Dokumenttyp"),
        (
            {"xl/sharedStrings.xml": '<!DOCTYPE x SYSTEM "file:///etc/passwd"><sst/>'.encode("utf-16")},
            "Dokumenttyp",
        ),
        ({SHEET: sheet('<row r="1">' + "<c><v>1</v></c>" * 1_000_000 + "</row>")}, "mehr als 500 Spalten"),
        ({SHEET: sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>')}, "mehr als 500 Spalten"),
        ({SHEET: sheet('<row r="1048576"><c><v>1</v></c></row>')}, "mehr als 50000 Zeilen"),
        ({SHEET: sheet('<row r="1"/>' * 3)}, "nicht als XLSX lesen"),
        ({SHEET: sheet('<row r="1"><c r="A1" t="s"><v>99</v></c></row>')}, "nicht als XLSX lesen"),
        ({SHEET: sheet('<row r="1"><c r="A1" s="x"><v>1</v></c></row>')}, "nicht als XLSX lesen"),
        ({SHEET: "<worksheet><"}, "nicht als XLSX lesen"),
        ({"xl/workbook.xml": "<x/>"}, "In der Datei steht nichts."),
    ],
)
def test_hostile_workbook_is_one_sentence(parts, sentence):
    _document, problems = read(repacked(book(HEADER, ["fest", "Fest"]), **parts))
    assert len(problems) == 1
    assert sentence in problems[0]


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"programme: 1\n", "a.xlsx", "Die Endung passt nicht zum Inhalt."),
        (b"PK\x03\x04 nothing", "a.xlsx", "nicht als XLSX lesen"),
        (b"PK\x03\x04 nothing", "events.csv", "Die Endung passt nicht zum Inhalt."),
        (b"\xd0\xcf\x11\xe0 old", "a.xls", "Speichern Sie die Tabelle als XLSX"),
        (b"PK\x03\x04", "a.xlsm", "ohne Makros"),
        (b"slug;name\nM\xfcller;x\n", "venues.csv", "nicht in UTF-8"),
        (b"slug;name\n\x00;x\n", "venues.csv", "Steuerzeichen"),
        (b"", "venues.csv", "Die Datei ist leer."),
        (b"slug;name\n" + b";" * 600, "venues.csv", "höchstens 50000 Zeilen und 500 Spalten"),
    ],
)
def test_wrong_content_is_one_sentence(content, name, sentence):
    _document, problems = read(content, name)
    assert len(problems) == 1
    assert sentence in problems[0]


def test_claimed_size_of_a_sheet_is_not_believed():
    rows = '<row r="1"><c t="inlineStr"><is><t>slug</t></is></c></row><row r="3"><c t="inlineStr"><is><t>forum</t></is></c></row>'
    text = sheet(rows).replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    document, _problems = read(repacked(book(["x"], title="venues"), **{SHEET: text}))
    assert plain(document.root)["venues"] == [{"slug": "forum"}]
