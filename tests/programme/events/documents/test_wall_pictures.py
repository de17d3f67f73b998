"""The sheets as they were last looked at and found good. A missing picture is drawn and has to be looked at."""

from pathlib import Path

import pytest
from PIL import Image

from tests.programme.events.documents import wall_world as world
from tests.support import pdfs

pytestmark = pytest.mark.django_db

FOLDER = Path(__file__).parent / "pictures"
WIDTH = 300
TOLERANCE = 1.5
"""Mean difference of a pixel, of 255: renderers smooth edges differently; a line of text that moved is more."""
CASES = [(key, paper, lang) for key, paper in world.SHEETS for lang in ("de", "ar", "uk")]


@pytest.mark.parametrize(("key", "paper", "lang"), CASES)
def test_sheet_looks_as_it_did(key, paper, lang):
    langs = (lang,) if key == "events.social" else tuple(dict.fromkeys((lang, "de", "tr")))
    options = {"schild": "kinderbetreuung", "pfeil": "rechts"} if key == "events.sign" else {}
    content = world.printed(world.make_breakfast(), key, paper, *langs, **options).content
    found = pdfs.picture_of(content, width=WIDTH)
    kept = FOLDER / f"{key.removeprefix('events.')}-{paper}-{lang}.png"
    if not kept.exists():
        found.quantize(64).save(kept, optimize=True)
        pytest.fail(f"{kept.name} is new: please look at it, and keep it if it is good")
    with Image.open(kept) as picture:
        before = picture.convert("RGB")
    after = found.quantize(64).convert("RGB")
    assert pdfs.difference(before, after) <= TOLERANCE, (
        f"{kept.name} looks different; remove it to draw it anew"
    )
