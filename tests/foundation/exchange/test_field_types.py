"""What each field type takes, what it refuses and with which words."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest

from miteinander.foundation.exchange import fields
from miteinander.foundation.exchange.context import Context, Link
from miteinander.foundation.exchange.nodes import node_of
from miteinander.foundation.exchange.problems import FieldError, Problems
from miteinander.foundation.exchange.reading import read_text
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values import PartialDate


def read(field, written):
    """Read `written` as YAML; raises FieldError also for errors in parts."""
    problems = Problems()
    document = read_text(f"programme: {written}\n", problems, name="a.yaml")
    value = field.read(document.root.entries[0][1], Context("a.yaml", ("x",), problems))
    if problems:
        raise FieldError(" | ".join(str(problem) for problem in problems.found))
    return value


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        (fields.Text(), "no", "no"),
        (fields.Text(), "  010 ", "010"),
        (fields.Text(), '"u\\u0308ber"', "über"),
        (fields.Text(), "", ""),
        (fields.Integer(), "+7", 7),
        (fields.Integer(), "~", None),
        (fields.Integer(empty=0), "", 0),
        (fields.Decimal(places=5), "51.0459248", Decimal("51.04592")),
        (fields.Money(), "5000", Decimal("5000.00")),
        (fields.Money(words={"free": Decimal(0)}), "free", Decimal(0)),
        (fields.Boolean(), "ja", True),
        (fields.Boolean(), "No", False),
        (fields.Choice(["yes", "no", "partly"]), "no", "no"),
        (fields.Colour(), "coral", "coral"),
        (fields.LanguageCode(), "kmr", "kmr"),
        (fields.ListOf(fields.LanguageCode()), "[de, tr]", ["de", "tr"]),
        (fields.ListOf(fields.Text()), "~", []),
        (fields.ListOf(fields.Text()), "[a, ]", ["a"]),
        (fields.Day(), "2012-09-29", dt.date(2012, 9, 29)),
        (fields.Time(), "10:30", dt.time(10, 30)),
        (fields.Time(), "9:05", dt.time(9, 5)),
        (fields.PartialDateField(), "2012-09", PartialDate.parse("2012-09")),
        (fields.PartialDateField(), "~", PartialDate.unknown()),
        (
            fields.PartialDateField(),
            "{from: 2012-09-29 10:30, to: 2012-09-29 13:00}",
            PartialDate.parse({"from": "2012-09-29 10:30", "to": "2012-09-29 13:00"}),
        ),
        (fields.Telephone(), "0221 4710123", "+492214710123"),
        (fields.Email(), "buero@example.org", "buero@example.org"),
        (fields.URL(), "https://example.org/a?b=c", "https://example.org/a?b=c"),
        (fields.Slug(), "offenes-fruehstueck-2", "offenes-fruehstueck-2"),
        (fields.Reference("venues"), "forum", Link("venues", "forum")),
        (fields.Mapping({"a": fields.Text(), "b": fields.Integer()}), "{a: x}", {"a": "x", "b": None}),
        (fields.Translated(), "Sommerfest", {"de": "Sommerfest"}),
        (fields.Translated(), "no", {"de": "no"}),
    ],
)
def test_value_is_read(field, written, value):
    assert read(field, written) == value


@pytest.mark.parametrize(
    ("field", "written", "words"),
    [
        (fields.Text(required=True), "", "Hier fehlt der Wert"),
        (fields.Text(required=True), '""', "Hier fehlt der Wert"),
        (fields.Text(max_length=3), "abcd", "höchstens 3 Zeichen"),
        (fields.Text(), "[a]", "keine Liste"),
        (fields.Text(), "{a: b}", "keine weiteren Felder"),
        (fields.Integer(), "0x1F", "ganze Zahl"),
        (fields.Integer(), "1_000", "ganze Zahl"),
        (fields.Integer(), "9" * 5000, "ganze Zahl"),
        (fields.Integer(), "٣", "ganze Zahl"),
        (fields.Integer(minimum=1, maximum=12), "13", "von 1 bis 12"),
        (fields.Decimal(), "1e400", "Zahl wie 51.05"),
        (fields.Decimal(), ".nan", "Zahl wie 51.05"),
        (fields.Decimal(minimum=-90, maximum=90), "91", "von -90 bis 90"),
        (fields.Money(), "5.000", "5000,00"),
        (fields.Money(), "1" * 5000, "zu groß"),
        (fields.Boolean(), "vielleicht", "Erlaubt: yes, true, ja, no, false, nein."),
        (fields.Choice(["draft", "published"]), "publisched", "Meinten Sie „published“?"),
        (fields.Colour(), "purple", "Erlaubt: sun, coral, plum, blue, teal, leaf, rose."),
        (fields.LanguageCode(), "kurdisch", "gesprochenen Sprachen"),
        (fields.ListOf(fields.LanguageCode()), "de", "Hier steht eine Liste"),
        (fields.ListOf(fields.LanguageCode()), "[de, de]", "„de“ steht zweimal"),
        (fields.ListOf(fields.Text()), "[a, ~]", "Dieser Eintrag der Liste ist leer"),
        (fields.ListOf(fields.Text(), required=True), "[]", "mindestens einen Eintrag"),
        (fields.ListOf(fields.Text(), longest=2), "[a, b, c]", "höchstens 2 Einträge"),
        (fields.Day(), "29.09.2012", "zum Beispiel 2012-09-29"),
        (fields.Day(), "2012-02-30", "gibt es nicht"),
        (fields.Time(), "24:00", "keine Uhrzeit"),
        (fields.Time(), "630", "keine Uhrzeit"),
        (fields.PartialDateField(), "im Herbst", "kein Datum"),
        (fields.PartialDateField(), "2012-13", "2012-13"),
        (fields.PartialDateField(), "{form: 2012-09-29}", "Meinten Sie „from“?"),
        (fields.PartialDateField(), "{from: [2012-09-29]}", "je ein Datum"),
        (fields.PartialDateField(), "[2012-09-29]", "keine Liste"),
        (fields.Telephone(), "anrufen", "keine Telefonnummer"),
        (fields.Email(), "buero(at)example.org", "keine E-Mail-Adresse"),
        (fields.URL(), "javascript:alert(1)", "keine Internetadresse"),
        (fields.URL(), "example.org", "keine Internetadresse"),
        (fields.Slug(), "Offenes Frühstück", "kein Schlüssel"),
        (fields.Slug(), "../../etc", "kein Schlüssel"),
        (fields.Reference("venues"), "[a]", "keine Liste"),
        (fields.Mapping({"spoken": fields.Text()}), "{spokn: x}", "Meinten Sie „spoken“?"),
        (fields.Mapping({"spoken": fields.Text()}), "[x]", "einzelne Felder"),
        (fields.Mapping({"title": fields.Text(required=True)}), "{}", "„title“ fehlt"),
        (fields.Translated(), "{dk: F}", "Erlaubt: de, de-simple, tr, ar, uk, ru, pl, it, el, sq, en, fr."),
        (fields.Translated(), "{de: Fest, de_simple: Fest}", "Meinten Sie „de-simple“?"),
        (fields.Translated(), "{no: Fest}", "„no“"),
        (fields.Translated(required=True), "{tr: Şenlik}", "Der deutsche Text fehlt"),
        (fields.Translated(), "[a]", "keine Liste"),
        (fields.Translated(max_length=3), "{de: abc, tr: abcd}", "x → tr"),
    ],
)  # fmt: skip
def test_value_is_refused_with_a_sentence(field, written, words):
    with pytest.raises(FieldError) as refused:
        read(field, written)
    assert words in refused.value.sentences()


def test_long_value_is_shortened_in_the_message():
    with pytest.raises(FieldError) as refused:
        read(fields.Choice(["a"]), "x" * 100_000)
    assert len(refused.value.sentences()) < 200


def test_all_errors_of_a_list_are_reported():
    with pytest.raises(FieldError) as refused:
        read(fields.ListOf(fields.LanguageCode()), "[xx, de, yy]")
    assert "„xx“" in str(refused.value)
    assert "„yy“" in str(refused.value)


def test_translation_not_in_the_file_is_kept():
    field = fields.Translated()
    stored = Translated.of({"de": "Sommerfest", "tr": "Yaz şenliği"})
    merged = field.merge(stored, read(field, "{de: Sommerfest, en: Summer party}"))
    assert field.comparable(merged) == {"de": "Sommerfest", "tr": "Yaz şenliği", "en": "Summer party"}
    assert merged["_"]["tr"] == stored["_"]["tr"]


def test_emptied_text_loses_all_languages():
    field = fields.Translated()
    assert not field.merge(Translated.of({"de": "a", "tr": "b"}), read(field, "~"))


def test_entries_of_a_list_keep_their_translations_when_they_move():
    field = fields.ListOf(fields.Mapping({"title": fields.Translated()}))
    stored = [{"title": Translated.of({"de": "Rede", "tr": "Konuşma"})}, {"title": Translated.of("Musik")}]
    merged = field.merge(stored, read(field, "[{title: Musik}, {title: Rede}, {title: Essen}]"))
    assert field.comparable(merged) == [
        {"title": {"de": "Musik"}}, {"title": {"de": "Rede", "tr": "Konuşma"}}, {"title": {"de": "Essen"}},
    ]  # fmt: skip


def test_reference_compares_by_slug_whatever_it_is():
    field = fields.ListOf(fields.Reference("venues"))
    records = [SimpleNamespace(slug="b"), SimpleNamespace(slug="a")]
    assert (
        field.comparable(records)
        == field.comparable([Link("venues", "a"), Link("venues", "b")])
        == ["a", "b"]
    )


def test_numbers_compare_by_value():
    assert fields.Decimal(places=5).comparable(51.0459) == Decimal("51.04590")


def test_node_made_by_code_is_read_like_a_file():
    context = Context("Beispiel", ("x",), Problems())
    assert fields.Boolean().read(node_of(True), context) is True
    assert fields.Choice(["yes", "no"]).read(node_of(False), context) == "no"
    assert fields.Translated().read(node_of(Translated.of({"de": "a", "tr": "b"})), context)["tr"] == "b"
    assert fields.Day().read(node_of(dt.date(2012, 9, 29)), context) == dt.date(2012, 9, 29)
    assert fields.Time().read(node_of(dt.time(10, 30)), context) == dt.time(10, 30)
