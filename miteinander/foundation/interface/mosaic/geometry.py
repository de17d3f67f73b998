"""Path data of simple shapes on a tile of 100 by 100 units, and how to turn, scale and move it.

Every path starts its parts with an absolute `M`; everything after it is relative (`l h v q c a z`), arcs are
never rotated. So a path moves by its starting points alone, and another renderer needs seven commands only.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_TOKEN = re.compile(r"[Mlhvqcaz]|-?\d+(?:\.\d+)?")
_ARGUMENTS = {"M": 2, "l": 2, "h": 1, "v": 1, "q": 4, "c": 6, "a": 7, "z": 0}


def commands(path: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    """The path's commands one by one, each with its numbers."""
    tokens = _TOKEN.findall(path)
    position = 0
    while position < len(tokens):
        letter = tokens[position]
        count = _ARGUMENTS[letter]
        yield letter, tuple(float(token) for token in tokens[position + 1 : position + 1 + count])
        position += 1 + count


def numbers(*values: float) -> str:
    """Numbers as short as SVG allows: a minus sign needs no space before it."""
    text = ""
    for value in values:
        rounded = round(value, 1)
        written = f"{rounded:g}"
        if written == "-0":
            written = "0"
        text += written if not text or written.startswith("-") else f" {written}"
    return text


@lru_cache(4096)
def transformed(
    path: str, *, turn: int = 0, mirror: bool = False, scale: float = 1, x: float = 0, y: float = 0
) -> str:
    """The path mirrored left to right, turned clockwise by quarters about the middle, scaled, then moved."""
    turn %= 4

    def vector(dx: float, dy: float) -> tuple[float, float]:
        if mirror:
            dx = -dx
        for _ in range(turn):
            dx, dy = -dy, dx
        return dx * scale, dy * scale

    parts = []
    for letter, values in commands(path):
        match letter:
            case "M":
                px, py = vector(values[0] - 50, values[1] - 50)
                parts.append("M" + numbers(px + 50 * scale + x, py + 50 * scale + y))
            case "z":
                parts.append("z")
            case "a":
                rx, ry, rotation, large, sweep, dx, dy = values
                if turn % 2:
                    rx, ry = ry, rx
                sweep = 1 - sweep if mirror else sweep
                parts.append("a" + numbers(rx * scale, ry * scale, rotation, large, sweep, *vector(dx, dy)))
            case "h" | "v" | "l":
                step = {"h": (values[0], 0.0), "v": (0.0, values[0])}.get(letter) or (values[0], values[1])
                parts.append(_line(*vector(*step)))
            case _:
                pairs = [vector(values[i], values[i + 1]) for i in range(0, len(values), 2)]
                parts.append(letter + numbers(*(value for pair in pairs for value in pair)))
    return "".join(parts)


def _line(dx: float, dy: float) -> str:
    if not dy:
        return "h" + numbers(dx)
    return "v" + numbers(dy) if not dx else "l" + numbers(dx, dy)


def circle(x: float, y: float, radius: float) -> str:
    """A full circle about (x, y)."""
    return ellipse(x, y, radius, radius)


def ellipse(x: float, y: float, rx: float, ry: float) -> str:
    """A full ellipse about (x, y)."""
    arc = numbers(rx, ry, 0, 1, 1)
    return f"M{numbers(x - rx, y)}a{arc} {numbers(2 * rx, 0)}a{arc}{numbers(-2 * rx, 0)}z"


def circles(points: Iterable[tuple[float, float]], radius: float) -> str:
    """Equal circles about the points."""
    return "".join(circle(x, y, radius) for x, y in points)


def ring(x: float, y: float, outer: float, inner: float) -> str:
    """A circle with a round hole (the hole runs the other way round)."""
    arc = numbers(inner, inner, 0, 1, 0)
    hole = f"M{numbers(x - inner, y)}a{arc} {numbers(2 * inner, 0)}a{arc}{numbers(-2 * inner, 0)}z"
    return circle(x, y, outer) + hole


