"""Door signs: the right words, an arrow that points the right way, a pictogram that stands out."""

import pytest
from PIL import Image

from miteinander.foundation.interface.mosaic.colours import TASK_COLOURS
from miteinander.foundation.typesetting import documents
from miteinander.foundation.typesetting.documents import CannotPrint, Wish
from miteinander.programme.events.documents import sign_data
from tests.programme.events.documents import wall_world as world
from tests.programme.events.documents.test_walls import contrast
from tests.support import pdfs

pytestmark = pytest.mark.django_db


def sheets(event, *langs, **options):
    document = documents.document("events.sign")
    return document.read(Wish(event.pk, langs, document.format(), options))


def words(sheet):
    return [word.text for word in sheet.words]


def test_all_signs_are_one_sheet_each():
    event = world.make_breakfast()
    found = [words(sheet)[0] for sheet in sheets(event, "de")]
    assert found == [
        "Eingang",
        "Anmeldung",
        "Kinderbetreuung",
        "Toiletten",
        "Aufzug",
        "Weg ohne Stufen",
        world.PLACE,
    ]
    assert pdfs.page_count(world.printed(event, "events.sign", "a4", "de").content) == len(found)


def test_sign_says_each_word_once_in_up_to_three_languages():
    event = world.make_breakfast()
    (childcare,) = sheets(event, "de", "tr", "ar", schild="kinderbetreuung")
    assert [(word.lang, word.dir) for word in childcare.words] == [
        ("de", "ltr"),
        ("tr", "ltr"),
        ("ar", "rtl"),
    ]
    (room,) = sheets(event, "de", "tr", "ar", schild="raum")
    assert words(room) == [world.PLACE]
    text = pdfs.text_of(
        world.printed(event, "events.sign", "a3", "de", "tr", schild="kinderbetreuung").content
    )
    assert "Kinderbetreuung" in text and "Çocuk bakımı" in text


def test_event_without_a_place_has_no_sign_of_its_room():
    event = world.make_breakfast(venues=[])
    assert "raum" not in dict(sign_data.sign_choices(event.pk))
    with pytest.raises(CannotPrint, match="Schild"):
        sheets(event, "de", schild="raum")
    with pytest.raises(CannotPrint, match="Schild"):
        sheets(event, "de", schild="geheimgang")


@pytest.mark.parametrize("arrow", ["rechts", "links"])
def test_arrow_points_the_same_way_in_every_script(arrow):
    """The tip of the arrow has more ink in its half of the tile than the shaft has."""
    event = world.make_breakfast()
    plain = world.printed(event, "events.sign", "a4-quer", "de", schild="eingang", pfeil=arrow).content
    arabic = world.printed(event, "events.sign", "a4-quer", "ar", schild="eingang", pfeil=arrow).content
    assert (
        tip_is_right(tile(plain, from_left=True))
        == tip_is_right(tile(arabic, from_left=False))
        == (arrow == "rechts")
    )


def tile(content: bytes, *, from_left: bool) -> Image.Image:
    """The lower half of the coloured tile on a lying A4, where the arrow is; the tile stands where reading begins."""
    page = pdfs.picture_of(content, width=1188)  # 4 pixels a millimetre
    left = 60 if from_left else 1188 - 60 - 384
    return page.crop((left + 20, 430, left + 364, 760)).convert("L")


def tip_is_right(picture: Image.Image) -> bool:
    width, height = picture.size
    dark = picture.point(lambda value: 255 if value < 80 else 0)
    left = dark.crop((0, 0, width // 2, height)).histogram()[255]
    right = dark.crop((width // 2, 0, width, height)).histogram()[255]
    return right > left


@pytest.mark.parametrize("colour", TASK_COLOURS)
def test_pictogram_stands_out_from_every_colour(colour):
    line = "ink" if colour in sign_data.DARK_LINES else "paper"
    assert contrast(line, colour) >= 3
