"""Supporters on posters, stand walls and pictures to share: as wide as they ask, on white, nothing lost for them."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from miteinander.foundation.typesetting import documents
from tests.programme.events.documents import wall_world as world
from tests.programme.events.documents.test_wall_pictures import TOLERANCE, WIDTH
from tests.programme.events.documents.test_walls import MARGINS, SMALLEST
from tests.support import factories as make
from tests.support import pdfs

pytestmark = pytest.mark.django_db

FOLDER = Path(__file__).parent / "pictures"
SENTENCE = "Gefördert von der Musterstiftung."
RED = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><path fill="#ff0000" d="M0 0h40v10h-40z"/></svg>'
HOUSES = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 60"><path fill="#0b6e75" d="M2 58V28l24-24 24 24v30z"/>'
    '<path fill="#d9480f" d="M50 58V20l24-18 24 18v38z"/></svg>'
)


def make_supporters(event, *logos: str, **values) -> None:
    found = []
    for number, logo in enumerate(logos):
        one = make.make_organisation(kinds=["funder"], slug=f"foerderer-{number}", **values)
        one.logo.save("logo.svg", ContentFile(logo.encode()))
        found.append(one)
    event.activity.supporters.set(found)


def red_millimetres(content: bytes, width: float) -> float:
    picture = pdfs.picture_of(content, width=1500)
    found = [
        x
        for x in range(picture.width)
        for y in range(0, picture.height, 2)
        if (pixel := picture.getpixel((x, y)))[0] > 240 and max(pixel[1:]) < 20
    ]
    return (max(found) - min(found) + 1) / picture.width * width if found else 0


@pytest.mark.parametrize("lang", ["de", "ar"])
@pytest.mark.parametrize("position", ["bottom", "beside", "alone"])
@pytest.mark.parametrize(("key", "paper"), world.WITH_TITLE)
def test_logo_and_sentence_stand_on_the_sheet(key, paper, position, lang):
    event = world.make_breakfast()
    make_supporters(event, RED, logo_width=30, logo_position=position, funding_sentence=SENTENCE)
    langs = (lang,) if key == "events.social" else (lang, "tr", "uk")
    found = world.printed(event, key, paper, *langs)
    assert found.findings == ()
    said = pdfs.text_of(found.content).split()
    assert {word.rstrip(".") for word in SENTENCE.split()} <= {word.strip(".") for word in said}
    name = event.activity.supporters.get().name
    assert any(name in words for words in pdfs.alternative_texts(found.content))
    assert red_millimetres(found.content, documents.document(key).format(paper).width) >= 29.7
    assert world.letters_outside(found.content, 0, margin=MARGINS[key, paper]) == ""
    assert pdfs.smallest_type(found.content) >= SMALLEST[key, paper]


@pytest.mark.parametrize(("key", "paper"), world.WITH_TITLE)
def test_logo_that_asks_too_much_is_a_finding(key, paper):
    event = world.make_breakfast()
    make_supporters(event, RED, RED, RED, logo_width=200, logo_position="alone")
    found = world.printed(event, key, paper, "de")
    assert "logo" in {one.code for one in found.findings}
    assert red_millimetres(found.content, documents.document(key).format(paper).width) > 0


CASES = [
    ("events.poster", "a3", "de", "tr", "uk"),
    ("events.poster", "a3", "ar", "de"),
    ("events.poster", "a2", "de", "tr"),
    ("events.rollup", "rollup", "de", "tr", "ar"),
    ("events.panel", "a1", "de", "tr"),
    ("events.social", "quadrat", "de"),
    ("events.social", "story", "de"),
    ("events.social", "link-bild", "de"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join(case))
def test_sheet_with_supporters_looks_as_it_did(case):
    key, paper, *langs = case
    event = world.make_breakfast()
    make_supporters(event, HOUSES, RED, funding_sentence=SENTENCE)
    found = pdfs.picture_of(world.printed(event, key, paper, *langs).content, width=WIDTH)
    kept = FOLDER / f"{key.removeprefix('events.')}-{paper}-{langs[0]}-supported.png"
    if not kept.exists():
        found.quantize(64).save(kept, optimize=True)
        pytest.fail(f"{kept.name} is new: please look at it, and keep it if it is good")
    with Image.open(kept) as picture:
        before = picture.convert("RGB")
    assert pdfs.difference(before, found.quantize(64).convert("RGB")) <= TOLERANCE, (
        f"{kept.name} looks different; remove it to draw it anew"
    )
