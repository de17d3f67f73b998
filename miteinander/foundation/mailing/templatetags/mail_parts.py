"""Parts of a mail, for `templates/mail/*.txt`; loaded there already.

{% fact _("Wann") when %}{% fact _("Wo") where %}      consecutive facts make one list; an empty value is left out
{% button url _("Anmeldung ansehen") %}                an address of the web only
{% code number _("Ihre Nummer") %}
{{ names|isolate }}                                    for values inside lists and objects; plain ones are isolated
"""

from typing import Any

from django import template
from django.template import Context

from ..bidi import Isolated, plain, without_marks
from ..blocks import Button, Code, Fact, Recorder, checked_address

register = template.Library()


def _text(value: object) -> str:
    return without_marks(plain(value)).strip()


def _record(context: Context, part: Fact | Button | Code) -> str:
    recorder: Recorder = context["mail_recorder"]
    return recorder.mark(part)


@register.simple_tag(takes_context=True)
def fact(context: Context, label: Any, value: Any) -> str:
    if value is None or not (text := _text(value)):
        return ""
    return _record(context, Fact(" ".join(_text(label).split()), text))


@register.simple_tag(takes_context=True)
def button(context: Context, url: Any, label: Any) -> str:
    return _record(context, Button(checked_address(_text(url)), " ".join(_text(label).split())))


@register.simple_tag(takes_context=True)
def code(context: Context, value: Any, label: Any) -> str:
    return _record(context, Code(" ".join(_text(value).split()), " ".join(_text(label).split())))


@register.filter
def isolate(value: Any) -> str:
    return str(Isolated(_text(value)))
