"""The languages of the site and those of events."""

import pytest
from django.conf.locale import LANG_INFO

from miteinander.foundation.languages.registry import (
    base_language,
    direction,
    site_codes,
    site_languages,
    spoken_choices,
    spoken_languages,
)


def test_site_has_the_twelve_languages_german_first():
    assert [language.code for language in site_languages()] == [
        "de", "de-simple", "tr", "ar", "uk", "ru", "pl", "it", "el", "sq", "en", "fr",
    ]  # fmt: skip
    assert base_language() == "de"


def test_every_site_language_is_known_to_django():
    assert site_codes() <= set(LANG_INFO)


def test_only_arabic_is_right_to_left_on_the_site():
    assert [language.code for language in site_languages() if language.direction == "rtl"] == ["ar"]


@pytest.mark.parametrize("code", ["ar", "fa", "prs", "ps", "ckb", "ur"])
def test_direction_of_right_to_left_languages(code):
    assert direction(code) == "rtl"
    assert spoken_languages()[code].direction == "rtl" if code in spoken_languages() else True


def test_direction_of_a_region_follows_its_language():
    assert (direction("ar-SY"), direction("sr-Cyrl"), direction("kmr")) == ("rtl", "ltr", "ltr")


def test_spoken_list_is_wider_than_the_site_and_contains_it():
    spoken = set(spoken_languages())
    assert site_codes() - {"de-simple"} < spoken
    assert {"kmr", "ti", "gsg"} <= spoken


def test_only_sign_language_is_signed():
    assert [language.code for language in spoken_languages().values() if language.signed] == ["gsg"]


def test_codes_and_names_occur_once():
    choices = spoken_choices()
    assert len({code for code, _name in choices}) == len(choices)
    assert len({name for _code, name in choices}) == len(choices)
