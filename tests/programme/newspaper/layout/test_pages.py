"""Whole editions: what stands on their pages, and where."""

import os
import unicodedata
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from miteinander.foundation.typesetting.press import Press
from miteinander.programme.newspaper.layout import keeping, measuring
from miteinander.programme.newspaper.layout.data import (
    Advert,
    Block,
    CalendarDistrict,
    CalendarLine,
    Mosaic,
    Notice,
    Slot,
)
from miteinander.programme.newspaper.layout.edition import place_edition
from miteinander.programme.newspaper.layout.grid import GRIDS
from miteinander.programme.newspaper.layout.items import Drawn, Frame, Grille, Ground, Text
from miteinander.programme.newspaper.layout.measuring import Measures
from miteinander.programme.newspaper.layout.panels import AdvertPanel, NoticePanel
from miteinander.programme.newspaper.layout.setting import draw_page, set_placed
from tests.support import pdfs
from tests.support.paper import SENTENCES, edition, five_scripts, page, paragraphs, story

GRID = GRIDS["tabloid"]
PICTURES = Path(__file__).parent / "pictures"


@pytest.fixture(scope="module")
def placed():
    return place_edition(five_scripts())


@pytest.fixture(scope="module")
def screen(placed):
    return set_placed(placed).content


def frames_of(placed, lang=""):
    return [
        (one.number, item)
        for one in placed.pages
        for item in one.items
        if isinstance(item, Frame) and lang in ("", item.lang)
    ]


def said_in(placed, lang):
    return " ".join(line.text for _page, frame in frames_of(placed, lang) for line in frame.lines)


def bare(text):
    """Letters only, as far as readers of PDFs agree on them."""
    decomposed = unicodedata.normalize("NFKD", text.replace("\u00ad", ""))
    return "".join(one for one in decomposed if not unicodedata.combining(one))


# The grid


def test_every_line_stands_on_the_grid(placed):
    for _page, frame in frames_of(placed):
        pitch = GRID.line * (1.25 if frame.lang == "ar" else 1)
        for line in frame.lines:
            assert abs(line.y / pitch - round(line.y / pitch)) < 1e-3
            assert abs(line.h / pitch - round(line.h / pitch)) < 1e-3
        if frame.lang != "ar":
            offset = (frame.y - GRID.top) / GRID.line
            assert abs(offset - round(offset)) < 1e-6


def test_ink_stands_on_the_grid_too(placed, screen):
    """What was measured is what was set: the feet of all letters "n" of one page are whole lines apart."""
    with pdfs.opened(screen) as document:
        found = document[2]
        text = found.get_textpage()
        height = found.get_height()
        columns = [frame for number, frame in frames_of(placed) if number == 3 and frame.lang in ("ru", "el")]
        assert len(columns) >= 2
        seen = 0
        for number in range(text.count_chars()):
            if pdfium.raw.FPDFText_GetUnicode(text, number) not in map(ord, "ниπαντ"):
                continue
            left, bottom, _right, _top = text.get_charbox(number)
            x, y = left / pdfs.MM, (height - bottom) / pdfs.MM
            for frame in columns:
                last = frame.lines[-1]
                sizes = {line.style for line in frame.lines}
                if frame.x <= x <= frame.x + frame.w and frame.y <= y <= frame.y + last.y + last.h and sizes:
                    beyond = (y - GRID.top) / GRID.line % 1
                    assert abs(beyond - 0.74) < 0.06, (x, y, beyond)
                    seen += 1
        assert seen > 100


# The text


@pytest.mark.parametrize("lang", ["tr", "ru", "el", "ar"])
def test_the_words_can_be_read_out_of_the_pdf(screen, lang):
    told = next(
        slot.story
        for one in five_scripts().pages
        for slot in one.slots
        if slot.story and slot.story.lang == lang
    )
    wanted = bare(" ".join(block.text for block in told.blocks if block.kind == "p")).split()
    read = set(bare(pdfs.text_of(screen)).split())
    found = [word for word in wanted if word in read]
    assert len(found) >= 0.95 * len(wanted), sorted(set(wanted) - read)[:12]


