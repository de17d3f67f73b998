"""The registry `mailing.templates`: every kind of mail that is ever written, with a sample for its preview.

A room registers in `AppConfig.ready()` and brings `templates/mail/<key>.txt`, a Django template: the first line is the
subject, a blank line, then the text. Blank lines make paragraphs, a line that is only an address becomes a link; the
HTML version is made from the text, in one frame, right to left where the language wants it. `{% load i18n %}` is there;
nothing is escaped in text, so `autoescape` is not needed. In the context stand the given values and `council` (name of
the council) and `lang`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from django.template import Context, Engine, Template
from django.template.loader import get_template
from django.utils import translation
from django.utils.functional import Promise

from miteinander.foundation.interface.models import Identity, present_identity
from miteinander.foundation.languages.registry import base_language, site_codes

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
    it in the office, and its text is emptied when it is delivered. `is_list`: it goes to many who asked for it; its
    context must hold `unsubscribe_url`.
    """

    key: str
    purpose: str | Promise
    sample: Mapping[str, Any] = field(default_factory=dict)
    is_secret: bool = False
    is_list: bool = False


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


def write(template: MailTemplate, *, lang: str, context: Mapping[str, Any]) -> Written:
    """Fill the template in the language. One query. Raises ValueError when the subject or the text is empty."""
    language = lang if lang in site_codes() else base_language()
    identity = present_identity()
    loads, subject, text = _parts(template.key)
    values = {**context, "council": identity.name, "lang": language}
    with translation.override(language):
        first = one_line(_filled(loads + subject, values))
        body = clean_text(_filled(loads + text, values))
    if not first or not body:
        raise ValueError(f"The mail {template.key!r} has no subject or no text")
    return Written(first, body, frame(first, body, language, identity), language)


def frame(subject: str, text: str, language: str, identity: Identity | None = None) -> str:
    return html_of(subject=subject, text=text, language=language, identity=identity or present_identity())


def one_line(text: str) -> str:
    """For a header: no line breaks, no control signs, not too long."""
    return " ".join(CONTROL.sub(" ", text).split())[:LONGEST_SUBJECT].rstrip()


def clean_text(text: str) -> str:
    """Plain line breaks, no control signs, at most one blank line in a row."""
    plain = CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = [line.rstrip() for line in plain.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _parts(key: str) -> tuple[str, str, str]:
    """What is loaded, the subject and the text, so that no value in the subject can reach into the text."""
    source = cast(Template, get_template(f"mail/{key}.txt").template).source  # type: ignore[attr-defined]
    start = LEADING.match(source)
    loads = "{% load i18n %}" + (start.group().replace("\n", "") if start else "")
    subject, _line, text = source[start.end() if start else 0 :].partition("\n")
    return loads, subject, text


def _filled(source: str, values: Mapping[str, Any]) -> str:
    return Engine.get_default().from_string(source).render(Context(dict(values), autoescape=False))
