"""Text in templates: language, direction, note, escaping."""

import pytest
from django.template import Context, Template
from django.utils import translation

from miteinander.foundation.languages.text import LocalText, Translated

HOSTILE = '<script>alert("1")</script>'
OVERRIDE = "\u202eevil\u202c"


def shown(source, lang="de", **context):
    with translation.override(lang):
        return Template("{% load languages %}" + source).render(Context(context))


def test_local_of_the_readers_language_is_plain():
    text = Translated.of({"de": "Fest", "tr": "Şenlik"})
    assert shown("{% local text %}", "tr", text=text) == "Şenlik"


def test_local_fallback_carries_language_direction_and_note():
    html = shown("{% local text %}", "ar", text=Translated.of("Fest"))
    assert '<span lang="de" dir="ltr">Fest</span>' in html
    assert '<span class="fallback-note">' in html


def test_local_fallback_without_note():
    html = shown("{% local text False %}", "ar", text=Translated.of("Fest"))
    assert html == '<span lang="de" dir="ltr">Fest</span>'


def test_local_fallback_to_a_right_to_left_text_names_that_language():
    html = shown("{% local text %}", "fr", text=Translated({"ar": "مهرجان"}))
    assert '<span lang="ar" dir="rtl">مهرجان</span>' in html
    assert "العربية" in html


def test_local_takes_a_ready_text_and_a_plain_string():
    assert shown("{% local text %}", text=LocalText("Fest", "de", "ltr")) == "Fest"
    assert shown("{% local text %}", text="Fest") == "Fest"


@pytest.mark.parametrize("text", [None, "", Translated()])
def test_local_of_nothing_is_empty(text):
    assert shown("{% local text %}", text=text) == ""
    assert shown("{% local_paragraphs text %}", text=text) == ""


@pytest.mark.parametrize("tag", ["{% local text %}", "{% local_paragraphs text %}"])
@pytest.mark.parametrize("lang", ["de", "ar"])
def test_tags_escape_hostile_text(tag, lang):
    html = shown(tag, lang, text=Translated.of(HOSTILE))
    assert "<script" not in html
    assert "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;" in html


def test_tags_escape_a_hostile_language_code():
    html = shown("{% local text %}", "tr", text=Translated({'"><script>': "x"}))
    assert "<script>" not in html


def test_paragraphs_are_split_at_blank_lines():
    html = shown("{% local_paragraphs text %}", text=Translated.of("Eins\r\n\r\nZwei\n\n\n\nDrei"))
    assert html.count("<p>") == 3
    assert [part in html for part in ("<p>Eins</p>", "<p>Zwei</p>", "<p>Drei</p>")] == [True] * 3


def test_paragraphs_of_a_fallback_each_carry_the_language():
    html = shown("{% local_paragraphs text %}", "ar", text=Translated.of("Eins\n\nZwei"))
    assert html.count('<p lang="de" dir="ltr">') == 2
    assert html.count("fallback-note") == 1


def test_bidi_isolates_and_escapes():
    assert shown("{{ name|bidi }}", name="0214 123") == "<bdi>0214 123</bdi>"
    assert shown("{{ name|bidi }}", name=HOSTILE).startswith("<bdi>&lt;script&gt;")
    assert shown("{{ name|bidi }}", name="") == ""


def test_bidi_keeps_an_override_inside_the_isolation():
    html = shown("{{ name|bidi }} danach", name=OVERRIDE)
    assert html.index("<bdi>") < html.index("\u202e") < html.index("</bdi>") < html.index("danach")


def test_text_of_a_record_cannot_turn_the_text_after_it_around():
    html = shown("{% local text %} danach", "ar", text=Translated.of("\u202eevil"))
    before, _override, _rest = html.partition("\u202e")
    assert before.endswith('dir="ltr">')
    assert html.index("</span>") < html.index("danach")


@pytest.mark.parametrize(
    ("text", "html"),
    [("Chor e. V.", "<bdi>Chor e. V.</bdi>"), ("<b>!", "<bdi>&lt;b&gt;!</bdi>"), ("نادي (FC)", "نادي (FC)")],
)
def test_local_isolates_a_foreign_name_on_a_page_from_right_to_left(text, html):
    assert shown("{% local text %}", "ar", text=text) == html
    assert shown("{% local text %}", "ar", text=LocalText(text, "ar", "rtl")) == html
    assert "bdi" not in shown("{% local text %}", "fr", text=text)
