"""What the public sees of the money, and what it never sees."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest

from miteinander.civic.concept.results import Results, UnitCount, UnitKind
from miteinander.stewardship.funding import actions
from miteinander.stewardship.funding.enums import FundKind, Rule
from miteinander.stewardship.funding.transparency.account import percent, year_account
from miteinander.stewardship.funding.transparency.unit_costs import rounded, unit_costs
from tests.support.factories import make_activity, make_event, make_identity, make_organisation, make_person
from tests.support.money import euro, make_fund, make_receipt, make_rule

pytestmark = pytest.mark.django_db
PAGE = "/de/transparenz/"


@pytest.fixture(autouse=True)
def in_summer(settings, db):
    settings.TODAY = date(2026, 7, 1)
    make_identity()


@pytest.fixture
def paper():
    return make_activity(slug="zeitung-vielfalt", title="Zeitung Vielfalt")


def test_the_account_adds_up_by_task_activity_and_source(paper):
    other = make_activity()
    fund = make_fund({"Druck": {paper: 600, other: 200}})
    make_fund({"Musik": {other: 200}}, kind=FundKind.GRANT)
    make_receipt(fund, "119.99")
    account = year_account(2026, "de")
    assert (account.planned, account.spent, account.left) == (1000, euro("119.99"), euro("880.01"))
    for rows in (account.tasks, account.rows, account.sources):
        assert sum(row.planned for row in rows) == 1000 and sum(row.spent for row in rows) == euro("119.99")
    assert {row.slug: row.share for row in account.rows} == {paper.slug: "60", other.slug: "40"}


def test_what_is_not_granted_is_nowhere(client, paper):
    make_fund({"Geheimer Posten": {paper: 777}}, granted=False, title={"de": "Geheimer Entwurf"})
    refused = make_fund({"Abgelehnt": {paper: 888}}, granted=False, title={"de": "Geheime Ablehnung"})
    actions.refuse_fund(fund=actions.request_fund(fund=refused, on=date(2026, 1, 2)), on=date(2026, 2, 1))
    for address in (PAGE, "/transparenz.json", "/transparenz.csv", "/de/vorhaben/zeitung-vielfalt/"):
        text = client.get(address).content.decode()
        assert "Geheim" not in text and "777" not in text and "888" not in text
    assert client.get(f"{PAGE}?jahr=2026").status_code == 404


def test_organisations_are_named_only_from_the_amount_and_people_never(client, paper):
    fund = make_fund({"Druck": {paper: 5000}})
    large, small = make_organisation(name="Druckhaus Groß"), make_organisation(name="Laden Klein")
    make_receipt(fund, 600, organisation=large, payee="Druckhaus Groß")
    make_receipt(fund, 499, organisation=small, payee="Laden Klein")
    make_receipt(fund, 900, payee="Erika Beispiel", advanced_by=make_person(name="Max Auslage"))
    names = ("Druckhaus", "Laden Klein", "Erika", "Auslage")
    addresses = (PAGE, "/transparenz.json", "/transparenz.csv")

    def named():
        return {
            name for name in names for address in addresses if name in client.get(address).content.decode()
        }

    assert named() == set(), "without a rule nobody is named"
    make_rule(Rule.PUBLIC_NAME, 500)
    actions.save_line(
        line=fund.lines.get(), values={"number": 2}
    )  # a write, so that kept pages are made anew
    assert named() == {"Druckhaus"}
    actions.reverse_receipt(receipt=large.receipts.get(), reason="falsch")
    assert named() == set()


def test_sample_amounts_are_marked_everywhere(client, paper):
    make_fund({"Druck": {paper: 100}}, is_sample=True)
    assert "Musterbeträge" in client.get(PAGE).content.decode()
    assert "Musterbeträge" in client.get("/de/vorhaben/zeitung-vielfalt/").content.decode()
    assert client.get("/transparenz.json").json()["sample"] is True
    rows = list(csv.DictReader(io.StringIO(client.get("/transparenz.csv").content.decode())))
    assert {row["sample"] for row in rows} == {"1"}


def test_files_say_the_same_as_the_page(client, paper):
    fund = make_fund({"Druck": {paper: 1000}}, title={"de": "=Quelle"})
    make_receipt(fund, "12.34")
    found = client.get("/transparenz.json?jahr=2026")
    data = json.loads(found.content)
    assert (data["planned"], data["spent"], data["tasks"][0]["activities"][0]["spent"]) == (
        "1000.00",
        "12.34",
        "12.34",
    )
    assert data["licence_url"].startswith("https://www.govdata.de/")
    rows = list(csv.DictReader(io.StringIO(client.get("/transparenz.csv").content.decode())))
    assert sum(Decimal(row["spent_eur"]) for row in rows if row["table"] == "activity") == euro("12.34")
    assert [row["name"] for row in rows if row["table"] == "source"] == ["'=Quelle"]
    page = client.get(PAGE).content.decode()
    assert "12,34 €" in page and "1.000,00 €" in page


def test_years_are_chosen_and_nonsense_is_not_found(client, paper):
    make_fund({"Druck": {paper: 100}})
    earlier = {"period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31)}
    make_fund({"Druck": {paper: 50}}, **earlier)
    assert "2025" in client.get(PAGE).content.decode()
    assert "50,00 €" in client.get(f"{PAGE}?jahr=2025").content.decode()
    for typed in ("1999", "zwanzig", "20260", "-001", "²²²²"):
        assert client.get(PAGE, {"jahr": typed}).status_code == 404
        assert client.get("/transparenz.json", {"jahr": typed}).status_code == 404


def test_without_money_the_page_says_so(client):
    assert "noch keine Zahlen" in client.get(PAGE).content.decode()
    assert client.get("/transparenz.json").json()["tasks"] == []


def test_the_page_costs_the_same_queries_however_much_is_booked(client, count_queries, paper):
    make_rule(Rule.PUBLIC_NAME, 1)

    def grow(count):
        for _ in range(count):
            fund = make_fund({"Druck": {make_activity(): 500}, "Musik": {paper: 500}})
            make_receipt(fund, 100, organisation=make_organisation())

    grow(1)
    with count_queries() as few:
        client.get(PAGE)
    grow(3)
    with count_queries() as many:
        client.get(PAGE)
    assert len(few) == len(many)


def test_pages_of_activity_and_task_say_what_they_cost(client, paper):
    fund = make_fund({"Druck": {paper: 300}})
    make_receipt(fund, 75)
    for address in ("/de/vorhaben/zeitung-vielfalt/", f"/de/konzept/{paper.main_task.slug}/"):
        text = client.get(address).content.decode()
        assert "Was es kostet" in text and "75,00 €" in text and "300,00 €" in text
    assert "Was es kostet" not in client.get(f"/de/vorhaben/{make_activity().slug}/").content.decode()


@pytest.mark.parametrize(
    ("amount", "total", "shown"),
    [
        ("0", "0", "0"),
        ("5", "0", "0"),
        ("1", "1000", "<1"),
        ("5", "1000", "<1"),
        ("15", "1000", "2"),
        ("-1", "5", "0"),
    ],
)
def test_shares_are_whole_percent(amount, total, shown):
    assert percent(Decimal(amount), Decimal(total)) == shown


def unit(kind, key, count, *, estimated=False):
    return UnitCount(kind, key, key, count, date(2026, 3, 1), estimated)


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        ("0.1234", "0.12"),
        ("0.999", "1.00"),
        ("1.26", "1.30"),
        ("9.96", "10.00"),
        ("10.50", "11.00"),
        ("1234.4", "1234.00"),
    ],
)
def test_unit_costs_promise_no_more_than_they_know(amount, shown):
    assert rounded(Decimal(amount)) == Decimal(shown)


def test_one_activity_has_several_kinds_of_units():
    units = (
        unit(UnitKind.COPY, "newspaper.edition:1", 2000),
        unit(UnitKind.EVENT, "e:1", 1),
        unit(UnitKind.GUEST, "e:1", 40),
    )
    costs = {one.kind: one for one in unit_costs(euro(1600), Results(units=units))}
    assert costs[UnitKind.COPY].each == euro("0.80")
    assert costs[UnitKind.EVENT].each == 1600 and costs[UnitKind.GUEST].each == 40


def test_missing_counts_are_said_and_nothing_is_divided_by_them():
    units = (unit(UnitKind.EVENT, "e:1", 1), unit(UnitKind.EVENT, "e:2", 1), unit(UnitKind.GUEST, "e:1", 40))
    guests = next(one for one in unit_costs(euro(100), Results(units=units)) if one.kind == UnitKind.GUEST)
    assert guests.each is None and "1 von 2" in guests.note
    nobody = (unit(UnitKind.EVENT, "e:1", 1), unit(UnitKind.GUEST, "e:1", 0))
    guests = next(one for one in unit_costs(euro(100), Results(units=nobody)) if one.kind == UnitKind.GUEST)
    assert guests.each is None and guests.note
    assert all(one.each is None for one in unit_costs(Decimal(0), Results(units=nobody)))
    guessed = (unit(UnitKind.COPY, "c:1", 3, estimated=True),)
    assert "geschätzt" in unit_costs(euro(100), Results(units=guessed))[0].note
    assert unit_costs(euro(100), Results()) == ()


def test_unit_costs_stand_on_the_page_and_in_the_office(client, office, paper):
    event = make_event(activity=paper, dates=["2026-03-01"])
    make_receipt(make_fund({"Druck": {paper: 1000}}), "123.45")
    for address in (PAGE, "/buero/kosten/"):
        client.force_login(office)
        text = client.get(address).content.decode()
        assert "rund <bdi>123 €</bdi>" in text and "1 Veranstaltung" in text
        assert "Bei 1 von 1 Veranstaltungen sind die Gäste nicht gezählt" in text
    costs = client.get("/transparenz.json").json()["unit_costs"]
    assert [(one["unit"], one["each"]) for one in costs] == [("event", "123.00"), ("guest", None)]
    assert event.activity_id == paper.pk and client.get("/buero/kosten/?jahr=1999").status_code == 404
