"""How long a text becomes in another language, said before a translation is ordered."""

import pytest

from miteinander.foundation.languages.registry import site_languages
from miteinander.programme.newspaper import lengths
from miteinander.programme.newspaper.enums import ArticleState, Light, SlotKind
from tests.support.newspaper import make_article, make_edition, make_slot, words

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]


def test_every_language_of_the_site_has_a_factor():
    assert [one.code for one in site_languages() if one.code not in lengths.FACTORS] == []
    assert lengths.factor("xx") > 1


def test_the_expected_length_follows_the_german_until_there_is_a_translation():
    german = "x" * 1000
    article = make_article(texts={"de": words("Titel", german)})
    assert lengths.expected_length(article, "de") == 1000
    assert lengths.expected_length(article, "fr") == 1120
    assert lengths.wanted_german(1120, "fr") == 1000
    article = make_article(texts={"de": words("Titel", german), "fr": words("Titre", "y" * 700)})
    assert lengths.expected_length(article, "fr") == 700


@pytest.mark.parametrize(
    ("length", "wanted", "light"),
    [
        (0, 1000, Light.EMPTY),
        (849, 1000, Light.TOO_SHORT),
        (850, 1000, Light.FITS),
        (1050, 1000, Light.FITS),
        (1051, 1000, Light.TOO_LONG),
        (5000, None, Light.FITS),
    ],
)
def test_a_text_fits_between_its_limits(length, wanted, light):
    assert lengths.fit(length, wanted) == light


def test_too_long_is_said_before_the_translation_is_there():
    edition = make_edition()
    article = make_article(edition, texts={"de": words("Titel", "x" * 1000)}, state=ArticleState.APPROVED)
    assert lengths.light(make_slot(edition, 2, article, wanted_length=1000)) == Light.FITS
    assert lengths.light(make_slot(edition, 2, article, language="el", wanted_length=1000)) == Light.TOO_LONG
    assert (
        lengths.light(make_slot(edition, 2, article, language="el", wanted_length=1120)) == Light.UNTRANSLATED
    )


def test_the_light_of_every_other_slot():
    edition = make_edition()
    draft = make_article(edition)
    assert lengths.light(make_slot(edition)) == Light.EMPTY
    assert lengths.light(make_slot(edition, 2, draft)) == Light.UNAPPROVED
    assert lengths.light(make_slot(edition, kind=SlotKind.CALENDAR)) == Light.FITS
    assert lengths.light(make_slot(edition, kind=SlotKind.NOTICE)) == Light.EMPTY
    assert lengths.light(make_slot(edition, kind=SlotKind.NOTICE, text="Wir ziehen um.")) == Light.FITS
