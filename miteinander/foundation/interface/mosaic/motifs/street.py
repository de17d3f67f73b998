"""Motifs of streets, squares, play and festivals."""

from __future__ import annotations

from ..geometry import bar, box, circle, circles, half, oval, polar, polygon, ring
from .motif import Motif


def _stripe(x: float) -> str:
    return box(x, 18, 16, 22) + half(x + 8, 40, 8, up=False)


STALL = Motif(
    "stall",
    (
        ("figure", box(14, 38, 5, 50) + box(81, 38, 5, 50) + box(8, 70, 84, 31)),
        ("accent", circles([(30, 62), (46, 62), (62, 62), (74, 63)], 8) + _stripe(26) + _stripe(58)),
        ("figure", _stripe(10) + _stripe(42) + _stripe(74)),
        ("ground", box(8, 78, 84, 4)),
    ),
)
BUS = Motif(
    "bus",
    (
        ("figure", box(6, 24, 88, 52, radius=9)),
        (
            "ground",
            box(14, 33, 18, 17)
            + box(36, 33, 18, 17)
            + box(58, 33, 14, 17)
            + box(76, 33, 18, 24)
            + circle(27, 77, 13)
            + circle(73, 77, 13),
        ),
        ("accent", box(6, 58, 88, 6)),
        ("figure", circle(27, 77, 9) + circle(73, 77, 9)),
        ("ground", circle(27, 77, 3) + circle(73, 77, 3)),
    ),
)
PIN = Motif(
    "pin",
    (
        ("figure", "M50 92c-18-24-31-36-31-54a31 31 0 0 1 62 0c0 18-13 30-31 54z"),
        ("accent", circle(50, 38, 14)),
    ),
)
_BICYCLE_FRAME = (
    (24, 64, 38, 36),
    (36, 38, 68, 38),
    (36, 27, 50, 66),
    (49, 66, 68, 37),
    (24, 64, 51, 64),
    (65, 24, 76, 64),
    (63, 24, 78, 22),
    (28, 27, 44, 27),
)
BICYCLE = Motif(
    "bicycle",
    (
        ("accent", ring(24, 64, 20, 15) + ring(76, 64, 20, 15)),
        ("figure", "".join(bar(*tube, 5, blunt=True) for tube in _BICYCLE_FRAME)),
    ),
)
MAP = Motif(
    "map",
    (
        (
            "figure",
            polygon((8, 24), (36, 14), (36, 78), (8, 88)) + polygon((64, 24), (92, 14), (92, 78), (64, 88)),
        ),
        ("accent", polygon((36, 14), (64, 24), (64, 88), (36, 78))),
        ("ground", circles([(18, 70), (28, 60), (42, 54), (54, 56), (66, 48)], 3) + circle(79, 38, 7)),
    ),
)
SIGNPOST = Motif(
    "signpost",
    (
        ("figure", box(46, 8, 8, 93)),
        ("accent", polygon((30, 18), (80, 18), (92, 29), (80, 40), (30, 40))),
        ("figure", polygon((70, 48), (20, 48), (8, 59), (20, 70), (70, 70))),
    ),
)
BALL = Motif(
    "ball",
    (
        ("paper", circle(50, 50, 41)),
        (
            "ink",
            polygon(*(polar(50, 50, 15, angle) for angle in range(-90, 270, 72)))
            + "".join(
                polygon(
                    *(
                        polar(50, 50, radius, angle + side)
                        for radius, side in ((40, -19), (30, -12), (27, 0), (30, 12), (40, 19), (41, 0))
                    )
                )
                + bar(*polar(50, 50, 14, angle), *polar(50, 50, 28, angle), 3)
                for angle in range(-90, 270, 72)
            ),
        ),
    ),
    ("leaf", "coral", "blue", "teal", "plum", "sun", "rose"),
)
GOAL = Motif(
    "goal",
    (
        (
            "accent",
            "".join(box(x, 24, 2, 66) for x in (26, 38, 50, 62, 74))
            + "".join(box(14, y, 72, 2) for y in (36, 48, 60, 72)),
        ),
        ("figure", "M6 90v-72h88v72h-9v-63h-70v63z"),
        ("figure", circle(62, 78, 12)),
    ),
    ("leaf", "blue", "teal", "coral", "plum", "ink"),
)
WHISTLE = Motif(
    "whistle",
    (
        ("figure", circle(38, 60, 27) + polygon((38, 33), (94, 33), (94, 52), (60, 60))),
        ("ground", circle(38, 60, 11) + box(58, 33, 9, 8)),
        ("accent", bar(40, 22, 36, 8, 6) + bar(54, 22, 58, 8, 6) + bar(26, 26, 16, 16, 6)),
    ),
)
TROPHY = Motif(
    "trophy",
    (
        ("sun", ring(28, 32, 17, 10) + ring(72, 32, 17, 10) + "M28 12h44v30a22 22 0 0 1-44 0z"),
        ("sun", box(45, 60, 10, 16) + box(36, 74, 28, 6)),
        ("paper", box(28, 80, 44, 12) + "M36 20h7v22a8 10 0 0 1-7-4z"),
    ),
    ("plum", "blue", "teal", "ink", "coral"),
)
SHIRT = Motif(
    "shirt",
    (
        (
            "figure",
            polygon(
                (32, 14),
                (40, 14),
                (50, 24),
                (60, 14),
                (68, 14),
                (96, 32),
                (84, 52),
                (74, 46),
                (74, 90),
                (26, 90),
                (26, 46),
                (16, 52),
                (4, 32),
            ),
        ),
        ("accent", polygon((44, 46), (54, 40), (58, 40), (58, 76), (49, 76), (49, 52), (44, 54))),
    ),
)
GLOBE = Motif(
    "globe",
    (
        ("figure", circle(50, 50, 41)),
        (
            "ground",
            oval(50, 50, 20, 41, width=4)
            + box(9, 48, 82, 4)
            + box(48, 9, 4, 82)
            + box(14, 28, 72, 4)
            + box(14, 68, 72, 4),
        ),
    ),
)
KITE = Motif(
    "kite",
    (
        ("figure", polygon((58, 8), (58, 40), (32, 40)) + polygon((58, 40), (84, 40), (58, 76))),
        ("accent", polygon((58, 8), (84, 40), (58, 40)) + polygon((58, 40), (58, 76), (32, 40))),
        ("figure", bar(58, 75, 40, 84, 3, blunt=True) + bar(41, 84, 14, 92, 3, blunt=True)),
        (
            "accent2",
            polygon((40, 84), (50, 76), (48, 90))
            + polygon((40, 84), (30, 80), (33, 93))
            + polygon((16, 92), (24, 84), (24, 98))
            + polygon((16, 92), (6, 88), (8, 100)),
        ),
    ),
)
BUNTING = Motif(
    "bunting",
    (
        (
            "figure",
            polygon((4, 20), (27, 25), (12, 52))
            + polygon((68, 26), (92, 20), (86, 52))
            + polygon((4, 64), (26, 70), (12, 94)),
        ),
        ("accent", polygon((37, 27), (63, 27), (50, 58)) + polygon((70, 69), (94, 62), (86, 94))),
        ("accent2", polygon((36, 72), (62, 72), (49, 99))),
        ("figure", "M0 16q50 18 100 0v4q-50 18-100 0zM0 60q50 18 100 0v4q-50 18-100 0z"),
    ),
)
WEEK = Motif(
    "week",
    tuple(
        (name, f"M{7 + 12.5 * day:g} {top + 5}a5 5 0 0 1 10 0v{96 - top}h-10z")
        for day, (name, top) in enumerate(
            zip(
                ("sun", "coral", "plum", "blue", "teal", "leaf", "rose"),
                (52, 34, 42, 18, 36, 26, 46),
                strict=True,
            )
        )
    ),
    ("paper", "sand"),
    large=False,
)
LANTERN = Motif(
    "lantern",
    (
        ("figure", box(48, 0, 4, 18) + box(34, 16, 32, 8) + box(34, 76, 32, 8)),
        ("sun", "M36 24h28c22 10 22 42 0 52h-28c-22-10-22-42 0-52z"),
        ("accent", oval(50, 50, 13, 26, width=4)),
        ("figure", bar(42, 86, 42, 97, 4) + bar(50, 86, 50, 99, 4) + bar(58, 86, 58, 97, 4)),
    ),
    ("plum", "blue", "teal", "ink", "coral"),
)
WHEEL = Motif(
    "ferris-wheel",
    (
        ("figure", polygon((46, 44), (54, 44), (78, 101), (68, 101), (50, 56), (32, 101), (22, 101))),
        (
            "figure",
            ring(50, 44, 33, 29) + box(17, 43, 66, 2) + polygon((33, 14), (35, 14), (67, 74), (65, 74)),
        ),
        ("figure", polygon((65, 14), (67, 14), (35, 74), (33, 74))),
        ("accent", circles([(83, 44), (33, 15), (33, 73)], 9) + circle(50, 44, 6)),
        ("accent2", circles([(17, 44), (67, 15), (67, 73)], 9)),
    ),
)
