"""The page "Ist der Tag frei?", the fragment of the event form and the panel beside the date."""

from datetime import date

import pytest
from django.urls import reverse

from miteinander.civic.planning.models import SchoolHoliday
from miteinander.programme.events.models import Event
from tests.support.accounts import make_account
from tests.support.factories import make_district, make_event, make_venue

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, office):
    client.force_login(office)
    return client


@pytest.fixture
def page(desk):
    return lambda **query: desk.get(reverse("days:day-check"), query)


@pytest.fixture
def hints(desk):
    return lambda **query: desk.get(reverse("days:day-hints"), query)


def test_a_day_with_everything_that_speaks_against_it(page):
    hall = make_venue(district=make_district())
    make_event(
        slug="lesung", title="Lesung im Saal", dates=["2026-02-20 15:00"], venues=[hall], state="draft"
    )
    html = page(tag="2026-02-20", von="15:30", ort=hall.pk).content.decode()
    assert "Ramadan" in html and "Essen erst danach" in html and "hijridate" in html
    assert "Gleicher Ort zur gleichen Zeit" in html and "Lesung im Saal" in html and "Entwurf" in html


def test_a_quiet_day_is_called_free(page):
    html = page(tag="2026-09-08").content.decode()
    assert "Es ist nichts bekannt, was gegen diesen Tag spricht." in html


def test_a_day_in_a_year_without_school_holidays_is_not_called_free(page):
    html = page(tag="2031-09-09").content.decode()
    assert "noch keine Schulferien in der Tabelle" in html
    assert "Es ist nichts bekannt" not in html


def test_the_year_stands_below(page):
    make_event(dates=["2026-05-09"])
    html = page(jahr="2026").content.decode()
    for word in ("Aschura", "Ostern (orthodox)", "Sommerferien", "Newroz", "1 eigene Veranstaltung"):
        assert word in html
    assert "Das Jahr 2026" in html


@pytest.mark.parametrize("year", ["", "abc", "9999", "0", "-5", "1e9", "٢٠٢٦", "2026; DROP"])
def test_any_year_answers(page, year):
    answer = page(jahr=year)
    assert answer.status_code == 200
    assert 1990 <= answer.context["year"] <= 2100


def test_years_at_the_end_say_what_is_not_computed(page):
    assert "werden für dieses Jahr nicht gerechnet" in page(jahr="2100").content.decode()


@pytest.mark.parametrize(
    "query",
    [{"tag": ""}, {"tag": "31.02.2026"}, {"tag": "9999-12-31"}, {"tag": "gestern"}, {"tag": "\x00"}, {},
     {"tag": "2026-05-09", "von": "25:00"}, {"tag": "2026-05-09", "ort": "kein Ort"},
     {"tag": "2026-05-09", "termin": "-1"}, {"tag": "2026-05-09", "zielgruppe": "<script>"},
     {"tag": "2026-05-09", "termin": "99999999999999999999"}],
)  # fmt: skip
def test_nonsense_is_answered_with_422(hints, page, query):
    assert hints(**query).status_code == 422
    assert hints(**query, format="json").status_code == 422
    assert page(**query).status_code == (422 if "tag" in query else 200)


def test_an_hour_that_the_clock_change_skips_is_no_error(hints):
    assert hints(tag="2026-03-29", von="02:30").status_code == 200


def test_the_fragment_is_only_a_fragment(hints):
    answer = hints(tag="2026-04-05")
    html = answer.content.decode()
    assert "<html" not in html and "Ostern (westlich)" in html
    assert "no-store" in answer.headers["Cache-Control"]


def test_json_says_the_same(hints):
    data = hints(tag="2026-09-21", format="json").json()
    assert (data["day"], data["is_free"]) == ("2026-09-21", False)
    kippur = next(hint for hint in data["hints"] if hint["name"] == "Jom Kippur")
    assert (kippur["weight"], kippur["first"], kippur["last"]) == ("high", "2026-09-21", "2026-09-21")
    assert "pyluach" in kippur["source"]


def test_the_town_lies_where_its_districts_are(hints):
    def until() -> str:
        found = hints(tag="2026-02-20", format="json").json()["hints"]
        return next(hint["text"] for hint in found if hint["name"] == "Ramadan")

    middle = until()
    make_district(latitude="50.9", longitude="6.1")
    assert until() != middle


def test_the_table_of_the_office_counts(hints):
    SchoolHoliday.objects.create(name="Sonderferien", first=date(2026, 9, 7), last=date(2026, 9, 9))
    names = [hint["name"] for hint in hints(tag="2026-09-08", format="json").json()["hints"]]
    assert "Sonderferien" in names


def test_hostile_titles_stay_text(hints):
    make_event(title="<script>alert(1)</script>", dates=["2026-09-08"])
    assert "<script>alert" not in hints(tag="2026-09-08").content.decode()


def test_the_same_number_of_queries_for_one_and_many(desk, hints, count_queries):
    def cost() -> int:
        with count_queries() as queries:
            hints(tag="2026-09-08")
        return len(queries)

    make_event(dates=["2026-09-08 10:00"], venues=[make_venue(district=make_district())])
    cost()
    before = cost()
    for _each in range(3):
        make_event(dates=["2026-09-08 10:00"], venues=[make_venue(district=make_district())])
    assert cost() == before


def test_the_event_form_shows_the_advice_without_javascript(desk):
    event = make_event(dates=["2026-09-21 18:00"])
    make_event(title="Zur selben Zeit", dates=["2026-09-21 18:00"])
    html = desk.get(reverse("wagtailsnippets_events_event:edit", args=[event.pk])).content.decode()
    assert "Jom Kippur" in html and "Zur selben Zeit" in html
    assert f'data-day-hints="{reverse("days:day-hints")}"' in html
    assert "office_day_hints.js" in html
    empty = desk.get(reverse("wagtailsnippets_events_event:add")).content.decode()
    assert "Sobald ein Tag feststeht" in empty


@pytest.mark.parametrize("name", ["day-check", "day-hints"])
def test_strangers_stay_out_and_readers_look(client, outsider, name):
    address = reverse(f"days:{name}")
    assert client.get(address, {"tag": "2026-09-08"}).status_code == 302
    client.force_login(outsider)
    assert client.get(address, {"tag": "2026-09-08"}).status_code in (302, 403)
    client.force_login(make_account("auditor"))
    assert client.get(address, {"tag": "2026-09-08"}).status_code == 200
    assert client.post(address, {"tag": "2026-09-08"}).status_code == 405


def test_looking_changes_nothing(hints):
    event = make_event(dates=["2026-09-21"])
    before = Event.objects.values().get(pk=event.pk)
    hints(tag="2026-09-21", termin=event.pk)
    assert Event.objects.values().get(pk=event.pk) == before
