"""What fills itself in an edition: the same data for page and paper."""

from datetime import date

import pytest
from django.utils.translation import override

from miteinander.foundation.interface import sections
from miteinander.foundation.interface.listings import Group, Line, Listing, Table, as_section
from miteinander.foundation.languages.text import LocalText
from miteinander.programme.newspaper.edition_sections import SLOT, listings_of_edition
from miteinander.programme.newspaper.enums import FILLS_ITSELF
from tests.support.factories import (
    get_format,
    make_district,
    make_event,
    make_identity,
    make_organisation,
    make_venue,
)
from tests.support.newspaper_pages import make_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    make_identity(name="Integrationsrat Musterstadt", street="Musterstraße 1", postal_code="12345", town="Musterstadt",
                  telephone="+492144064710")  # fmt: skip
    return make_edition(slug="fruehjahr", delivery_on=date(2026, 4, 16), print_run=5000,
                        publisher_name="Der Rat", deadline_note="Sechs Wochen vorher")  # fmt: skip


def titles(listing):
    return [(group.label, [str(line.title) for line in group.lines]) for group in listing.groups]


def test_calendar_lists_what_takes_place_by_district(edition):
    harbour = make_venue(name="Saal", district=make_district(name="Hafen", slug="hafen"))
    hill = make_venue(name="Turm", district=make_district(name="Berg", slug="berg"))
    make_event(title="Chor", dates=["2026-06-01 18:30"], venues=[harbour])
    make_event(title="Markt", dates=["2026-05-01 09:00", "2026-07-01 09:00"], venues=[harbour, hill])
    make_event(title="Tee", dates=["2026-05-02 10:00"], venues=[hill])
    make_event(title="Überall", dates=["2026-05-03"])
    make_event(title="Vorher", dates=["2026-04-15 10:00"], venues=[hill])
    make_event(title="Viel später", dates=["2026-12-01 10:00"], venues=[hill])
    for state in ("draft", "planned", "cancelled", "postponed"):
        make_event(title=f"Nicht: {state}", dates=["2026-05-04 10:00"], venues=[hill], state=state)
    calendar = listings_of_edition(edition)["calendar"]
    assert titles(calendar) == [
        ("Berg", ["Tee"]),
        ("Hafen", ["Markt", "Chor", "Markt"]),
        ("Ohne festen Ort", ["Überall"]),
    ]
    line = calendar.groups[1].lines[1]
    assert (line.lead, line.iso, line.detail) == ("1. Juni", "2026-06-01", "Mo · 18:30 Uhr · Saal")
    assert line.url.startswith("/de/termine/") and calendar.groups[0].url == "/de/kalender/?stadtteil=berg"
    assert calendar.heading == "Termine bis August 2026"


def test_calendar_speaks_the_readers_language(edition):
    make_event(title={"de": "Tee", "tr": "Çay"}, dates=["2026-05-02 10:00"])
    with override("tr"):
        (line,) = listings_of_edition(edition)["calendar"].lines
    assert (str(line.title), line.lead) == ("Çay", "2 Mayıs")
    assert line.url.startswith("/tr/termine/")


def test_consultation_hours_have_a_list_of_their_own(edition):
    hour = get_format("consultation-hour")
    make_event(title="Sprechstunde", format=hour, dates=["2026-05-06 16:00"])
    make_event(title="Tee", dates=["2026-05-06 16:00"])
    assert [str(line.title) for line in listings_of_edition(edition)["consultation"].lines] == [
        "Sprechstunde"
    ]


def test_addresses_and_imprint_say_what_is_known_and_nothing_else(edition):
    make_organisation(name="Chor Beispiel", kinds=["association"], telephone="+492141234567")
    make_organisation(name="Stiftung", kinds=["funder"])
    found = listings_of_edition(edition)
    assert titles(found["addresses"]) == [
        ("Integrationsrat Musterstadt", ["Musterstraße 1, 12345 Musterstadt", "0214 4064710"]),
        ("Vereine und Gruppen", ["Chor Beispiel"]),
    ]
    assert [(line.lead, str(line.title)) for line in found["imprint"].lines] == [
        ("Herausgeber", "Der Rat"),
        ("Redaktionsschluss", "Sechs Wochen vorher"),
        ("Auflage", "5.000"),
    ]
    assert "imprint" not in listings_of_edition(make_edition())


def test_nothing_to_say_is_no_section(edition):
    assert set(listings_of_edition(edition)) == {"addresses", "imprint"}
    assert as_section(Listing("calendar", "Leer", (Group(()),))) is None


def test_another_room_fills_a_place_of_its_own_on_page_and_paper(client, edition):
    def tables(record):
        return as_section(
            Listing("tournament", "Tabelle", tables=(Table("Gruppe A", ("Team", "Punkte"), (("Rot", "6"),)),))
        )

    def calls(record):
        line = Line(LocalText("Lotsin gesucht", "de", "ltr"), detail="zwei Stunden")
        return as_section(Listing("volunteers", "Mitmachen", (Group((line,)),)))

    sections.register(SLOT, tables)
    sections.register(SLOT, calls)
    try:
        found = listings_of_edition(edition)
        assert found["tournament"].tables[0].rows == (("Rot", "6"),)
        assert str(found["volunteers"].lines[0].title) == "Lotsin gesucht"
        assert set(found) <= set(FILLS_ITSELF)
        html = client.get("/de/zeitung/fruehjahr/").content.decode()
        assert "<caption>Gruppe A</caption>" in html and "Lotsin gesucht" in html
    finally:
        sections.unregister(SLOT, tables)
        sections.unregister(SLOT, calls)


def test_listings_cost_the_same_for_few_and_many_dates(edition, count_queries):
    def cost():
        with count_queries() as queries:
            listings_of_edition(edition)
        return len(queries)

    hour = get_format("consultation-hour")
    make_event(dates=["2026-05-02 10:00"], format=hour, venues=[make_venue(district=make_district())])
    first = cost()
    for _time in range(3):
        make_event(dates=["2026-05-02 10:00"], format=hour, venues=[make_venue(district=make_district())])
    assert cost() == first == 8
