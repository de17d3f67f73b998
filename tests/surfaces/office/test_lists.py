"""Every list of records: constant queries, search, filters, export without formulas."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.snippets.models import get_snippet_models

from miteinander.foundation.interface.office_records import RecordViewSet
from tests.support import factories as make
from tests.support.accounts import make_account
from tests.support.office_records import FACTORIES

pytestmark = pytest.mark.django_db
QUERIES = 12
"""Session, account, second factor, profile, the menu's own, count and rows of the list, choices of its filters."""


def lists():
    reverse("wagtailadmin_home")  # reading the addresses gives every model its `snippet_viewset`
    return [model for model in get_snippet_models() if model.__module__.startswith("miteinander.")]


def address(model):
    return reverse(model.snippet_viewset.get_url_name("list"))


MAKERS = FACTORIES | {
    "EventReport": lambda: make.make_report(event=make.make_event(series=make.make_series()))
}
ONE_ROW = {"Identity", "DistributionSettings"}
"""A form without a list."""
LOADS_MORE = {"Event", "Article"}
"""The dates of an event, the languages of an article come with the rows, and a choice of editions or formats."""
SEVERAL = sorted(set(MAKERS) - ONE_ROW - {"FixedPage"})


def model_named(name):
    return next(model for model in lists() if model.__name__ == name)


@pytest.fixture
def desk(client, office):
    client.force_login(office)
    return client


@pytest.mark.parametrize("name", SEVERAL)
def test_a_list_costs_the_same_for_many(desk, count_queries, name):
    model = model_named(name)
    MAKERS[name]()
    desk.get(address(model))
    with count_queries() as one:
        desk.get(address(model))
    for _ in range(3):
        MAKERS[name]()
    with count_queries() as four:
        page = desk.get(address(model))
    assert page.status_code == 200
    assert len(four) == len(one) <= QUERIES + (name in LOADS_MORE)


@pytest.mark.parametrize("name", SEVERAL)
def test_a_list_is_exported_in_a_constant_number_of_queries(desk, count_queries, name):
    model = model_named(name)

    def export(kind):
        with count_queries() as queries:
            answer = desk.get(address(model), {"export": kind})
            content = b"".join(answer.streaming_content)
        return len(queries), content

    MAKERS[name]()
    export("csv")
    first, _content = export("csv")
    for _ in range(3):
        MAKERS[name]()
    again, content = export("csv")
    assert again == first
    rows = list(csv.reader(io.StringIO(content.decode())))
    assert len(rows) >= 5
    _count, content = export("xlsx")
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet.max_row >= 5


def test_every_list_of_ours_is_such_a_list():
    for model in lists():
        assert isinstance(model.snippet_viewset, RecordViewSet), model
        viewset = model.snippet_viewset
        if model.__name__ not in ONE_ROW | {"FixedPage"}:
            assert viewset.search_fields and viewset.search_backend_name is None, model


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "'="])
def test_exports_hold_no_formula(desk, sign):
    make.make_organisation(name=f"{sign}HYPERLINK(1)")
    model = model_named("Organisation")
    text = b"".join(desk.get(address(model), {"export": "csv"}).streaming_content).decode()
    assert any(row[0] == f"'{sign}HYPERLINK(1)" for row in csv.reader(io.StringIO(text)))
    content = b"".join(desk.get(address(model), {"export": "xlsx"}).streaming_content)
    cells = [cell for row in load_workbook(io.BytesIO(content)).active.rows for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert any(cell.value == f"'{sign}HYPERLINK(1)" for cell in cells)


def test_an_export_follows_search_and_filters_and_says_words(desk):
    make.make_event(title="Vorlesen", state="draft")
    make.make_event(title="Konzert")
    model = model_named("Event")
    text = b"".join(desk.get(address(model), {"export": "csv", "q": "vorles"}).streaming_content).decode()
    assert "Vorlesen" in text and "Konzert" not in text and "Entwurf" in text
    text = b"".join(
        desk.get(address(model), {"export": "csv", "state": "published"}).streaming_content
    ).decode()
    assert "Konzert" in text and "Vorlesen" not in text


def test_no_role_exports_what_it_may_not_list(client):
    client.force_login(make_account("translator", languages=["tr"]))
    answer = client.get(address(model_named("Person")), {"export": "csv"})
    assert answer.headers["Location"] == "/buero/"


@pytest.mark.parametrize("query", ["\x00", "' or 1=1 --", "%", "😀" * 200, "ä" * 5000])
def test_a_strange_search_finds_nothing_and_breaks_nothing(desk, query):
    make.make_venue()
    assert desk.get(address(model_named("Venue")), {"q": query}).status_code == 200
