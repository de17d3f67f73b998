"""The HTML version of a mail, made from its text."""

import re

from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from miteinander.foundation.interface.models import Identity
from miteinander.foundation.languages.registry import direction

ADDRESS = re.compile(r"https?://[^\s<>\"'«»„“]+[^\s<>\"'«»„“.,;:!?)\]]")


def html_of(*, subject: str, text: str, language: str, identity: Identity) -> str:
    return render_to_string(
        "mailing/mail_frame.html",
        {
            "subject": subject,
            "paragraphs": [paragraph(part) for part in text.split("\n\n") if part.strip()],
            "language": language.partition("-")[0],
            "direction": direction(language),
            "identity": identity,
        },
    )


def paragraph(text: str) -> SafeString:
    """Escaped, with line breaks and with links; an address reads from left to right in every language."""
    return SafeString("<br>\n".join(_line(line) for line in text.split("\n")))


def _line(line: str) -> str:
    parts, last = [], 0
    for found in ADDRESS.finditer(line):
        parts.append(escape(line[last : found.start()]))
        address = found.group()
        parts.append(format_html('<a href="{}" dir="ltr">{}</a>', address, address))
        last = found.end()
    return "".join([*parts, escape(line[last:])])
