"""The pages "Übersetzen": matrix, editing, who may what."""

import re

import pytest
from django.urls import reverse

from miteinander.civic.places.models import Venue
from miteinander.foundation.audit.actions import save_record
from miteinander.foundation.languages.enums import Origin
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.translation.models import Reading
from tests.support import factories as make
from tests.support.accounts import make_account

pytestmark = pytest.mark.django_db

OVERVIEW = "/buero/uebersetzen/"


@pytest.fixture
def venue(db):
    return make.make_venue(name={"de": "Bürgerhaus", "tr": "Halk Evi"}, stop="Markt")


@pytest.fixture
def desk(client, translator):
    client.force_login(translator)
    return client


def form_of(page):
    """What the browser would send back."""
    html = page.content.decode()
    form = html[html.index('<form method="post"') :]
    form = form[: form.index("</form>")]
    data = dict(
        re.findall(r'<input type="(?:hidden|text)"[^>]*name="((?:text|seen):[^"]+)" value="([^"]*)"', form)
    )
    data |= dict(re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n(.*?)</textarea>', form, re.S))
    data |= dict.fromkeys(re.findall(r'<input type="checkbox" name="([^"]+)" checked', form), "on")
    for name, value in re.findall(r'<input type="text"[^>]*name="([^"]+)" value="([^"]*)"', form):
        data[name] = value
    return data


def test_a_translator_sees_only_their_languages_and_records(desk, venue):
    make.make_body(name="Gremium")  # translators see nothing of the council room
    html = desk.get(OVERVIEW).content.decode()
    assert "Bürgerhaus" in html and "Gremium" not in html
    assert "Türkçe" in html and "العربية" in html
    assert "Русский" not in html
    assert reverse("translation:edit", args=["places-venue", venue.pk, "tr"]) in html


@pytest.mark.parametrize(
    ("kind", "lang"),
    [("places-venue", "ru"), ("places-venue", "de"), ("council-body", "tr"), ("places-venue", "xx")],
)
@pytest.mark.parametrize("name", ["edit", "machine-ask", "reading-new"])
def test_other_languages_and_rooms_are_closed_by_address(desk, venue, name, kind, lang):
    pk = venue.pk if kind == "places-venue" else make.make_body().pk
    address = reverse(f"translation:{name}", args=[kind, pk, lang])
    for method in (desk.get, desk.post):
        response = method(
            address, {"text:name": "x", "seen:name": "a-b-o", "reader": "x", "read_on": "2026-01-01"}
        )
        assert response.status_code in (302, 405)
        assert response.status_code == 405 or response.headers["Location"] == "/buero/"
    assert Venue.objects.get(pk=venue.pk).name.texts() == {"de": "Bürgerhaus", "tr": "Halk Evi"}
    assert not Reading.objects.exists()


def test_filters_by_address_do_not_widen_what_is_seen(desk, venue):
    make.make_body(name="Gremium")
    html = desk.get(
        OVERVIEW, {"sprache": "ru", "bereich": "council-body", "stand": "kaputt", "p": "999"}
    ).content.decode()
    assert "Gremium" not in html and "Русский" not in html


@pytest.mark.parametrize(
    "address", [OVERVIEW, f"{OVERVIEW}naechster/", f"{OVERVIEW}einlesen/", f"{OVERVIEW}texte.po?sprache=tr"]
)
def test_roles_without_texts_stay_out(client, address):
    for role in ("member", "auditor"):
        client.force_login(make_account(role))
        assert client.get(address).headers["Location"] == "/buero/"


def test_an_ended_role_closes_the_desk(client, translator):
    translator.grants.update(starts_on="2000-01-01", ends_on="2001-01-01")
    client.force_login(translator)
    assert client.get(OVERVIEW).status_code == 302


def test_editors_translate_what_they_may_change_in_every_language(client, venue):
    client.force_login(make_account("editor"))
    html = client.get(OVERVIEW).content.decode()
    assert "Русский" in html and "Bürgerhaus" in html
    assert client.get(reverse("translation:edit", args=["places-venue", venue.pk, "ru"])).status_code == 200
    body = make.make_body()
    assert client.get(reverse("translation:edit", args=["council-body", body.pk, "ru"])).status_code == 302


def test_the_matrix_filters_by_state_kind_and_words(client, office, venue):
    client.force_login(office)
    make.make_venue(name=Translated.of({"de": "Schwimmbad", "tr": "Havuz"}, Origin.CHECKED))
    make.make_activity(title={"de": "Tour", "tr": "Tur"})

    def found(**query):
        html = client.get(OVERVIEW, query).content.decode()
        return {name for name in ("Bürgerhaus", "Schwimmbad", "Tour") if f">{name} <" in html}

    assert found() == {"Bürgerhaus", "Schwimmbad", "Tour"}
    assert found(sprache="tr", stand="checked") == {"Schwimmbad"}
    assert found(sprache="tr", stand="open") == {"Bürgerhaus"}
    assert found(bereich="places-venue") == {"Bürgerhaus", "Schwimmbad"}
    assert found(q="BUERGER") == {"Bürgerhaus"}
    assert found(sprache="ru", stand="open") == {"Bürgerhaus", "Schwimmbad", "Tour"}
    assert found(q="a\x00%_';--") == set()


@pytest.mark.parametrize("count", [1, 6])
def test_the_matrix_needs_the_same_queries_however_much_there_is(client, office, count_queries, count):
    client.force_login(office)
    series = make.make_series()
    for number in range(count):
        make.make_venue(name=f"Ort {number}")
        make.make_event(title="", series=series, description="Text")
    client.get(OVERVIEW)
    with count_queries() as queries:
        client.get(OVERVIEW, {"bereich": "events-event", "sprache": "tr"})
    texts = [query["sql"] for query in queries if "textrow" in query["sql"] or "events_event" in query["sql"]]
    assert len(texts) == 5  # waiting, count, rows, states, names


def test_german_left_the_other_language_right_with_its_direction(desk, venue, page_of):
    html = desk.get(page_of(venue, "ar")).content.decode()
    assert '<div lang="de" dir="ltr" class="desk-text">Bürgerhaus</div>' in html
    assert 'name="text:name" value="" lang="ar" dir="rtl"' in html
    assert html.count("<h1") == 1


def test_saving_writes_the_text_and_the_trail(desk, venue, page_of):
    address = page_of(venue, "tr")
    data = form_of(desk.get(address))
    assert data["text:name"] == "Halk Evi"
    response = desk.post(address, data | {"text:stop": "Pazar <b>", "checked:name": "on"}, follow=True)
    assert "2 Texte sind gespeichert." in response.content.decode()
    stored = Venue.objects.get(pk=venue.pk)
    assert (stored.stop["tr"], stored.name.state("tr"), stored.stop.state("tr")) == (
        "Pazar <b>",
        "checked",
        "draft",
    )
    assert "Pazar &lt;b&gt;" in desk.get(address).content.decode()


def test_who_comes_second_is_told_and_keeps_what_they_typed(desk, venue, page_of):
    address = page_of(venue, "tr")
    data = form_of(desk.get(address))
    save_record(record=venue, values={"name": venue.name.with_text("tr", "Onların evi")})
    response = desk.post(address, data | {"text:name": "Benim evim", "text:stop": "Pazar"})
    html = response.content.decode()
    assert response.status_code == 409
    assert "Inzwischen hat jemand anderes" in html
    assert 'value="Benim evim"' in html and 'value="Pazar"' in html and "Onların evi" in html
    assert Venue.objects.get(pk=venue.pk).stop.texts() == {"de": "Markt"}
    desk.post(address, form_of(response))  # having seen it, they decide
    assert Venue.objects.get(pk=venue.pk).name["tr"] == "Benim evim"


def test_a_faulty_text_comes_back_with_its_reason(desk, venue, page_of):
    address = page_of(venue, "tr")
    response = desk.post(address, form_of(desk.get(address)) | {"text:name": "x" * 301, "text:stop": "Pazar"})
    html = response.content.decode()
    assert response.status_code == 422
    assert 'aria-invalid="true"' in html and "300 Zeichen" in html and 'value="Pazar"' in html
    assert Venue.objects.get(pk=venue.pk).name["tr"] == "Halk Evi"


def test_a_text_that_is_gone_is_shown_to_who_wrote_it(desk, venue, page_of):
    address = page_of(venue, "tr")
    data = form_of(desk.get(address)) | {"text:stop": "Pazar"}
    save_record(record=venue, values={"stop": Translated()})
    response = desk.post(address, data)
    assert response.status_code == 409
    assert "Das hatten Sie geschrieben" in response.content.decode() and "Pazar" in response.content.decode()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"seen:name": ""},
        {"seen:name": "----"},
        {"seen:gibtsnicht": "a-b-o", "text:gibtsnicht": ""},
        {"text:name": "x"},
    ],
)
def test_broken_forms_write_nothing(desk, venue, page_of, data):
    assert desk.post(page_of(venue, "tr"), data).status_code in (302, 409)
    assert Venue.objects.get(pk=venue.pk).name["tr"] == "Halk Evi"


