"""Formats of paper and screen, in millimetres."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BLEED = 3.0
"""Millimetres of ink beyond the edge (shared/domain.md 6: at least 3 mm in sheet offset and digital print)."""


@dataclass(frozen=True, slots=True)
class PageFormat:
    """The trimmed page. `bleed` is what a print shop wants beyond the edge; 0 for sheets printed in the office.

    `pixels`: the width of a picture for the screen; such a format is never printed and has no bleed.
    """

    key: str
    title: str | Promise
    width: float
    height: float
    bleed: float = BLEED
    pixels: int = 0

    @property
    def for_screen(self) -> bool:
        return self.pixels > 0

    @property
    def turned(self) -> "PageFormat":
        """The same paper, lying instead of standing."""
        return PageFormat(f"{self.key}-quer", self.title, self.height, self.width, self.bleed)


A1 = PageFormat("a1", _("A1 (Tafel am Stand)"), 594, 841)
A2 = PageFormat("a2", _("A2"), 420, 594)
A3 = PageFormat("a3", _("A3"), 297, 420)
A4 = PageFormat("a4", _("A4"), 210, 297)
A4_OFFICE = PageFormat("a4", _("A4"), 210, 297, bleed=0)
A5 = PageFormat("a5", _("A5"), 148, 210)
A6 = PageFormat("a6", _("A6"), 105, 148)
DL = PageFormat("dl", _("DL lang (99 × 210 mm)"), 99, 210)
DL_FOLDED = PageFormat("dl-falz", _("Faltblatt DL (offen 297 × 210 mm)"), 297, 210)
ROLL_UP = PageFormat("rollup", _("Roll-up (85 × 200 cm)"), 850, 2000)
TABLOID = PageFormat("tabloid", _("Tabloid (235 × 315 mm)"), 235, 315)
BERLINER = PageFormat("berliner", _("Berliner (315 × 470 mm)"), 315, 470, bleed=0)
SQUARE = PageFormat("quadrat", _("Quadrat (1080 × 1080 Pixel)"), 270, 270, bleed=0, pixels=1080)
STORY = PageFormat("story", _("Hochformat (1080 × 1920 Pixel)"), 270, 480, bleed=0, pixels=1080)
OPEN_GRAPH = PageFormat("link-bild", _("Bild zum Link (1200 × 630 Pixel)"), 300, 157.5, bleed=0, pixels=1200)
