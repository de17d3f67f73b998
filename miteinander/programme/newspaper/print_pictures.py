"""Photographs for the newspaper: only those that may be shown, no larger than a page needs."""

import warnings
from io import BytesIO

from miteinander.foundation.media.models import CouncilImage
from miteinander.foundation.typesetting.ingredients import Picture

WIDEST = 2480
"""Pixels: 21 cm at 300 dpi."""
QUALITY = 86


def picture_of(image: CouncilImage | None, lang: str, *, says: str = "") -> Picture | None:
    """None for a picture that must not be published, and for a file that is gone or no picture."""
    if image is None or not image.is_publishable:
        return None
    try:
        content, width, height = _as_jpeg(image.file.name, str(image.file_hash), image)
    except (OSError, ValueError, Warning):  # Pillow and storages say so for broken, hostile and lost files
        return None
    says = says or image.alternative.localized(lang).text
    return Picture(content, "jpeg", width, height, says=says, credit=image.credit)


def _as_jpeg(name: str, stamp: str, image: CouncilImage) -> tuple[bytes, int, int]:
    known = _kept.get((name, stamp))
    if known is None:
        known = _made(image)
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[name, stamp] = known
    return known


MOST_KEPT = 64
_kept: dict[tuple[str, str], tuple[bytes, int, int]] = {}


def _made(image: CouncilImage) -> tuple[bytes, int, int]:
    from PIL import Image, ImageOps

    with image.file.open("rb") as stored, warnings.catch_warnings():
        warnings.simplefilter("error")  # Pillow only warns of pictures that unpack to very much
        warnings.simplefilter("ignore", ResourceWarning)  # files that others left open
        with Image.open(BytesIO(stored.read())) as found:
            upright = ImageOps.exif_transpose(found).convert("RGB")
    if upright.width > WIDEST:
        upright = upright.resize((WIDEST, round(upright.height * WIDEST / upright.width)))
    target = BytesIO()
    upright.save(target, "JPEG", quality=QUALITY, optimize=True)
    return target.getvalue(), upright.width, upright.height
