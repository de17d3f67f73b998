"""Logos of supporters on the sheets: who, how large, where, and the finding when the rule is not kept."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from miteinander.foundation.typesetting.documents import Wish, document
from miteinander.programme.events.documents.handouts import handout
from miteinander.programme.events.printing_logos import supporters
from tests.support import factories as make
from tests.support import pdfs
from tests.support.handouts import make_rich_event, printed

pytestmark = pytest.mark.django_db
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><path fill="#ff0000" d="M0 0h40v10h-40z"/></svg>'


def make_supporter(content: bytes = LOGO, name: str = "logo.svg", **values):
    organisation = make.make_organisation(**({"kinds": ["funder"]} | values))
    if content:
        organisation.logo.save(name, ContentFile(content))
    return organisation


def small_png(width: int) -> bytes:
    target = BytesIO()
    Image.new("RGB", (width, width // 4), "red").save(target, "PNG")
    return target.getvalue()


def supported(*organisations, event=None):
    event = event or make_rich_event()
    event.activity.supporters.set(organisations)
    return event


def red_width(pdf: bytes, page: int, width_mm: float) -> float:
    picture = pdfs.picture_of(pdf, page, width=1200)
    red = [
        x for x in range(picture.width) for y in range(0, picture.height, 2)
        if picture.getpixel((x, y))[0] > 240 and max(picture.getpixel((x, y))[1:]) < 20
    ]  # fmt: skip
    return (max(red) - min(red) + 1) / picture.width * width_mm if red else 0


def test_supporters_of_event_and_activity_each_once_in_one_query(count_queries):
    both, activity_only = (
        make_supporter(name="a.svg"),
        make_supporter(b"", funding_sentence="Mit Mitteln des Landes."),
    )
    event = make.make_event(organisations=[(both, "supporter"), (make.make_organisation(), "organiser")])
    event.activity.supporters.set([both, activity_only])
    with count_queries() as queries:
        found = supporters(event)
    assert [one.name for one in found] == [both.name, activity_only.name]
    assert len(queries) == 1
    assert (found[0].picture.kind, found[0].width, found[0].position) == ("svg", 20, "bottom")
    assert found[1].picture is None and found[1].sentence.text == "Mit Mitteln des Landes."


def test_lost_file_prints_without_logo():
    organisation = make_supporter()
    organisation.logo.storage.delete(organisation.logo.name)
    (found,) = supporters(supported(organisation))
    assert found.picture is None and found.name == organisation.name


@pytest.mark.parametrize(
    ("sheet", "format", "page", "width"),
    [
        ("events.flyer", "a5", 1, 148),
        ("events.flyer", "a6", 1, 105),
        ("events.folded", "", 0, 297),
        ("events.card", "", 1, 105),
    ],
)
@pytest.mark.parametrize("position", ["bottom", "beside", "alone"])
def test_logo_is_as_wide_as_its_owner_asks(sheet, format, page, width, position):
    event = supported(
        make_supporter(logo_width=30, logo_position=position, funding_sentence="Gefördert vom Land.")
    )
    result = printed(sheet, event, "de", format)
    assert result.findings == ()
    assert "Gefördert vom Land." in pdfs.text_of(result.content, page).replace("\n", " ")
    assert 29.7 <= red_width(result.content, page, width) <= 30.6
    assert any(text.startswith("Logo: ") for text in pdfs.alternative_texts(result.content))


def test_logo_that_asks_too_much_is_a_finding():
    event = supported(make_supporter(name="gross.svg", logo_width=180))
    result = printed("events.flyer", event, "de", "a6")
    assert [one.code for one in result.findings] == ["logo"]
    assert "180 mm" in result.findings[0].sentence


def test_many_logos_that_do_not_fit_are_a_finding_and_stay_on_the_sheet():
    event = supported(*[make_supporter(logo_width=60, name=f"{n}.svg") for n in range(8)])
    result = printed("events.flyer", event, "de", "a6")
    assert {one.code for one in result.findings} >= {"logo"}
    assert pdfs.outside_margin(result.content, 1, margin=6) == []


def test_small_picture_is_a_finding():
    event = supported(make_supporter(small_png(60), "logo.png", logo_width=30))
    assert [one.code for one in printed("events.flyer", event, "de").findings] == ["resolution"]


def test_alone_stands_in_a_row_of_its_own():
    def height(position: str) -> int:
        logos = [make_supporter(name=f"{position}{n}.svg", logo_position=position) for n in range(3)]
        picture = pdfs.picture_of(
            printed(
                "events.flyer", supported(*logos, event=make_rich_event(slug=position)), "de", "a5"
            ).content,
            1,
            width=600,
        )
        rows = [
            y
            for y in range(picture.height)
            if any(picture.getpixel((x, y)) == (255, 0, 0) for x in range(0, 600, 3))
        ]
        return max(rows) - min(rows)

    assert height("alone") > 2.5 * height("bottom")


def test_sheet_carries_its_supporters():
    event = supported(make_supporter())
    found = handout(Wish(event.pk, ("de",), document("events.flyer").format()), columns=6, rows=4)
    assert [one.width for one in found.event.supporters] == [20]
