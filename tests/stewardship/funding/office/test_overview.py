"""The cockpit: right sums, said in words, at the same cost for many."""

import re
from datetime import date

import pytest
from django.urls import reverse

from miteinander.stewardship.funding import actions
from miteinander.stewardship.funding.enums import Rule
from miteinander.stewardship.funding.models import DatedRule
from tests.support.factories import make_activity, text
from tests.support.money import euro, make_fund, make_order, make_receipt, make_rule, share

pytestmark = pytest.mark.django_db
COCKPIT = "/buero/geld/"


def plain(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


@pytest.fixture
def no_second():
    make_rule(Rule.FOUR_EYES, 100_000)


def test_the_cockpit_shows_what_is_left_of_line_activity_and_all(desk, treasurer, no_second):
    breakfast, tour = make_activity(title=text("Frühstück")), make_activity(title=text("Tour"))
    fund = make_fund(
        {"Druck": {breakfast: 300, tour: 200}, "Musik": {tour: 500}}, title=text("Haushalt 2026")
    )
    order = make_order(fund, 120, by=treasurer)
    make_receipt(fund, 100, order=order)
    page = desk.get(COCKPIT)
    words = plain(page)
    assert page.status_code == 200
    for amount in ("880,00 €", "380,00 €", "180,00 €", "20,00 €", "100,00 €"):
        assert amount in words
    content = page.content.decode()
    line = fund.lines.first()
    assert (
        f'href="/buero/geld/auftraege/?stand=placed&amp;position={line.pk}&amp;vorhaben={breakfast.pk}"'
        in content
    )
    assert f'href="/buero/geld/ausgaben/?position={line.pk}&amp;vorhaben={breakfast.pk}"' in content
    behind = plain(desk.get(f"/buero/geld/ausgaben/?position={line.pk}&vorhaben={breakfast.pk}"))
    assert "100,00 €" in behind and "Plakate" in behind
    assert "1 Beleg ist noch nicht bezahlt" in words


def test_what_is_overspent_is_said_in_words(desk, treasurer, no_second):
    make_rule(Rule.TRANSFER_SHARE, 20)
    print_, music = make_activity(), make_activity()
    fund = make_fund({"Druck": {print_: 100}, "Musik": {music: 900}})
    make_receipt(fund, 150, deviation="Papier wurde teurer")
    words = plain(desk.get(COCKPIT))
    assert "50,00 € zu viel" in words
    assert "über 20 % mehr als geplant" in words


def test_a_sample_is_marked_and_another_year_is_empty(desk):
    make_fund(is_sample=True, title=text("Beispielquelle"))
    assert "Muster" in plain(desk.get(COCKPIT))
    assert "Beispielquelle" in plain(desk.get(f"{COCKPIT}?jahr=2026"))
    for strange in ("x", "99999999999999999999999", "-1", "1850", "²"):
        assert desk.get(COCKPIT, {"jahr": strange, "quelle": strange}).status_code == 200


def test_two_sources_of_one_activity_stand_together(desk):
    tour = make_activity(title=text("Tour"))
    for name in ("Stadt", "Land"):
        make_fund({"Druck": {tour: 250}}, title=text(name))
    words = plain(desk.get(COCKPIT))
    assert "2 Geldquellen" in words and "500,00 €" in words


def test_missing_rules_and_what_waits_lead_to_their_pages(desk, treasurer, chair):
    DatedRule.objects.filter(rule=Rule.FOUR_EYES).delete()
    order = make_order(make_fund(), 40, by=chair)
    page = desk.get(COCKPIT)
    words = plain(page)
    assert "1 Auftrag wartet auf Sie als zweite Person" in words
    assert "Regeln fehlen" in words and "/buero/geld/regeln/#fehlt" in page.content.decode()
    assert order.number in plain(desk.get(reverse("funding_office:approval-list")))


@pytest.mark.parametrize(
    "address", [COCKPIT, "/buero/geld/quellen/", "/buero/geld/auftraege/", "/buero/geld/ausgaben/"]
)
def test_pages_cost_the_same_for_many(desk, treasurer, no_second, count_queries, address):
    def more():
        fund = make_fund({"Druck": {make_activity(): 500}, "Musik": {make_activity(): 500}})
        make_receipt(fund, 10, order=make_order(fund, 20, by=treasurer), shares=[share(fund, 10)])

    more()
    desk.get(address)
    with count_queries() as one:
        desk.get(address)
    for _ in range(3):
        more()
    with count_queries() as four:
        desk.get(address)
    assert len(four) == len(one) <= 34


def test_the_deadline_of_a_source_stands_on_the_wheel_and_is_ticked_off(treasurer):
    from miteinander.civic.planning.sources import deadlines

    fund = make_fund(granted=False, apply_until=date(2026, 9, 30), report_until=date(2027, 3, 1))
    found = deadlines(date(2026, 1, 1), date(2027, 12, 31), treasurer)
    (one,) = [row for row in found if row.kind == "money"]
    assert (one.day, one.state, one.url) == (
        date(2026, 9, 30), "open", f"/buero/geld/quellen/{fund.pk}/beantragen/",
    )  # fmt: skip
    fund = actions.request_fund(fund=fund, on=date(2026, 5, 1))
    actions.grant_fund(fund=fund, amount=euro(800), on=date(2026, 6, 1))
    found = [row for row in deadlines(date(2026, 1, 1), date(2027, 12, 31), treasurer) if row.kind == "money"]
    assert [(row.day, row.state) for row in found] == [
        (date(2026, 9, 30), "done"), (date(2026, 12, 31), "open"), (date(2027, 3, 1), "open"),
    ]  # fmt: skip
