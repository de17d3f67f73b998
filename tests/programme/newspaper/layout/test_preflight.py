"""What the set pages are checked for: every finding names its page and what to do."""

import io
from dataclasses import replace

import pikepdf
import pytest

from miteinander.foundation.typesetting.ingredients import Code, Picture
from miteinander.foundation.typesetting.palette import TOTAL_INK
from miteinander.foundation.typesetting.press import Press
from miteinander.programme.newspaper import preflight
from miteinander.programme.newspaper.layout.data import Advert, Block, CalendarDistrict, CalendarLine, Slot
from miteinander.programme.newspaper.layout.edition import place_edition
from miteinander.programme.newspaper.layout.items import Cell, Frame, Grille, Ground, Line, QrCode, Text
from miteinander.programme.newspaper.layout.setting import set_placed
from tests.support.newspaper import make_article, make_edition, make_slot
from tests.support.paper import edition, page, story

IMPRINT = Slot("imprint")


def photo(width=1200, says="Ein Tisch"):
    return Picture(b"", "jpeg", width, width * 2 // 3, says)


def of_edition(*pages, **values):
    return [(one.page, one.message) for one in preflight.check_edition(edition(*pages, **values))]


def of_pages(*pages):
    to_set = edition(*pages)
    return list(preflight.check_pages(to_set, place_edition(to_set)))


def test_a_clean_edition_has_no_findings():
    to_set = edition(
        page(2, story(count=3, seed=31)),
        page(3, story("tr", 3, seed=32)),
        page(4, story("ru", 3, seed=33)),
        page(5, story("el", 3, seed=34), slots=(IMPRINT,)),
    )
    placed = place_edition(to_set)
    printed = set_placed(placed, press=Press(for_print=True, crop_marks=3))
    assert list(preflight.check_edition(to_set)) == []
    assert list(preflight.check_pages(to_set, placed)) == []
    assert list(preflight.check_file(printed.content, placed)) == []


def test_pages_imprint_adverts_and_empty_places():
    found = of_edition(
        page(
            2, slots=(Slot("advertisement", advert=Advert("Kette ab?", "Text")), Slot("tournament"), Slot())
        ),
    )
    assert any("1 Seiten" in message for _page, message in found)
    assert any("Impressum" in message for _page, message in found)
    assert (2, "„Kette ab?“ ist bezahlt und nicht als Anzeige gekennzeichnet.") in found
    assert sum("blieb leer" in message for _page, message in found) == 2


def test_too_much_text_names_its_page_and_length():
    (found,) = of_pages(page(2, story(count=60, seed=35, may_continue=False)))
    assert found.page == 2 and found.blocking
    assert "Zeichen zu lang" in found.message and found.fix


@pytest.mark.parametrize(("width", "blocking"), [(300, True), (1300, False)])
def test_a_small_picture_is_blurred(width, blocking):
    found = of_pages(page(2, story(count=12, seed=36, mosaic=None, picture=photo(width))))
    assert [one.blocking for one in found if "unscharf" in one.message] == [blocking]


def test_a_picture_needs_words():
    found = of_pages(page(2, story(count=12, seed=37, mosaic=None, picture=photo(4000, says=""))))
    assert any("Beschreibung" in one.message for one in found)


def test_signs_without_a_glyph_are_named():
    found = of_pages(page(2, story(count=2, seed=38, title="Tisch \u4e2d")))
    assert any("\u4e2d" in one.message for one in found)


@pytest.mark.parametrize(
    "item",
    [
        Text(2, 100, 40, "body", "de", "ltr", "am Rand"),
        Frame(200, 100, 49, "de", "ltr", (Line("body", "am Rand", 0, 4.1),)),
        Frame(20, 300, 49, "de", "ltr", (Line("body", "am Rand", 8.2, 4.1),)),
        Grille(190, 100, "de", "ltr", (30, 30), (5,), ((Cell("table", "am"), Cell("table", "Rand")),)),
        QrCode(1, 100, 14, Code(21, (), "https://rat.example", "am Rand")),
    ],
)
def test_what_is_read_stays_away_from_the_edge(item):
    to_set = edition(page(2, story(count=2, seed=39)))
    placed = place_edition(to_set)
    (first,) = placed.pages
    edgy = replace(placed, pages=(replace(first, items=(*first.items, item)),))
    (found,) = preflight.check_pages(to_set, edgy)
    assert "näher als 5 mm am Rand" in found.message
    assert found.page == 2 and found.blocking and found.fix


def test_dark_areas_name_their_page_and_ink(monkeypatch):
    to_set = edition(page(1, story(count=2, seed=47)), page(2, story(count=2, seed=39, mosaic=None)))
    placed = place_edition(to_set)
    first, second = placed.pages
    plum = replace(second, items=(*second.items, Ground(20, 20, 10, 10, "plum")))
    printed = set_placed(replace(placed, pages=(first, plum)), press=Press(for_print=True, crop_marks=3))
    assert not list(preflight.check_file(printed.content, placed))
    # more than the inks of the page without the plum: its text in ink
    monkeypatch.setattr(preflight, "MOST_INK", TOTAL_INK["plum"] - 1)
    dark = [one for one in preflight.check_file(printed.content, placed) if one.page == 2]
    assert [one.blocking for one in dark] == [False]
    assert "Farbe" in dark[0].message and dark[0].fix


def test_a_font_that_is_not_in_the_file_is_named():
    placed = place_edition(edition(page(2, story(count=2, seed=48))))
    printed = set_placed(placed, press=Press(for_print=True, crop_marks=3))
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed.content)) as document:
        bare = pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor, FontName=pikepdf.Name("/Fremd"))
        document.Root.Fremd = document.make_indirect(bare)
        document.save(target)
    found = [one for one in preflight.check_file(target.getvalue(), placed) if "Schrift" in one.message]
    assert ["Fremd" in one.message and one.blocking and bool(one.fix) for one in found] == [True]


