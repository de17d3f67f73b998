"""Motifs of reading, making and learning."""

from __future__ import annotations

from ..geometry import (
    bar,
    box,
    circle,
    half,
    polar,
    polygon,
    rays,
    ring,
    transformed,
)
from .motif import Motif

_PAGE = "M50 28c-12-8-26-10-42-8v58c16-2 30 0 42 8z"

OPEN_BOOK = Motif(
    "open-book",
    (
        ("accent", box(6, 26, 88, 64, radius=4)),
        ("figure", _PAGE + transformed(_PAGE, mirror=True)),
        (
            "ground",
            "".join(bar(18, y, 40, y + 4, 4) + bar(60, y + 4, 82, y, 4) for y in (36, 49, 62))
            + box(49, 28, 2, 58),
        ),
    ),
)
SPECTACLES = Motif(
    "spectacles",
    (
        ("accent", circle(28, 56, 16) + circle(72, 56, 16)),
        (
            "figure",
            ring(28, 56, 22, 15)
            + ring(72, 56, 22, 15)
            + bar(45, 50, 55, 50, 7)
            + bar(8, 50, 16, 28, 7)
            + bar(92, 50, 84, 28, 7),
        ),
    ),
)
LAMP = Motif(
    "lamp",
    (
        ("sun", polygon((34, 14), (66, 14), (84, 50), (16, 50))),
        (
            "figure",
            box(46, 50, 8, 32) + "M28 90a22 10 0 0 1 44 0z" + box(62, 50, 3, 14) + circle(63.5, 66, 4),
        ),
    ),
    ("plum", "blue", "teal", "coral", "ink"),
)
BOOKS = Motif(
    "books",
    (
        ("figure", box(10, 20, 18, 70) + box(0, 90, 100, 11)),
        ("accent", box(30, 32, 14, 58)),
        ("figure", box(46, 14, 16, 76)),
        ("accent2", polygon((66, 30), (80, 26), (96, 86), (82, 90))),
        ("ground", box(10, 30, 18, 5) + box(46, 24, 16, 5) + box(46, 74, 16, 5) + box(30, 42, 14, 4)),
    ),
)
PENCIL = Motif(
    "pencil",
    (
        ("sun", polygon((66, 12), (88, 34), (42, 80), (20, 58))),
        ("paper", polygon((20, 58), (42, 80), (10, 90))),
        ("ink", polygon((15, 74), (26, 85), (10, 90))),
        ("coral", polygon((66, 12), (72, 6), (94, 28), (88, 34))),
    ),
    ("blue", "teal", "plum", "leaf"),
)
SCISSORS = Motif(
    "scissors",
    (
        (
            "figure",
            polygon((28, 8), (36, 12), (66, 66), (57, 70)) + polygon((72, 8), (64, 12), (34, 66), (43, 70)),
        ),
        ("accent", ring(30, 77, 17, 9) + ring(70, 77, 17, 9)),
        ("ground", circle(50, 48, 3.5)),
    ),
)
GEAR = Motif(
    "gear",
    (
        (
            "figure",
            circle(50, 50, 31)
            + "".join(
                polygon(
                    *(
                        polar(50, 50, radius, angle + side)
                        for radius, side in ((29, -15), (44, -9), (44, 9), (29, 15))
                    )
                )
                for angle in range(0, 360, 45)
            ),
        ),
        ("ground", circle(50, 50, 17)),
        ("accent", circle(50, 50, 9)),
    ),
)
BOARD = Motif(
    "board",
    (
        ("sun", box(8, 14, 84, 58) + bar(28, 70, 20, 94, 7) + bar(72, 70, 80, 94, 7)),
        ("ink", box(15, 21, 70, 44)),
        (
            "paper",
            bar(24, 33, 52, 33, 5) + bar(24, 44, 44, 44, 5) + bar(24, 55, 36, 55, 5) + ring(67, 45, 12, 7.5),
        ),
    ),
    ("teal", "blue", "coral", "plum", "leaf"),
)
CAP = Motif(
    "cap",
    (
        ("accent", "M24 48h52v22c-14 14-38 14-52 0z"),
        ("figure", polygon((50, 16), (98, 40), (50, 64), (2, 40)) + box(86, 42, 5, 30) + circle(88.5, 76, 7)),
    ),
)
BULB = Motif(
    "bulb",
    (
        (
            "sun",
            "M50 22a27 27 0 0 1 16 49v7h-32v-7a27 27 0 0 1 16-49z"
            + rays(50, 48, 34, 46, angles=(180, 216, 252, 288, 324, 0), width=11),
        ),
        ("paper", box(36, 80, 28, 6) + box(40, 88, 20, 6)),
        ("paper", half(50, 50, 14)),
    ),
    ("ink", "plum", "blue", "teal", "coral"),
)
