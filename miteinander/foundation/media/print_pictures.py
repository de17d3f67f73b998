"""Pictures of the council for print: upright, no larger than the sheet needs, with alternative text and credit."""

import warnings
from io import BytesIO

from miteinander.foundation.typesetting.findings import Finding
from miteinander.foundation.typesetting.ingredients import Picture

from .models import CouncilImage

DPI = 300
QUALITY = 90
MM = 25.4


def picture_to_print(
    image: CouncilImage, lang: str, *, width: float, height: float, findings: list[Finding]
) -> Picture | None:
    """The picture so that it fills `width` by `height` millimetres at 300 dpi at most.

    None for one that must not be published, without a word: who asks is not always who may know. None with a finding
    "picture" for a file that is no picture or is gone.
    """
    from PIL import Image, ImageOps

    if not image.is_publishable:
        return None
    try:
        with image.file.open("rb") as stored, warnings.catch_warnings():
            warnings.simplefilter("error")  # Pillow only warns of pictures that unpack to very much
            warnings.simplefilter("ignore", ResourceWarning)  # files that others left open
            with Image.open(BytesIO(stored.read())) as found:
                upright = ImageOps.exif_transpose(found).convert("RGB")
    except (
        Exception
    ):  # Pillow raises many kinds for broken and hostile files, storages for files that are gone
        findings.append(Finding("picture", image.title))
        return None
    scale = max(width / MM * DPI / upright.width, height / MM * DPI / upright.height)
    if scale < 1:
        upright = upright.resize(
            (max(1, round(upright.width * scale)), max(1, round(upright.height * scale)))
        )
    target = BytesIO()
    upright.save(target, "JPEG", quality=QUALITY, optimize=True)
    return Picture(
        target.getvalue(),
        "jpeg",
        upright.width,
        upright.height,
        says=image.alternative.localized(lang).text,
        credit=image.credit,
    )