def test_a_calendar_without_room_and_what_is_dropped_name_their_pages():
    lines = tuple(CalendarLine("1. Dez", f"Treffen {number}", "So 10:30 Uhr") for number in range(400))
    full = edition(page(2, slots=(Slot("calendar"),)), calendar=(CalendarDistrict("A", "teal", lines),))
    (found,) = preflight.check_pages(full, place_edition(full))
    assert (
        "Termine haben im Kalender keinen Platz" in found.message and found.page == 2 and not found.blocking
    )
    front = edition(page(1, story(count=3, seed=49), pattern="front", slots=(IMPRINT,)))
    (found,) = preflight.check_pages(front, place_edition(front))
    assert "Impressum" in found.message and found.page == 1 and found.blocking


def test_a_picture_inside_the_text_is_looked_at_too():
    blocks = (Block("picture", "Ein Tisch", picture=photo(200, says="")), *story(count=6, seed=50).blocks)
    found = of_pages(page(2, story(count=6, seed=50, blocks=blocks)))
    assert [one.page for one in found if "unscharf" in one.message and one.blocking] == [2]
    assert [one.page for one in found if "Beschreibung" in one.message] == [2]


def test_wrong_boxes_are_found():
    to_set = edition(page(2, story(count=2, seed=40)))
    placed = place_edition(to_set)
    content = set_placed(placed).content  # for the screen: without bleed
    assert any("Maße" in one.message for one in preflight.check_file(content, placed))


@pytest.mark.django_db
def test_an_edition_of_the_newsroom_is_set_and_checked():
    record = make_edition(pages=4)
    for number in range(1, 5):
        make_slot(record, number, make_article(record, title=f"Beitrag auf Seite {number}"))
    found = list(preflight.check_layout(record))
    assert [one.message for one in found if one.blocking] == ["Das Impressum steht auf keiner Seite."]
    assert all(one.url for one in found)
    make_slot(record, 4, kind="imprint")
    assert not [one for one in preflight.check_layout(record) if one.blocking]


@pytest.mark.django_db
def test_an_empty_flatplan_is_said():
    (found,) = preflight.check_layout(make_edition())
    assert "Seitenplan" in found.message
