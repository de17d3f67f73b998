"""Motifs of eating, drinking and celebrating together."""

from __future__ import annotations

import math

from ..geometry import bar, box, circle, circles, half, polar, polygon, rays, ring
from .motif import Motif

_COLD = ("blue", "plum", "teal", "coral")

SUN = Motif(
    "sun",
    (
        ("sun", half(50, 101, 33)),
        (
            "sun",
            "".join(
                rays(50, 101, 39, 46 - 15 * math.sin(math.radians(angle)), angles=[angle], width=14)
                for angle in range(190, 360, 20)
            ),
        ),
    ),
    ("coral", "blue", "plum", "teal"),
)
CUP = Motif(
    "cup",
    (("figure", "M16 26h54v18a27 27 0 0 1-54 0z" + ring(70, 44, 19, 12) + box(12, 77, 62, 6)),),
    ("blue", "coral", "teal", "plum", "leaf", "rose"),
)
TEA = Motif(
    "tea-glass",
    (
        ("paper", "M30 14h40c0 18-12 22-12 33c0 12 9 16 8 31h-32c-1-15 8-19 8-31c0-11-12-15-12-33z"),
        ("coral", "M33 28h34c-3 10-9 12-9 19c0 12 9 16 8 31h-32c-1-15 8-19 8-31c0-7-6-9-9-19z"),
        ("paper", "M16 82h68a14 8 0 0 1-14 8h-40a14 8 0 0 1-14-8z"),
    ),
    ("ink", "plum", "teal", "blue"),
)
SIMIT = Motif(
    "simit",
    (
        ("sun", ring(50, 50, 43, 17)),
        (
            "paper",
            circles([polar(50, 50, 24 + 10 * (step % 2), 25.7 * step + 8) for step in range(14)], 2.3),
        ),
    ),
    ("plum", "blue", "teal", "coral", "leaf"),
)
EGG = Motif(
    "egg", (("paper", circle(50, 50, 42)), ("sun", circle(54, 48, 19))), ("teal", "blue", "coral", "plum")
)
TOAST = Motif(
    "toast",
    (
        ("sun", "M26 12h48a18 18 0 0 1 8 34v44h-64v-44a18 18 0 0 1 8-34z"),
        ("sand", "M30 20h40a11 11 0 0 1 4 21v41h-48v-41a11 11 0 0 1 4-21z"),
    ),
    ("leaf", "teal", "blue", "plum", "coral"),
    large=False,
)
TOMATO = Motif(
    "tomato",
    (
        ("coral", circle(50, 50, 43)),
        ("paper", circle(50, 50, 34)),
        (
            "coral",
            "".join(
                polygon(polar(50, 50, 7, angle), polar(50, 50, 29, angle - 22), polar(50, 50, 29, angle + 22))
                for angle in range(-90, 270, 60)
            ),
        ),
    ),
    ("rose", "blue", "teal", "sun", "plum"),
    large=False,
)
GLASSES = Motif(
    "drinking-glasses",
    (
        ("figure", "M12 20h34v18a17 17 0 0 1-34 0zM54 20h34v18a17 17 0 0 1-34 0z"),
        ("figure", box(26, 54, 6, 26) + box(68, 54, 6, 26) + box(14, 80, 30, 7) + box(56, 80, 30, 7)),
        ("accent", "M17 32h24v6a12 12 0 0 1-24 0zM59 32h24v6a12 12 0 0 1-24 0z"),
        ("accent", circles([(34, 10), (50, 13), (66, 8)], 3)),
    ),
)
FIREWORK = Motif(
    "firework",
    (
        ("figure", rays(50, 50, 15, 44, angles=range(0, 360, 45), width=30)),
        ("accent", circles([polar(50, 50, 35, 22.5 + 45 * step) for step in range(8)], 5)),
        ("accent", circle(50, 50, 9)),
    ),
    ("ink", "plum", "blue", "teal", "coral"),
)
CLOCK = Motif(
    "midnight",
    (
        ("figure", circle(50, 50, 40)),
        ("ground", circles([(50, 18), (82, 50), (50, 82), (18, 50)], 4)),
        ("accent", box(47, 24, 6, 28) + bar(50, 50, 50, 34, 10) + circle(50, 51, 6)),
    ),
    ("ink", "plum", "blue", "coral", "sun", "leaf"),
)
BALLOONS = Motif(
    "balloons",
    (
        ("figure", box(33, 50, 2, 42) + box(67, 66, 2, 26)),
        (
            "figure",
            "M34 10a20 22 0 0 1 20 22c0 12-10 18-16 22l2 5h-12l2-5c-6-4-16-10-16-22a20 22 0 0 1 20-22z",
        ),
        (
            "accent",
            "M68 28a18 20 0 0 1 18 20c0 10-9 16-14 20l2 4h-12l2-4c-5-4-14-10-14-20a18 20 0 0 1 18-20z",
        ),
    ),
)
ICE = Motif(
    "ice-cone",
    (
        ("sun", polygon((28, 48), (72, 48), (50, 94))),
        ("figure", half(50, 30, 20) + box(30, 28, 40, 6) + circles([(32, 42), (50, 42), (68, 42)], 11)),
        ("accent", circle(50, 10, 6)),
    ),
    ("coral", "blue", "teal", "plum", "leaf"),
)
GIFT = Motif(
    "gift",
    (
        ("figure", box(16, 48, 68, 42) + box(10, 32, 80, 14)),
        ("accent", box(43, 32, 14, 58)),
        ("accent", ring(36, 22, 13, 6) + ring(64, 22, 13, 6)),
    ),
)
