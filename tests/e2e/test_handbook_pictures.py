"""The pictures of the handbook, made of the running demo. They are written only when asked:

HANDBOOK_PICTURES=1 python -m pytest -m browser tests/e2e/test_handbook_pictures.py
"""

import os
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.support.handbook import FOLDER, LARGEST, PICTURES, Picture

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not os.environ.get("HANDBOOK_PICTURES"), reason="pictures are made when asked"),
]
COLOURS = 64


@pytest.mark.parametrize("name", PICTURES)
def test_picture_is_made(demo: str, page: Page, sign_in: Callable[..., None], name: str) -> None:
    picture = PICTURES[name]
    if picture.email:
        sign_in(page, picture.email)
    page.set_viewport_size({"width": picture.width, "height": picture.height})
    open_page(page, demo, picture)
    drawn = Image.open(BytesIO(page.screenshot())).convert("RGB")
    path = FOLDER / f"{name}.png"
    drawn.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    assert path.stat().st_size <= LARGEST


def open_page(page: Page, demo: str, picture: Picture) -> None:
    page.goto(demo + picture.path)
    if picture.link:
        target = page.locator(picture.link).first.get_attribute("href")
        page.goto(target if target.startswith("http") else demo + target)
    page.wait_for_load_state("networkidle")
