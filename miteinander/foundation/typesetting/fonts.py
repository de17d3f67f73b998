"""The fonts of print: they come as packages, so every machine sets the same lines.

Arabic is set in Amiri, because its text can be read out of the PDF again; IBM Plex Sans Arabic is for the screen.
"""

from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import typst
from fontTools.ttLib import TTFont

PACKAGES = (
    "fontpkg_ibm_plex_sans",
    "fontpkg_source_serif_4",
    "fontpkg_amiri",
    "fontpkg_noto_sans",
)
INVISIBLE = frozenset(range(0x20)) | {0xAD, 0xA0, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x202F, 0x2009}
INVISIBLE |= frozenset([*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x061C])


@cache
def font_folders() -> tuple[Path, ...]:
    return tuple(Path(str(files(package))) / "files" for package in PACKAGES)


@cache
def house_fonts() -> typst.Fonts:
    """Read once in a process: about 20 ms."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in font_folders()],
    )


@cache
def drawable() -> frozenset[int]:
    """Every character that one of the fonts has a glyph for, and those that need none. About 20 ms, once."""
    found: set[int] = set(INVISIBLE)
    for folder in font_folders():
        for file in folder.glob("*.ttf"):
            if "Italic" in file.name or "Bold" in file.name:
                continue  # they have no letter that the upright font lacks
            with TTFont(file, lazy=True) as font:
                # the names of glyphs are not asked for, and reading them takes longest
                font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])
                found |= font.getBestCmap().keys()
    return frozenset(found)


@lru_cache(20_000)
def missing_glyphs(text: str) -> str:
    """The characters of a text that would print as empty boxes, each once, in order."""
    known = drawable()
    return "".join(dict.fromkeys(letter for letter in text if ord(letter) not in known))
