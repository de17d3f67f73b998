"""How sheets leave the house: for the screen, or for a print shop with what it asks for."""

import hashlib
import io
from dataclasses import dataclass, field

from PIL import ImageCms

MARKS_ZONE = 8.0
"""Millimetres beyond the bleed in which crop marks stand."""


class NoProfile(ValueError):
    """The file is no colour profile for printing in four colours."""


@dataclass(frozen=True)
class Profile:
    """A print shop's ICC profile: its own name and its bytes."""

    name: str
    content: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def read_profile(content: bytes) -> Profile:
    """Raises NoProfile unless it is an ICC output profile for CMYK."""
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(content)).profile
    except (OSError, ImageCms.PyCMSError) as error:
        raise NoProfile from error
    if profile.xcolor_space.strip() != "CMYK" or profile.device_class.strip() != "prtr":
        raise NoProfile
    return Profile((profile.profile_description or "CMYK").strip("\0 ")[:120], content)


@dataclass(frozen=True)
class Press:
    """How the sheets leave the house. Millimetres; `crop_marks` is their distance from the edge, None for none."""

    for_print: bool = False
    crop_marks: float | None = None
    archived: bool = False
    profile: Profile | None = None

    def slug(self, bleed: float) -> float:
        """What lies around the trimmed page."""
        if not self.for_print:
            return 0.0
        return bleed + MARKS_ZONE if self.crop_marks is not None else bleed
