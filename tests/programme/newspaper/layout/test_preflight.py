"""What the set pages are checked for: every finding names its page and what to do."""

from dataclasses import replace

import pytest

from miteinander.foundation.typesetting.ingredients import Picture
from miteinander.foundation.typesetting.press import Press
from miteinander.programme.newspaper import preflight
from miteinander.programme.newspaper.layout.data import Advert, Slot
from miteinander.programme.newspaper.layout.edition import place_edition
from miteinander.programme.newspaper.layout.items import Ground, Text
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


def test_words_at_the_edge_and_dark_grounds():
    to_set = edition(page(2, story(count=2, seed=39)))
    placed = place_edition(to_set)
    (first,) = placed.pages
    edgy = replace(
        first,
        items=(
            *first.items,
            Text(2, 100, 40, "body", "de", "ltr", "am Rand"),
            Ground(20, 20, 10, 10, "plum"),
        ),
    )
    found = list(preflight.check_pages(to_set, replace(placed, pages=(edgy,))))
    assert any("am Rand" in one.message for one in found)
    assert not any(one.blocking for one in found if "Farbe" in one.message)


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
