"""The pictograms' lines: a grid of 24, strokes of 2 with round ends; a dot is a line without length."""

from __future__ import annotations


def _circle(x: float, y: float, radius: float) -> str:
    arc, width = f"a{radius:g} {radius:g} 0 1 0", f"{2 * radius:g}"
    return f"M{x - radius:g} {y:g}{arc} {width} 0{arc}-{width} 0z"


def _dot(x: float, y: float) -> str:
    return f"M{x:g} {y:g}h.01"


FORMATS: dict[str, str] = {
    "newspaper": "M4 4h13v16H6a2 2 0 0 1-2-2zM17 9h3v9a2 2 0 0 1-2 2h-2M7.5 7.5l3 5.5 3-5.5M8 16.5h5",
    "tour": "M5 4h14l2 6H3zM3 10a3 3 0 0 0 6 0 3 3 0 0 0 6 0 3 3 0 0 0 6 0M5 14v6h14v-6M9 20v-3h6v3",
    "breakfast": "M4 10h13v4a5 5 0 0 1-5 5H9a5 5 0 0 1-5-5zM17 11h1a2.5 2.5 0 0 1 0 5h-1.5M8 3v3M13 3v3",
    "consultation": "M3 4h12v8H8l-3 3v-3H3zM18 9h3v8h-2v3l-3-3h-5v-1.5" + _dot(7, 8) + _dot(11, 8),
    "art-night": (
        "M20 4l-8.5 8.5M9.5 13a3 3 0 0 0-3 3c0 2-1 3-2.5 3.2 3.5 1.6 8.2.8 8.5-3.2a3 3 0 0 0-3-3z"
        "M11 7a3.5 3.5 0 1 1-4-4 3 3 0 0 0 4 4z" + _dot(19, 14) + _dot(16.5, 19)
    ),
    "art-bazaar": (
        "M12 3.5a8.5 8.5 0 1 0 0 17c1.6 0 2.2-1.2 1.6-2.6-.7-1.6.3-2.9 2-2.9H18a2.6 2.6 0 0 0 2.5-2.7"
        "C20.5 7.3 16.7 3.5 12 3.5z" + _dot(7.5, 12) + _dot(9.5, 8) + _dot(14, 7.5) + _dot(16.7, 11)
    ),
    "discussion": "M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM5 11a7 7 0 0 0 14 0M12 18v3M8 21h8",
    "association-visit": "M3 21h18M5 21V4l9-1v18M14 6h5v15" + _dot(10.5, 12.5),
    "reading": "M12 7c-2-1.7-5-2.2-9-2v13c4-.2 7 .3 9 2 2-1.7 5-2.2 9-2V5c-4-.2-7 .3-9 2zM12 7v13",
    "workshop": _circle(6, 6.5, 2.5) + _circle(6, 17.5, 2.5) + "M8.2 8L20 18M8.2 16L20 6",
    "concert": _circle(6.5, 18, 2.5) + _circle(17.5, 16, 2.5) + "M9 18V6l11-2v12M9 10l11-2",
    "assembly": "M3 20a9 9 0 0 1 18 0M7.5 20a4.5 4.5 0 0 1 9 0" + _dot(12, 20) + "M12 5.5V4",
    "intercultural-week": "M12 2.5l6 7-6 8-6-8zM12 2.5v15M6 9.5h12M12 17.5c-2.5 1-2.5 2.5 0 4",
    "reception": "M4 4h6v4a3 3 0 0 1-6 0zM7 11v9M4.5 20h5M14 4h6v4a3 3 0 0 1-6 0zM17 11v9M14.5 20h5",
    "festival": "M2.5 5c6 3.5 13 3.5 19 0M5 6.2l1.5 6.3 3.5-5M10 7.5l2 6.5 2-6.5M14 7.5l3.5 5L19 6.2"
    + _dot(6, 18)
    + _dot(12, 20)
    + _dot(18, 18),
    "tournament": "M7 4h10v6a5 5 0 0 1-10 0zM7 6H4v1a3 3 0 0 0 3 3M17 6h3v1a3 3 0 0 1-3 3M12 15v5M8 20h8",
    "council-meeting": _circle(6, 7, 2)
    + _circle(12, 5.5, 2)
    + _circle(18, 7, 2)
    + "M2.5 13h19M5 13v7M19 13v7M12 13v4",
    "training": "M12 5L2 10l10 5 10-5zM6 12.5V17c3.5 2.5 8.5 2.5 12 0v-4.5M22 10v6",
    "other": _circle(7.5, 7.5, 3.5)
    + "M14 4h6.5v6.5H14zM4 20.5l3.5-7 3.5 7zM14 20.5V14a6.5 6.5 0 0 1 6.5 6.5z",
}

