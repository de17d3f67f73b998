"""The public roster."""

from datetime import date

import pytest

from tests.support.factories import make_identity, make_membership, make_person, make_term, make_working_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def term(settings):
    settings.TODAY = date(2026, 9, 1)
    make_identity()
    return make_term(label="2025–2030", starts=date(2025, 11, 1))


def page(client, lang="de"):
    answer = client.get(f"/{lang}/rat/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_roster_shows_titles_and_names_only_of_linked_persons(client, term):
    make_membership(
        term=term, title="Vorsitz", person=make_person(name="Ada Beispiel", email="ada@example.org")
    )
    make_membership(term=term, title="Mitglied für Jugend")
    make_person(name="Niemand Sonst")
    html = page(client)
    assert "Vorsitz" in html and "Mitglied für Jugend" in html
    assert "Ada Beispiel" in html
    assert "Niemand Sonst" not in html
    assert "ada@example.org" not in html


def test_roster_groups_by_kind_in_order(client, term):
    for kind, title in (("advisory", "Drei"), ("elected", "Eins"), ("delegated", "Zwei")):
        make_membership(term=term, kind=kind, title=title)
    html = page(client)
    assert html.index("Eins") < html.index("Zwei") < html.index("Drei")


def test_roster_shows_the_running_term_else_the_latest(client, term):
    old = make_term(starts=date(2014, 1, 1), ends=date(2025, 10, 31), body=term.body)
    make_membership(term=old, title="Früher")
    make_membership(term=term, title="Heute")
    html = page(client)
    assert "Heute" in html and "Früher" not in html


def test_roster_without_a_term_says_so(client, settings):
    make_identity()
    answer = client.get("/de/rat/")
    assert answer.status_code == 404
    assert "<h1" in answer.content.decode()


def test_roster_escapes_hostile_titles(client, term):
    make_membership(term=term, title="<script>alert(1)</script>", person=make_person(name="<b>x</b>"))
    html = page(client, "ar")
    assert "<script>alert" not in html
    assert "<b>x</b>" not in html
    assert "&lt;script&gt;" in html


def test_roster_costs_the_same_for_one_and_three_members(client, term, count_queries):
    make_membership(term=term, languages=["tr"])
    make_working_group(body=term.body)
    page(client)
    with count_queries() as one:
        page(client)
    for _ in range(2):
        member = make_membership(term=term, person=make_person(), languages=["ar", "tr"])
        make_working_group(body=term.body, lead=member)
    with count_queries() as three:
        page(client)
    assert len(one) == len(three) == 4