def test_a_text_that_goes_on_is_whole_and_says_where(placed, screen):
    lead = five_scripts().pages[0].slots[0].story
    parts = [
        (number, line)
        for number, frame in frames_of(placed, "de")
        for line in frame.lines
        if line.style == "body" and number in (1, 2)
    ]
    assert {number for number, _line in parts} == {1, 2}
    assert " ".join(line.text for _number, line in parts) == " ".join(
        block.text for block in lead.blocks if block.kind == "p"
    )
    jumps = [
        (one.number, item.text, item.leads)
        for one in placed.pages
        for item in one.items
        if isinstance(item, Text) and item.style == "jump" and "aufmacher" in item.leads
    ]
    assert [(number, text) for number, text, _leads in jumps] == [
        (1, "Fortsetzung auf Seite 2"),
        (2, "Fortsetzung von Seite 1"),
    ]
    anchors = {
        item.anchor: one.number for one in placed.pages for item in one.items if isinstance(item, Text)
    }
    assert [anchors[leads.removeprefix("#")] for _number, _text, leads in jumps] == [2, 1]


def test_links_lead_to_the_page_they_name(screen):
    with pdfs.opened(screen) as document:
        count = pdfium.raw.FPDFPage_GetAnnotCount(document[0])
        targets = set()
        for number in range(count):
            note = pdfium.raw.FPDFPage_GetAnnot(document[0], number)
            link = pdfium.raw.FPDFAnnot_GetLink(note)
            target = pdfium.raw.FPDFLink_GetDest(document, link)
            targets.add(pdfium.raw.FPDFDest_GetDestPageIndex(document, target) + 1)
    assert 2 in targets  # where the lead goes on
    assert targets & {3, 4}  # where a teaser leads


def test_arabic_columns_begin_on_the_right(placed):
    columns = [frame.x for number, frame in frames_of(placed, "ar") if number == 3]
    first = list(dict.fromkeys(columns))
    assert len(first) > 1
    assert first == sorted(first, reverse=True)
    for lang in ("ru", "el", "tr"):
        page_of = 2 if lang == "tr" else 3
        others = list(
            dict.fromkeys(frame.x for number, frame in frames_of(placed, lang) if number == page_of)
        )
        assert others == sorted(others)


def test_too_much_text_is_counted_to_the_character():
    told = story("de", 60, seed=11, may_continue=False, kicker="", standfirst="")
    placed = place_edition(edition(page(2, told)))
    (found,) = placed.pages[0].overset
    source = [block.text for block in told.blocks]
    set_here = [line.text for _page, frame in frames_of(placed) for line in frame.lines]
    missing = sum(map(len, source)) - sum(map(len, set_here))
    assert found.story == told.key
    assert missing > 0
    assert abs(found.characters - missing) <= GRID.columns  # the spaces at which paragraphs part


def test_fifty_pages_of_text_do_not_stop_the_press():
    told = story("de", 700, seed=12)
    placed = place_edition(edition(page(2, told), page(3, story("tr", 3, seed=13)), page(4), page(5)))
    (over,) = (one for found in placed.pages for one in found.overset)
    assert over.story == told.key and over.characters > 100_000
    assert [number for number, _said, _leads in jumps_of(placed, told.slug)] == [2, 3, 3, 4, 4, 5]
    assert set_placed(placed).content.startswith(b"%PDF")


def jumps_of(placed, slug):
    return [
        (one.number, item.text, item.leads)
        for one in placed.pages
        for item in one.items
        if isinstance(item, Text) and item.style == "jump" and slug in item.leads
    ]


