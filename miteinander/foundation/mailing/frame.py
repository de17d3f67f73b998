"""The HTML version of a mail, drawn from its parts."""

import re

from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from miteinander.foundation.interface.models import Identity
from miteinander.foundation.languages.registry import direction

from .bidi import FSI, PDI, is_balanced, without_marks
from .blocks import Block, Button, Code, Facts, Words

ADDRESS = re.compile(r"https?://[^\s<>\"'«»„“\u2066-\u2069]+[^\s<>\"'«»„“\u2066-\u2069.,;:!?)\]]")
SHORT = re.compile(f"{FSI}([0-9][0-9:.,+/–-]{{1,20}}){PDI}")
"""A time or a number is not torn apart at the end of a line."""
SHORTEST_BROKEN = 40
"""Addresses longer than this would push a telephone's screen apart; they may break anywhere."""


def html_of(*, subject: str, blocks: list[Block], language: str, identity: Identity) -> str:
    return render_to_string(
        "mailing/mail_frame.html",
        {
            "subject": subject,
            "blocks": [_prepared(block) for block in blocks],
            "language": language.partition("-")[0],
            "direction": direction(language),
            "identity": identity,
        },
    )


def _prepared(block: Block) -> dict[str, object]:
    match block:
        case Words(text):
            return {
                "kind": "words",
                "paragraphs": [paragraph(one) for one in text.split("\n\n") if one.strip()],
            }
        case Facts(rows):
            return {"kind": "facts", "rows": [(row.label, paragraph(row.value)) for row in rows]}
        case Button(url, label):
            return {"kind": "button", "url": url, "label": label}
        case Code(value, label):
            return {"kind": "code", "value": value, "label": label}


def paragraph(text: str) -> SafeString:
    """Escaped, with line breaks and with links; an address reads from left to right in every language."""
    return SafeString("<br>\n".join(_line(line) for line in text.split("\n")))


def _line(line: str) -> str:
    if not is_balanced(line):
        line = without_marks(line)
    parts, last = [], 0
    for found in ADDRESS.finditer(line):
        parts.append(escape(line[last : found.start()]))
        address = found.group()
        style = "word-break: break-all;" if len(address) > SHORTEST_BROKEN else ""
        parts.append(
            format_html(
                '<a class="m-link" href="{}" dir="ltr" style="color: #2347a8; {}">{}</a>',
                address,
                style,
                address,
            )
        )
        last = found.end()
    drawn = SHORT.sub(r'<bdi style="white-space: nowrap;">\1</bdi>', "".join([*parts, escape(line[last:])]))
    return drawn.replace(FSI, "<bdi>").replace(PDI, "</bdi>")
