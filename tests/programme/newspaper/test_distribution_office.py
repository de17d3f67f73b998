"""Distribution in the office: the list with whatever is typed, two people, print, settings, files, numbers of queries."""

import pytest
from django.urls import reverse

from miteinander.foundation.audit.models import AuditEntry
from miteinander.programme.newspaper.distribution import actions
from miteinander.programme.newspaper.distribution.grid import NoNumber, read_number
from miteinander.programme.newspaper.models import Delivery, Outlet, distribution_settings
from miteinander.surfaces.programme_files.actions import import_programme
from tests.support.accounts import make_account
from tests.support.distribution import deliver, make_outlet, make_round, make_subscriber
from tests.support.factories import make_district, make_identity, make_venue
from tests.support.newspaper import make_edition

pytestmark = pytest.mark.django_db
SPACE = "newspaper_distribution_office"


@pytest.fixture
def office(client):
    make_identity()
    client.force_login(make_account("office"))
    return client


def address(page, *args):
    return reverse(f"{SPACE}:{page}", args=args)


def seen_on(response):
    return response.context["seen"]


def typed(outlet, planned="", delivered="", leftovers=""):
    return {
        f"planned-{outlet.pk}": planned,
        f"delivered-{outlet.pk}": delivered,
        f"leftovers-{outlet.pk}": leftovers,
    }


def test_the_list_begins_with_the_proposal_and_is_saved(office):
    edition, one, other = make_edition(), make_outlet(usual_copies=70), make_outlet(usual_copies=30)
    page = address("delivery-list", edition.pk)
    shown = office.get(page)
    assert 'value="70"' in shown.content.decode() and not Delivery.objects.exists()
    sent = typed(one, "70", "1.200", "0") | typed(other, "", "", "") | {"seen": seen_on(shown)}
    response = office.post(page, sent, follow=True)
    assert "1 Auslagestelle ist gespeichert." in response.content.decode()
    row = Delivery.objects.get()
    assert (row.outlet, row.planned, row.delivered, row.leftovers) == (one, 70, 1200, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        "-1",
        "12.5",
        "12,5",
        "viele",
        "1e3",
        "100001",
        "9" * 400,
        "0x10",
        "1.2.3",
        "½",
        "²",
        "NaN",
        "1 2",
        "<b>1</b>",
    ],
)
def test_one_wrong_number_keeps_everything_out_and_nothing_is_lost(office, wrong):
    edition, good, bad = make_edition(), make_outlet(), make_outlet()
    page = address("delivery-list", edition.pk)
    seen = seen_on(office.get(page))
    response = office.post(page, typed(good, "5", "5", "1") | typed(bad, wrong) | {"seen": seen})
    html = response.content.decode()
    assert response.status_code == 422
    assert "Bitte eine ganze Zahl von 0 bis 100.000." in html and bad.name in html
    assert f'id="delivered-{good.pk}" name="delivered-{good.pk}" value="5"' in html
    assert not Delivery.objects.exists()


def test_more_left_than_delivered_is_named(office):
    edition, outlet = make_edition(), make_outlet()
    response = office.post(address("delivery-list", edition.pk), typed(outlet, "5", "5", "6") | {"seen": ""})
    assert response.status_code == 422
    assert "nicht mehr übrig sein, als ausgelegt wurde" in response.content.decode()


@pytest.mark.parametrize(
    ("text", "number"), [("", None), ("0", 0), ("007", 7), ("1.200", 1200), ("100.000", 100_000), ("١٢", 12)]
)
def test_numbers_as_people_type_them(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["1.20", "1.2000", ".5", "5.", "1200.000", "+5", "5-", "1_000"])
def test_numbers_nobody_means(text):
    with pytest.raises(NoNumber):
        read_number(text)


def test_the_second_of_two_sees_what_the_first_saved_and_may_then_save(office):
    edition, outlet = make_edition(), make_outlet()
    page = address("delivery-list", edition.pk)
    seen = seen_on(office.get(page))
    deliver(edition, {outlet: (50, 40)})
    response = office.post(page, typed(outlet, "60", "", "") | {"seen": seen})
    html = response.content.decode()
    assert response.status_code == 409
    assert 'value="60"' in html and "gespeichert: 50" in html and "gespeichert: 40" in html
    assert Delivery.objects.get().planned == 50
    office.post(page, typed(outlet, "60", "", "") | {"seen": seen_on(response)})
    assert Delivery.objects.get().planned == 60


def test_a_list_of_four_hundred_outlets_is_saved_at_once(office):
    edition = make_edition()
    Outlet.objects.bulk_create(Outlet(slug=f"o-{n}", name=f"Stelle {n}") for n in range(400))
    page = address("delivery-list", edition.pk)
    sent = {"seen": seen_on(office.get(page))}
    for outlet in Outlet.objects.all():
        sent |= typed(outlet, "20", "20", "3")
    assert office.post(page, sent).status_code == 302
    assert Delivery.objects.filter(leftovers=3).count() == 400


def test_a_form_without_its_stamp_saves_nothing(office):
    edition, outlet = make_edition(), make_outlet()
    assert office.post(address("delivery-list", edition.pk), typed(outlet, "5")).status_code == 409
    assert not Delivery.objects.exists()


