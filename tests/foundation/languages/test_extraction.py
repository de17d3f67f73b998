"""Finding messages in sources."""

import pytest
from django.template import Context, Template

from miteinander.foundation.languages.extraction import (
    Message,
    UnreadableMessage,
    messages_of_python,
    messages_of_template,
)


def of_python(source):
    return [message for message, _line in messages_of_python(source)]


def of_template(source):
    return [message for message, _line in messages_of_template(source)]


def test_python_calls_of_every_kind():
    source = """
_("a"); gettext("b"); gettext_lazy("c"); ngettext("d", "dd", n); pgettext("month", "e")
npgettext_lazy("x", "f", "ff", n); translation.gettext("g"); other("h"); _("i" "j")
"""
    assert set(of_python(source)) == {
        Message("a"),
        Message("b"),
        Message("c"),
        Message("d", "dd"),
        Message("e", context="month"),
        Message("f", "ff", "x"),
        Message("g"),
        Message("ij"),
    }


def test_python_messages_come_with_their_line():
    assert list(messages_of_python('\n\n_("a")')) == [(Message("a"), 3)]


@pytest.mark.parametrize(
    "source",
    [
        '_(f"a {b}")',
        "_(name)",
        '_("a" + b)',
        'ngettext("a", f"{b}", n)',
        'pgettext(context, "a")',
        '_("a".format(b))',
    ],
)
def test_python_message_that_is_no_literal_is_refused(source):
    with pytest.raises(UnreadableMessage, match="line 1"):
        of_python(source)


def test_template_translate():
    source = """{% translate "Kalender" %}{% trans 'Rat' %}{% translate "Mai" context "month" %}{% translate name %}"""
    assert of_template(source) == [Message("Kalender"), Message("Rat"), Message("Mai", context="month")]


def test_template_translate_as_variable_and_with_escaped_quotes():
    assert of_template(r"""{% translate "Sag \"ja\"" as text %}""") == [Message('Sag "ja"')]


def test_template_strings_in_tags_and_filters():
    source = """{% include "x.html" with label=_("Weiter") %}{{ _('Ende') }}{{ text|default:_("leer") }}"""
    assert of_template(source) == [Message("Weiter"), Message("Ende"), Message("leer")]


def test_template_blocktranslate_with_placeholders():
    source = "{% blocktranslate with ort=venue.name %}In {{ ort }} zu 100 %{% endblocktranslate %}"
    assert of_template(source) == [Message("In %(ort)s zu 100 %%")]


def test_template_blocktranslate_plural_trimmed_context():
    source = """{% blocktranslate count n=dates|length context "list" trimmed %}
        {{ n }} Termin
        gefunden
    {% plural %}
        {{ n }} Termine
        gefunden
    {% endblocktranslate %}"""
    assert of_template(source) == [Message("%(n)s Termin gefunden", "%(n)s Termine gefunden", "list")]


def test_template_blocktranslate_without_trimmed_keeps_its_spaces():
    assert of_template("{% blocktrans %}\n a\n{% endblocktrans %}") == [Message("\n a\n")]


def test_template_comments_hold_no_messages():
    assert of_template('{# {% translate "nein" %} #}') == []


def test_template_messages_are_those_django_looks_up(monkeypatch):
    """Django's own tag asks the catalogue for exactly the ids that were extracted."""
    asked = []
    monkeypatch.setattr(
        "django.utils.translation.ngettext",
        lambda singular, plural, number: asked.append((singular, plural)) or plural,
    )
    source = """{% load i18n %}{% blocktranslate count n=2 trimmed %}
        {{ n }} Tag zu 100 %
    {% plural %}
        {{ n }} Tage zu 100 %
    {% endblocktranslate %}"""
    shown = Template(source).render(Context())
    (message,) = of_template(source)
    assert asked == [(message.singular, message.plural)]
    assert shown == "2 Tage zu 100 %"