def test_the_next_missing_text_goes_round_and_ends(desk, venue, page_of):
    second = make.make_venue(name="Rathaus")
    address = f"{OVERVIEW}naechster/"
    first = desk.get(address, {"sprache": "tr", "bereich": "places-venue"}).headers["Location"]
    assert first == page_of(venue, "tr")
    assert desk.get(address, {"sprache": "tr", "nach": f"places-venue-{venue.pk}"}).headers[
        "Location"
    ] == page_of(second, "tr")
    assert desk.get(address, {"sprache": "tr", "nach": f"places-venue-{second.pk}"}).headers[
        "Location"
    ] == page_of(venue, "tr")
    assert desk.get(address, {"sprache": "ru"}).headers["Location"] == OVERVIEW
    for record in (venue, second):
        values = {
            "name": record.name.with_text("tr", "x"),
            "stop": record.stop.with_text("tr", "x") if record.stop else record.stop,
        }
        save_record(record=record, values=values)
    last = desk.get(address, {"sprache": "tr", "bereich": "places-venue"}, follow=True)
    assert "wartet kein weiterer Text" in last.content.decode()


def test_save_and_next(desk, venue, page_of):
    address = page_of(venue, "tr")
    response = desk.post(address, form_of(desk.get(address)) | {"go": "next"})
    assert response.headers["Location"] == f"{OVERVIEW}naechster/?sprache=tr&nach=places-venue-{venue.pk}"


