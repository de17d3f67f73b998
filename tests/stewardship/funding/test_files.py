"""Money in programme files: what goes out comes in again; what people decide is not brought in past them."""

from datetime import date

import pytest

from miteinander.foundation.audit.models import AuditEntry
from miteinander.stewardship.funding.enums import FundState, Rule
from miteinander.stewardship.funding.models import Allocation, DatedRule, Fund, YearlyNeed, value_on
from miteinander.surfaces.programme_files.actions import import_programme
from tests.support.factories import make_activity

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]


def programme(activity, **changes):
    line = {"number": "1", "title": {"de": "Druck"}, "kind": "print"}
    fund = {
        "slug": "mittel-2026",
        "kind": "grant",
        "title": {"de": "Mittel 2026", "tr": "Ödenek 2026"},
        "period_start": "2026-01-01",
        "period_end": "2026-12-31",
        "purpose": "Zeitung",
        "eligible_kinds": ["print"],
        "lines": [
            line | {"amounts": [{"activity": activity.slug, "requested": "1600.00", "planned": "1200.00"}]}
        ],
        "planned_income": [{"kind": "own", "title": "Haushalt", "amount": "100.00"}],
        "instalments": [{"due_on": "2026-03-01", "amount": "600.00"}],
        "requested_on": "2025-10-01",
        "decided_on": "2025-12-15",
        "amount_granted": "1200.00",
    }
    return {
        "programme": "1",
        "funds": [fund | changes],
        "money_rules": [
            {
                "slug": "four-eyes",
                "values": [{"valid_from": "2026-01-01", "value": "300", "source": "Beschluss"}],
            }
        ],
        "activity_needs": [
            {
                "slug": activity.slug,
                "activity": activity.slug,
                "years": [{"year": "2027", "amount": "1800.00"}],
            }
        ],
    }


def test_a_source_comes_in_with_its_plan_and_a_second_time_changes_nothing():
    activity = make_activity()
    assert not import_programme(source=[programme(activity)]).problems
    fund = Fund.objects.get()
    cell = Allocation.objects.get()
    assert (fund.state, fund.amount_requested, fund.amount_granted) == (FundState.GRANTED, 1600, 1200)
    assert (cell.requested, cell.planned) == (1600, 1200)
    assert value_on(Rule.FOUR_EYES, date(2026, 5, 1)) == 300
    assert YearlyNeed.objects.get().amount == 1800
    entries = AuditEntry.objects.count()
    assert not import_programme(source=[programme(activity)]).problems
    assert (
        AuditEntry.objects.count() == entries and DatedRule.objects.filter(rule=Rule.FOUR_EYES).count() == 1
    )


def test_a_decision_without_an_amount_is_a_refusal():
    source = programme(make_activity())
    del source["funds"][0]["amount_granted"]
    assert not import_programme(source=[source]).problems
    assert Fund.objects.get().state == FundState.REFUSED


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"period_end": "2025-01-01"}, "endet vor seinem Anfang"),
        ({"decided_on": "2025-01-01"}, "älter als der Antrag"),
        ({"lines": []}, "keinen Betrag"),
        ({"amount_granted": "-5"}, "nie kleiner als null"),
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_is_written(changes, words):
    report = import_programme(source=[programme(make_activity(), **changes)])
    assert words in " ".join(map(str, report.problems))
    assert not Fund.objects.exists()


def test_more_planned_than_granted_is_refused():
    report = import_programme(source=[programme(make_activity(), amount_granted="1000.00")])
    assert "höchstens" in " ".join(map(str, report.problems))


def test_orders_and_receipts_stand_in_no_file():
    report = import_programme(source=[programme(make_activity()) | {"orders": [], "receipts": []}])
    assert len(report.problems) == 2