TASKS: dict[str, str] = {
    "calendar": "M4 5h16v15H4zM4 10h16M8 3v4M16 3v4"
    + _dot(8, 14)
    + _dot(12, 14)
    + _dot(16, 14)
    + _dot(8, 17)
    + _dot(12, 17),
    "speech": "M4 4h16v12H9l-4 4v-4H4zM8 8.5h8M8 12h5",
    "people": _circle(8.5, 8, 3) + "M2.5 20a6 6 0 0 1 12 0" + _circle(17, 9, 2.5) + "M17 15a5 5 0 0 1 5 5",
    "paper": "M4 4h13v16H6a2 2 0 0 1-2-2zM17 9h3v9a2 2 0 0 1-2 2h-2M8 8h5M8 12h5M8 16h5",
    "flag": "M5 21V4h14l-3.5 4.5L19 13H5",
    "house": "M4 20v-9.5L12 4l8 6.5V20zM9 20v-5a3 3 0 0 1 6 0v5",
}

FACTS: dict[str, str] = {
    "place": "M12 21.5c-4-4.5-7-7.7-7-11.5a7 7 0 0 1 14 0c0 3.8-3 7-7 11.5z" + _circle(12, 10, 2.5),
    "clock": _circle(12, 12, 9) + "M12 7v5l3.5 2",
    "languages": "M3 17L7.5 5 12 17M4.5 13h6"
    "M20.5 8.5a2.8 2.8 0 0 0-5 1c0 1.8 2 2.2 3.5 2-3 .3-5 1.8-5 4.3a4 4 0 0 0 7 2.4",
    "easy-language": "M12 7.5c-2-1.5-5-2-8.5-2v12c3.5 0 6.5.5 8.5 2 2-1.5 5-2 8.5-2v-6M12 7.5v12M6.5 10h2.5M6.5 13.5h2.5M15 8.5l2.5 2.5L22 5.5",
    "sign-language": (
        "M8 13V6.5a1.5 1.5 0 0 1 3 0V11V4.5a1.5 1.5 0 0 1 3 0V11V6.5a1.5 1.5 0 0 1 3 0V15a6 6 0 0 1-6 6"
        "c-3 0-4.5-1.5-6-4l-1.8-3a1.5 1.5 0 0 1 2.5-1.6L8 15M4 4.5C3 6 3 7.5 3.5 9M21 9c.6 1.5.6 3.5 0 5"
    ),
    "interpreter": _circle(7, 10.5, 3)
    + "M1.5 21a5.5 5.5 0 0 1 11 0M13 3h8.5v7H18l-3 2.5V10h-2z"
    + _dot(17.3, 6.5),
    "childcare": "M12 11V4a7 7 0 0 1 7 7 6 6 0 0 1-6 6h-2a6 6 0 0 1-6-6h14M5 11L4 6H2"
    + _circle(8.5, 20, 1)
    + _circle(15.5, 20, 1),
    "step-free": _circle(10, 4, 1.2) + "M10 8.5V14h5l2.5 5.5H20M10 11h4.5M7 12.8a5 5 0 1 0 6.8 6",
    "toilet": "M2.5 8l2.3 8.5L7.5 9l2.7 7.5L12.5 8M21.5 9.3a4.3 4.3 0 1 0 0 6",
    "induction-loop": "M6 10a6 6 0 0 1 12 0c0 2-1 3-2.2 4"
    "M9.5 10a2.5 2.5 0 0 1 5 0c0 2.5-3 3-3 6.5a3 3 0 0 1-5.5 1.7M15.5 17H22M18.7 17v5",
    "parking": "M4 4h16v16H4zM10 17V7.5h3a3 3 0 0 1 0 6h-3",
    "stop": "M5 4h14v13H5zM5 11h14M8 17v3M16 17v3M2.5 8v2M21.5 8v2" + _dot(8.5, 14) + _dot(15.5, 14),
    "entrance": "M13 4h7v16h-7M3 12h11M10 7.5l4.5 4.5-4.5 4.5",
    "lift": "M4 3h16v18H4zM12 3v18M6.3 13.5L8 11l1.7 2.5M14.3 11l1.7 2.5 1.7-2.5",
    "clipboard": "M8 4.5H5V21h14V4.5h-3M9 3h6v4H9zM8.5 11.5h7M8.5 15.5h4",
    "ticket": "M3 6h18v4a2 2 0 0 0 0 4v4H3v-4a2 2 0 0 0 0-4zM14 9v1M14 14v1",
}