def test_hints_for_easy_language_without_saving(client, office, venue, page_of):
    client.force_login(office)
    address = page_of(venue, "de-simple")
    data = form_of(client.get(address)) | {"text:name": "Das Haus wird von der GEMA geöffnet", "go": "hints"}
    html = client.post(address, data).content.decode()
    assert "Passiv" in html and "Abkürzung" in html and 'value="Das Haus wird von der GEMA geöffnet"' in html
    assert "de-simple" not in Venue.objects.get(pk=venue.pk).name
    assert "Passiv" not in client.post(page_of(venue, "tr"), data).content.decode()


def test_who_read_it_is_kept_and_shown_as_old_after_a_change(client, office, venue, page_of):
    client.force_login(office)
    address = reverse("translation:reading-new", args=["places-venue", venue.pk, "tr"])
    wrong = client.post(address, {"reader": "", "read_on": "2999-01-01"})
    assert wrong.status_code == 422 and "Zukunft" in wrong.content.decode()
    client.post(address, {"reader": "Prüfgruppe", "read_on": "2020-05-04", "note": "gut"})
    assert Reading.objects.get().entered_by == office
    assert "04.05.2020: Prüfgruppe" in client.get(page_of(venue, "tr")).content.decode()
    save_record(record=venue, values={"name": venue.name.with_text("tr", "Yeni")})
    assert "der Text wurde danach geändert" in client.get(page_of(venue, "tr")).content.decode()


def test_the_menu_shows_the_desk_to_those_who_have_one(client, translator):
    client.force_login(translator)
    assert OVERVIEW in client.get("/buero/").content.decode()
    client.force_login(make_account("auditor"))
    assert OVERVIEW not in client.get("/buero/").content.decode()
