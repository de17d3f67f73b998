"""Logos of organisations: a picture or an SVG, checked by what is in it; what could act or fetch is taken out."""

import base64
import re
from io import BytesIO
from pathlib import PurePath
from typing import Any
from xml.etree import ElementTree

import typst
from django import forms
from django.core.files.base import File
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from miteinander.foundation.media.fields import is_checked
from miteinander.foundation.media.pictures import CheckedFile, RefusedFile, checked_picture
from miteinander.foundation.typesetting.pictures import svg_as_png

LARGEST_DRAWING = 1024 * 1024
MOST_ELEMENTS = 5000
MOST_USES = 50
DEEPEST = 40
SVG = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"
_SHAPES = ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon")
_PAINTS = ("clipPath", "mask", "style", "linearGradient", "radialGradient", "stop")
_DRAWN = frozenset({"svg", "g", "defs", "symbol", "use", "title", "desc", *_SHAPES, *_PAINTS})
_NOT_OURS = frozenset({"text", "tspan", "textPath", "image"})
_OUTSIDE = re.compile(r"url\s*\(\s*(?!['\"]?#)|@import|javascript:|expression\s*\(|\\", re.IGNORECASE)
_NUMBER = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(px|pt|mm)?\s*\Z")


def checked_logo(content: bytes, name: str) -> CheckedFile:
    """The logo as it is kept. Raises RefusedFile with what to do."""
    if b"<svg" in content[:4096] or name.lower().endswith(".svg"):
        stem = PurePath(name.replace("\\", "/")).stem[:60] or "logo"
        return CheckedFile(harmless_svg(content).encode(), name=f"{stem}.svg")
    return checked_picture(content, name, formats=("PNG", "JPEG"))


def harmless_svg(content: bytes) -> str:
    """Only what draws: no script, no reference out of the file. Raises RefusedFile."""
    if len(content) > LARGEST_DRAWING:
        raise RefusedFile(_("Die Zeichnung ist größer als 1 MB. Speichern Sie sie einfacher oder als PNG."))
    unreadable = RefusedFile(_("Das ist keine Zeichnung, die wir lesen können. Speichern Sie sie als PNG."))
    try:
        text = content.decode("utf-8-sig")
        if "<!ENTITY" in text.upper() or "\x00" in text:
            raise unreadable
        root = ElementTree.fromstring(text)  # without entities nothing grows or is fetched
    except (UnicodeDecodeError, ElementTree.ParseError) as error:
        raise unreadable from error
    if root.tag != f"{{{SVG}}}svg":
        raise unreadable
    _cleaned(root, 0)
    _check_uses(root)
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    width, height = svg_size(root)
    root.set("viewBox", root.get("viewBox", f"0 0 {width:g} {height:g}"))
    drawn = ElementTree.tostring(root, encoding="unicode")
    try:
        svg_as_png(drawn, width=60, height=60)
    except typst.TypstError as error:
        raise unreadable from error
    return drawn


def svg_size(root: ElementTree.Element) -> tuple[float, float]:
    """Width and height in the drawing's own units. Raises RefusedFile when it has none."""
    parts = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    try:
        if len(parts) == 4:
            size = float(parts[2]), float(parts[3])
        else:
            found = [_NUMBER.match(root.get(name, "")) for name in ("width", "height")]
            size = tuple(float(one[1]) for one in found if one)  # type: ignore[assignment]
    except ValueError:
        size = ()  # type: ignore[assignment]
    if len(size) != 2 or not all(0 < side < 1e6 for side in size) or not 0.02 < size[0] / size[1] < 50:
        raise RefusedFile(_("Der Zeichnung fehlt ihre Größe (viewBox). Speichern Sie sie noch einmal."))
    return size


def _cleaned(element: ElementTree.Element, depth: int) -> None:
    if depth > DEEPEST or (depth == 0 and sum(1 for _one in element.iter()) > MOST_ELEMENTS):
        raise RefusedFile(_("Die Zeichnung ist zu verwickelt. Speichern Sie sie einfacher oder als PNG."))
    for child in list(element):
        space, _brace, name = str(child.tag).removeprefix("{").rpartition("}")
        if space == SVG and name in _NOT_OURS:
            raise RefusedFile(
                _(
                    "In der Zeichnung stehen Schrift oder Fotos. Wandeln Sie sie in Pfade um, oder nehmen Sie ein PNG."
                )
            )
        if space != SVG or name not in _DRAWN or (name == "style" and _OUTSIDE.search(child.text or "")):
            element.remove(child)
        else:
            _cleaned(child, depth + 1)
    for name, value in list(element.attrib.items()):
        is_link = name in ("href", _LINK)
        foreign = name.startswith("{") and name != _LINK
        if (
            foreign
            or name.lower().startswith("on")
            or (is_link and not value.startswith("#"))
            or _OUTSIDE.search(value)
        ):
            del element.attrib[name]


def _check_uses(root: ElementTree.Element) -> None:
    """Copies of copies could grow without end."""
    uses = list(root.iter(f"{{{SVG}}}use"))
    named = {one.get("id"): one for one in root.iter() if one.get("id")}
    for use in uses:
        target = named.get((use.get("href") or use.get(_LINK) or "").removeprefix("#"))
        if len(uses) > MOST_USES or (target is not None and target.find(f".//{{{SVG}}}use") is not None):
            raise RefusedFile(_("Die Zeichnung ist zu verwickelt. Speichern Sie sie einfacher oder als PNG."))


def logo_kind_and_size(content: bytes) -> tuple[str, int, int]:
    """Of a kept logo: "svg", "png" or "jpeg", and its size in pixels; of a drawing its sides in thousandths."""
    if b"<svg" in content[:4096]:
        width, height = svg_size(ElementTree.fromstring(content))
        longest = max(width, height)
        return "svg", max(1, round(1000 * width / longest)), max(1, round(1000 * height / longest))
    from PIL import Image

    with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as picture:
        return str(picture.format).lower(), picture.width, picture.height


class LogoFile(FieldFile):
    def save(self, name: str, content: File[Any], save: bool = True) -> None:
        if not is_checked(content):
            content.seek(0)
            content = checked_logo(content.read(LARGEST_DRAWING * 10 + 1), name)
        super().save(content.name or name, content, save)


class LogoInput(forms.ClearableFileInput):
    """Shows the logo itself: it has no address of its own, for it stands on paper only."""

    template_name = "people/logo_input.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        if self.is_initial(value):
            context["widget"]["shown"] = data_address(value)
        return context


class LogoFormField(forms.FileField):
    widget = LogoInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        found = super().clean(data, initial)
        if not found or found == initial:
            return found
        found.seek(0)
        return checked_logo(found.read(LARGEST_DRAWING * 10 + 1), found.name)


class LogoField(models.FileField):
    attr_class = LogoFile

    def formfield(self, *_positions: Any, **kwargs: Any) -> Any:
        return super().formfield(**({"form_class": LogoFormField} | kwargs))


def data_address(logo: FieldFile) -> str:
    """The kept logo as a `data:` address; empty when its file is gone. An SVG inside `<img>` cannot act."""
    try:
        with logo.open() as file:
            content = file.read()
    except OSError:
        return ""
    kind = {"svg": "svg+xml"}.get(name := logo_kind_and_size(content)[0], name)
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
