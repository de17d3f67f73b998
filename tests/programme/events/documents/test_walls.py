"""Posters, roll-up, panel, pictures to share and door signs, as independent readers see them."""

import io

import pytest
from PIL import Image

from miteinander.foundation.interface.mosaic import COLOURS
from miteinander.foundation.interface.short_links import short_address
from miteinander.foundation.typesetting import documents
from miteinander.foundation.typesetting.documents import CannotPrint, Wish
from miteinander.foundation.typesetting.formats import BLEED
from miteinander.foundation.typesetting.printing import draw_wish
from miteinander.foundation.typesetting.rendering import Press
from miteinander.programme.events.actions import cancel_event
from miteinander.programme.events.models import Event
from miteinander.programme.events.social_words import social_alt
from tests.programme.events.documents import wall_world as world
from tests.support import factories as make
from tests.support import pdfs

pytestmark = pytest.mark.django_db

LANGUAGES = ("de", "tr", "ar", "uk")
MARGINS = {
    ("events.poster", "a3"): 7,
    ("events.poster", "a2"): 10,
    ("events.rollup", "rollup"): 40,
    ("events.panel", "a1"): 12,
    ("events.social", "quadrat"): 7,
    ("events.social", "story"): 18,
    ("events.social", "link-bild"): 7,
    ("events.sign", "a4"): 14,
    ("events.sign", "a4-quer"): 14,
    ("events.sign", "a3"): 16,
}
"""Millimetres that stay free of words at every edge."""
SMALLEST = {
    ("events.poster", "a3"): 10.5,
    ("events.poster", "a2"): 14,
    ("events.rollup", "rollup"): 40,
    ("events.panel", "a1"): 18,
    ("events.social", "quadrat"): 15,
    ("events.social", "story"): 16,
    ("events.social", "link-bild"): 13,
    ("events.sign", "a4"): 11,
    ("events.sign", "a4-quer"): 11,
    ("events.sign", "a3"): 14,
}
"""Points. A picture to share is 270 or 300 mm wide by our count and seen ten times smaller."""


@pytest.fixture
def event() -> Event:
    return world.make_breakfast()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("key", "paper"), world.SHEETS)
def test_sheet_is_readable_for_everybody(event, key, paper, lang):
    langs = (lang,) if key == "events.social" else (lang, *[one for one in ("de", "ar") if one != lang])
    found = world.printed(event, key, paper, *langs)
    content = found.content
    assert found.findings == ()
    assert pdfs.is_tagged(content) and pdfs.language_of(content) == lang
    assert pdfs.fonts_without_file(content) == []
    assert pdfs.structure(content).count("H1") == pdfs.page_count(content)
    format = documents.document(key).format(paper)
    assert pdfs.boxes(content)["MediaBox"] == pytest.approx((format.width, format.height), abs=0.2)
    for page in range(pdfs.page_count(content)):
        assert world.letters_outside(content, page, margin=MARGINS[key, paper]) == ""
    assert pdfs.smallest_type(content) >= SMALLEST[key, paper]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("key", "paper"), world.WITH_TITLE)
def test_title_is_read_in_order(event, key, paper, lang):
    text = world.without_marks(pdfs.text_of(world.printed(event, key, paper, lang).content))
    assert world.without_marks(world.TITLE[lang]) in text
    if lang != "ar":  # this reader turns Latin words round that stand in a line from the right
        assert world.without_marks(world.PLACE) in text


@pytest.mark.parametrize(("key", "paper"), world.WITH_CODE)
def test_code_leads_to_the_event(event, key, paper):
    for lang in ("de", "ar"):
        content = world.printed(event, key, paper, lang).content
        assert pdfs.codes_in(content) == [short_address(f"/termine/{event.slug}/")]
    bare = short_address(f"/termine/{event.slug}/").split("://")[1]
    assert bare in pdfs.text_of(world.printed(event, key, paper, "de").content)


@pytest.mark.parametrize(("key", "paper"), world.WITH_CODE)
def test_print_shop_gets_bleed_on_every_side(event, key, paper):
    format = documents.document(key).format(paper)
    found = world.printed_with(event, key, paper, "de", press=Press(for_print=True))
    boxes = pdfs.boxes(found.content)
    assert boxes["TrimBox"] == pytest.approx((format.width, format.height), abs=0.2)
    assert boxes["BleedBox"] == pytest.approx((format.width + 2 * BLEED, format.height + 2 * BLEED), abs=0.2)


