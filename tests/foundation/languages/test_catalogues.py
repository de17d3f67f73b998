"""The message catalogues: complete, unbroken, really translated."""

from pathlib import Path

import polib
import pytest

from miteinander.foundation.languages.catalogues import (
    OFFICE,
    OFFICE_LANGUAGES,
    PUBLIC,
    catalogue_path,
    collect,
    compile_catalogues,
    folder_of,
    is_office,
    plural_count,
)
from miteinander.foundation.languages.registry import base_language, site_codes
from tests.support import catalogue_checks as checks

CODES = sorted(site_codes() - {base_language()})
ALLOWED = checks.read_allowances(Path(__file__).with_name("same_as_german.txt"))
CATALOGUES = [(code, False) for code in CODES] + [(code, True) for code in OFFICE_LANGUAGES]
NAMES = [f"{code}{' office' if office else ''}" for code, office in CATALOGUES]
every_catalogue = pytest.mark.parametrize(("code", "office"), CATALOGUES, ids=NAMES)


def catalogue_of(code, office):
    return polib.pofile(str(catalogue_path(code, office=office)))


def complain(faults):
    assert not faults, "\n" + "\n".join(faults[:60]) + f"\n({len(faults)} in all)"


@pytest.fixture(scope="module")
def messages():
    return {office: set(collect(office=office)) for office in (False, True)}


@every_catalogue
def test_nothing_is_missing_or_fuzzy(code, office):
    complain(checks.missing_and_fuzzy(catalogue_of(code, office)))


@every_catalogue
def test_catalogue_holds_exactly_the_messages_of_the_sources(code, office, messages):
    complain(checks.differs_from_sources(catalogue_of(code, office), messages[office]))


@every_catalogue
def test_placeholders_are_unchanged(code, office):
    complain(checks.changed_placeholders(catalogue_of(code, office)))


@every_catalogue
def test_plural_rule_and_forms_fit_the_language(code, office):
    complain(checks.wrong_plurals(catalogue_of(code, office), code))


@every_catalogue
def test_nothing_equals_the_german_by_accident(code, office):
    complain(checks.same_as_german(catalogue_of(code, office), ALLOWED.get(code, set())))


@pytest.mark.parametrize("code", CODES)
def test_every_allowance_is_needed(code):
    allowed = ALLOWED.get(code, set())
    used_by_office = set()
    if code in OFFICE_LANGUAGES:
        office = catalogue_of(code, True)
        used_by_office = allowed - {text for text in allowed if checks.unused_allowances(office, {text})}
    complain(checks.unused_allowances(catalogue_of(code, False), allowed - used_by_office))


def test_allowances_are_for_languages_of_the_site():
    assert set(ALLOWED) <= set(CODES)


@pytest.mark.parametrize("code", sorted(checks.SCRIPTS))
def test_script_is_that_of_the_language(code):
    complain(checks.wrong_script(catalogue_of(code, False), code))


@every_catalogue
def test_review_state_is_given(code, office):
    complain(checks.wrong_review_state(catalogue_of(code, office)))


def test_there_is_a_catalogue_for_every_language_and_no_other():
    assert {path.name for path in PUBLIC.iterdir()} == {folder_of(code) for code in CODES}
    assert {path.name for path in OFFICE.iterdir()} == {folder_of(code) for code in OFFICE_LANGUAGES}


# --- The checks themselves, on small broken catalogues ---------------------------------------------------------------


def broken(*entries, **metadata):
    catalogue = polib.POFile()
    catalogue.metadata = {name.replace("_", "-"): value for name, value in metadata.items()}
    catalogue.extend(polib.POEntry(**entry) for entry in entries)
    return catalogue


def plural(msgid, msgid_plural, *forms):
    return {"msgid": msgid, "msgid_plural": msgid_plural, "msgstr_plural": dict(enumerate(forms))}


def test_check_finds_missing_and_fuzzy_entries():
    found = checks.missing_and_fuzzy(
        broken(
            {"msgid": "a", "msgstr": ""},
            {"msgid": "b", "msgstr": "B", "flags": ["fuzzy"]},
            plural("c", "cc", "C", ""),
            {"msgid": "d", "msgstr": "D"},
        )
    )
    assert found == ["missing: 'a'", "fuzzy: 'b'", "missing: 'c'"]


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        ("%(n)d Termine", "dates"),
        ("%(name)s", "%(nome)s"),
        ("%(name)s", "%(name)d"),
        ("Fest in {district}", "Feast in {distrito}"),
        ("Ende", "%(name)s"),
        ("%s Euro", "Euro"),
    ],
)
def test_check_finds_changed_placeholders(msgid, msgstr):
    assert len(checks.changed_placeholders(broken({"msgid": msgid, "msgstr": msgstr}))) == 1


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        ("%(a)s und %(b)s", "%(b)s, %(a)s"),
        ("100 %% von %(a)s", "%(a)s: %%100"),
        ("Ende", "End"),
        ("%(a)s", ""),
    ],
)
def test_check_takes_placeholders_in_another_order(msgid, msgstr):
    assert checks.changed_placeholders(broken({"msgid": msgid, "msgstr": msgstr})) == []


