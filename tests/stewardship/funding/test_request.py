"""The request for money and the data sheet of an application."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from miteinander.foundation.typesetting.documents import CannotPrint, Wish, document
from miteinander.foundation.typesetting.formats import A4_OFFICE
from miteinander.foundation.typesetting.printing import print_wish
from miteinander.foundation.typesetting.subjects import NoSubject, subject
from miteinander.stewardship.funding.enums import FundKind, IncomeKind
from miteinander.stewardship.funding.models import PlannedIncome
from tests.support.accounts import make_account
from tests.support.factories import make_activity, make_identity, make_task
from tests.support.money import make_fund
from tests.support.pdfs import page_count, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def council():
    make_identity(name="Integrationsrat Musterstadt", town="Musterstadt")


@pytest.fixture
def fund():
    task = make_task(name="Öffentlichkeitsarbeit")
    paper = make_activity(title="Zeitung Vielfalt", summary="Erscheint zweimal im Jahr.", main_task=task)
    tour = make_activity(title="Auf Tour", main_task=task)
    return make_fund(
        {"Zeitung": {paper: "2500.50"}, "Flyer": {paper: 500, tour: "1999.50"}},
        granted=False, is_additional=True, is_sample=True, slug="mehr-mittel", title={"de": "Zusätzliche Mittel"},
        reason="Ohne Geld keine Öffentlichkeit.", period_start=date(2012, 1, 1), period_end=date(2012, 12, 31),
    )  # fmt: skip


def printed(key, pk, lang="de"):
    return print_wish(document(key), Wish(pk, (lang,), A4_OFFICE))


def words(content):
    return " ".join(text_of(content).replace("\u200b", "").split())


def test_request_says_why_what_what_for_and_how_much(fund):
    result = printed("funding.request", fund.pk)
    text = words(result.content)
    assert not result.findings
    for part in (
        "Antrag auf zusätzliche Mittel in Höhe von 5.000,00 € für 2012", "Ohne Geld keine Öffentlichkeit.",
        "Erscheint zweimal im Jahr.", "„Öffentlichkeitsarbeit“", "2.500,50", "1.999,50", "Musterbeträge",
        "Für Zeitung und Flyer werden die zusätzlichen Mittel in Höhe von 5.000,00 € für 2012 dringend benötigt.",
        "Unterschrift, Vorsitz",
    ):  # fmt: skip
        assert part in text, part


def test_data_sheet_holds_what_a_form_asks(client, fund):
    PlannedIncome.objects.create(fund=fund, kind=IncomeKind.OWN, amount=Decimal(500), title="Rat")
    text = words(printed("funding.application", fund.pk).content)
    assert "Integrationsrat Musterstadt" in text and "5.500,00" in text and "Eigenanteil 500,00 €" in text
    client.force_login(make_account("treasurer"))
    page = client.get(reverse("funding_proofs:application", args=[fund.pk])).content.decode()
    assert "5.500,00" in page and "Musterbeträge" in page
    plain = b"".join(client.get(reverse("funding_proofs:application-text", args=[fund.pk]))).decode()
    assert "Beantragt: 5.000,00 €" in plain
    content = b"".join(client.get(reverse("funding_proofs:application-csv", args=[fund.pk]))).decode(
        "utf-8-sig"
    )
    rows = {row["Angabe"]: row["Inhalt"] for row in csv.DictReader(io.StringIO(content), delimiter=";")}
    assert rows["Zeitraum"] == "01.01.2012 bis 31.12.2012"


def test_without_an_amount_the_office_hears_what_to_do(client):
    fund = make_fund(granted=False)
    fund.lines.all()[0].allocations.all().delete()
    with pytest.raises(CannotPrint, match="Kostenpositionen"):
        printed("funding.request", fund.pk)
    client.force_login(make_account("treasurer"))
    assert (
        "Kostenpositionen"
        in client.get(reverse("funding_proofs:application", args=[fund.pk])).content.decode()
    )
    assert client.get(reverse("funding_proofs:application-csv", args=[fund.pk])).status_code == 409


def test_an_authority_reads_german(fund):
    with pytest.raises(CannotPrint, match="Deutsch"):
        printed("funding.request", fund.pk, "tr")


def test_long_and_hostile_words_stay_inside_the_page():
    cells = {f"#pagebreak() Position {n} " + "w" * 80: {make_activity(title=f"Vorhaben {n} " + "v" * 60, summary="s" * 600): 10} for n in range(12)}  # fmt: skip
    fund = make_fund(
        cells, granted=False, kind=FundKind.GRANT, purpose="#set page(fill: red)\n\n" + "p" * 3000
    )
    for key in ("funding.request", "funding.application"):
        result = printed(key, fund.pk)
        assert not result.findings and page_count(result.content) < 14
        assert "#set page(fill: red)" in words(result.content)


@pytest.mark.parametrize("lines", [4, 5, 6, 7, 9, 12, 26])
def test_every_length_of_a_plan_is_set_wherever_the_page_ends(lines):
    """With the note about sample data in the footer, a table over two pages kept the whole sheet from being set."""
    make_identity(name="Integrationsrat Musterstadt", is_sample=True)
    cells = {f"Position {n}": {make_activity(title=f"Vorhaben {n}"): 10} for n in range(lines)}
    fund = make_fund(cells, granted=False, purpose="Wofür das Geld ist. " * 20, reason="Darum. " * 30)
    for key in ("funding.request", "funding.application"):
        result = printed(key, fund.pk)
        assert not result.findings and f"Position {lines - 1}" in words(result.content)


def test_a_source_is_found_by_slug_and_by_number(fund):
    assert subject("fund").find("mehr-mittel") == subject("fund").find(str(fund.pk)) == fund.pk
    with pytest.raises(NoSubject):
        subject("fund").find("9" * 30)
    with pytest.raises(NoSubject):
        subject("fund").describe(fund.pk, make_account("editor"))