def box(x: float, y: float, width: float, height: float, *, radius: float = 0) -> str:
    """A rectangle, with round corners if asked for."""
    if not radius:
        return f"M{numbers(x, y)}h{numbers(width)}v{numbers(height)}h{numbers(-width)}z"
    across, down = width - 2 * radius, height - 2 * radius

    def corner(dx: float, dy: float) -> str:
        return "a" + numbers(radius, radius, 0, 0, 1, dx, dy)

    r = radius
    return (
        f"M{numbers(x + r, y)}h{numbers(across)}{corner(r, r)}v{numbers(down)}{corner(-r, r)}"
        f"h{numbers(-across)}{corner(-r, -r)}v{numbers(-down)}{corner(r, -r)}z"
    )


def polygon(*points: tuple[float, float]) -> str:
    """A closed shape with straight sides; clockwise like every shape here, so that overlaps add up."""
    area = sum(x * v - u * y for (x, y), (u, v) in zip(points, points[1:] + points[:1], strict=True))
    (x, y), *rest = points if area > 0 else points[::-1]
    path = f"M{numbers(x, y)}"
    for px, py in rest:
        path += _line(px - x, py - y)
        x, y = px, py
    return path + "z"


def bar(x1: float, y1: float, x2: float, y2: float, width: float, *, blunt: bool = False) -> str:
    """A straight stroke from one point to another, drawn as a shape, with round ends unless blunt."""
    length = math.hypot(x2 - x1, y2 - y1)
    nx, ny = -(y2 - y1) / length * width / 2, (x2 - x1) / length * width / 2
    if blunt:
        return polygon((x1 - nx, y1 - ny), (x2 - nx, y2 - ny), (x2 + nx, y2 + ny), (x1 + nx, y1 + ny))
    cap = numbers(width / 2, width / 2, 0, 0, 1)
    return (
        f"M{numbers(x1 - nx, y1 - ny)}l{numbers(x2 - x1, y2 - y1)}"
        f"a{_after(cap, 2 * nx, 2 * ny)}l{numbers(x1 - x2, y1 - y2)}a{_after(cap, -2 * nx, -2 * ny)}z"
    )


def _after(text: str, dx: float, dy: float) -> str:
    tail = numbers(dx, dy)
    return text + (tail if tail.startswith("-") else f" {tail}")


def oval(x: float, y: float, rx: float, ry: float, *, width: float) -> str:
    """An ellipse's outline, drawn as a shape."""
    ax, ay = rx - width, ry - width
    arc = numbers(ax, ay, 0, 1, 0)
    hole = f"M{numbers(x - ax, y)}a{arc} {numbers(2 * ax, 0)}a{arc}{numbers(-2 * ax, 0)}z"
    return ellipse(x, y, rx, ry) + hole


def polar(x: float, y: float, radius: float, angle: float) -> tuple[float, float]:
    """The point at a distance and an angle (degrees, 0 to the right, clockwise) from a centre."""
    turned = math.radians(angle)
    return round(x + radius * math.cos(turned), 1), round(y + radius * math.sin(turned), 1)


def half(x: float, y: float, radius: float, *, up: bool = True) -> str:
    """Half a disc standing on (or hanging from) the line through its centre."""
    start, width = (x - radius, 2 * radius) if up else (x + radius, -2 * radius)
    return f"M{numbers(start, y)}a{numbers(radius, radius, 0, 0, 1, width, 0)}z"


def rays(x: float, y: float, inner: float, outer: float, *, angles: Iterable[float], width: float) -> str:
    """Pointed rays about a centre; angles as in `polar`, width in degrees at the foot."""
    return "".join(
        polygon(
            polar(x, y, inner, angle - width / 2),
            polar(x, y, outer, angle),
            polar(x, y, inner, angle + width / 2),
        )
        for angle in angles
    )
