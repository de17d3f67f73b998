import os

import pytest
from fontTools.ttLib import TTFont

from miteinander.foundation.interface import fonts


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    target = tmp_path_factory.mktemp("fonts")
    fonts.build_web_fonts(target, only=["names", "sans-greek"])
    return target


def test_fonts_are_cut_by_script(folder):
    with TTFont(folder / "sans-greek.woff2") as font:
        letters = set(font.getBestCmap())
        assert {ord(letter) for letter in "ΑαΩωάΐ"} <= letters
        assert not {ord(letter) for letter in "aäж"} & letters
        (axis,) = font["fvar"].axes
        assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 400, 700)
        assert {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord} >= {"kern"}
        assert "Plex" not in font["name"].getDebugName(1)
    assert (folder / "sans-greek.woff2").stat().st_size < 20_000
    assert (folder / "ibm_plex_sans-licence.txt").read_text().startswith("Copyright")


def test_fonts_style_sheet_names_files_and_ranges(folder):
    css = (folder / "fonts.css").read_text()
    assert css.count("@font-face") == css.count("font-display: swap") == css.count("unicode-range") == 2
    assert 'src: url("sans-greek.woff2") format("woff2")' in css


def test_fonts_are_not_built_twice(folder):
    greek = folder / "sans-greek.woff2"
    os.utime(greek, (0, 0))
    written = fonts.build_web_fonts(folder, only=["names", "sans-greek"])
    assert greek.stat().st_mtime == 0
    assert all(path.exists() for path in written)


def test_fonts_are_built_again_when_a_file_is_missing(tmp_path):
    fonts.build_web_fonts(tmp_path, only=["names-arabic"])
    (tmp_path / "names-arabic.woff2").unlink()
    fonts.build_web_fonts(tmp_path, only=["names-arabic"])
    assert (tmp_path / "names-arabic.woff2").stat().st_size > 1000


def test_font_ranges_do_not_overlap_and_hold_the_language_names():
    seen = {}
    for script, ranges in fonts.SCRIPTS.items():
        for point in fonts.code_points(ranges):
            assert seen.setdefault(point, script) == script, hex(point)
    own = {seen[ord(letter)] for letter in fonts.LANGUAGE_NAMES}
    assert own == {"latin", "latin-ext", "cyrillic", "greek", "arabic"}
    assert {seen[ord(letter)] for letter in "ÄÖÜäöüßẞ„“…€"} == {"latin"}
    faces = {face.name: set(fonts.code_points(face.ranges)) for face in fonts.faces()}
    assert {ord(letter) for letter in fonts.LANGUAGE_NAMES} == faces["names"] | faces["names-arabic"]
