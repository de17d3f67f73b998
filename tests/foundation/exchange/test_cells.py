"""One cell in both directions."""

import datetime as dt

import pytest

from miteinander.foundation.exchange import FieldError, fields
from miteinander.foundation.exchange.cells import (
    Written,
    cells_of,
    join_list,
    node_of_cells,
    split_list,
    text_of,
)
from miteinander.foundation.exchange.nodes import plain
from miteinander.foundation.exchange.places import Cell
from miteinander.foundation.values.spreadsheets import defused, undone

ITEMS = fields.ListOf(
    fields.Mapping(
        {
            "time": fields.Time(),
            "title": fields.Translated(required=True),
            "description": fields.Translated(),
            "venue": fields.Reference("venues"),
        }
    )
)
DATES = fields.ListOf(fields.PartialDateField())


def read(field, text, **others):
    given = {"de": Written(text, Cell("events", 2, 3))} if text is not None else {}
    given |= {lang: Written(other, Cell("events", 2, 4)) for lang, other in others.items()}
    return plain(node_of_cells(field, given))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), (True, "yes"), (5, "5"), (5.0, "5"), (51.05, "51.05"), (0.1 + 0.2, "0.3"), ("  a\r\nb ", "a\nb"),
        (dt.datetime(2026, 12, 6, 10, 30), "2026-12-06 10:30"), (dt.date(2026, 12, 6), "2026-12-06"),
        (dt.time(9, 5), "09:05"), (dt.timedelta(hours=10, minutes=5), "10:05"),
    ],
)  # fmt: skip
def test_values_of_a_spreadsheet_become_text(value, text):
    assert text_of(value) == text


@pytest.mark.parametrize(
    "text", ["=1+1", "+49 30 1", "-5", "@home", "'=x", "''=x", "''", "'", "'s Café", "a=b", "", "\t=1", "-"]
)
def test_defusing_is_undone_by_reading(text):
    assert not defused(text).startswith(("=", "+", "-", "@", "\t"))
    assert undone(defused(text)) == text


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("a, b", ["a", "b"]), ("a; b", ["a", "b"]), ("a, b; c", ["a, b", "c"]), ("a\nb, c", ["a", "b, c"]),
        ("a, b;", ["a, b"]), (r"a\;b;", ["a;b"]), (" ; ", []),
    ],
)  # fmt: skip
def test_lists_split_at_semicolons_or_commas(text, items):
    assert split_list(text) == items


@pytest.mark.parametrize(
    "items", [["a"], ["a", "b"], ["a, b"], ["a;b", "c"], ["a\\b"], ["a\\", "b"], ["a\nb"], ["a\\;b"], ["\\n"]]
)
def test_written_list_reads_back(items):
    assert split_list(join_list(items)) == items


def test_dates_stand_in_one_cell():
    assert read(DATES, "2026-12-06 10:30 – 2026-12-06 13:00; 2026-12; 2026-12-07 09:00 - 11:00") == [
        {"from": "2026-12-06 10:30", "to": "2026-12-06 13:00"},
        "2026-12",
        {"from": "2026-12-07 09:00", "to": "2026-12-07 11:00"},
    ]
    value = [{"from": "2026-12-06 10:30", "to": "2026-12-06 13:00"}, "2026-12"]
    assert read(DATES, cells_of(DATES, value)["de"]) == value


def test_languages_stand_in_columns_of_their_own():
    title = fields.Translated()
    assert read(title, "Fest") == "Fest"
    assert read(title, "Fest", tr="Şenlik") == {"de": "Fest", "tr": "Şenlik"}
    assert cells_of(title, {"de": "Fest", "tr": "Şenlik"}) == {"de": "Fest", "tr": "Şenlik"}


def test_items_are_lines_with_parts_between_strokes():
    value = [
        {
            "time": "10:30",
            "title": {"de": "A|B", "tr": "C"},
            "description": {"de": "eins\nzwei"},
            "venue": "forum",
        },
        {"title": {"de": "Nur Titel"}},
    ]
    cells = cells_of(ITEMS, value)
    assert cells == {"de": "10:30 | A\\|B | eins\\nzwei | forum\n | Nur Titel", "tr": "C\n|"}
    assert read(ITEMS, cells["de"], tr=cells["tr"]) == [
        {"time": "10:30", "title": {"de": "A|B", "tr": "C"}, "description": "eins\nzwei", "venue": "forum"},
        {"title": "Nur Titel"},
    ]


def test_items_in_another_language_need_the_same_lines():
    with pytest.raises(FieldError, match="stehen 1 Zeilen, im Deutschen 2"):
        read(ITEMS, "10:30 | A\n11:30 | B", tr="C")
    with pytest.raises(FieldError, match="zu viele Teile"):
        read(ITEMS, "10:30 | A | B | forum | noch etwas")
    with pytest.raises(FieldError, match="fehlt der deutsche Text"):
        read(ITEMS, None, tr="C")


def test_hyphen_empties_and_x_means_yes():
    assert read(fields.Text(), "-") is None
    assert read(fields.Text(), "'-") == "-"
    assert read(fields.Boolean(), "X") == "yes"
    assert read(fields.Boolean(), "FALSCH") == "no"


def test_deep_structures_stand_as_yaml():
    field = fields.ListOf(fields.Mapping({"list": fields.ListOf(fields.Text())}))
    value = [{"list": ["a", "no"]}]
    assert read(field, cells_of(field, value)["de"]) == value
    with pytest.raises(FieldError):
        read(field, "- {list: [a")
