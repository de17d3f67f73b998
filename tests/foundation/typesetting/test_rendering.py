import io
import threading

import pytest
from PIL import Image

from miteinander.foundation.typesetting.findings import KINDS, Finding
from miteinander.foundation.typesetting.fonts import house_fonts, missing_glyphs
from miteinander.foundation.typesetting.formats import A4, A6, OPEN_GRAPH
from miteinander.foundation.typesetting.ingredients import Picture, code_for, path_steps
from miteinander.foundation.typesetting.plain import Aside
from miteinander.foundation.typesetting.press import Press
from miteinander.foundation.typesetting.rendering import NotSet, Sheet, draw_sheet, set_sheets, sheets_key
from tests.foundation.typesetting.trial import Note, note
from tests.support import pdfs

LONGEST = "Begegnung und Gespräch im Stadtteil " * 9
UNBROKEN = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenfabrik"


def set_note(text: str, lang: str = "de", **data):
    return set_sheets([note(Note(text, lang, **data))], title="Zettel", lang=lang, sample="Beispieldaten")


def test_a_sheet_is_tagged_titled_and_speaks_its_language():
    printed = set_note("Kültürlerarası açık kahvaltı", "tr")
    assert pdfs.is_tagged(printed.content)
    assert pdfs.language_of(printed.content) == "tr"
    assert pdfs.structure(printed.content)[:1] == ["Document"]
    assert "H1" in pdfs.structure(printed.content)
    assert pdfs.fonts_without_file(printed.content) == []
    assert printed.findings == ()


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Offenes Frühstück für alle"),
        ("tr", "Çocuklar için ışıklı şenlik"),
        ("uk", "Відкритий сніданок для всіх"),
        ("el", "Ανοιχτό πρωινό για όλους"),
        ("ar", "فطور مفتوح بين الثقافات"),
        ("pl", "Otwarte śniadanie, żółć i gęś"),
        ("sq", "Mëngjes i hapur për të gjithë"),
    ],
)
def test_text_can_be_read_out_again(lang, text):
    assert text in pdfs.text_of(set_note(text, lang).content).replace("\n", " ").replace("  ", " ")


@pytest.mark.parametrize(
    "text", ["#strong[x] $a$ @b <c> \\ *d* _e_ `f` // g", '"#panic()"', "= Kopf\n- Liste", "a~b--c"]
)
def test_markup_in_a_text_prints_as_text(text):
    words = pdfs.text_of(set_note(text).content).replace("\n", " ").split()
    assert words[: len(text.split())] == text.split()


@pytest.mark.parametrize("text", [LONGEST, UNBROKEN, UNBROKEN * 6, "م" * 300, "Ж" * 300, "x " * 400])
def test_no_text_leaves_the_page(text):
    printed = set_note(text, "ar" if text[0] == "م" else "de")
    outside = [found for found in pdfs.outside_margin(printed.content, margin=11) if found != "Beispieldaten"]
    assert outside == []
    assert pdfs.page_count(printed.content) == 1


def test_a_text_that_had_to_be_cut_is_a_finding_with_its_page():
    printed = set_sheets([note(Note()), note(Note(LONGEST * 3))], title="Zwei", lang="de")
    found = [one for one in printed.findings if one.code == "overset"]
    assert [one.page for one in found] == [2]
    assert found[0].what.startswith("Begegnung und Gespräch")
    assert "…" in pdfs.text_of(printed.content, 1)


def test_a_long_text_first_shrinks_and_keeps_its_words():
    printed = set_note("Begegnung und Gespräch im Stadtteil " * 3)
    assert printed.findings == ()
    assert pdfs.text_of(printed.content).split().count("Stadtteil") == 3


def test_a_character_without_a_glyph_is_named():
    printed = set_note("Frühstück 🥐 mit 茶")
    assert [one.code for one in printed.findings] == ["glyph"]
    assert "🥐 茶" in printed.findings[0].sentence
    assert "Frühstück mit" in pdfs.text_of(printed.content)
    assert missing_glyphs("Straße ł ğ Ї ψ ﷺ لا \u00ad\u200f") == ""


def test_a_small_picture_and_one_without_words_are_named():
    target = io.BytesIO()
    Image.new("RGB", (200, 130), "navy").save(target, "PNG")
    small = Picture(target.getvalue(), "png", 200, 130, says="")
    codes = {one.code for one in set_note("Bild", picture=small).findings}
    assert codes == {"resolution", "alternative"}


def test_every_finding_says_what_and_what_to_do():
    for code in KINDS:
        found = Finding(code, "Frühstück", 3)
        assert "Frühstück" in found.sentence
        assert found.fix.endswith(".")


def test_sample_data_is_marked_in_the_footer():
    assert "Beispieldaten" in pdfs.text_of(set_note("Guten Tag").content)


def test_sheet_numbers_stand_on_their_sheets():
    sheets = [
        Sheet(one.template, one.data, one.format, number)
        for one, number in ((note(Note()), "F6-01"), (note(Note()), "F6-02"))
    ]
    content = set_sheets(sheets, title="Bögen", lang="de").content
    assert "F6-01" in pdfs.text_of(content, 0)
    assert "F6-02" in pdfs.text_of(content, 1)


def test_sheets_of_several_formats_stand_in_one_file():
    content = set_sheets([note(Note(), A6), note(Note(), A4)], title="Satz", lang="de").content
    assert [pdfs.boxes(content, page)["MediaBox"] for page in (0, 1)] == [(105, 148), (210, 297)]


def test_an_archived_sheet_says_it_is_pdf_a():
    content = set_sheets([note(Note())], title="Akte", lang="de", press=Press(archived=True)).content
    assert b"pdfaid" in content
    assert pdfs.is_tagged(content)


def test_a_picture_for_the_screen_has_the_wished_pixels():
    png = draw_sheet(note(Note(), OPEN_GRAPH), lang="de")
    assert Image.open(io.BytesIO(png)).size == (1200, 630)


def test_the_key_is_known_before_setting_and_changes_with_the_text():
    one = [note(Note("A"))]
    printed = set_sheets(one, title="T", lang="de")
    assert sheets_key(one, title="T", lang="de", press=Press()) == printed.key
    assert sheets_key([note(Note("B"))], title="T", lang="de", press=Press()) != printed.key


def test_a_mistake_in_a_template_says_where_it_is():
    with pytest.raises(NotSet, match="gibt-es-nicht"):
        set_sheets([Sheet("/gibt-es-nicht.typ", {}, A6)], title="T", lang="de")


def test_only_typed_data_goes_into_a_sheet():
    with pytest.raises(TypeError):
        Aside().plain(object())


def test_threads_do_not_mix_their_sheets():
    results: dict[int, str] = {}

    def work(number: int) -> None:
        for _round in range(5):
            results[number] = pdfs.text_of(set_note(f"Zettel Nummer {number}").content)

    threads = [threading.Thread(target=work, args=[number]) for number in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert all(f"Nummer {number}" in results[number] for number in range(4))


def test_a_code_has_no_quiet_zone_of_its_own_and_can_be_read():
    assert code_for("https://rat.example/t/f6k2", "Code").size == 25


def test_paths_become_moves_lines_and_curves():
    assert path_steps("M0 0h10v10")[:3] == (("m", 0, 0), ("l", 10, 0), ("l", 10, 10))
    assert [step[0] for step in path_steps("M0 0a100 100 0 0 1 100 100h-100z")] == ["m", "c", "l", "l", "z"]


def test_only_the_fonts_of_the_packages_are_used():
    assert set(house_fonts().families()) == {"Amiri", "IBM Plex Sans", "Noto Sans", "Source Serif 4"}