def test_a_long_text_goes_on_from_page_to_page():
    told = story("de", 105, seed=44, slug="lang")
    other = story("tr", 3, seed=45)
    placed = place_edition(edition(page(2, told), page(3), page(4, other), page(5), page(6)))
    assert not any(one.overset for one in placed.pages)
    jumps = jumps_of(placed, "lang")
    numbers = [number for number, _frame in frames_of(placed, "de")]
    assert len(set(numbers)) >= 3 and sorted(numbers) == numbers
    way = list(dict.fromkeys(numbers))
    assert [(number, said) for number, said, _leads in jumps] == [
        step
        for before, after in pairwise(way)
        for step in ((before, f"Fortsetzung auf Seite {after}"), (after, f"Fortsetzung von Seite {before}"))
    ]
    anchors = {
        item.anchor: one.number for one in placed.pages for item in one.items if isinstance(item, Text)
    }
    for number, said, leads in jumps:
        assert anchors[leads.removeprefix("#")] == int(said.rsplit(" ", 1)[1]) != number
    assert (
        said_in(placed, "de").replace(told.title, "").split()
        == " ".join(block.text for block in told.blocks if block.kind == "p").split()
    )
    assert set_placed(placed).content.startswith(b"%PDF")


def test_a_text_stands_on_every_page_the_flatplan_names():
    told = story("de", 70, seed=46, slug="lang")
    placed = place_edition(edition(page(2, told), page(3), page(4, told), page(5), page(6, told)))
    assert [number for number, _said, _leads in jumps_of(placed, "lang")] == [2, 4, 4, 6]


def test_what_is_left_goes_where_there_is_room():
    long, short = story("de", 30, seed=14), story("de", 2, seed=15, mosaic=None)
    placed = place_edition(edition(page(2, long), page(3, short), page(4), page(5)))
    assert not any(one.overset for one in placed.pages)
    assert said_in(placed, "de").count("Integrationsrat") == sum(
        block.text.count("Integrationsrat") for one in (long, short) for block in one.blocks
    )


# The file


def test_the_file_for_readers_is_tagged_with_headings_in_order(screen):
    assert pdfs.is_tagged(screen)
    assert pdfs.language_of(screen) == "de"
    assert not pdfs.fonts_without_file(screen)
    levels = [int(one[1]) for one in pdfs.structure(screen) if one[0] == "H" and one[1:].isdigit()]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    with pdfs.opened(screen) as document:
        assert len(list(document.get_toc())) >= 6


def test_the_file_for_the_print_shop_has_bleed_and_marks(placed):
    content = set_placed(placed, press=Press(for_print=True, crop_marks=3)).content
    sizes = pdfs.boxes(content, 0)
    assert sizes["TrimBox"] == (235.0, 315.0)
    assert sizes["BleedBox"] == (241.0, 321.0)
    assert sizes["MediaBox"] > sizes["BleedBox"]
    assert pdfs.page_count(content) == 4


def test_no_word_comes_near_the_edge(screen):
    for number in range(4):
        assert not pdfs.outside_margin(screen, number, margin=4.5)


def test_the_code_of_the_calendar_can_be_read(screen):
    assert "https://rat.example/t/abcd" in pdfs.codes_in(screen, 3)


def texts_of(page, style):
    return [item.text for item in page.items if isinstance(item, Text) and item.style == style]


@pytest.mark.parametrize("format", ["tabloid", "a4"])
def test_the_front_page_takes_the_calendar_as_its_strip_of_dates(format):
    front = page(1, story("de", 9, seed=41), pattern="front", slots=(Slot("calendar"), Slot("imprint")))
    (placed,) = place_edition(edition(front, format=format)).pages
    assert placed.empty == ("imprint",)
    assert (
        texts_of(placed, "date-day") == ["6.", "9.", "12.", "16.", "22."][: 5 if format == "tabloid" else 4]
    )
    strip = max(item.y for item in placed.items if isinstance(item, Ground) and item.fill == "ink")
    for item in placed.items:
        if isinstance(item, Frame):
            assert item.y + max(line.y + line.h for line in item.lines) < strip


