"""The one style sheet that every page loads, and the letters that are fetched beside it."""

import re

import pytest
from django.test import RequestFactory
from django.utils import translation

from miteinander.foundation.interface import fonts
from miteinander.foundation.interface.shell import FACES, Shell
from miteinander.foundation.interface.style_sheet import SHARED, SOURCES, build_style_sheet
from miteinander.foundation.languages.registry import site_languages


@pytest.fixture
def sheet(tmp_path):
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "fonts.css").write_text('@font-face { src: url("sans-latin.woff2"); }\n')
    return build_style_sheet(tmp_path)


def test_shared_sheets_follow_the_fonts_in_their_order(sheet):
    text = sheet.read_text()
    places = [text.index((SOURCES / f"{name}.css").read_text()) for name in SHARED]

    assert places == sorted(places)
    assert text.index("@font-face") < text.index("@layer tokens, base, layout, components, utilities;") < 200


def test_sheet_finds_every_file_it_names(sheet):
    (address,) = re.findall(r'url\("([^"]+)"\)', sheet.read_text())

    assert (sheet.parent / address).resolve() == sheet.parents[1] / "fonts" / "sans-latin.woff2"


def test_letters_to_fetch_early_exist_and_hold_the_language():
    known = {face.name: set(fonts.code_points(face.ranges)) for face in fonts.faces()}

    assert {name for names in FACES.values() for name in names} <= set(known)
    for language in site_languages():
        with translation.override(language.code):
            found = Shell(RequestFactory().get(f"/{language.code}/")).faces
        names = [path.removeprefix("interface/fonts/").removesuffix(".woff2") for path in found]
        letters = set().union(*(known[name] for name in names))
        assert sum(ord(letter) in letters for letter in language.name) >= len(language.name) - 1


def test_arabic_letters_of_every_spoken_language_come_in_one_file():
    letters = {ord(letter) for letter in fonts.LANGUAGE_NAMES if "\u0600" <= letter <= "\u06ff"}
    letters |= {ord(letter) for letter in "ءآأؤإئةىپچژگکیٹڈڑںھہۂےټځڅډړږښګڼېۍئۀڕڵۆێە٠٩۰۹،؛؟ًٍَُِّْٰ"}

    assert letters <= set(fonts.code_points(fonts.SCRIPTS["arabic"]))
