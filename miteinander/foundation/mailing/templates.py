"""The registry `mailing.templates`: every kind of mail that is ever written, with a sample for its preview.

A room registers in `AppConfig.ready()` and brings `templates/mail/<key>.txt`, a Django template: the first line is the
subject, a blank line, then the text. Blank lines make paragraphs, an address of the web becomes a link; facts, a button and
a code are tags of `templatetags/mail_parts.py`. From this one source come the text and the HTML, right to left where the
language wants it. A template begins with `{% load i18n mail_parts %}`; nothing is escaped in text. In the
context stand the given values and `council` (name of the council) and `lang`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from django.template import Context, Engine, Template
from django.template.loader import get_template
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from miteinander.foundation.interface.models import Identity, present_identity
from miteinander.foundation.languages.registry import base_language, direction, site_codes

from . import bidi, kinds
from .blocks import Block, Recorder, Words, text_of
from .frame import html_of

KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
LEADING = re.compile(r"(?:\s*(?:\{%\s*load[^%]*%\}|\{#[^\n]*?#\}))*\s*")
LONGEST_SUBJECT = 250
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class UnknownTemplate(LookupError):
    """No mail template is registered under this key."""


@dataclass(frozen=True, slots=True)
class MailTemplate:
    """`purpose` says in the office what the mail is for. `sample` fills the preview.

    `is_secret`: whoever reads the mail can act as its receiver (a sign-in code, a link to a new password); nobody sees
    it in the office, and its text is emptied when it is delivered. `kind`: its reader may stop mails of this registered
    kind, and it says how. `is_list`: it goes to many who asked for it; without a kind its context must hold
    `unsubscribe_url`.
    """

    key: str
    purpose: str | Promise
    sample: Mapping[str, Any] = field(default_factory=dict)
    is_secret: bool = False
    is_list: bool = False
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A mail in one language, ready for the outbox."""

    subject: str
    text: str
    html: str
    language: str


_registered: dict[str, MailTemplate] = {}


def register(template: MailTemplate) -> None:
    """Raises ValueError for a malformed key or one that another template has."""
    if not KEY.fullmatch(template.key):
        raise ValueError(f"A mail template is named room.verb, not {template.key!r}")
    if template.kind and kinds.find(template.kind) is None:
        raise ValueError(
            f"The mail template {template.key!r} has a kind that nobody registered: {template.kind!r}"
        )
    if _registered.get(template.key, template) != template:
        raise ValueError(f"The mail template {template.key!r} is registered twice")
    _registered[template.key] = template


def find(key: str) -> MailTemplate:
    """Raises UnknownTemplate."""
    try:
        return _registered[key]
    except KeyError:
        raise UnknownTemplate(
            f"No mail template is registered as {key!r}. Known: {', '.join(sorted(_registered)) or 'none'}"
        ) from None


def mail_templates() -> tuple[MailTemplate, ...]:
    return tuple(sorted(_registered.values(), key=lambda one: one.key))


def write(
    template: MailTemplate, *, lang: str, context: Mapping[str, Any], unsubscribe_url: str = ""
) -> Written:
    """Fill the template in the language. One query. Raises ValueError when the subject or the text is empty, or when a
    button leads nowhere."""
    language = language_for(lang)
    identity = present_identity()
    loads, subject, text = _parts(template.key)
    values = {**context, "council": identity.name, "lang": language}
    recorder = Recorder()
    with translation.override(language):
        first = one_line(_filled(loads + subject, _bare(values)))
        filled = _filled(loads + text, _isolated(values, language) | {"mail_recorder": recorder})
        blocks = [block for block in map(_cleaned, recorder.blocks(filled)) if block != Words("")]
        if not first or not blocks:
            raise ValueError(f"The mail {template.key!r} has no subject or no text")
        leave = _way_out(unsubscribe_url) if template.kind else []
        return _drawn(first, [*blocks, *leave], language, identity)


def _way_out(url: str) -> list[Block]:
    return [
        Words(_("Möchten Sie solche E-Mails nicht mehr bekommen? Hier bestellen Sie sie ab:") + f"\n{url}")
    ]


def _drawn(subject: str, blocks: list[Block], language: str, identity: Identity) -> Written:
    turned = direction(language) == "rtl"
    body = text_of(blocks, right_to_left=turned)
    html = html_of(subject=subject, blocks=blocks, language=language, identity=identity)
    return Written(subject, body, html, language)


def _cleaned(block: Block) -> Block:
    return Words(clean_text(block.text)) if isinstance(block, Words) else block


def frame(subject: str, text: str, language: str, identity: Identity | None = None) -> str:
    """The HTML of a mail that no template of ours wrote."""
    plain = Words(bidi.without_marks(text))
    return html_of(
        subject=subject, blocks=[plain], language=language, identity=identity or present_identity()
    )


def _bare(values: Mapping[str, Any]) -> dict[str, Any]:
    """For the subject, which mail programs show as a line of its own: no signs that turn it around."""
    return {
        name: bidi.without_marks(value) if isinstance(value, str) else value for name, value in values.items()
    }


def _isolated(values: Mapping[str, Any], language: str) -> dict[str, Any]:
    turned = direction(language) == "rtl"
    return {
        name: bidi.value_for(value, right_to_left=turned) if isinstance(value, str) else value
        for name, value in values.items()
    }


def one_line(text: str) -> str:
    """For a header: no line breaks, no control signs, not too long."""
    return " ".join(bidi.without_marks(CONTROL.sub(" ", text)).split())[:LONGEST_SUBJECT].rstrip()


def one_address(url: str) -> str:
    """For a header, whole: a link cut short leads nowhere."""
    return "".join(CONTROL.sub("", url).split())


def language_for(lang: str) -> str:
    """A language of the site."""
    return lang if lang in site_codes() else base_language()


def clean_text(text: str) -> str:
    """Plain line breaks, no control signs, at most one blank line in a row."""
    plain = CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = [line.rstrip() for line in plain.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _parts(key: str) -> tuple[str, str, str]:
    """What is loaded, the subject and the text, so that no value in the subject can reach into the text."""
    source = cast(Template, get_template(f"mail/{key}.txt").template).source  # type: ignore[attr-defined]
    start = LEADING.match(source)
    loads = "{% load i18n mail_parts %}" + (start.group().replace("\n", "") if start else "")
    subject, _line, text = source[start.end() if start else 0 :].partition("\n")
    return loads, subject, text


def _filled(source: str, values: Mapping[str, Any]) -> str:
    return Engine.get_default().from_string(source).render(Context(dict(values), autoescape=False))
