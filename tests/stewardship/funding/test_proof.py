"""The proof of use: what it counts, what it freezes, what it locks."""

from datetime import date

import pytest

from miteinander.stewardship.funding import actions
from miteinander.stewardship.funding.enums import (
    CostKind,
    FundKind,
    FundState,
    IncomeKind,
    ProofKind,
    ProofState,
    Rule,
)
from miteinander.stewardship.funding.errors import Refused
from miteinander.stewardship.funding.models import Proof, Receipt
from miteinander.stewardship.funding.proofs.canonical import as_plain, canonical, fingerprint, thawed
from miteinander.stewardship.funding.proofs.checks import findings_of
from miteinander.stewardship.funding.proofs.reading import data_of, proof_data
from miteinander.stewardship.funding.splitting import Share
from tests.support.accounts import make_account
from tests.support.factories import make_activity
from tests.support.money import euro, make_fund, make_order, make_receipt, make_rule, share
from tests.support.proofs import make_income, make_paid, make_proof, submit

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]


@pytest.fixture(autouse=True)
def late_in_the_year(settings):
    settings.TODAY = date(2026, 11, 30)
    make_rule(Rule.FOUR_EYES, 100_000)


@pytest.fixture
def treasurer():
    return make_account("treasurer")


def codes(proof):
    return {one.code for one in findings_of(proof, proof_data(proof))}


def test_receipts_stand_by_line_in_order_of_time_with_all_sums(treasurer):
    activity, other = make_activity(), make_activity()
    fund = make_fund({"Druck": {activity: 600}, "Musik": {activity: 300, other: 100}}, kind=FundKind.GRANT)
    press, music = fund.lines.order_by("number")
    make_income(fund, 900)
    make_income(fund, 100, IncomeKind.OWN, payer="Rat")
    late = make_paid(
        fund, 200, on=date(2026, 9, 1), shares=[Share(press.pk, activity.pk, euro(200), euro(20))]
    )
    shared = make_receipt(
        fund, "90.00", discount=euro("0.01"),
        shares=[Share(press.pk, activity.pk, euro("30.00")), Share(music.pk, activity.pk, euro("29.99")),
                Share(music.pk, other.pk, euro("30.00"))],
    )  # fmt: skip
    actions.pay_receipt(receipt=shared, on=date(2026, 3, 1), payment="cash")
    data = proof_data(make_proof(fund))
    assert [(row.number, row.line, row.paid) for row in data.receipts] == [
        (shared.number, 1, euro("30.00")), (shared.number, 2, euro("59.99")), (late.number, 1, euro(200)),
    ]  # fmt: skip
    assert [row.position for row in data.receipts] == [1, 2, 3]
    assert sum(row.gross for row in data.receipts) == euro(290)
    assert sum(row.discount for row in data.receipts) == euro("0.01")
    assert [(line.planned, line.actual, line.eligible) for line in data.lines] == [
        (600, 230, 210), (400, euro("59.99"), euro("59.99"))
    ]  # fmt: skip
    assert "Anteil an 89,99 €" in data.receipts[0].remark
    grant = next(row for row in data.finance if row.kind == IncomeKind.GRANT)
    assert (grant.planned, grant.actual, grant.planned_percent, grant.actual_percent) == (1000, 900, 100, 90)
    assert data.result == euro("710.01")


def test_a_budget_of_ones_own_carries_what_was_spent():
    fund = make_fund()
    make_paid(fund, "123.45")
    data = proof_data(make_proof(fund))
    grant = next(row for row in data.finance if row.kind == IncomeKind.GRANT)
    assert grant.actual == euro("123.45") and grant.note and data.result == 0


def test_handed_in_the_set_is_frozen_and_its_records_locked(treasurer):
    fund = make_fund()
    receipt = make_paid(fund, 100)
    proof = submit(make_proof(fund), treasurer)
    fund.refresh_from_db()
    receipt.refresh_from_db()
    assert (proof.state, fund.state, receipt.proof) == (ProofState.SUBMITTED, FundState.PROVED, proof)
    again = Proof.objects.get(pk=proof.pk)
    assert fingerprint(again.frozen) == again.frozen_sha256
    data = data_of(again)
    assert data == thawed(as_plain(data)) and data.receipts[0].paid == 100
    assert canonical(again.frozen).startswith(b'{"deviations":') and b'"100.00"' in canonical(again.frozen)
    for refused in (
        lambda: make_receipt(fund, 1),
        lambda: actions.reverse_receipt(receipt=receipt, reason="falsch", actor=treasurer),
        lambda: make_income(fund, 1),
        lambda: actions.submit_proof(proof=again, actor=treasurer),
        lambda: actions.redraft_proof(proof=again),
        lambda: actions.discard_proof(proof=again),
        lambda: make_proof(fund),
    ):
        with pytest.raises(Refused):
            refused()


