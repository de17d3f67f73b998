"""Bold, italic and linked words: measured as they are set, in every script, over the end of a column."""

import io
from collections import Counter

import pikepdf
import pytest

from miteinander.foundation.typesetting.press import Press
from miteinander.programme.newspaper.layout.data import Block, Face, faces_within
from miteinander.programme.newspaper.layout.edition import place_edition
from miteinander.programme.newspaper.layout.extras import note_lines
from miteinander.programme.newspaper.layout.grid import GRIDS
from miteinander.programme.newspaper.layout.items import Frame, Ground, Text
from miteinander.programme.newspaper.layout.measuring import Flow, Height, Measures, words_of
from miteinander.programme.newspaper.layout.setting import set_placed
from tests.support import pdfs
from tests.support.paper import SENTENCES, edition, page, story, text

LANGUAGES = sorted(SENTENCES)


def faced(lang, *faces, count=9, seed=60):
    said = text(lang, count, seed)
    return story(lang, 1, seed=seed, mosaic=None, blocks=(Block("p", said, faces=faces),))


def set_of(*stories, press=None):
    return set_placed(place_edition(edition(page(2, *stories))), press=press).content


def fonts_of(content):
    with pikepdf.open(io.BytesIO(content)) as document:
        return Counter(
            str(one["/FontName"]).partition("+")[2]
            for one in document.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
        )


def test_faces_follow_their_words():
    faces = (Face(0, 3, bold=True), Face(5, 9, italic=True))
    assert faces_within(faces, 2, 6) == (Face(0, 1, bold=True), Face(3, 4, italic=True))
    assert faces_within(faces, 3, 5) == ()


@pytest.mark.parametrize("lang", [one for one in LANGUAGES if one != "ar"])
def test_bold_words_take_the_room_they_need(lang):
    known = Measures(GRIDS["tabloid"])
    words = words_of(text(lang, 9, 61))
    plain = known.flow(Flow(words, lang, "ltr", 49))
    bold = known.flow(Flow(words, lang, "ltr", 49, faces=(Face(0, len(words), bold=True),)))
    assert bold.lines >= plain.lines and bold.ends != plain.ends
    assert bold.ends[-1] == len(words)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_rest_of_a_faced_paragraph_breaks_as_it_did_before(lang):
    known = Measures(GRIDS["tabloid"])
    words = words_of(text(lang, 9, 62))
    faces = (Face(2, 11, bold=True), Face(14, 30, italic=True), Face(33, 40, leads="https://rat.example/"))
    flow = Flow(words, lang, "rtl" if lang == "ar" else "ltr", 49, faces=faces)
    whole = known.flow(flow)
    checked = 0
    for line, end in enumerate(whole.ends[:-1]):
        if not whole.parted[line]:
            rest = known.flow(flow.part(end, len(words)))
            assert rest.ends == tuple(one - end for one in whole.ends[line + 1 :])
            checked += 1
    assert checked


def test_a_link_takes_no_room():
    known = Measures(GRIDS["tabloid"])
    words = words_of(text("de", 9, 63))
    plain = Flow(words, "de", "ltr", 49)
    linked = Flow(words, "de", "ltr", 49, faces=(Face(0, len(words), leads="https://rat.example/"),))
    assert known.flow(linked).ends == known.flow(plain).ends
    known.ask([Height(words, "de", "ltr", 49, "body")])
    assert known.flow(plain).lines == known.find(Height(words, "de", "ltr", 49, "body")).lines


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_script_has_a_real_bold_and_a_real_italic(lang):
    plain = fonts_of(set_of(faced(lang)))
    found = fonts_of(set_of(faced(lang, Face(0, 4, bold=True), Face(5, 9, italic=True))))
    if lang == "ar":  # its headline is set in the bold font as well
        assert found - plain == Counter(["Amiri-Italic"]) and found["Amiri-Bold"]
    else:  # one variable font gives both weights
        assert found - plain == Counter(["SourceSerif4Roman-Regular", "SourceSerif4Italic-Italic"])


def test_faces_go_with_their_words_from_column_to_column():
    told = faced("de", Face(0, 200, bold=True), Face(200, 600, italic=True), count=70)
    words = told.blocks[0].text.split()
    placed = place_edition(edition(page(2, told)))
    lines = [line for item in placed.pages[0].items if isinstance(item, Frame) for line in item.lines]
    assert len(lines) >= 3
    bold, italic, at = [], [], 0
    for line in lines:
        for face in line.faces:
            (bold if face.bold else italic).extend(range(at + face.first, at + face.last))
        at += len(line.text.split(" "))
    assert (at, bold, italic) == (len(words), list(range(200)), list(range(200, min(600, len(words)))))
    read = pdfs.text_of(set_placed(placed).content).replace("\u00ad", "")
    assert "Integrationsrat" in read


def test_a_link_in_a_text_can_be_followed_on_the_screen_only():
    told = faced("de", Face(2, 5, leads="https://rat.example/wahl"))
    assert "https://rat.example/wahl" in addresses(set_of(told))
    assert not addresses(set_of(told, press=Press(for_print=True)))


def addresses(content):
    with pikepdf.open(io.BytesIO(content)) as document:
        return {
            str(note["/A"]["/URI"])
            for one in document.pages
            for note in one.obj.get("/Annots", ())
            if "/A" in note and "/URI" in note["/A"]
        }


def test_a_box_has_room_for_its_bold_words():
    """Below all columns at the end of a text, and inside a column."""
    known = Measures(GRIDS["tabloid"])
    said = text("de", 14, 64)
    face = Face(0, len(said.split()), bold=True)
    plain, bold = Block("box", said, "Hinweis"), Block("box", said, "Hinweis", faces=(face,))
    told = story("de", 2, seed=65)
    for span in (1, 2):
        note_lines(plain, None, told, known, span), note_lines(bold, None, told, known, span)
        known.ask(())
        assert note_lines(bold, None, told, known, span) > note_lines(plain, None, told, known, span)
    inside = story("de", 4, seed=65, mosaic=None, blocks=(bold, *story("de", 4, seed=65).blocks))
    (placed,) = place_edition(edition(page(2, inside))).pages
    (item,) = (one for one in placed.items if isinstance(one, Text) and one.style == "box-text")
    assert item.faces == (face,)
    (ground,) = (one for one in placed.items if isinstance(one, Ground) and one.fill == "sand")
    lines = known.lines_of(said, "de", "ltr", item.w, "box-text", (face,))
    assert ground.y + ground.h >= item.y + lines * GRIDS["tabloid"].line
