"""The column and the form of translated text."""

import json
import re

import pytest
from django import forms
from django.core import serializers
from django.core.exceptions import ValidationError

from miteinander.civic.council.models import Body
from miteinander.foundation.languages.enums import Origin, TextState
from miteinander.foundation.languages.fields import TranslatedField
from miteinander.foundation.languages.text import Translated
from tests.support.factories import make_body, make_event


class BodyForm(forms.ModelForm):
    class Meta:
        model = Body
        fields = ("name", "about")


@pytest.mark.data_layer
def test_column_round_trip_keeps_texts_and_states(db):
    text = Translated.of({"de": "Integrationsrat", "ar": "مجلس", "tr": "Meclis"}, Origin.CHECKED)
    body = make_body(name=text)
    loaded = Body.objects.get(pk=body.pk).name
    assert type(loaded) is Translated
    assert loaded == text
    assert loaded.state("ar") == TextState.CHECKED


@pytest.mark.data_layer
def test_column_takes_a_plain_string_as_german(db):
    body = Body.objects.create(slug="plain", name="Integrationsrat")
    assert type(body.name) is Translated
    assert Body.objects.get(pk=body.pk).name == {"de": "Integrationsrat"}


@pytest.mark.data_layer
def test_column_default_is_a_fresh_empty_text():
    one, two = Body(), Body()
    one.name["de"] = "A"
    assert two.name == {}


def test_deconstruct_names_what_a_migration_needs():
    field = TranslatedField("Titel", longest=600, multiline=True)
    _name, path, args, kwargs = field.deconstruct()
    again = TranslatedField(*args, **kwargs)
    assert path == "miteinander.foundation.languages.fields.TranslatedField"
    assert (again.longest, again.multiline, again.blank, again.default) == (600, True, True, Translated)


def test_deconstruct_of_short_text_keeps_its_length():
    assert TranslatedField().deconstruct()[3]["longest"] == 300


@pytest.mark.data_layer
def test_serializer_round_trip(db):
    body = make_body(name=Translated.of({"de": "Rat", "ar": "مجلس"}, Origin.CHECKED))
    written = serializers.serialize("json", [body])
    assert json.loads(written)[0]["fields"]["name"]["ar"] == "مجلس"
    loaded = next(iter(serializers.deserialize("json", written))).object
    assert loaded.name == body.name
    assert loaded.name.state("ar") == TextState.CHECKED


@pytest.mark.data_layer
def test_revision_round_trip_keeps_texts_and_states(db):
    event = make_event(title=Translated.of({"de": "Fest", "tr": "Şenlik"}, Origin.MACHINE))
    loaded = event.save_revision().as_object()
    assert type(loaded.title) is Translated
    assert loaded.title == event.title
    assert loaded.title.state("tr") == TextState.MACHINE


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (Translated(), "base_missing"),
        (Translated({"tr": "Yaz"}), "base_missing"),
        (Translated.of({"de": "A", "xx": "B"}), "unknown_language"),
        (Translated.of("x" * 301), "too_long"),
        (Translated.of({"de": "A", "tr": "x" * 301}), "too_long"),
    ],
)
def test_validate_refuses(value, code):
    with pytest.raises(ValidationError) as refused:
        TranslatedField(blank=False).clean(value, None)
    assert refused.value.code == code


def test_validate_takes_exactly_the_longest():
    assert TranslatedField(blank=False).clean(Translated.of("x" * 300), None).base == "x" * 300


def test_validate_message_names_language_and_limit():
    with pytest.raises(ValidationError) as refused:
        TranslatedField(longest=3).clean(Translated.of({"de": "A", "tr": "abcd"}), None)
    assert "tr" in refused.value.messages[0]
    assert "3" in refused.value.messages[0]