def test_a_front_page_without_dates_uses_their_room_and_names_the_calendar():
    front = page(1, story("de", 60, seed=42), pattern="front", slots=(Slot("calendar"),))
    (placed,) = place_edition(edition(front, strip=())).pages
    assert placed.empty == ("calendar",)
    lowest = max(
        item.y + line.y + line.h for item in placed.items if isinstance(item, Frame) for line in item.lines
    )
    assert lowest > GRID.y_of(GRID.lines - 3)


@pytest.mark.parametrize("per_district", [22, 29])
def test_a_full_calendar_comes_closer_before_a_date_is_left_out(per_district):
    districts = tuple(
        CalendarDistrict(
            name,
            "teal",
            tuple(
                CalendarLine(f"{day}. Dez", f"Treffen im Bürgersaal {name}{day}", "So 10:30 Uhr", "Rathaus")
                for day in range(1, per_district + 1)
            ),
        )
        for name in "ABC"
    )
    beside = story("de", 4, seed=43)
    (placed,) = place_edition(edition(page(2, beside, slots=(Slot("calendar"),)), calendar=districts)).pages
    assert not placed.overset
    assert len(texts_of(placed, "event")) == 3 * per_district


def test_dates_without_any_room_are_counted():
    lines = tuple(CalendarLine("1. Dez", f"Treffen {number}", "So 10:30 Uhr") for number in range(400))
    full = edition(page(2, slots=(Slot("calendar"),)), calendar=(CalendarDistrict("A", "teal", lines),))
    (placed,) = place_edition(full).pages
    (over,) = placed.overset
    assert len(texts_of(placed, "event")) == 400 - over.characters


def test_an_advertisement_says_that_it_is_one():
    advert = Advert("Kette ab?", "Wir reparieren sie.", label="Anzeige")
    content = set_placed(
        place_edition(edition(page(2, story(seed=16), slots=(Slot("advertisement", advert=advert),))))
    ).content
    assert "ANZEIGE" in pdfs.text_of(content)


@pytest.mark.parametrize("columns", [1, 2])
def test_an_advertisement_and_a_notice_in_arabic_run_from_the_right(columns):
    said = {"title": "انتقال المكتب", "text": "من أيار في شارع جديد.", "lang": "ar", "dir": "rtl"}
    mosaic = Mosaic("anzeige", "sun")
    measures = Measures(GRIDS["a4"])
    adverts, notices = AdvertPanel(measures, "de"), NoticePanel(measures, "de")
    adverts.advert = Advert(**said, label="Anzeige", mosaic=mosaic)
    notices.notice = Notice(**said)
    for panel in (adverts, notices):
        panel.warm(columns)
        measures.ask(())
        panel.reset()
        found = panel.items(columns, panel.least(columns), 20, 20)
        words = [one for one in found if isinstance(one, Text) and one.lang == "ar"]
        (drawn,) = [one for one in found if isinstance(one, Drawn)]
        assert [one.dir for one in words] == ["rtl", "rtl"]
        if columns == 2:
            assert all(drawn.x + drawn.w < one.x for one in words) == (panel is adverts)


@pytest.mark.parametrize("format", ["a4", "berliner"])
def test_other_formats_are_set_from_the_same_data(format):
    placed = place_edition(replace(five_scripts(), format=format))
    content = set_placed(placed).content
    assert pdfs.boxes(content)["TrimBox"] == (GRIDS[format].format.width, GRIDS[format].format.height)
    read = set(bare(pdfs.text_of(content)).split())
    wanted = bare(" ".join(SENTENCES["ru"])).split()
    assert len([word for word in wanted if word in read]) >= 0.8 * len(wanted)


# Again and again


def test_the_same_edition_is_placed_alike_from_scratch(placed):
    keeping.forget_all()
    measuring.forget_all()
    assert place_edition(five_scripts()).pages == placed.pages


def test_an_edit_places_only_its_own_page_anew():
    before = place_edition(five_scripts())
    changed = five_scripts()
    third = changed.pages[2]
    told = third.slots[1].story
    again = replace(told, blocks=(*told.blocks, Block("p", "Ещё одно предложение.")))
    slots = (third.slots[0], Slot(story=again), *third.slots[2:])
    pages = (*changed.pages[:2], replace(third, slots=slots), changed.pages[3])
    after = place_edition(replace(changed, pages=pages))
    assert [one is other for one, other in zip(before.pages, after.pages, strict=True)] == [
        True,
        True,
        False,
        True,
    ]
    assert "Ещё одно предложение." in said_in(after, "ru")


