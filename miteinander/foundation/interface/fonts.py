"""Web fonts: cut by script from the installed font packages, so that a page loads only its letters."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from miteinander.foundation.languages.registry import SPOKEN

# The languages' own names, as the language bar on every page shows them: a face of their own, so that
# the bar does not load four scripts for twelve words.
_NAMES = " ".join(["Leichte Sprache", *(name for _code, name in SPOKEN)])
# Ethiopic, Tamil, Devanagari and others are left to the reader's device: the font packages lack them.
LANGUAGE_NAMES = "".join(letter for letter in _NAMES if letter < "\u0700" or "\u1e00" <= letter < "\u2000")

LATIN = "U+20-7E, U+A0-FF, U+131, U+152-153, U+2BC, U+2C6, U+2DA, U+2DC, U+1E9E, U+2010-2015, U+2018-201E, "
LATIN += (
    "U+2020-2022, U+2026, U+202F, U+2030, U+2032-2033, U+2039-203A, U+20AC, U+2116, U+2122, U+2190-2193, "
)
LATIN += "U+2197, U+2212, U+2215"
SCRIPTS: dict[str, str] = {
    "latin": LATIN,
    "latin-ext": "U+100-130, U+132-151, U+154-2BB, U+2BD-2C5, U+2C7-2CC, U+2CE-2D7, U+2DD-2FF, U+1E00-1E9D, "
    "U+1E9F-1EFF, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF",
    "cyrillic": "U+301, U+400-45F, U+490-491, U+4B0-4B1",
    "cyrillic-ext": "U+460-48F, U+492-4AF, U+4B2-52F, U+1C80-1C88, U+2DE0-2DFF, U+A640-A69F",
    "greek": "U+370-377, U+37A-37F, U+384-38A, U+38C, U+38E-3A1, U+3A3-3FF, U+1F00-1FFF",
    # Arabic, Persian, Dari, Pashto, Urdu and Sorani; below it the letters of others and forms for old machines
    "arabic": "U+60C, U+615, U+61B-61C, U+61F-65E, U+660-66C, U+670-671, U+679, U+67C, U+67E, U+681, "
    "U+685-686, U+688-689, U+691, U+693, U+695-696, U+698, U+69A, U+6A4, U+6A9, U+6AB, U+6AF, "
    "U+6B5, U+6BA, U+6BC-6BE, U+6C0-6C7, U+6CC-6CE, U+6D0, U+6D2-6D5, U+6F0-6F9, U+200C-200F, "
    "U+FDFC",
    "arabic-ext": "U+600-60B, U+60D-614, U+616-61A, U+61D-61E, U+65F, U+66D-66F, U+672-678, U+67A-67B, "
    "U+67D, U+67F-680, U+682-684, U+687, U+68A-690, U+692, U+694, U+697, U+699, U+69B-6A3, "
    "U+6A5-6A8, U+6AA, U+6AC-6AE, U+6B0-6B4, U+6B6-6B9, U+6BB, U+6BF, U+6C8-6CB, U+6CF, U+6D1, "
    "U+6D6-6EF, U+6FA-6FF, U+750-77F, U+870-88E, U+890-891, U+897-8E1, U+8E3-8FF, U+FB50-FDFB, "
    "U+FDFD-FDFF, U+FE70-FEFC",
}

_SANS = ("fontpkg_ibm_plex_sans", "IBMPlexSans[wdth,wght].ttf")
_ARABIC = "fontpkg_ibm_plex_sans_arabic"
_SERIF = ("fontpkg_source_serif_4", "SourceSerif4[opsz,wght].ttf")
_FORMAT = 1  # raise it when the cutting below changes


@dataclass(frozen=True, slots=True)
class Face:
    """One file to cut: its name, its family and weight in the style sheet, its source, letters and axes."""

    name: str
    family: str
    weight: str
    package: str
    source: str
    ranges: str
    axes: tuple[tuple[str, float | tuple[float, float]], ...] = field(default=())

    @property
    def path(self) -> Path:
        return Path(str(files(self.package) / "files" / self.source))


def faces() -> list[Face]:
    """Every face of the web pages."""
    variable: tuple[tuple[str, float | tuple[float, float]], ...] = (
        ("wdth", 100.0),
        ("wght", (400.0, 700.0)),
    )
    found = [
        Face(f"sans-{script}", "IBM Plex Sans", "400 700", *_SANS, ranges, variable)
        for script, ranges in SCRIPTS.items()
        if not script.startswith("arabic")
    ]
    found += [
        Face(
            f"{script}-{weight}",
            "IBM Plex Sans Arabic",
            weight,
            _ARABIC,
            f"IBMPlexSansArabic-{style}.ttf",
            SCRIPTS[script],
        )
        for script in ("arabic", "arabic-ext")
        for weight, style in (("400", "Regular"), ("700", "Bold"))
    ]
    display = (("opsz", 60.0), ("wght", 700.0))
    found.append(Face("serif-latin", "Source Serif 4", "700", *_SERIF, SCRIPTS["latin"], display))
    text = (("opsz", 14.0), ("wght", (400.0, 700.0)))
    found += [
        Face(f"serif-text-{script}", "Source Serif Text", "400 700", *_SERIF, SCRIPTS[script], text)
        for script in ("latin", "latin-ext", "cyrillic", "greek")
    ]
    arabic = sorted({letter for letter in LANGUAGE_NAMES if "\u0600" <= letter <= "\u06ff"})
    others = sorted(set(LANGUAGE_NAMES) - set(arabic))
    names = "Language Names"
    found.append(Face("names", names, "400 700", *_SANS, _listed(others), variable))
    found.append(
        Face("names-arabic", names, "400 700", _ARABIC, "IBMPlexSansArabic-Regular.ttf", _listed(arabic))
    )
    return found


def build_web_fonts(target: Path, *, only: Iterable[str] | None = None) -> list[Path]:
    """Writes woff2 files, their licences and `fonts.css` into the folder and returns all their paths.

    `only`: names of faces, all by default. Takes about ten seconds; does nothing when the folder was built
    from the same fonts by the same code before (a stamp file tells).
    """
    wanted = None if only is None else set(only)
    chosen = [face for face in faces() if wanted is None or face.name in wanted]
    target.mkdir(parents=True, exist_ok=True)
    stamp, digest = target / "fonts.stamp", _digest(chosen)
    licences = {
        face.package: target / f"{face.package.removeprefix('fontpkg_')}-licence.txt" for face in chosen
    }
    written = [*(target / f"{face.name}.woff2" for face in chosen), *licences.values(), target / "fonts.css"]
    if stamp.exists() and stamp.read_text() == digest and all(path.exists() for path in written):
        return written
    stamp.unlink(missing_ok=True)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    for face in chosen:
        (target / f"{face.name}.woff2").write_bytes(_cut(face))
    for package, licence in licences.items():
        licence.write_bytes((files(package) / "LICENSE").read_bytes())
    (target / "fonts.css").write_text("".join(_rule(face) for face in chosen), encoding="utf-8")
    stamp.write_text(digest)
    return written


def code_points(ranges: str) -> Iterator[int]:
    """The code points of a CSS unicode-range such as `U+20-7E, U+A0`."""
    for part in ranges.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def _listed(letters: list[str]) -> str:
    return ", ".join(f"U+{ord(letter):X}" for letter in letters)


def _digest(chosen: list[Face]) -> str:
    state = hashlib.sha256(f"{_FORMAT} {version('fonttools')} {chosen!r}".encode())
    for path in sorted({face.path for face in chosen}):
        state.update(path.read_bytes())
    return state.hexdigest()


def _cut(face: Face) -> bytes:
    """The face's letters as woff2, with kerning, ligatures, local forms and joining kept, hinting dropped."""
    font = TTFont(face.path)
    options = Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = ["ccmp", "locl", "mark", "mkmk", "kern", "liga", "rlig", "calt", "rclt"]
    options.layout_features += ["init", "medi", "fina", "isol", "curs", "tnum", "lnum"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.name_languages = [0x409]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=code_points(face.ranges))
    subsetter.subset(font)  # before the axes are pinned: less to compute
    if face.axes:
        font = instancer.instantiateVariableFont(font, dict(face.axes), inplace=True)
    _rename(font, f"Miteinander {face.name}")
    font.flavor = "woff2"
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def _rename(font: TTFont, name: str) -> None:
    """A cut font is a modified one: the Open Font License reserves the original's name."""
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in (0, 2, 5, 13, 14)]
    for identifier, value in ((1, name), (3, name), (4, name), (6, name.replace(" ", ""))):
        table.setName(value, identifier, 3, 1, 0x409)


def _rule(face: Face) -> str:
    return (
        f'@font-face {{\n  font-family: "{face.family}";\n'
        f"  font-style: normal;\n  font-weight: {face.weight};\n"
        f'  font-display: swap;\n  src: url("{face.name}.woff2") format("woff2");\n'
        f"  unicode-range: {face.ranges};\n}}\n"
    )
