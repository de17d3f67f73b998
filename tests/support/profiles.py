"""A colour profile of four inks, made by rule: no real press prints like it, but every reader accepts it."""

import itertools
import struct


def cmyk_profile(name: str = "Musterpresse gestrichen") -> bytes:
    """An ICC 2.4 output profile from Lab to CMYK and back."""
    to_inks = _lut(3, 4, 9, _inks)
    to_lab = _lut(4, 3, 3, _lab)
    label = name.encode()
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", len(label) + 1) + label + bytes(1 + 12 + 3 + 67),
        b"cprt": b"text" + bytes(4) + b"frei\0",
        b"wtpt": b"XYZ " + bytes(4) + _fixed(0.9642, 1.0, 0.8249),
        b"A2B0": to_lab,
        b"A2B1": to_lab,
        b"B2A0": to_inks,
        b"B2A1": to_inks,
    }
    table, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for tag, data in tags.items():
        data += bytes(-len(data) % 4)
        table += tag + struct.pack(">II", start + len(body), len(data))
        body += data
    size = start + len(body)
    header = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02400000, b"prtr", b"CMYK", b"Lab ")
    header += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + _fixed(0.9642, 1.0, 0.8249)
    return header.ljust(128, b"\0") + table + body


def _fixed(*values: float) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _lut(inputs: int, outputs: int, grid: int, colour) -> bytes:
    straight = bytes(range(256))
    cells = b"".join(
        bytes(round(255 * min(1, max(0, value))) for value in colour(*(step / (grid - 1) for step in steps)))
        for steps in itertools.product(range(grid), repeat=inputs)
    )
    matrix = _fixed(1, 0, 0, 0, 1, 0, 0, 0, 1)
    head = b"mft1" + bytes(4) + bytes([inputs, outputs, grid, 0]) + matrix
    return head + straight * inputs + cells + straight * outputs


def _inks(light: float, a: float, b: float) -> tuple[float, float, float, float]:
    a, b = (a - 128 / 255) * 2, (b - 128 / 255) * 2
    dark = 1 - light
    return (max(0, -a) + dark * 0.3, max(0, a) + dark * 0.3, max(0, b) + dark * 0.3, dark)


def _lab(cyan: float, magenta: float, yellow: float, black: float) -> tuple[float, float, float]:
    light = (1 - black) * (1 - (cyan + magenta + yellow) * 0.2)
    return light, 128 / 255 + (magenta - cyan) / 2, 128 / 255 + (yellow - cyan) / 2