def test_form_keeps_languages_that_were_not_posted():
    body = Body(slug="rat", name=Translated.of({"de": "Rat", "ar": "مجلس"}, Origin.CHECKED))
    form = BodyForm({"name-de": "Rat", "name-tr": "Meclis"}, instance=body)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["name"].texts() == {"de": "Rat", "ar": "مجلس", "tr": "Meclis"}
    assert form.cleaned_data["name"].state("ar") == TextState.CHECKED


def test_form_without_any_part_of_the_field_keeps_the_text():
    body = Body(slug="rat", name=Translated.of("Rat"), about=Translated.of({"de": "Wir", "tr": "Biz"}))
    form = BodyForm({"name-de": "Rat"}, instance=body)
    assert form.is_valid(), form.errors
    assert form.instance.about.texts() == {"de": "Wir", "tr": "Biz"}


def test_form_requires_german():
    form = BodyForm({"name-de": " ", "name-tr": "Meclis"}, instance=Body(slug="rat"))
    assert form.errors.as_data()["name"][0].code == "required"


def test_form_reports_a_text_that_is_too_long_and_keeps_what_was_typed():
    typed = "x" * 301
    form = BodyForm({"name-de": "Rat", "name-tr": typed}, instance=Body(slug="rat"))
    assert form.errors.as_data()["name"][0].code == "too_long"
    assert typed in str(form["name"])
    assert 'value="Rat"' in str(form["name"])


def test_form_ignores_a_language_the_site_does_not_have():
    form = BodyForm({"name-de": "Rat", "name-xx": "Boo"}, instance=Body(slug="rat"))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["name"].texts() == {"de": "Rat"}


def test_form_knows_whether_something_changed():
    body = Body(slug="rat", name=Translated.of({"de": "Rat", "tr": "Meclis"}))
    assert BodyForm({"name-de": "Rat"}, instance=body).changed_data == []
    assert BodyForm({"name-de": "Rat", "name-tr": "Konsey"}, instance=body).changed_data == ["name"]


def test_widget_has_an_input_per_language_with_its_direction():
    body = Body(slug="rat", name=Translated.of({"de": "Rat", "ar": "مجلس"}))
    html = str(BodyForm(instance=body)["name"])
    assert html.count('name="name-') == 12
    assert 'id="id_name"' in html
    arabic = html[html.index('name="name-ar"') - 200 : html.index('name="name-ar"') + 300]
    assert 'dir="rtl"' in arabic
    assert "مجلس" in arabic


def test_widget_folds_the_other_languages_under_their_states():
    body = Body(slug="rat", name=Translated.of({"de": "Rat", "ar": "مجلس"}))
    html = str(BodyForm(instance=body)["name"])
    assert html.count("<details") == 1 and "<details open" not in html
    summary = html[html.index("<summary>") : html.index("</summary>")]
    assert "fehlt: 10" in summary and "ungeprüft: 1" in summary
    assert html.index('name="name-de"') < html.index("<details") < html.index('name="name-ar"')


def test_widget_of_a_wrong_field_says_so_to_screen_readers():
    form = BodyForm({"name-de": "", "name-tr": "Meclis"}, instance=Body(slug="rat"))
    assert form.errors["name"]
    german = re.search(r'<input[^>]*name="name-de"[^>]*>', str(form["name"]))[0]
    assert 'aria-invalid="true"' in german and german.count(' id="id_name"') == 1


def test_widget_escapes_hostile_text():
    body = Body(slug="rat", name=Translated.of({"de": '"><script>alert(1)</script>', "tr": "</textarea><b>"}))
    html = str(BodyForm(instance=body)["name"])
    assert "<script>" not in html
    assert "</textarea><b>" not in html


def test_a_text_that_was_loaded_before_is_not_changed_through_the_other(db):
    make_body(slug="rat", name=Translated.of({"de": "Rat", "tr": "Meclis"}))
    first, second = Body.objects.get(slug="rat").name, Body.objects.get(slug="rat").name
    first["de"] = "Anders"
    first["_"]["tr"] = [Origin.CHECKED, ""]
    assert second == Body.objects.get(slug="rat").name == Translated.of({"de": "Rat", "tr": "Meclis"})