def test_one_page_can_be_drawn_alone(placed):
    assert draw_page(placed, 1).startswith(b"\x89PNG")
    with pytest.raises(KeyError):
        draw_page(placed, 9)


def test_a_page_without_articles_is_still_a_page():
    content = set_placed(
        place_edition(edition(page(2), page(3, story("tr", 2, seed=18, mosaic=None, blocks=()))))
    ).content
    assert pdfs.page_count(content) == 2


def test_headlines_of_one_long_word_stay_on_the_page():
    told = story(
        "de",
        3,
        seed=19,
        title="Donaudampfschifffahrtselektrizitätenhauptbetriebswerk",
        blocks=paragraphs("de", 3),
    )
    content = set_placed(place_edition(edition(page(2, told, story("de", 40, seed=20)), page(3)))).content
    assert not pdfs.outside_margin(content, 0, margin=4.5)


@pytest.mark.parametrize("format", ["tabloid", "a4"])
@pytest.mark.parametrize("long", ["Rechtsbehelfsbelehrung", "x" * 60])
def test_long_words_stay_in_their_cell(format, long):
    """Hyphenated, or broken anywhere; the rows are as high as was measured, and no letter stands between columns."""
    rows = (
        ("Im Brief", "Was es heißt", "Frist"),
        (long, f"Siehe {long}, letzte Seite", long),
        ("Ende", "Ende", "Ende"),
    )
    told = story("de", 2, blocks=(Block("table", title="Wörter", rows=rows), *paragraphs("de", 3)))
    placed = place_edition(replace(edition(page(2, told), page(3)), format=format))
    (grille,) = [one for one in placed.pages[0].items if isinstance(one, Grille)]
    assert sum(grille.widths) == pytest.approx(GRIDS[format].column, abs=0.01)
    scale = 72 / 25.4
    ends = [(grille.x + sum(grille.widths[: number + 1])) * scale for number in range(3)]
    tops = [(grille.y + sum(grille.heights[:number])) * scale for number in range(4)]
    with pdfs.opened(set_placed(placed).content) as document:
        found = document[0]
        text, height = found.get_textpage(), found.get_height()
        seen = 0
        for number in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(number)
            if right - left < 0.1 or not (
                tops[1] < height - top < tops[3] and grille.x * scale - 1 < left < ends[2]
            ):
                continue
            seen += 1
            column = next(place for place, end in enumerate(ends) if left < end)
            assert right <= ends[column] - 1.4 * scale
            row = next(place for place in (2, 1) if tops[place] < height - top)
            assert height - bottom <= tops[row + 1]
        assert seen > 3 * len(long)


def test_words_that_fit_are_not_hyphenated_in_a_table():
    rows = (("Team", "S", "U", "N", "Tore", "Punkte"), ("Grüne Blätter", "2", "1", "0", "7:3", "7"))
    told = story("de", 2, blocks=(Block("table", title="Gruppe", rows=rows), *paragraphs("de", 3)))
    content = set_placed(place_edition(edition(page(2, told), page(3)))).content
    with pdfs.opened(content) as document:
        said = document[0].get_textpage().get_text_bounded().split()
    assert {"Grüne", "Blätter"} <= set(said)


# As it looks


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_pages_look_as_they_did(screen, number):
    """Compared with pictures looked at; KEEP_PICTURES=1 keeps new ones, to be looked at again."""
    found = pdfs.picture_of(screen, number - 1, width=300)
    path = PICTURES / f"page-{number}.png"
    if os.environ.get("KEEP_PICTURES"):
        found.quantize(64).save(path, optimize=True)
    with Image.open(path) as kept:
        assert pdfs.difference(found, kept.convert("RGB")) < 4
