"""What is kept of an uploaded picture: checked by its content, drawn anew, without place, camera and anything hidden."""

import warnings
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

LARGEST_PICTURE = 10 * 1024 * 1024
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 20_000
FORMATS = {"JPEG": ".jpg", "PNG": ".png", "GIF": ".gif", "WEBP": ".webp"}
SUFFIXES = (".jpg", ".jpeg", ".png", ".gif", ".webp")
QUALITY = 88
KEPT_MODES = {"JPEG": {"RGB", "L"}, "PNG": {"RGB", "RGBA", "L", "LA", "P", "1"}, "WEBP": {"RGB", "RGBA"}}


class RefusedFile(ValidationError):
    """The file is not kept; the message says why and what to do."""


class CheckedFile(ContentFile[bytes]):
    """A file that was checked and drawn anew; nobody needs to check it again."""


def checked_picture(content: bytes, name: str, formats: Any = tuple(FORMATS)) -> CheckedFile:
    """The picture as it is kept, with a name that says what it is. Raises RefusedFile.

    A moving picture becomes a still one, its first: movement that cannot be stopped is a barrier (WCAG 2.2.2).
    """
    if not content:
        raise RefusedFile(_("Die Datei ist leer. Wählen Sie ein anderes Bild."))
    if len(content) > LARGEST_PICTURE:
        raise RefusedFile(
            _("Das Bild ist größer als 10 MB. Verkleinern Sie es, oder speichern Sie es als JPG.")
        )
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # Pillow only warns of pictures that unpack to very much
        warnings.simplefilter("ignore", ResourceWarning)  # files that others left open
        kind, drawn = _drawn_anew(content, tuple(formats))
    stem = PurePath(name.replace("\\", "/")).stem[:60] or "bild"
    return CheckedFile(drawn, name=f"{stem}{FORMATS[kind]}")


def grey_tile() -> CheckedFile:
    """What stands in the place of a picture that was withdrawn."""
    from PIL import Image

    target = BytesIO()
    Image.new("RGB", (1200, 800), (224, 224, 224)).save(target, "PNG")
    return CheckedFile(target.getvalue(), name="zurueckgezogen.png")


def _drawn_anew(content: bytes, formats: tuple[str, ...]) -> tuple[str, bytes]:
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(content), formats=formats) as found:
            if found.width * found.height > MOST_PIXELS or max(found.size) > LONGEST_SIDE:
                raise RefusedFile(
                    _("Das Bild hat zu viele Bildpunkte. Verkleinern Sie es auf höchstens 60 Millionen.")
                )
            kind = str(found.format)
            found.seek(0)
            plain = _in_common_colours(ImageOps.exif_transpose(found), found.info.get("icc_profile"))
            target = BytesIO()
            _fresh(plain, kind).save(target, kind, **_options(kind))
    except RefusedFile:
        raise
    except Exception as error:  # Pillow raises many kinds for broken and hostile files
        raise RefusedFile(
            _("Das ist kein Bild, das wir lesen können. Erlaubt sind JPG, PNG, GIF und WebP.")
        ) from error
    return kind, target.getvalue()


def _fresh(plain: Any, kind: str) -> Any:
    """The same pixels in a new picture, so that nothing else of the file comes along."""
    from PIL import Image

    if kind == "GIF":
        plain = (
            plain.convert("RGBA")
            if plain.mode in ("RGBA", "LA", "PA") or "transparency" in plain.info
            else plain
        )
    elif plain.mode not in KEPT_MODES[kind]:
        has_alpha = kind != "JPEG" and (
            plain.mode in ("LA", "PA", "RGBa", "La") or "transparency" in plain.info
        )
        plain = plain.convert("RGBA" if has_alpha else "RGB")
    if plain.mode == "P":
        plain = plain.convert("RGBA" if "transparency" in plain.info else "RGB")
    fresh = Image.new(plain.mode, plain.size)
    fresh.paste(plain)
    return fresh


def _in_common_colours(picture: Any, profile: bytes | None) -> Any:
    """Photos in a wide colour space would look dull without their profile, which is not kept."""
    from PIL import ImageCms

    if not profile or picture.mode not in ("RGB", "CMYK"):
        return picture
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture


def _options(kind: str) -> dict[str, Any]:
    return {"quality": QUALITY} if kind in ("JPEG", "WEBP") else {}
