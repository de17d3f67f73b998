"""Draws the posters of the handbook: MITEINANDER_HOME=<home of a demo> python -m tests.support.handbook_posters"""

import io
import os

import django

from tests.support.handbook import FOLDER, LARGEST, POSTERS

SERIES = "reihe-fruehstueck"
WIDTH = 420


def draw() -> None:
    """The next breakfast of the demo, once for each language."""
    from PIL import Image

    from miteinander.foundation.typesetting.documents import Wish, document
    from miteinander.foundation.typesetting.printing import draw_wish
    from miteinander.programme.events.models import Event

    event = Event.objects.filter(series__slug=SERIES).order_by("pk").first()
    assert event is not None, "this home holds no demo"
    poster = document("events.poster")
    for name, languages in POSTERS.items():
        png = draw_wish(poster, Wish(event.pk, languages, poster.format()))
        picture = Image.open(io.BytesIO(png)).convert("RGB")
        picture = picture.resize((WIDTH, round(picture.height * WIDTH / picture.width)))
        path = FOLDER / f"{name}.png"
        picture.quantize(64).save(path, optimize=True)
        assert path.stat().st_size <= LARGEST, path


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "miteinander.settings")
    django.setup()
    draw()
