"""Motifs of the newspaper, and those of any other occasion."""

from __future__ import annotations

from ..geometry import bar, box, circle, half, polygon
from .motif import Motif

NEWS_SHEET = Motif(
    "news-sheet",
    (
        ("accent", box(70, 30, 20, 60)),
        ("figure", box(12, 12, 64, 78)),
        (
            "ground",
            box(20, 20, 48, 9)
            + box(48, 36, 20, 4)
            + box(48, 45, 20, 4)
            + box(48, 54, 20, 4)
            + box(20, 66, 48, 4)
            + box(20, 76, 36, 4),
        ),
        ("accent", box(20, 36, 22, 22)),
    ),
)
LETTER_V = Motif(
    "letter-v",
    (
        (
            "figure",
            polygon(
                (8, 16),
                (48, 16),
                (48, 23),
                (40, 25),
                (56, 64),
                (70, 25),
                (61, 23),
                (61, 16),
                (92, 16),
                (92, 23),
                (84, 26),
                (57, 88),
                (48, 88),
                (17, 26),
                (8, 23),
            ),
        ),
    ),
)
LINES = Motif(
    "lines",
    (
        ("accent", box(10, 12, 34, 34)),
        (
            "figure",
            "".join(box(52, y, 38, 6) for y in (12, 26, 40))
            + "".join(box(10, y, w, 6) for y, w in ((54, 80), (68, 80), (82, 52))),
        ),
    ),
    large=False,
)
STACK = Motif(
    "stack",
    (
        (
            "figure",
            polygon((10, 70), (50, 54), (90, 70), (50, 86))
            + polygon((10, 70), (50, 86), (90, 70), (90, 76), (50, 93), (10, 76)),
        ),
        ("accent", polygon((10, 52), (50, 36), (90, 52), (90, 60), (50, 76), (10, 60))),
        ("figure", polygon((10, 34), (50, 18), (90, 34), (90, 42), (50, 58), (10, 42))),
        (
            "ground",
            polygon((30, 34), (50, 26), (56, 28), (36, 36)) + polygon((40, 38), (60, 30), (66, 32), (46, 40)),
        ),
    ),
)
MEGAPHONE = Motif(
    "megaphone",
    (
        (
            "figure",
            polygon((26, 38), (66, 14), (66, 82), (26, 60))
            + box(8, 38, 20, 22, radius=4)
            + polygon((18, 58), (32, 58), (38, 88), (24, 88)),
        ),
        (
            "accent",
            box(66, 12, 8, 72, radius=4)
            + bar(82, 48, 94, 48, 6)
            + bar(81, 32, 91, 24, 6)
            + bar(81, 64, 91, 72, 6),
        ),
    ),
)
CONFETTI = Motif(
    "confetti",
    (
        (
            "figure",
            circle(22, 24, 8) + polygon((60, 8), (74, 14), (62, 24)) + box(70, 62, 12, 12) + half(30, 84, 10),
        ),
        (
            "accent",
            polygon((36, 44), (52, 38), (48, 54))
            + circle(82, 34, 7)
            + box(12, 56, 10, 10)
            + circle(54, 88, 6),
        ),
        (
            "accent2",
            box(40, 14, 9, 9)
            + half(64, 50, 9, up=False)
            + polygon((84, 82), (94, 92), (80, 96))
            + circle(40, 66, 6),
        ),
    ),
    large=False,
)
SHAPES = Motif(
    "shapes",
    (
        ("figure", circle(30, 30, 20) + "M54 90v-38a38 38 0 0 1 38 38z"),
        ("accent", box(56, 10, 36, 36) + polygon((30, 54), (52, 90), (8, 90))),
    ),
)
