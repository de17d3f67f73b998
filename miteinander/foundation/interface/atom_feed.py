"""Writing Atom feeds (RFC 4287): elements whose text no reader chokes on."""

import re
from datetime import UTC, datetime
from xml.etree import ElementTree as Xml

ATOM = "http://www.w3.org/2005/Atom"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Xml.register_namespace("", ATOM)


def new_feed(lang: str) -> Xml.Element:
    return Xml.Element(f"{{{ATOM}}}feed", {XML_LANG: lang})


def add(parent: Xml.Element, name: str, text: str = "", **attributes: str) -> Xml.Element:
    """A child of that name; characters that XML forbids are left out."""
    clean = {key: _FORBIDDEN.sub("", value) for key, value in attributes.items()}
    child = Xml.SubElement(parent, f"{{{ATOM}}}{name}", clean)
    child.text = _FORBIDDEN.sub("", text) or None
    return child


def moment(value: datetime) -> str:
    """As RFC 3339 wants it, in UTC."""
    return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def as_bytes(feed: Xml.Element) -> bytes:
    stream: bytes = Xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return stream