def test_nothing_is_said_in_the_lowest_part_of_the_roll_up(event):
    content = world.printed(event, "events.rollup", "", "de", "tr", "ar").content
    assert max(box.bottom for _words, box in pdfs.text_boxes(content)) < 2000 - 285
    title = [box for words, box in pdfs.text_boxes(content) if "Frühstück" in words]
    assert title and 1300 < 2000 - title[0].top < 1750  # from the floor


def test_date_is_read_from_five_metres(event):
    content = world.printed(event, "events.poster", "a3", "de").content
    day = next(box for words, box in pdfs.text_boxes(content) if words.startswith("So"))
    assert day.bottom - day.top >= 20


@pytest.mark.parametrize(("key", "paper"), world.WITH_TITLE)
def test_cancelled_event_says_so_large(event, key, paper):
    cancel_event(event=event, reason=make.text("Der Raum ist gesperrt."))
    content = world.printed(event, key, paper, "de").content
    word = next(box for words, box in pdfs.text_boxes(content) if words == "Abgesagt")
    page_width = documents.document(key).format(paper).width
    assert word.right - word.left > page_width / 3.5
    if key == "events.poster":
        assert "Der Raum ist gesperrt." in pdfs.text_of(content)


def test_panel_tells_the_dates_of_the_series_that_take_place(event):
    for day, state in (("2037-01-11", "published"), ("2037-02-08", "draft"), ("2037-03-08", "cancelled")):
        make.make_event(series=event.series, title="Frühstück", dates=[f"{day} 10:30"], state=state)
    text = pdfs.text_of(world.printed(event, "events.panel", "", "de").content)
    assert "7. Dezember 2036" in text and "11. Januar 2037" in text
    assert "8. Februar" not in text and "8. März" not in text


def test_languages_and_access_stand_on_the_poster_each_once(event):
    text = pdfs.text_of(world.printed(event, "events.poster", "a3", "de", "tr").content)
    assert "Deutsch" in text and "Türkçe" in text
    for word in ("Eintritt frei", "Kinderbetreuung", "Çocuk bakımı", "Ohne Stufen"):
        assert text.count(word) == 1, word


@pytest.mark.parametrize(
    ("paper", "size"), [("quadrat", (1080, 1080)), ("story", (1080, 1920)), ("link-bild", (1200, 630))]
)
def test_pictures_to_share_have_the_size_of_their_service(event, paper, size):
    document = documents.document("events.social")
    png = draw_wish(document, Wish(event.pk, ("ar",), document.format(paper)))
    with Image.open(io.BytesIO(png)) as picture:
        assert picture.size == size


def test_alternative_text_says_what_the_picture_says(event):
    assert social_alt(Event.objects.get(pk=event.pk), "de") == (
        "Offenes interkulturelles Frühstück. Sonntag, 7. Dezember 2036, 10:30 Uhr. Musterhaus am Markt. "
        "Dazu ein Mosaik aus bunten Kreisen, Bögen und Vierecken."
    )
    cancel_event(event=event, reason=make.text("Der Raum ist gesperrt."))
    assert social_alt(Event.objects.get(pk=event.pk), "de").startswith(
        "Abgesagt: Der Raum ist gesperrt. Offenes"
    )
    assert social_alt(event, "ar").startswith("أُلغيت") or world.TITLE["ar"] in social_alt(event, "ar")


@pytest.mark.parametrize(("key", "paper"), world.SHEETS)
def test_unknown_language_is_refused_with_a_sentence(event, key, paper):
    document = documents.document(key)
    with pytest.raises(CannotPrint, match="quatsch"):
        document.read(Wish(event.pk, ("quatsch",), document.format(paper)))


@pytest.mark.parametrize(("key", "paper"), world.SHEETS)
def test_queries_do_not_grow_with_languages_and_dates(event, key, paper, count_queries):
    document = documents.document(key)
    format = document.format(paper)
    document.read(Wish(event.pk, ("de",), format))  # makes the short address
    with count_queries() as few:
        document.read(Wish(event.pk, ("de",), format))
    for month in (1, 2, 3):
        make.make_event(
            series=event.series,
            dates=[f"2037-0{month}-08 10:30"],
            venues=[make.make_venue()],
            languages=["uk"],
        )
    with count_queries() as many:
        document.read(Wish(event.pk, ("de", "tr", "ar"), format))
    assert len(few) == len(many) <= 13


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance."""

    def light(name: str) -> float:
        parts = [int(COLOURS[name][at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted((light(one), light(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("words", "ground"), [("ink", "paper"), ("paper", "ink"), ("sun", "ink"), ("ink", "sun"), ("ink", "sand")]
)
def test_words_stand_out_from_their_ground(words, ground):
    assert contrast(words, ground) >= 4.5
