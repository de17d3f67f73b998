"""The house's colours for screen and for print.

The print values are our own separations of the screen colours for coated paper: plain numbers, total ink at most
260 %, pure black for text (shared/domain.md 6). They are not measured; a shop's profile decides how they look.
"""

from miteinander.foundation.interface.mosaic import COLOURS

CMYK: dict[str, tuple[int, int, int, int]] = {
    "ink": (70, 65, 20, 85),
    "paper": (0, 2, 6, 0),
    "sand": (2, 6, 18, 0),
    "sun": (0, 28, 100, 0),
    "coral": (0, 78, 72, 0),
    "plum": (60, 88, 10, 5),
    "blue": (85, 68, 0, 0),
    "teal": (85, 18, 42, 5),
    "leaf": (75, 15, 88, 2),
    "rose": (0, 46, 22, 0),
    "line": (4, 8, 22, 4),
    "black": (0, 0, 0, 100),
    "white": (0, 0, 0, 0),
}

SCREEN: dict[str, str] = {**COLOURS, "line": "#e8dfcb", "black": "#000000", "white": "#ffffff"}

TOTAL_INK = {name: sum(values) for name, values in CMYK.items()}


def palette(*, for_print: bool) -> dict[str, object]:
    """By name: a hexadecimal colour, or four percentages."""
    return dict(CMYK) if for_print else dict(SCREEN)