def test_a_correction_after_an_interim_proof_shows_in_the_next(treasurer, settings):
    fund = make_fund()
    settings.TODAY = date(2026, 7, 1)
    first = make_paid(fund, 100, on=date(2026, 6, 15))
    make_income(fund, 50, IncomeKind.DONATION)
    interim = submit(make_proof(fund, ProofKind.INTERIM, period_end=date(2026, 6, 30)), treasurer)
    fund.refresh_from_db()
    assert fund.state == FundState.GRANTED
    settings.TODAY = date(2026, 11, 30)
    back = actions.reverse_receipt(receipt=first, reason="falscher Betrag", actor=treasurer)
    make_paid(fund, 90, on=date(2026, 11, 1))
    proof = make_proof(fund)
    assert proof.period_start == date(2026, 7, 1)
    data = proof_data(proof)
    assert [(row.number, row.paid) for row in data.receipts][1] == (back.number, -100)
    assert "Storno von" in data.receipts[1].remark
    line = data.lines[0]
    assert (line.earlier, line.now, line.actual) == (100, -10, 90)
    assert data.earlier_income == 50 and not data.income
    assert any(note.text.endswith("falscher Betrag") for note in data.notes)
    assert data_of(Proof.objects.get(pk=interim.pk)).spent == 100


def test_a_receipt_of_two_sources_is_settled_in_the_proof_of_each(treasurer):
    one, two = make_fund(), make_fund()
    receipt = make_paid(one, 100, shares=[share(one, 60), share(two, 40)])
    submit(make_proof(one), treasurer)
    data = proof_data(make_proof(two))
    assert [(row.number, row.paid) for row in data.receipts] == [(receipt.number, 40)]
    submit(Proof.objects.get(fund=two), treasurer)
    receipt.refresh_from_db()
    assert receipt.proof.fund == one and {row.proof.fund for row in receipt.shares.all()} == {one, two}


def test_an_interim_proof_leaves_what_is_later(treasurer):
    fund = make_fund()
    make_paid(fund, 10, on=date(2026, 6, 30))
    make_paid(fund, 20, on=date(2026, 7, 1))
    make_income(fund, 5, received_on=date(2026, 7, 1))
    data = proof_data(make_proof(fund, ProofKind.INTERIM, period_end=date(2026, 6, 30)))
    assert [row.paid for row in data.receipts] == [10] and not data.income


def test_a_grant_that_is_paid_after_its_proof_does_not_keep_it_back():
    fund = make_fund(kind=FundKind.GRANT)
    make_paid(fund, 40)
    proof = make_proof(fund)
    found = {one.code: one for one in findings_of(proof, proof_data(proof))}
    assert "uncovered" not in found and "40,00" in found["awaited"].sentence and not found["awaited"].blocking
    make_paid(fund, 1000, deviation="Alles wurde teurer.")
    found = {one.code: one for one in findings_of(proof, proof_data(proof))}
    assert found["uncovered"].blocking and "40,00" in found["uncovered"].sentence


def test_what_is_wrong_is_said_with_its_record(treasurer):
    activity = make_activity()
    make_rule(Rule.TRANSFER_SHARE, 20)
    fund = make_fund(
        {"Druck": {activity: 100}, "Musik": {activity: 900}}, kind=FundKind.GRANT, decided_on=None
    )
    make_paid(fund, 130, filed=False, deviation="Papier teurer", subject="Plakate, 2 % Skonto")
    unpaid = make_receipt(fund, 5, deviation="klein")
    order = make_order(fund, 50, by=treasurer, shares=[Share(fund.lines.last().pk, activity.pk, euro(50))])
    proof = make_proof(fund)
    found = {one.code: one for one in findings_of(proof, proof_data(proof))}
    assert found["unpaid"].record == f"receipt:{unpaid.pk}" and found["unpaid"].blocking
    assert found["order_open"].record == f"order:{order.pk}" and found["order_open"].blocking
    assert found["no_file"].blocking and found["awaited"] and found["beyond"].blocking
    assert {"effects", "deviations", "discount"} <= set(found)
    with pytest.raises(Refused) as refused:
        actions.submit_proof(proof=proof, actor=treasurer)
    assert refused.value.code == "blocked" and refused.value.facts["findings"]
    proof.refresh_from_db()
    assert proof.state == ProofState.DRAFT and not Receipt.objects.filter(proof=proof).exists()


def test_a_receipt_taken_back_before_it_was_paid_is_neither_shown_nor_missed(treasurer):
    fund = make_fund()
    actions.reverse_receipt(receipt=make_receipt(fund, 10), reason="doppelt", actor=treasurer)
    proof = make_proof(fund)
    assert not proof_data(proof).receipts and "unpaid" not in codes(proof)


def test_many_alike_are_counted(treasurer):
    fund = make_fund()
    for _ in range(23):
        make_receipt(fund, 1)
    proof = make_proof(fund)
    found = [one for one in findings_of(proof, proof_data(proof)) if one.code == "unpaid"]
    assert len(found) == 21 and "noch 3" in found[-1].sentence


def test_queries_do_not_grow_with_receipts(count_queries):
    fund = make_fund()
    make_paid(fund, 1)
    proof = make_proof(fund)
    with count_queries() as few:
        findings_of(proof, proof_data(proof))
    for _ in range(4):
        make_paid(fund, 1, discount=euro("0.10"), shares=[share(fund, "0.90")])
    with count_queries() as many:
        findings_of(proof, proof_data(proof))
    assert len(many) == len(few) <= 75


def test_what_lasts_and_costs_more_is_listed_for_the_inventory():
    fund = make_fund()
    fund.lines.update(kind=CostKind.EQUIPMENT)
    make_paid(fund, "952.00", vat=euro("152.00"))
    proof = make_proof(fund)
    assert "inventory" not in codes(proof), "nobody told the limit"
    make_rule(Rule.INVENTORY, 800)
    assert "inventory" in codes(proof)
    make_rule(Rule.INVENTORY, "800.01", valid_from=date(2026, 1, 1))
    assert "inventory" not in codes(proof)
