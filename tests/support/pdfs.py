"""What independent readers say of a PDF: PDFium for text and pixels, ZXing for codes, pikepdf for structure."""

import ctypes
import io
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

import pikepdf
import pypdfium2 as pdfium
import zxingcpp
from PIL import Image, ImageChops, ImageStat

MM = 72 / 25.4


@dataclass(frozen=True)
class Box:
    """Millimetres from the trimmed page's upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


@contextmanager
def opened(content: bytes) -> Iterator[pdfium.PdfDocument]:
    with closing(pdfium.PdfDocument(content)) as document:
        yield document


def page_count(content: bytes) -> int:
    with opened(content) as document:
        return len(document)


def text_of(content: bytes, page: int | None = None) -> str:
    """The text in reading order, soft hyphens at line ends joined."""
    with opened(content) as document:
        numbers = range(len(document)) if page is None else [page]
        texts = []
        for number in numbers:
            with closing(document[number]) as found, closing(found.get_textpage()) as text:
                texts.append(text.get_text_bounded())
    joined = "\n".join(texts).replace("\r", "")
    return re.sub(r"[\u00ad\ufffe]\n?", "", joined)


def picture_of(content: bytes, page: int = 0, *, width: int = 900) -> Image.Image:
    with opened(content) as document, closing(document[page]) as found:
        return found.render(scale=width / found.get_width()).to_pil().convert("RGB")


def codes_in(content: bytes, page: int = 0) -> list[str]:
    """What a phone reads from the rendered page."""
    return [code.text for code in zxingcpp.read_barcodes(picture_of(content, page, width=1600))]


def boxes(content: bytes, page: int = 0) -> dict[str, tuple[float, float]]:
    """Width and height of each page box that is written down, in millimetres."""
    with pikepdf.open(io.BytesIO(content)) as document:
        found = document.pages[page]
        return {
            name[1:]: (_side(found.obj[name], 0), _side(found.obj[name], 1))
            for name in ("/MediaBox", "/BleedBox", "/TrimBox")
            if name in found.obj
        }


def _side(box: pikepdf.Array, axis: int) -> float:
    return round((float(box[axis + 2]) - float(box[axis])) / MM, 1)


def language_of(content: bytes) -> str:
    with pikepdf.open(io.BytesIO(content)) as document:
        return str(document.Root.get("/Lang", ""))


def is_tagged(content: bytes) -> bool:
    """Tagged, with a title that readers show, and marked PDF/UA-1."""
    with pikepdf.open(io.BytesIO(content)) as document:
        marked = bool(document.Root.get("/MarkInfo", {}).get("/Marked", False))
        with document.open_metadata() as metadata:
            part = metadata.get("{http://www.aiim.org/pdfua/ns/id/}part", "")
            return (
                marked
                and "/StructTreeRoot" in document.Root
                and part == "1"
                and bool(metadata.get("dc:title"))
            )


def structure(content: bytes) -> list[str]:
    """The structure elements in order, for example ["Document", "H1", "P"]."""
    found: list[str] = []

    def walk(node: pikepdf.Object) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(str(node["/S"])[1:])
            if "/K" in node:
                walk(node["/K"])

    with pikepdf.open(io.BytesIO(content)) as document:
        walk(document.Root.StructTreeRoot)
    return found


def alternative_texts(content: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(content)) as document:
        return [str(one["/Alt"]) for one in document.objects if _has(one, "/Alt")]


def _has(one: pikepdf.Object, name: str) -> bool:
    return isinstance(one, pikepdf.Dictionary) and name in one


def fonts_without_file(content: bytes) -> list[str]:
    """The names of fonts that are not embedded."""
    missing = []
    with pikepdf.open(io.BytesIO(content)) as document:
        for one in document.objects:
            if _has(one, "/FontName") and not any(f"/FontFile{n}" in one for n in ("", "2", "3")):
                missing.append(str(one["/FontName"]))
    return missing


def text_boxes(content: bytes, page: int = 0) -> list[tuple[str, Box]]:
    """Every run of text with its box, from the corner of the trimmed page (or of the media without one)."""
    with opened(content) as document, closing(document[page]) as found:
        left, _bottom, _right, top = found.get_trimbox()
        with closing(found.get_textpage()) as text:
            runs = []
            for number in range(text.count_rects()):
                x0, y0, x1, y1 = text.get_rect(number)
                words = text.get_text_bounded(x0, y0, x1, y1).strip()
                if words:
                    box = Box((x0 - left) / MM, (top - y1) / MM, (x1 - left) / MM, (top - y0) / MM)
                    runs.append((words, box))
    return runs


def outside_margin(content: bytes, page: int = 0, *, margin: float) -> list[str]:
    """The texts that come nearer to the trimmed edge than `margin` millimetres."""
    with opened(content) as document, closing(document[page]) as found:
        x0, y0, x1, y1 = found.get_trimbox()
        width, height = (x1 - x0) / MM, (y1 - y0) / MM
    return [
        words
        for words, box in text_boxes(content, page)
        if box.left < margin or box.top < margin or box.right > width - margin or box.bottom > height - margin
    ]


def smallest_type(content: bytes) -> float:
    """The smallest size of type in points."""
    sizes = []
    with opened(content) as document:
        for number in range(len(document)):
            with closing(document[number]) as page:
                for one in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_TEXT]):
                    size = ctypes.c_float()
                    pdfium.raw.FPDFTextObj_GetFontSize(one, ctypes.byref(size))
                    matrix = one.get_matrix()
                    sizes.append(size.value * (matrix.d**2 + matrix.c**2) ** 0.5)
    return round(min(sizes), 2)


def difference(one: Image.Image, other: Image.Image) -> float:
    """How far two pictures differ: the mean over all pixels, 0 to 255; other sizes differ wholly."""
    if one.size != other.size:
        return 255.0
    return sum(ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB"))).mean) / 3
