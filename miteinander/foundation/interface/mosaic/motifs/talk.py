"""Motifs of people, talk and the work of a council."""

from __future__ import annotations

from ..geometry import (
    bar,
    box,
    circle,
    circles,
    half,
    polar,
    polygon,
    ring,
    transformed,
)
from .motif import Motif

_BUBBLE = box(12, 16, 76, 52, radius=26) + polygon((22, 60), (20, 88), (48, 66))
_DOTS = circles([(32, 42), (50, 42), (68, 42)], 5)


def _bust(x: float, head: float, size: float) -> str:
    """A person from the front: a head and shoulders that reach the tile's lower edge."""
    shoulders = size * 2.1
    return circle(x, head, size) + half(x, 101, shoulders)


BUBBLE = Motif("bubble", (("figure", _BUBBLE), ("ground", _DOTS)))
REPLY = Motif("reply", (("figure", transformed(_BUBBLE, mirror=True)), ("ground", _DOTS)))
TALK = Motif(
    "talk",
    (
        ("figure", box(8, 12, 58, 38, radius=19) + polygon((16, 42), (14, 64), (36, 48))),
        ("accent", box(36, 46, 56, 36, radius=18) + polygon((84, 74), (86, 96), (64, 80))),
        ("ground", circles([(23, 31), (37, 31), (51, 31)], 4)),
    ),
)
PERSON = Motif("person", (("figure", circle(50, 31, 19) + half(50, 101, 40)),))
PAIR = Motif(
    "pair",
    (("accent", _bust(68, 34, 14)), ("figure", _bust(34, 42, 15))),
)
TRIO = Motif(
    "trio",
    (("accent", _bust(24, 36, 12)), ("accent2", _bust(76, 36, 12)), ("figure", _bust(50, 48, 14))),
)
INFORMATION = Motif(
    "information",
    (
        ("figure", circle(50, 50, 40)),
        ("ground", circle(50, 29, 7) + box(40, 42, 17, 8) + box(44, 42, 13, 32) + box(36, 70, 29, 8)),
    ),
    large=False,
)
QUESTION = Motif(
    "question",
    (
        ("figure", box(14, 8, 72, 72, radius=30) + polygon((26, 68), (22, 96), (52, 78))),
        ("ground", "M34 36a16 16 0 1 1 21 15v5h-10v-13h5a7 7 0 1 0-7-7z" + circle(50, 65, 5.5)),
    ),
)
MICROPHONE = Motif(
    "microphone",
    (
        ("figure", "M26 44h7a17 17 0 0 0 34 0h7a24 24 0 0 1-20 24v12h14v8h-36v-8h14v-12a24 24 0 0 1-20-24z"),
        ("accent", box(38, 10, 24, 46, radius=12)),
        ("ground", box(38, 26, 10, 4) + box(38, 36, 10, 4)),
    ),
)
ROUND_TABLE = Motif(
    "round-table",
    (
        ("figure", circle(50, 50, 22)),
        ("accent", circles([polar(50, 50, 38, angle) for angle in range(0, 360, 90)], 9)),
        ("figure", circles([polar(50, 50, 38, angle) for angle in range(45, 405, 90)], 9)),
    ),
)
DOOR = Motif(
    "door",
    (
        ("figure", box(22, 10, 56, 91)),
        ("sun", box(31, 19, 38, 82)),
        ("ink", polygon((31, 19), (54, 28), (54, 101), (31, 101))),
        ("paper", circle(48, 64, 3.5)),
    ),
    ("coral", "blue", "teal", "leaf", "plum", "rose"),
)
HOUSE = Motif(
    "house",
    (
        ("figure", box(20, 44, 60, 57)),
        ("accent", polygon((50, 10), (94, 48), (6, 48))),
        ("ground", "M42 101v-24a11 11 0 0 1 22 0v24z" + box(28, 58, 10, 14)),
    ),
)
HANDSHAKE = Motif(
    "handshake",
    (
        ("figure", bar(20, 44, 60, 62, 22)),
        ("accent", bar(80, 44, 42, 60, 22)),
        ("figure", bar(34, 47, 50, 47, 13)),
        ("accent2", polygon((0, 22), (24, 30), (16, 68), (0, 66))),
        ("accent2", polygon((100, 22), (76, 30), (84, 68), (100, 66))),
    ),
    large=False,
)
KEY = Motif(
    "key",
    (
        (
            "figure",
            ring(32, 34, 22, 10) + bar(47, 49, 84, 86, 9) + bar(70, 72, 80, 62, 9) + bar(80, 82, 89, 73, 9),
        ),
    ),
    large=False,
)
CROWD = Motif(
    "crowd",
    (
        ("accent2", circles([(24, 22), (50, 22), (76, 22)], 10) + box(10, 34, 80, 20, radius=10)),
        ("accent", circles([(12, 46), (37, 46), (63, 46), (88, 46)], 10) + box(0, 58, 100, 30)),
        ("figure", "".join(circle(x, 69, 10) + half(x, 101, 16) for x in (17, 50, 83))),
    ),
    ("ink", "blue", "plum", "teal", "coral"),
)
GAVEL = Motif(
    "gavel",
    (
        ("figure", bar(48, 42, 88, 82, 9) + polygon((45, 10), (60, 25), (31, 54), (16, 39))),
        ("accent", bar(43, 7, 63, 27, 7) + bar(13, 37, 33, 57, 7) + box(10, 80, 48, 10)),
    ),
)
BADGE = Motif(
    "badge",
    (
        (
            "accent",
            polygon((34, 0), (44, 0), (56, 26), (46, 26)) + polygon((66, 0), (56, 0), (44, 26), (54, 26)),
        ),
        ("figure", box(20, 24, 60, 66, radius=6)),
        ("accent", circle(50, 46, 10) + half(50, 74, 18)),
        ("ground", box(40, 29, 20, 4) + box(32, 79, 36, 5)),
    ),
)
BALLOT = Motif(
    "ballot",
    (
        ("accent", polygon((34, 8), (66, 8), (66, 54), (34, 54))),
        ("figure", box(10, 50, 80, 42) + box(4, 42, 92, 10)),
        ("ground", box(26, 45, 48, 4) + bar(42, 68, 49, 76, 5) + bar(49, 76, 62, 61, 5)),
    ),
)
HAND = Motif(
    "raised-hand",
    (
        (
            "figure",
            "".join(box(x, y, 11, 44, radius=5.5) for x, y in ((27, 22), (39, 12), (51, 12), (63, 22)))
            + box(27, 42, 47, 38, radius=14)
            + bar(76, 62, 86, 46, 11)
            + polygon((60, 74), (78, 56), (80, 66)),
        ),
        ("accent", box(34, 82, 34, 19)),
        ("figure", box(38, 70, 26, 14)),
    ),
)
MEETING = Motif(
    "meeting",
    (
        ("accent", "".join(circle(x, 30, 9) + half(x, 58, 14) for x in (20, 80))),
        ("accent2", circle(50, 26, 9) + half(50, 58, 14)),
        ("figure", box(4, 56, 92, 12) + polygon((16, 68), (84, 68), (78, 101), (22, 101))),
    ),
)
TICK = Motif(
    "tick",
    (
        ("figure", polygon((20, 8), (64, 8), (82, 26), (82, 92), (20, 92))),
        ("accent", polygon((64, 8), (82, 26), (64, 26))),
        ("ground", bar(36, 56, 47, 68, 8) + bar(47, 68, 67, 42, 8) + box(32, 22, 22, 5) + box(32, 80, 38, 4)),
    ),
)