def test_who_may_only_look_cannot_save(client):
    make_identity()
    client.force_login(make_account("auditor"))
    edition, outlet = make_edition(), make_outlet()
    page = address("delivery-list", edition.pk)
    assert "readonly" in client.get(page).content.decode()
    client.post(page, typed(outlet, "5") | {"seen": ""})
    client.post(address("run-adopt", edition.pk), {"auflage": "0"})
    assert not Delivery.objects.exists()


def test_the_proposal_is_taken_over_with_one_button(office):
    edition = make_edition(print_run=900)
    make_outlet(usual_copies=420)
    shown = office.get(address("delivery-list", edition.pk)).content.decode()
    assert 'name="auflage" value="500"' in shown
    for wrong in ("", "501", "-500", "5e2", "9" * 50, "٥٠٠"):
        office.post(address("run-adopt", edition.pk), {"auflage": wrong})
        edition.refresh_from_db()
        assert edition.print_run == 900
    office.post(address("run-adopt", edition.pk), {"auflage": "500"})
    edition.refresh_from_db()
    assert edition.print_run == 500
    assert AuditEntry.objects.filter(fields=["print_run"]).exists()


def test_leftovers_stand_by_district_in_words_and_bars(office):
    edition = make_edition()
    deliver(edition, {make_outlet(district=make_district(name="Hafen"), name="Kiosk"): (100, 100, 25)})
    html = office.get(address("leftovers", edition.pk)).content.decode()
    for part in ("Hafen", "Kiosk", "25 %", '<rect class="distribution-bar-left" width="25"'):
        assert part in html
    empty = office.get(address("leftovers", make_edition().pk)).content.decode()
    assert "noch keine Reste gezählt" in empty


def test_settings_are_checked_and_kept(office):
    page = address("settings")
    good = {"reserve_percent": "5", "print_step": "250", "bundle": "10", "delivery_town": "12345 Musterstadt"}
    assert office.post(page, good | {"print_step": "0"}).status_code == 422
    assert office.post(page, good).status_code == 302
    found = distribution_settings()
    assert (found.reserve_percent, found.print_step, found.takes_subscribers) == (5, 250, False)


@pytest.mark.parametrize("page", ["overview", "delivery-list", "leftovers", "print"])
def test_pages_cost_the_same_for_many(office, page, django_assert_max_num_queries):
    edition = make_edition()
    counts = []
    for _round in range(2):
        for _number in range(2):
            outlet = make_outlet(venue=make_venue(district=make_district()), round=make_round())
            actions.save_deliveries(edition=edition, lines={outlet.pk: actions.Line(9, 9, 2)})
            make_subscriber()
        args = () if page == "overview" else (edition.pk,)
        office.get(address(page, *args))
        with django_assert_max_num_queries(60) as captured:
            assert office.get(address(page, *args)).status_code == 200
        counts.append(len(captured.captured_queries))
    assert counts[0] == counts[1]


def test_the_subscribers_stand_in_a_list_with_their_doubles(office):
    make_subscriber(name="Familie Eins")
    make_subscriber(name="Familie Eins")
    html = office.get("/buero/snippets/newspaper/postalsubscriber/").content.decode()
    assert html.count("Familie Eins") >= 2 and "vielleicht doppelt" in html


def test_the_office_enters_a_subscriber_from_paper(office):
    sent = {"name": "Familie Beispiel", "street": "Weg 1", "postal_code": "12345", "town": "Musterstadt"}
    sent |= {
        "copies": "2",
        "consent_on": "2026-11-01",
        "consent_way": "paper",
        "addition": "",
        "language": "",
    }
    page = "/buero/snippets/newspaper/postalsubscriber/add/"
    assert office.post(page, sent | {"consent_way": "form"}).status_code == 200
    assert office.post(page, sent).status_code == 302
    assert actions.find_by_code(make_subscriber().code) is not None


def programme(edition, **changes):
    line = {"outlet": "kiosk", "planned": "50", "delivered": "40", "leftovers": "10"}
    return {
        "programme": "1",
        "newspaper_rounds": [{"slug": "nord", "name": "Nord"}],
        "newspaper_outlets": [{"slug": "kiosk", "name": "Kiosk", "round": "nord", "usual_copies": "60"}],
        "newspaper_deliveries": [
            {"slug": edition.slug, "edition": edition.slug, "outlets": [line | changes]}
        ],
    }


def test_outlets_and_deliveries_come_from_a_file_and_only_once():
    edition = make_edition()
    assert import_programme(source=[programme(edition)]).problems == ()
    row = Delivery.objects.select_related("outlet__round").get()
    assert (row.outlet.round.name, row.planned, row.taken) == ("Nord", 50, 30)
    entries = AuditEntry.objects.count()
    assert import_programme(source=[programme(edition)]).problems == ()
    assert AuditEntry.objects.count() == entries
    assert import_programme(source=[programme(edition, leftovers=None)]).problems == ()
    assert Delivery.objects.get().leftovers is None


def test_a_file_that_cannot_be_names_its_mistake():
    edition = make_edition()
    report = import_programme(source=[programme(edition, leftovers="41")])
    assert any("nicht mehr übrig" in str(problem) for problem in report.problems)
    assert not Delivery.objects.exists()
    other = programme(edition)
    other["newspaper_deliveries"][0]["slug"] = "ganz-anders"
    assert import_programme(source=[other]).problems
    assert not Outlet.objects.exists()
