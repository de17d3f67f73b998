"""From data to PDF or picture: one Typst run for as many sheets as are wanted."""

import hashlib
import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typst

from .attaching import Attachment
from .embedding import embedded
from .findings import Finding
from .finishing import finish
from .fonts import house_fonts
from .formats import PageFormat
from .palette import palette
from .plain import Aside, drawn_for
from .press import Press

PACKAGE = Path(__file__).resolve().parents[2]
MAIN = Path(__file__).resolve().parent / "sheets" / "main.typ"
PICTURE = "picture-"
EPOCH = 1_767_225_600
"""The same input gives the same bytes; the real date of a print stands with its record."""


@dataclass(frozen=True)
class Sheet:
    """One sheet to set: the Typst file from the package's root, its data, its format and its number if it has one."""

    template: str
    data: Any
    format: PageFormat
    number: str = ""


@dataclass(frozen=True)
class Printed:
    """The result. `content` is a PDF; `key` identifies what went in."""

    content: bytes
    findings: tuple[Finding, ...]
    key: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


class NotSet(Exception):
    """Typst refused the sheet: a mistake in a template, never one of the office."""


_local = threading.local()


def _compiler() -> typst.Compiler:
    if not hasattr(_local, "compiler"):
        _local.compiler = typst.Compiler(input=str(MAIN), root=str(PACKAGE), font_paths=house_fonts())
    compiler: typst.Compiler = _local.compiler
    return compiler


@cache
def _version() -> str:
    """Changes with every template, font and compiler, so that nothing old is taken for new."""
    digest = hashlib.sha256(version("typst").encode())
    for path in sorted(PACKAGE.rglob("*.typ")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def sheets_key(sheets: Sequence[Sheet], *, title: str, lang: str, press: Press, sample: str = "") -> str:
    """Identifies the result before it is made."""
    return _key(_inputs(sheets, title, lang, press, sample)[0])


def _key(inputs: dict[str, str]) -> str:
    """A picture's name is made from its content, which need not be hashed again."""
    said = (name if name.startswith(PICTURE) else text for name, text in inputs.items())
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()


def set_sheets(
    sheets: Sequence[Sheet], *, title: str, lang: str, press: Press | None = None, sample: str = "",
    attachments: Sequence[Attachment] = (),
) -> Printed:  # fmt: skip
    """A tagged PDF of the sheets in order; `sample` is the sentence that marks sample data in the footer.

    For the screen PDF/UA-1 (and PDF/A-2a when archived, PDF/A-3a with attachments), for print CMYK with bleed, with a
    profile prepared as PDF/X-4. Raises NotSet.
    """
    press = press or Press()
    inputs, aside = _inputs(sheets, title, lang, press, sample)
    compiler = _compiler()
    try:
        content, warnings = compiler.compile_with_warnings(
            format="pdf", sys_inputs=inputs, pdf_standards=_standards(press, attachments), timestamp=EPOCH
        )
        raised = json.loads(compiler.query("<finding>", field="value"))
    except typst.TypstError as error:
        raise NotSet(error.diagnostic) from error
    if warnings:
        raise NotSet("; ".join(warning.message for warning in warnings))
    assert isinstance(content, bytes)
    return Printed(
        finish(content, press=press, attachments=attachments),
        (*_left_out(aside), *(Finding(one["code"], one["what"], one["page"]) for one in raised)),
        _key(inputs),
    )


def draw_sheet(sheet: Sheet, *, lang: str, sample: str = "") -> bytes:
    """The first page as PNG, as wide as its format says in pixels (others: 900). Raises NotSet."""
    inputs, _aside = _inputs([sheet], "", lang, Press(), sample)
    width = sheet.format.pixels or 900
    try:
        png = _compiler().compile(format="png", ppi=width / (sheet.format.width / 25.4), sys_inputs=inputs)
    except typst.TypstError as error:
        raise NotSet(error.diagnostic) from error
    pages = png if isinstance(png, list) else [png]
    assert isinstance(pages[0], bytes)
    return pages[0]


def _standards(press: Press, attachments: Sequence[Attachment]) -> Any:
    if press.for_print:
        return ["1.6"]
    if attachments:
        return ["a-3a", "ua-1"]
    return ["a-2a", "ua-1"] if press.archived else ["ua-1"]


def _inputs(
    sheets: Sequence[Sheet], title: str, lang: str, press: Press, sample: str
) -> tuple[dict[str, str], Aside]:
    aside = Aside()
    parts = [
        {
            "template": sheet.template,
            "data": aside.plain(sheet.data),
            "number": sheet.number,
            "format": {
                "key": sheet.format.key,
                "width": sheet.format.width,
                "height": sheet.format.height,
                "bleed": sheet.format.bleed if press.for_print else 0,
                "slug": press.slug(sheet.format.bleed),
            },
        }
        for sheet in sheets
    ]
    job = {
        "title": title,
        "lang": lang,
        "sample": sample,
        "palette": palette(for_print=press.for_print),
        "print": press.for_print,
        "marks": press.crop_marks,
        "profile": press.profile.name if press.profile else "",
    }
    inputs = {
        "job": json.dumps(job, ensure_ascii=False),
        "parts": json.dumps(parts, ensure_ascii=False),
        "drawings": json.dumps([drawn_for(one, for_print=press.for_print) for one in aside.drawings]),
        "version": _version(),
        "profile": press.profile.sha256 if press.profile else "",
        **{f"{PICTURE}{key}": embedded(picture) for key, picture in sorted(aside.pictures.items())},
    }
    return inputs, aside


def _left_out(aside: Aside) -> Iterator[Finding]:
    for text, missing in aside.undrawable.items():
        shown = text if len(text) <= 60 else f"{text[:60]} …"
        yield Finding("glyph", f"{' '.join(missing)} („{shown}“)")
