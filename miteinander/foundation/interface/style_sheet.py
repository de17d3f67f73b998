"""What every page looks like, in one file: a phone asks once for it, where eleven files cost three ways there and back."""

from pathlib import Path

SHARED = (
    "tokens",
    "base",
    "layout",
    "components/shell",
    "components/language_bar",
    "components/footer",
    "components/controls",
    "components/boxes",
    "components/event_card",
    "utilities",
)
"""Sheets of this room's `static/interface/css`; those of single pages and components stay files of their own."""

SOURCES = Path(__file__).parent / "static" / "interface" / "css"


def build_style_sheet(target: Path) -> Path:
    """Writes `css/site.css` below `target`, where `fonts/fonts.css` lies already; the way to the fonts is adapted."""
    fonts = (target / "fonts" / "fonts.css").read_text("utf-8").replace('url("', 'url("../fonts/')
    sheet = target / "css" / "site.css"
    sheet.parent.mkdir(parents=True, exist_ok=True)
    parts = [fonts, *((SOURCES / f"{name}.css").read_text("utf-8") for name in SHARED)]
    sheet.write_text("".join(parts), encoding="utf-8")
    return sheet
