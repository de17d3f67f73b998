"""Motifs of painting, music and a night out."""

from __future__ import annotations

from ..geometry import (
    bar,
    box,
    circle,
    circles,
    ellipse,
    polar,
    polygon,
)
from .motif import Motif

_NIGHT = ("ink", "plum", "blue", "teal")
MOON = Motif(
    "moon",
    (
        ("sun", circle(50, 50, 37)),
        ("paper", circle(38, 40, 9) + circle(62, 58, 12) + circle(60, 30, 5) + circle(38, 66, 5)),
    ),
    _NIGHT,
)
STAR = Motif(
    "star",
    (
        ("figure", "M50 6q5 39 44 44q-39 5-44 44q-5-39-44-44q39-5 44-44z"),
        ("accent", circles([(20, 20), (80, 20), (20, 80), (80, 80)], 5)),
    ),
    (*_NIGHT, "coral", "leaf"),
)
BRUSH = Motif(
    "brush",
    (
        ("figure", bar(86, 12, 56, 44, 10)),
        ("accent", polygon((52, 36), (64, 48), (52, 60), (40, 48))),
        ("accent2", "M38 50l12 12c4 16-12 30-38 26c10-6 6-14 10-24c3-8 8-13 16-14z"),
    ),
    ("ink", "plum", "blue", "teal", "coral", "leaf"),
)
FRAME = Motif(
    "frame",
    (
        ("figure", box(12, 14, 76, 72)),
        ("accent", box(21, 23, 58, 54)),
        ("ground", polygon((21, 77), (41, 45), (55, 65), (64, 53), (79, 77))),
        ("figure", circle(64, 38, 7)),
    ),
)
LIT_HOUSES = Motif(
    "lit-houses",
    (
        (
            "ink",
            box(6, 40, 28, 61)
            + polygon((6, 40), (20, 24), (34, 40))
            + box(36, 22, 28, 79)
            + box(66, 48, 28, 53)
            + polygon((66, 48), (94, 32), (94, 48)),
        ),
        (
            "sun",
            "".join(
                box(x, y, 7, 9)
                for x, y in (
                    (12, 48),
                    (21, 64),
                    (41, 30),
                    (52, 30),
                    (41, 48),
                    (52, 66),
                    (72, 56),
                    (82, 74),
                    (12, 80),
                    (41, 84),
                )
            ),
        ),
    ),
    ("coral", "teal", "rose", "leaf", "sun"),
)
PALETTE = Motif(
    "palette",
    (
        (
            "figure",
            "M50 14c24 0 42 14 42 34c0 14-10 20-24 19c-10-1-14 5-11 12c3 7-1 11-9 11"
            "c-24 0-40-17-40-38c0-22 19-38 42-38z",
        ),
        ("ground", circle(38, 70, 7)),
        ("coral", circle(28, 46, 8)),
        ("blue", circle(46, 31, 8)),
        ("leaf", circle(68, 34, 8)),
        ("sun", circle(76, 52, 6)),
    ),
    ("plum", "teal", "ink"),
)
VASE = Motif(
    "vase",
    (
        (
            "figure",
            "M38 30h24v10c2 8 14 12 14 28c0 14-8 20-12 24h-28c-4-4-12-10-12-24c0-16 12-20 14-28z"
            + box(34, 26, 32, 7),
        ),
        ("accent", "M25 62h50c2 5 1 10 0 14h-50c-1-4-2-9 0-14z"),
        (
            "ground",
            polygon((30, 76), (38, 63), (46, 76))
            + polygon((42, 76), (50, 63), (58, 76))
            + polygon((54, 76), (62, 63), (70, 76)),
        ),
        ("accent2", "M50 26c-14-2-18-10-18-20c12 0 18 8 18 20zM50 26c14-2 18-10 18-20c-12 0-18 8-18 20z"),
    ),
)
PRICE_TAG = Motif(
    "price-tag",
    (
        ("figure", "M12 18a6 6 0 0 1 6-6h30l40 40a5 5 0 0 1 0 7l-29 29a5 5 0 0 1-7 0l-40-40z"),
        ("ground", circle(29, 29, 7)),
        ("accent", bar(44, 58, 58, 72, 6) + bar(55, 47, 69, 61, 6)),
    ),
)
NECKLACE = Motif(
    "necklace",
    (
        ("figure", circles([polar(50, 22, 44, angle) for angle in (10, 40, 140, 170)], 7)),
        ("accent", circles([polar(50, 22, 44, angle) for angle in (25, 58, 122, 155)], 6)),
        ("figure", polygon((50, 52), (66, 70), (50, 92), (34, 70))),
        ("accent2", polygon((50, 62), (58, 71), (50, 81), (42, 71))),
    ),
)
NOTES = Motif(
    "notes",
    (
        (
            "figure",
            ellipse(26, 78, 14, 11)
            + ellipse(72, 70, 14, 11)
            + polygon((33, 20), (86, 10), (86, 28), (33, 38))
            + box(33, 28, 7, 50)
            + box(79, 18, 7, 52),
        ),
    ),
)
DRUM = Motif(
    "drum",
    (
        ("accent", "M14 40h72v38a36 14 0 0 1-72 0z"),
        (
            "figure",
            "".join(
                polygon((x, 48), (x + 9, 86), (x + 18, 48), (x + 14, 48), (x + 9, 76), (x + 4, 48))
                for x in (14, 32, 50, 68)
            ),
        ),
        ("figure", ellipse(50, 40, 36, 14)),
        ("ground", ellipse(50, 40, 27, 8)),
        ("figure", bar(24, 8, 44, 38, 5) + bar(80, 8, 58, 38, 5)),
    ),
)
SAZ = Motif(
    "saz",
    (
        (
            "figure",
            bar(46, 54, 90, 10, 6) + bar(78, 14, 86, 22, 4, blunt=True) + bar(71, 21, 79, 29, 4, blunt=True),
        ),
        ("accent", "M58 42c2 12 10 22-2 38c-10 13-28 14-38 4c-10-10-9-28 4-38c16-12 26-6 36-4z"),
        ("figure", circle(40, 60, 8) + bar(24, 68, 34, 78, 4)),
        ("ground", circle(40, 60, 4)),
    ),
)
KEYS = Motif(
    "keys",
    (
        ("paper", box(6, 16, 88, 68)),
        (
            "ink",
            box(6, 16, 88, 8)
            + "".join(box(x, 24, 10, 36) for x in (18, 34, 63, 79))
            + "".join(box(x, 24, 2, 60) for x in (22, 38, 53, 67, 82)),
        ),
    ),
    ("coral", "blue", "teal", "plum", "sun", "leaf", "rose"),
)