ACTIONS: dict[str, str] = {
    "download": "M12 4v11.5M7 11l5 5 5-5M4 20h16",
    "subscribe": _dot(5, 19) + "M5 12a7 7 0 0 1 7 7M5 5a14 14 0 0 1 14 14",
    "share": _circle(6, 12, 2.5)
    + _circle(17.5, 5.5, 2.5)
    + _circle(17.5, 18.5, 2.5)
    + "M8.2 10.8l7-4M8.2 13.2l7 4",
    "phone": "M5 4h4l1.5 5-2.3 1.6a12 12 0 0 0 5.2 5.2"
    "L15 13.5l5 1.5v4a1 1 0 0 1-1 1A15 15 0 0 1 4 5a1 1 0 0 1 1-1z",
    "mail": "M3 5h18v14H3zM3.5 7l8.5 6 8.5-6",
    "search": _circle(10.5, 10.5, 6.5) + "M15.5 15.5L21 21",
    "filter": "M4 7h7M17 7h3" + _circle(14, 7, 2.5) + "M4 17h3M13 17h7" + _circle(10, 17, 2.5),
    "menu": "M4 6.5h16M4 12h16M4 17.5h16",
    "close": "M6 6l12 12M18 6L6 18",
    "arrow": "M4 12h16M14 6l6 6-6 6",
    "external": "M14 4h6v6M20 4l-9.5 9.5M10 5H4v15h15v-6",
}

STATES: dict[str, str] = {
    "check": "M4.5 13l5 5L19.5 7",
    "warning": "M12 4l9.5 16h-19zM12 10v4.5" + _dot(12, 17.2),
    "cancelled": _circle(12, 12, 9) + "M9 9l6 6M15 9l-6 6",
    "postponed": "M20.5 12a8.5 8.5 0 1 1-2.8-6.3M20 2.5V7h-4.5M12 8v4.5l3 1.8",
    "globe": _circle(12, 12, 9) + "M3 12h18M12 3c-5.3 5.5-5.3 12.5 0 18 5.3-5.5 5.3-12.5 0-18z",
    "sample": "M8.5 3h7M10 3v6l-5.5 9.5A1.7 1.7 0 0 0 6 21h12a1.7 1.7 0 0 0 1.5-2.5L14 9V3M7.5 15h9",
}

DRAWINGS: dict[str, str] = FORMATS | TASKS | FACTS | ACTIONS | STATES
