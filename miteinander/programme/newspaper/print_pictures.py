"""Photographs for the newspaper: only those that may be shown, no larger than a page needs."""

from dataclasses import replace

from miteinander.foundation.media.models import CouncilImage
from miteinander.foundation.media.print_pictures import picture_to_print
from miteinander.foundation.typesetting.ingredients import Picture

PAGE_WIDTH = 210
"""Millimetres: no picture of ours is printed wider."""
MOST_KEPT = 64
_kept: dict[tuple[str, str], Picture] = {}


def picture_of(image: CouncilImage | None, lang: str, *, says: str = "") -> Picture | None:
    """None for a picture that must not be published, and for a file that is gone or no picture."""
    if image is None or not image.is_publishable:
        return None
    key = (image.file.name, str(image.file_hash))
    made = _kept.get(key) or picture_to_print(image, lang, width=PAGE_WIDTH, height=1, findings=[])
    if made is None:
        return None
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[key] = made
    return replace(made, says=says or image.alternative.localized(lang).text, credit=image.credit)
