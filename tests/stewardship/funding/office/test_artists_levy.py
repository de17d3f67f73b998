"""Künstlersozialabgabe: what counts, in which year, and what is said near and beyond the threshold."""

from datetime import date

import pytest

from miteinander.civic.planning.sources import deadlines
from miteinander.stewardship.funding import actions
from miteinander.stewardship.funding.artists_levy import levy_of
from miteinander.stewardship.funding.enums import PaymentKind, Rule
from miteinander.stewardship.funding.models import DatedRule
from tests.support.accounts import make_account
from tests.support.factories import make_activity
from tests.support.money import euro, make_fund, make_order, make_receipt, make_rule

from .test_overview import plain

pytestmark = pytest.mark.django_db
PAGE = "/buero/geld/kuenstlersozialabgabe/"


@pytest.fixture
def fund(db):
    make_rule(Rule.FOUR_EYES, 100_000)
    return make_fund({"Musik": {make_activity(): 9000}})


def make_fee(fund, treasurer, net, *, gross=None, paid=True, **values):
    """A concert with its bill."""
    gross = gross or net
    defaults = {
        "work": "music",
        "legal_form": "self_employed",
        "net_fee": euro(net),
        "resident_abroad": False,
    }
    order = make_order(fund, gross, by=treasurer, **defaults | values)
    if paid:
        receipt = make_receipt(fund, gross, order=order, closes_order=True)
        actions.pay_receipt(
            receipt=receipt, on=date(2026, 6, 20), payment=PaymentKind.TRANSFER, actor=treasurer
        )
    return order


def test_only_artistic_work_of_self_employed_counts_without_vat(fund, treasurer):
    make_fee(fund, treasurer, 600, gross=714)
    make_fee(fund, treasurer, 700, legal_form="association")
    make_fee(fund, treasurer, 800, work="food")
    make_fee(fund, treasurer, 500, legal_form="unknown")
    make_fee(fund, treasurer, 300, paid=False)
    levy = levy_of(2026)
    assert (levy.paid, levy.open) == (600, 300)
    assert [fee.paid for fee in levy.unknown] == [500]
    assert levy_of(2025).paid == levy_of(2025).open == 0
    assert (levy.rate, levy.threshold, levy.is_over, levy.is_near, levy.due) == (
        euro("4.9"),
        1000,
        False,
        True,
        0,
    )


def test_beyond_the_threshold_all_fees_count(desk, fund, treasurer):
    make_fee(fund, treasurer, 600, payee="Ensemble Abendrot")
    make_fee(fund, treasurer, "400.01", payee="Ensemble Abendrot")
    levy = levy_of(2026)
    assert (
        levy.is_over
        and levy.due == euro("49.00")
        and [payee.paid for payee in levy.payees] == [euro("1000.01")]
    )
    words = plain(desk.get(PAGE))
    assert "49,00 €" in words and "31. März 2027" in words and "keine Rechtsberatung" in words
    assert "über der Grenze der Künstlersozialabgabe" in plain(desk.get("/buero/"))
    (one,) = [row for row in deadlines(date(2027, 3, 1), date(2027, 3, 31), treasurer) if row.kind == "money"]
    assert one.day == date(2027, 3, 31) and one.url == f"{PAGE}?jahr=2026"


def test_exactly_the_threshold_is_not_beyond_it(fund, treasurer):
    make_fee(fund, treasurer, 1000)
    assert levy_of(2026).is_over is False


def test_a_fee_of_two_payments_counts_in_the_year_of_each(fund, treasurer):
    order = make_fee(fund, treasurer, 1000, gross=1190, paid=False)
    for gross, day in (("595", date(2026, 2, 1)), ("595", date(2026, 6, 1))):
        receipt = make_receipt(fund, gross, order=order, accept_twice=True)
        actions.pay_receipt(receipt=receipt, on=day, payment=PaymentKind.TRANSFER, actor=treasurer)
    receipt.refresh_from_db()
    type(receipt).objects.filter(pk=receipt.pk).update(paid_on=date(2027, 1, 4))
    assert (levy_of(2026).paid, levy_of(2026).open) == (500, 500)
    assert (levy_of(2027).paid, levy_of(2027).open) == (500, 0)


def test_artists_from_abroad_are_named_with_what_to_do(desk, fund, treasurer):
    order = make_fee(fund, treasurer, 200, resident_abroad=True, purpose="Konzert aus Lyon")
    asked = make_fee(fund, treasurer, 100, resident_abroad=None, purpose="Lesung")
    words = plain(desk.get(PAGE))
    assert "§ 50a EStG" in words and "Konzert aus Lyon : Wohnsitz im Ausland" in words
    assert "Wohnsitz noch nicht bekannt" in words and asked.number in words
    assert "§ 50a EStG" in plain(desk.get(f"/buero/geld/auftraege/{order.pk}/"))


def test_where_a_rule_is_missing_nothing_is_reckoned(desk, fund, treasurer):
    make_fee(fund, treasurer, 5000)
    DatedRule.objects.filter(rule=Rule.KSK_RATE).delete()
    words = plain(desk.get(PAGE))
    assert (
        levy_of(2026).due is None
        and "nicht zu berechnen" in words
        and "fehlt der Satz oder die Grenze" in words
    )
    for strange in ("x", "1", "99999", "-5"):
        assert desk.get(PAGE, {"jahr": strange}).status_code == 200


def test_rules_keep_their_history_and_name_what_is_missing(desk, treasurer):
    address = "/buero/geld/regeln/"
    words = plain(desk.get(address))
    assert "Jeder Auftrag braucht dann eine zweite Person." in words
    data = {"rule": "four_eyes", "value": "500", "valid_from": "2026-01-01", "source": "Dienstanweisung"}
    assert desk.post(address, data | {"source": ""}).status_code == 422
    assert desk.post(address, data).status_code == 302
    assert desk.post(address, data | {"value": "750", "valid_from": "2026-06-01"}).status_code == 302
    assert desk.post(address, data | {"value": "600"}).status_code == 302
    rows = DatedRule.objects.filter(rule=Rule.FOUR_EYES).order_by("valid_from")
    assert [(row.value, row.entered_by) for row in rows] == [(600, treasurer), (750, treasurer)]
    words = plain(desk.get(address))
    assert "Jeder Auftrag braucht dann eine zweite Person." not in words and "600 ab 1. Januar 2026" in words


def test_who_may_only_look_sets_no_rule(client, db):
    client.force_login(make_account("auditor"))
    data = {"rule": "four_eyes", "value": "500", "valid_from": "2026-01-01", "source": "x"}
    assert client.get("/buero/geld/regeln/").status_code == 200
    client.post("/buero/geld/regeln/", data)
    assert not DatedRule.objects.filter(rule=Rule.FOUR_EYES).exists()