def test_check_lets_a_plural_form_leave_out_only_the_number():
    fine = broken(
        plural("%(n)d Tag in %(ort)s", "%(n)d Tage in %(ort)s", "يوم في %(ort)s", "%(n)d في %(ort)s")
    )
    lost = broken(plural("%(n)d Tag in %(ort)s", "%(n)d Tage in %(ort)s", "يوم", "%(n)d في %(ort)s"))
    assert checks.changed_placeholders(fine) == []
    assert len(checks.changed_placeholders(lost)) == 1


def test_check_finds_wrong_plural_rule_and_number_of_forms():
    catalogue = broken(plural("a", "b", "x", "y"), Plural_Forms="nplurals=2; plural=(n != 1);")
    assert len(checks.wrong_plurals(catalogue, "ru")) == 2
    assert checks.wrong_plurals(catalogue, "it") == []


def test_check_finds_entries_equal_to_the_german():
    catalogue = broken(
        {"msgid": "Termin", "msgstr": "Termin"},
        {"msgid": "Café", "msgstr": "Café"},
        {"msgid": "%(a)s – %(b)s", "msgstr": "%(a)s – %(b)s"},
        plural("Tag", "Tage", "giorno", "Tage"),
        {"msgid": "Ende", "msgstr": "fine"},
    )
    assert checks.same_as_german(catalogue, {"Café"}) == [
        "same as the German: 'Termin'",
        "same as the German: 'Tag'",
    ]
    assert checks.unused_allowances(catalogue, {"Café", "Ende", "fort"}) == [
        "needs no allowance: 'Ende'",
        "needs no allowance: 'fort'",
    ]


def test_check_finds_text_in_the_wrong_script():
    latin_sentence = {"msgid": "x", "msgstr": "vier lateinische Wörter hier"}
    assert len(checks.wrong_script(broken(latin_sentence), "uk")) == 2
    mixed = [{"msgid": str(n), "msgstr": "Це справжнє речення українською"} for n in range(20)]
    assert checks.wrong_script(broken(*mixed), "uk") == []
    assert len(checks.wrong_script(broken(*mixed, latin_sentence), "uk")) == 1
    assert checks.wrong_script(broken(latin_sentence), "it") == []


def test_check_of_the_script_leaves_placeholders_and_addresses_out():
    text = "Пишите на %(email)s или office@example.org <b>https://example.org/kalender</b>"
    assert checks.script_share(text, "CYRILLIC") == 1
    assert checks.script_share("12:30", "ARABIC") == 1
    assert checks.script_share("abc", "ARABIC") == 0


@pytest.mark.parametrize(("state", "faults"), [("written", 0), ("read", 0), ("", 1), ("checked", 1)])
def test_check_of_the_review_state(state, faults):
    assert len(checks.wrong_review_state(broken(X_Review=state))) == faults


def test_check_compares_with_the_sources_in_both_directions():
    catalogue = broken({"msgid": "a", "msgstr": "A"}, {"msgid": "b", "msgctxt": "month", "msgstr": "B"})
    messages = [checks.Message("a", "aa"), checks.Message("b", context="month")]
    assert checks.differs_from_sources(catalogue, messages) == [
        "not in the catalogue: ('', 'a', 'aa')",
        "not in the sources: ('', 'a', '')",
    ]


def test_allowances_are_read_by_section(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text("# comment\n[it]\nZona\n\n[el]\n", encoding="utf-8")
    assert checks.read_allowances(path) == {"it": {"Zona"}, "el": set()}
    path.write_text("Zona\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 1"):
        checks.read_allowances(path)


# --- Files -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "folder"), [("de-simple", "de_Simple"), ("tr", "tr"), ("pt-br", "pt_BR"), ("zh-hans", "zh_Hans")]
)
def test_folder_is_the_one_django_reads(code, folder):
    from django.utils.translation import to_locale

    assert folder_of(code) == folder == to_locale(code)


def test_number_of_plural_forms():
    assert {code: plural_count(code) for code in ("ar", "ru", "pl", "fr", "de-simple")} == {
        "ar": 6,
        "ru": 3,
        "pl": 3,
        "fr": 2,
        "de-simple": 2,
    }


def test_no_message_is_both_public_and_of_the_office(messages):
    assert not messages[False] & messages[True]


def test_a_message_of_a_public_template_is_public():
    package = PUBLIC.parent
    assert not is_office(package / "surfaces/website/home.py")
    assert is_office(package / "civic/places/models.py")


def test_compiling_writes_only_what_is_older(tmp_path):
    source = tmp_path / "it" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    catalogue = broken({"msgid": "Ende", "msgstr": "Fine"}, Content_Type="text/plain; charset=UTF-8")
    catalogue.save(str(source))
    assert compile_catalogues([tmp_path]) == [source.with_suffix(".mo")]
    assert polib.mofile(str(source.with_suffix(".mo"))).find("Ende").msgstr == "Fine"
    assert compile_catalogues([tmp_path]) == []
