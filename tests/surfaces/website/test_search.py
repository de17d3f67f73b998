"""The public search: words in any spelling, several kinds of record, honest about what it does not find."""

import pytest
from django.test import Client

from miteinander.civic.places.models import Borough, District
from miteinander.foundation.audit.actions import save_record
from miteinander.foundation.languages.text import Translated
from miteinander.programme.events.actions import withdraw_event
from tests.support import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(db) -> District:
    borough = save_record(record=Borough(slug="zwei"), values={"number": 92, "name": "Bezirk Zwei"})
    return save_record(
        record=District(slug="steinhuegel"),
        values={"name": "Steinhügel", "borough": borough, "synonyms": ["Fettenweide"]},
    )


def results(client: Client, query: str, lang: str = "de") -> str:
    response = client.get(f"/{lang}/suche/", {"q": query})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    "query", ["Steinhügel", "steinhuegel", "Steinhugel", "STEINHÜGEL", "steinh", "Fettenweide"]
)
def test_district_is_found_in_every_spelling_by_its_beginning_and_by_synonym(client, district, query):
    assert "Steinhügel</a>" in results(client, query).replace("</span></a>", "</a>")


def test_german_hit_is_marked_as_german(client):
    factories.make_event(title={"de": "Lesung am Hafen"}, slug="lesung")
    page = results(client, "Hafen", "tr")
    assert '<span lang="de" dir="ltr">Lesung am Hafen</span>' in page
    assert "fallback-note" in page


def test_german_text_below_a_name_is_marked_as_german(client):
    factories.make_organisation(
        name="Chor Musterklang e. V.", kinds=["association"], about={"de": "Lieder am Abend"}
    )
    page = results(client, "Musterklang", "ar")
    assert "<bdi>Chor Musterklang e. V.</bdi>" in page
    assert '<span lang="de" dir="ltr">Lieder am Abend</span> <span class="fallback-note">' in page


def test_own_language_is_found_and_shown(client):
    factories.make_event(title={"de": "Lesung", "ar": "قراءة"}, slug="lesung")
    assert "قراءة</a>" in results(client, "قراءه", "ar")


def test_arabic_article_is_no_obstacle(client):
    factories.make_event(title={"de": "Frühstück", "ar": "فطور مفتوح"}, slug="fruehstueck")
    assert "فطور مفتوح</a>" in results(client, "الفطور", "ar")


def test_what_is_called_as_asked_comes_before_what_only_mentions_it(client, district):
    factories.make_event(title={"de": "Fest in Steinhügel"}, slug="fest")
    page = results(client, "steinHügel")
    assert page.index("/de/stadtteile/steinhuegel/") < page.index("/de/termine/fest/")


def test_pages_of_results_are_called_pages_and_not_dates(client):
    for number in range(41):
        factories.make_event(title={"de": "Lesung"}, slug=f"lesung-{number}")
    page = client.get("/de/suche/", {"q": "Lesung", "seite": "2"}).content.decode()
    assert '<a class="button button-quiet" rel="prev" href="/de/suche/?q=Lesung">Seite 1 von 3</a>' in page
    assert 'rel="next" href="/de/suche/?q=Lesung&amp;seite=3">Seite 3 von 3<' in page
    assert "Spätere Termine" not in page


def test_what_is_not_public_is_never_found(client):
    event = factories.make_event(title={"de": "Geheimrezept"}, slug="geheim")
    assert "Geheimrezept</a>" in results(client, "Geheimrezept")
    withdraw_event(event=event)
    assert "geheim/" not in results(client, "Geheimrezept")


def test_empty_result_names_the_word_to_leave_out(client):
    factories.make_event(title={"de": "Konzert"}, slug="konzert")
    page = results(client, "Konzert Quatschwort")
    assert "Nur „Konzert“ suchen: 1 Ergebnis" in page
    assert "/de/suche/?q=Konzert" in page


@pytest.mark.parametrize(
    "query", ["%", "_", "' OR 1=1 --", "\x00", "x" * 4000, "\u202eabc", "🎉", "a " * 500]
)
def test_nonsense_gets_an_answer(client, query):
    factories.make_event(title={"de": "Konzert"}, slug="konzert")
    assert "konzert/" not in results(client, query)


def test_page_number_that_is_none_shows_a_page(client):
    factories.make_event(title={"de": "Konzert"}, slug="konzert")
    for number in ("0", "-1", "abc", "99999999", "²"):
        assert "konzert/" in client.get("/de/suche/", {"q": "Konzert", "seite": number}).content.decode()


@pytest.mark.parametrize("count", [1, 3, 25])
def test_queries_do_not_grow(client, count_queries, count):
    for number in range(count):
        factories.make_event(title=Translated.of(f"Konzert {number}"), slug=f"konzert-{number}")
    results(client, "Konzert")
    with count_queries() as queries:
        results(client, "Konzert")
    assert len(queries) == 4
