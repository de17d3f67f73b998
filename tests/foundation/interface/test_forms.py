"""A day in the visitor's order, a file with its limits: what is accepted, and what is said otherwise."""

import re
from datetime import date

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from miteinander.foundation.interface.forms import VisitorDateField, VisitorFileField


class DayForm(forms.Form):
    day = VisitorDateField(label="Tag", earliest=date(2026, 1, 1), latest=date(2027, 12, 31))


class FileForm(forms.Form):
    sheet = VisitorFileField(
        label="Heft",
        kinds={".pdf": "PDF", ".jpg": "JPEG", ".jpeg": "JPEG"},
        megabytes=1,
        help_text="Das Heft.",
    )


def typed(day: str, month: str, year: str) -> DayForm:
    return DayForm({"day_day": day, "day_month": month, "day_year": year})


@pytest.mark.parametrize(
    "data",
    [
        {"day_day": "6", "day_month": "12", "day_year": "2026"},
        {"day_day": "06", "day_month": " 12 ", "day_year": "2026"},
        {"day_day": "٦", "day_month": "١٢", "day_year": "٢٠٢٦"},
        {"day": "2026-12-06"},
        {"day": "2026-12-06", "day_day": "", "day_month": "", "day_year": ""},
    ],
)
def test_three_numbers_or_one_day_are_accepted(data) -> None:
    form = DayForm(data)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == date(2026, 12, 6)


@pytest.mark.parametrize(
    ("day", "month", "year", "code"),
    [
        ("", "", "", "required"),
        ("6", "", "2026", "numbers"),
        ("6", "Dezember", "2026", "numbers"),
        ("-6", "12", "2026", "numbers"),
        ("²", "12", "2026", "numbers"),
        ("9" * 5000, "1", "2026", "numbers"),
        ("6", "12", "26", "year"),
        ("6", "12", "99999", "year"),
        ("6", "12", "0000", "unknown"),
        ("31", "2", "2026", "unknown"),
        ("6", "13", "2026", "unknown"),
        ("31", "12", "2025", "early"),
        ("1", "1", "2028", "late"),
    ],
)
def test_anything_else_is_explained_and_comes_back(day: str, month: str, year: str, code: str) -> None:
    form = typed(day, month, year)
    assert not form.is_valid()
    assert form.errors.as_data()["day"][0].code == code
    html = form.as_p()
    for value in (day, month, year):
        assert f'value="{value}"' in html


@pytest.mark.parametrize("text", ["morgen", "2026-02-31", "2026-1", "2026-12-06-1", "\x00", "--"])
def test_nonsense_instead_of_a_day_is_explained(text: str) -> None:
    form = DayForm({"day": text})
    assert not form.is_valid()
    assert form.as_p()


def test_limits_are_named_in_words() -> None:
    assert "ab dem 1. Januar 2026" in typed("1", "1", "2025").errors["day"][0]


@pytest.mark.parametrize(
    ("lang", "order"),
    [("de", ["day", "month", "year"]), ("ar", ["day", "month", "year"]), ("fa", ["year", "month", "day"])],
)
def test_numbers_stand_in_the_order_of_the_language(lang: str, order: list[str]) -> None:
    with translation.override(lang):
        html = str(DayForm()["day"])
    assert re.findall(r'data-date-part="(\w+)"', html) == order
    if lang == "de":
        assert re.findall(r"<label[^>]*>(\w+)</label>", html) == ["Tag", "Monat", "Jahr"]
    assert 'id="id_day"' in html, "the error summary leads to the first number"
    assert re.search(r'<div [^>]*hidden><label for="id_day_calendar"', html), (
        "only a script can use the calendar"
    )
    assert 'min="2026-01-01" max="2027-12-31"' in html


def test_initial_day_is_shown_and_counts_as_unchanged() -> None:
    form = DayForm(
        {"day_day": "6", "day_month": "12", "day_year": "2026"}, initial={"day": date(2026, 12, 6)}
    )
    assert not form.has_changed()
    html = str(DayForm(initial={"day": date(2026, 12, 6)})["day"])
    assert re.findall(r'value="(\d+)"', html) == ["6", "12", "2026"]


def test_wrong_day_is_tied_to_its_error() -> None:
    field = typed("31", "2", "2026")["day"]
    assert str(field).count('aria-invalid="true"') == 3
    assert "id_day_error" in field.aria_describedby


@pytest.mark.parametrize("name", ["heft.pdf", "HEFT.PDF", "bild.jpeg"])
def test_allowed_file_is_accepted(name: str) -> None:
    assert FileForm({}, {"sheet": SimpleUploadedFile(name, b"x")}).is_valid()


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (SimpleUploadedFile("heft.exe", b"x"), "kind"),
        (SimpleUploadedFile("pdf", b"x"), "kind"),
        (SimpleUploadedFile("heft.pdf", b"x" * (1024 * 1024 + 1)), "large"),
        (SimpleUploadedFile("heft.pdf", b""), "empty"),
        (None, "required"),
    ],
)
def test_other_file_is_explained(file, code: str) -> None:
    form = FileForm({}, {"sheet": file} if file else {})
    assert not form.is_valid()
    assert form.errors.as_data()["sheet"][0].code == code


def test_limits_of_a_file_are_said_beforehand() -> None:
    field = FileForm()["sheet"]
    assert str(field.help_text) == "Das Heft. Erlaubt: PDF, JPEG, höchstens 1 MB."
    assert 'accept=".pdf,.jpg,.jpeg"' in str(field)
    assert 'aria-describedby="id_sheet_helptext"' in str(field)
