"""Which motifs belong to which format of event."""

from __future__ import annotations

from . import arts, learning, press, street, table, talk
from .motif import MotifSet

MOTIFS: dict[str, MotifSet] = {
    "newspaper": (press.NEWS_SHEET, press.LETTER_V, press.LINES, press.STACK, press.MEGAPHONE),
    "tour": (street.STALL, street.BUS, street.PIN, street.BICYCLE, street.MAP, street.SIGNPOST),
    "breakfast": (
        table.SUN,
        table.CUP,
        table.SIMIT,
        table.TEA,
        table.EGG,
        table.TOAST,
        table.TOMATO,
    ),
    "consultation": (talk.BUBBLE, talk.REPLY, talk.PERSON, talk.PAIR, talk.TALK, talk.INFORMATION),
    "art-night": (arts.MOON, arts.STAR, arts.BRUSH, arts.FRAME, arts.LIT_HOUSES),
    "art-bazaar": (arts.PALETTE, arts.VASE, arts.PRICE_TAG, arts.NECKLACE, arts.FRAME),
    "discussion": (talk.QUESTION, talk.MICROPHONE, talk.TALK, talk.ROUND_TABLE, talk.REPLY),
    "association-visit": (talk.DOOR, talk.HOUSE, talk.HANDSHAKE, talk.KEY, talk.PAIR),
    "reading": (learning.OPEN_BOOK, learning.SPECTACLES, learning.LAMP, learning.BOOKS),
    "workshop": (learning.PENCIL, learning.SCISSORS, learning.GEAR, arts.BRUSH),
    "concert": (arts.NOTES, arts.DRUM, arts.SAZ, arts.KEYS),
    "assembly": (talk.CROWD, talk.GAVEL, talk.BADGE, talk.BALLOT, talk.MICROPHONE),
    "intercultural-week": (street.GLOBE, street.KITE, street.BUNTING, street.WEEK, talk.TRIO),
    "reception": (table.GLASSES, table.FIREWORK, table.CLOCK, table.GIFT),
    "festival": (street.BUNTING, table.BALLOONS, table.ICE, street.LANTERN, street.WHEEL),
    "tournament": (street.BALL, street.GOAL, street.WHISTLE, street.TROPHY, street.SHIRT),
    "council-meeting": (talk.MEETING, talk.TICK, talk.HAND, talk.REPLY),
    "training": (learning.BOARD, learning.CAP, learning.BULB, learning.PENCIL),
    "other": (press.CONFETTI, press.SHAPES, arts.STAR),
}
