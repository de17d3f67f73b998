"""Sources in the office: from the request to the transfer; what was typed is never lost."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from miteinander.foundation.audit.models import AuditEntry
from miteinander.stewardship.funding.enums import FundState, Rule
from miteinander.stewardship.funding.figures import sheet_of
from miteinander.stewardship.funding.models import Allocation, CostLine, Fund, Income, Transfer
from tests.support.factories import make_activity, text
from tests.support.money import euro, make_fund, make_line, make_order, make_rule

from .test_overview import plain

pytestmark = pytest.mark.django_db

WORDS = {
    "title-de": "Zusätzliche Mittel 2026", "slug": "mittel-2026", "kind": "budget", "period_start": "2026-01-01",
    "period_end": "2026-12-31", "purpose": "Öffentlichkeitsarbeit", "is_additional": "on",
}  # fmt: skip


def make_column(fund, *activities):
    line = fund.lines.first() or make_line(fund)
    return line, [f"{line.pk}-{activity.pk}" for activity in activities]


def test_a_source_is_written_asked_for_granted_and_called(desk, treasurer):
    activity = make_activity()
    assert desk.post("/buero/geld/quellen/neu/", WORDS).status_code == 302
    fund = Fund.objects.get()
    here = f"/buero/geld/quellen/{fund.pk}/"
    desk.post(f"{here}position/", {"number": "1", "title-de": "Druck", "kind": "print"})
    line = CostLine.objects.get()
    cell = f"{line.pk}-{activity.pk}"
    desk.post(f"{here}plan/", {"spalte": activity.pk, f"v-{cell}": "", f"z-{cell}": "1.234,56"})
    assert Allocation.objects.get().requested == euro("1234.56")
    desk.post(f"{here}beantragen/", {"on": "2026-02-01"})
    notice = SimpleUploadedFile("bescheid.pdf", b"%PDF-1.4\n%%EOF", "application/pdf")
    form = {"amount": "1.000", "on": "2026-03-01", "file_number": "50-12", "notice": notice}
    page = desk.post(f"{here}bewilligen/", form)
    assert (
        page.status_code == 422
        and "kann zweierlei heißen" in plain(page)
        and "50-12" in page.content.decode()
    )
    notice.seek(0)
    assert desk.post(f"{here}bewilligen/", form | {"amount": "1.000,00", "notice": notice}).status_code == 302
    fund.refresh_from_db()
    assert (fund.state, fund.amount_granted, fund.file_number) == (FundState.GRANTED, 1000, "50-12")
    assert fund.notice.title.startswith("Bescheid") and not fund.notice.is_public
    rows = {
        "einnahme-TOTAL_FORMS": "1", "einnahme-INITIAL_FORMS": "0", "einnahme-0-kind": "own",
        "einnahme-0-title": "Eigenmittel", "einnahme-0-amount": "234,56", "teilbetrag-TOTAL_FORMS": "1",
        "teilbetrag-INITIAL_FORMS": "0", "teilbetrag-0-due_on": "2026-05-01", "teilbetrag-0-amount": "500,00",
    }  # fmt: skip
    assert desk.post(f"{here}finanzierung/", rows).status_code == 302
    instalment = fund.instalments.get()
    desk.post(f"/buero/geld/teilbetrag/{instalment.pk}/abrufen/")
    desk.post(f"/buero/geld/teilbetrag/{instalment.pk}/eingang/", {"on": "2026-05-20", "payer": "Stadtkasse"})
    assert Income.objects.get().amount == 500
    words = plain(desk.get(here))
    assert "eingegangen am 20. Mai 2026" in words and "Eigenmittel" in words and "234,56 €" in words
    assert {entry.actor for entry in AuditEntry.objects.filter(content_type__app_label="funding")} == {
        treasurer
    }


@pytest.mark.parametrize("typed", ["zwölf", "12,345", "-3", "1.234", "=1+1"])
def test_a_wrong_amount_stays_in_the_grid_and_nothing_is_saved(desk, typed):
    one, other = make_activity(), make_activity()
    fund = make_fund({"Druck": {one: 100}}, granted=False)
    _line, (wrong, right) = make_column(fund, one, other)
    data = {
        "spalte": [one.pk, other.pk],
        f"v-{wrong}": "100,00",
        f"z-{wrong}": typed,
        f"v-{right}": "",
        f"z-{right}": "7",
    }
    page = desk.post(f"/buero/geld/quellen/{fund.pk}/plan/", data)
    assert page.status_code == 422
    content = page.content.decode()
    assert f'value="{typed}"' in content and 'value="7"' in content and "aria-invalid" in content
    assert Allocation.objects.get().requested == 100


def test_a_column_is_added_without_losing_or_saving_anything(desk):
    one, other = make_activity(), make_activity(title=text("Sommerfest"))
    fund = make_fund({"Druck": {one: 100}}, granted=False)
    _line, (cell,) = make_column(fund, one)
    data = {
        "spalte": one.pk,
        f"v-{cell}": "100,00",
        f"z-{cell}": "250",
        "dazu": "1",
        "dazu-vorhaben": other.pk,
    }
    page = desk.post(f"/buero/geld/quellen/{fund.pk}/plan/", data)
    content = page.content.decode()
    assert 'value="250"' in content and f'name="spalte" value="{other.pk}"' in content
    assert Allocation.objects.get().requested == 100


def test_a_column_is_only_added_by_its_own_button(desk):
    """The list of activities is sent with every button, also when a wrong amount comes back."""
    one, other = make_activity(), make_activity()
    fund = make_fund({"Druck": {one: 100}}, granted=False)
    _line, (cell,) = make_column(fund, one)
    data = {"spalte": one.pk, f"v-{cell}": "100,00", f"z-{cell}": "1.234", "dazu-vorhaben": other.pk}
    page = desk.post(f"/buero/geld/quellen/{fund.pk}/plan/", data)
    content = page.content.decode()
    assert page.status_code == 422
    assert f'name="spalte" value="{one.pk}"' in content
    assert f'name="spalte" value="{other.pk}"' not in content


def test_two_people_do_not_write_over_each_other(desk):
    one = make_activity()
    fund = make_fund({"Druck": {one: 100}}, granted=False)
    _line, (cell,) = make_column(fund, one)
    Allocation.objects.update(requested=euro(300))
    data = {"spalte": one.pk, f"v-{cell}": "100,00", f"z-{cell}": "250"}
    page = desk.post(f"/buero/geld/quellen/{fund.pk}/plan/", data)
    assert "Inzwischen steht hier 300,00" in plain(page) and Allocation.objects.get().requested == 300
    desk.post(f"/buero/geld/quellen/{fund.pk}/plan/", data | {f"v-{cell}": "300,00"})
    assert Allocation.objects.get().requested == 250


def test_the_plan_never_passes_what_was_granted_and_keeps_what_is_used(desk, treasurer):
    make_rule(Rule.FOUR_EYES, 100_000)
    one, other = make_activity(), make_activity()
    fund = make_fund({"Druck": {one: 600, other: 400}})
    _line, (first, second) = make_column(fund, one, other)
    seen = {"spalte": [one.pk, other.pk], f"v-{first}": "600,00", f"v-{second}": "400,00"}
    address = f"/buero/geld/quellen/{fund.pk}/plan/"
    page = desk.post(address, seen | {f"z-{first}": "700", f"z-{second}": "400,00"})
    assert "verteilt wären 1.100,00 €" in plain(page)
    assert desk.post(address, seen | {f"z-{first}": "700", f"z-{second}": "300"}).status_code == 302
    make_order(fund, 20, by=treasurer)
    seen = {"spalte": [one.pk, other.pk], f"v-{first}": "700,00", f"v-{second}": "300,00"}
    page = desk.post(address, seen | {f"z-{first}": "900", f"z-{second}": "100"})
    assert page.status_code == 422 and "schichten Sie um" in plain(page)
    assert sorted(Allocation.objects.values_list("planned", flat=True)) == [300, 700]


def test_a_transfer_beyond_the_rule_is_said_before_it_is_saved(desk):
    make_rule(Rule.TRANSFER_SHARE, 20)
    one = make_activity()
    fund = make_fund({"Druck": {one: 100}, "Musik": {one: 900}})
    print_, music = fund.lines.order_by("number")
    data = {
        "source": f"{music.pk}-{one.pk}", "target_line": print_.pk, "target_activity": one.pk, "amount": "50",
        "reason": "Mehr Plakate", "on": "2026-07-01",
    }  # fmt: skip
    address = f"/buero/geld/quellen/{fund.pk}/umschichten/"
    page = desk.post(address, data)
    words = plain(page)
    assert (
        not Transfer.objects.exists()
        and "über der Regel" in words
        and "120,00 €" in words
        and "(20 % mehr)" in words
    )
    assert 'value="Mehr Plakate"' in page.content.decode()
    assert desk.post(address, data | {"bestaetigt": "1"}).status_code == 302
    assert Transfer.objects.get().beyond_rule
    assert sheet_of({fund.pk}).line(print_.pk).available == 150
    assert "der Geldgeber muss zustimmen" in plain(desk.get(f"/buero/geld/quellen/{fund.pk}/"))


def test_a_transfer_of_more_than_is_left_stands_at_its_field(desk):
    one = make_activity()
    fund = make_fund({"Druck": {one: 100}, "Musik": {one: 900}})
    print_, music = fund.lines.order_by("number")
    data = {
        "source": f"{print_.pk}-{one.pk}", "target_line": music.pk, "target_activity": one.pk, "amount": "100,01",
        "reason": "x", "on": "2026-07-01",
    }  # fmt: skip
    page = desk.post(f"/buero/geld/quellen/{fund.pk}/umschichten/", data)
    assert page.context["form"].errors["amount"] == ["Dort sind nur noch 100,00 € frei."]


def test_the_rest_goes_on_in_another_source(desk):
    old, new = make_fund(), make_fund(period_start=date(2027, 1, 1), period_end=date(2027, 12, 31))
    line = new.lines.get()
    data = {
        "target_line": line.pk, "target_activity": line.allocations.get().activity_id, "amount": "250,50",
        "on": "2026-06-30", "source": "Beschluss 7",
    }  # fmt: skip
    assert desk.post(f"/buero/geld/quellen/{old.pk}/uebertragen/", data).status_code == 302
    assert sheet_of({new.pk}).total.left == euro("1250.50")
    page = desk.post(f"/buero/geld/quellen/{old.pk}/uebertragen/", data | {"amount": "800"})
    assert page.context["form"].errors["amount"] == ["Übrig sind nur 749,50 €."]


def test_a_line_is_struck_only_before_the_request(desk):
    asked, granted = make_fund(granted=False), make_fund()
    for fund, left in ((asked, 0), (granted, 1)):
        desk.post(f"/buero/geld/position/{fund.lines.get().pk}/streichen/")
        assert fund.lines.count() == left


def test_a_source_leads_to_its_request_from_the_first_draft_on(desk):
    fund = make_fund(granted=False)
    assert (
        f'href="/buero/nachweise/antrag/{fund.pk}/"'
        in desk.get(f"/buero/geld/quellen/{fund.pk}/").content.decode()
    )


def test_words_that_do_not_fit_come_back_filled(desk):
    page = desk.post("/buero/geld/quellen/neu/", WORDS | {"period_end": "2025-01-01"})
    assert page.status_code == 422 and not Fund.objects.exists()
    assert "Der Zeitraum endet vor seinem Anfang." in plain(page)
    assert 'value="mittel-2026"' in page.content.decode()
