"""What is needed in the next five years, what is secured, and the gap."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from miteinander.foundation.audit.models import AuditEntry
from miteinander.stewardship.funding import actions
from miteinander.stewardship.funding.actions.needs import set_needs
from miteinander.stewardship.funding.errors import Refused
from miteinander.stewardship.funding.long_view.outlook import last_years_actuals, outlook, per_year
from miteinander.stewardship.funding.models import YearlyNeed
from tests.support.accounts import make_account
from tests.support.factories import make_activity, make_identity
from tests.support.money import euro, make_fund, make_receipt

pytestmark = pytest.mark.django_db
PAGE = "/buero/bedarf/"


@pytest.fixture(autouse=True)
def in_summer(settings, db):
    settings.TODAY = date(2026, 7, 1)


@pytest.fixture
def paper():
    return make_activity(title="Zeitung")


def test_the_gap_is_what_is_needed_beyond_what_is_granted(paper):
    set_needs(amounts={(paper.pk, 2026): euro(1500), (paper.pk, 2027): euro(400)})
    make_fund({"Druck": {paper: 1000}})
    asked = make_fund(
        {"Druck": {paper: 200}}, granted=False, period_start=date(2027, 1, 1), period_end=date(2027, 12, 31)
    )
    actions.request_fund(fund=asked, on=date(2026, 6, 1))
    make_fund({"Druck": {paper: 9999}}, granted=False)
    years = {one.year: one for one in outlook().by_year}
    assert (years[2026].secured, years[2026].gap) == (1000, 500)
    assert (years[2027].secured, years[2027].requested, years[2027].gap) == (0, 200, 400)
    assert (
        years[2028].need is None and years[2028].gap is None and list(years) == [2026, 2027, 2028, 2029, 2030]
    )


def test_a_source_of_several_years_counts_by_days_to_the_cent():
    found = per_year(Decimal("100.00"), date(2026, 7, 2), date(2028, 2, 29))
    assert sum(found.values()) == 100 and list(found) == [2026, 2027, 2028]
    assert found[2027] == max(found.values())


def test_last_years_costs_are_the_proposal(paper, client):
    last = {"period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31)}
    make_receipt(make_fund({"Druck": {paper: 500}}, **last), "123.45", issued_on=date(2025, 5, 1))
    assert last_years_actuals() == {paper.pk: euro("123.45")}
    client.force_login(make_account("treasurer"))
    assert 'value="123,45"' not in client.get(PAGE).content.decode()
    assert client.get(f"{PAGE}?vorschlag=1").content.decode().count('value="123,45"') == 5
    assert not YearlyNeed.objects.exists(), "a proposal is not saved by looking at it"


def test_the_grid_is_saved_as_a_whole_or_not_at_all(paper, client):
    treasurer = make_account("treasurer")
    client.force_login(treasurer)
    seen = client.get(PAGE).context["seen"]
    names = {year: f"bedarf-{paper.pk}-{year}" for year in range(2026, 2031)}
    wrong = client.post(PAGE, {"seen": seen, names[2026]: "1.200,50", names[2027]: "viel"})
    text = wrong.content.decode()
    assert wrong.status_code == 422 and 'value="viel"' in text and 'aria-invalid="true"' in text
    assert not YearlyNeed.objects.exists()
    assert client.post(PAGE, {"seen": seen, names[2026]: "1.200,50", names[2027]: ""}).status_code == 302
    assert YearlyNeed.objects.get().amount == euro("1200.50")
    assert AuditEntry.objects.filter(fields=["yearly_needs"], actor=treasurer).count() == 1
    overtaken = client.post(PAGE, {"seen": seen, names[2026]: "7"})
    assert overtaken.status_code == 409 and 'value="7"' in overtaken.content.decode()
    assert YearlyNeed.objects.get().amount == euro("1200.50")
    client.post(PAGE, {"seen": client.get(PAGE).context["seen"], names[2026]: ""})
    assert not YearlyNeed.objects.exists()


@pytest.mark.parametrize("typed", ["-5", "1e9", "99999999999", "NaN", "\x00", "=1+1"])
def test_hostile_amounts_are_refused(paper, client, typed):
    client.force_login(make_account("treasurer"))
    data = {"seen": client.get(PAGE).context["seen"], f"bedarf-{paper.pk}-2026": typed}
    assert client.post(PAGE, data).status_code == 422
    assert not YearlyNeed.objects.exists()


def test_needs_are_refused_below_zero_and_for_what_is_gone(paper):
    with pytest.raises(Refused):
        set_needs(amounts={(paper.pk, 2026): euro(-1)})
    with pytest.raises(Refused):
        set_needs(amounts={(paper.pk + 1000, 2026): euro(1)})


def test_who_only_reads_gets_no_form(paper, client):
    client.force_login(make_account("auditor"))
    assert '<input type="text" inputmode' not in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"seen": "", f"bedarf-{paper.pk}-2026": "5"}).status_code in (302, 403)
    assert not YearlyNeed.objects.exists()


def test_csv_and_public_page_say_the_gap(paper, client):
    make_identity()
    set_needs(amounts={(paper.pk, 2026): euro(1500)})
    make_fund({"Druck": {paper: 1000}})
    client.force_login(make_account("treasurer"))
    rows = list(
        csv.reader(io.StringIO(client.get("/buero/bedarf/bedarf.csv").content.decode()), delimiter=";")
    )
    assert rows[-1][2] == "500,00" and rows[1][1:3] == ["Zeitung", "1500,00"]
    client.logout()
    text = client.get("/de/transparenz/").content.decode()
    assert "Was wir in den nächsten Jahren brauchen" in text and "500,00 €" in text


def test_the_page_costs_the_same_queries_however_much_there_is(paper, client, count_queries):
    client.force_login(make_account("treasurer"))
    make_fund({"Druck": {paper: 100}})
    client.get(PAGE)
    with count_queries() as few:
        client.get(PAGE)
    for _ in range(3):
        make_fund({"Druck": {make_activity(): 100}})
    with count_queries() as many:
        client.get(PAGE)
    assert len(few) == len(many)
