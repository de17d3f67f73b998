"""Pages that join rooms cost the same number of queries for one record, for three and for many."""

import pytest

from tests.support.factories import (
    get_format,
    make_activity,
    make_concept,
    make_district,
    make_event,
    make_field_of_action,
    make_goal,
    make_identity,
    make_measure,
    make_membership,
    make_organisation,
    make_person,
    make_task,
    make_term,
    make_working_group,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3, 7])
def test_concept_page(client, count_queries, count):
    make_identity()
    concept = make_concept(is_current=True)
    make_field_of_action(concept=make_concept())
    colours = ("blue", "sun", "rose", "teal", "plum", "leaf", "coral")
    for n in range(count):
        task = make_task(concept=concept, number=n + 1, colour=colours[n])
        make_goal(concept=concept, number=n + 1)
        make_measure(task=task)
        for _ in range(count):
            activity = make_activity(main_task=task, tasks=[task])
            for _ in range(count):
                make_event(activity=activity, dates=["2026-12-06", "2020-12-06"])
    with count_queries() as queries:
        html = client.get("/de/konzept/").content.decode()
    assert html.count('<article id="activity-') == count * count
    assert len(queries) == 9, [query["sql"][:160] for query in queries]


@pytest.mark.parametrize("count", [1, 3, 60])
def test_roster(client, count_queries, count):
    make_identity()
    term = make_term(starts="2020-11-01")
    for _ in range(count):
        member = make_membership(term=term, person=make_person(), languages=["tr"])
        make_working_group(body=term.body, lead=member)
    with count_queries() as queries:
        html = client.get("/de/rat/").content.decode()
    assert html.count('<article class="person"') == 2 * count
    assert len(queries) == 4, [query["sql"][:160] for query in queries]


@pytest.mark.parametrize("count", [1, 3, 60])
def test_associations(client, count_queries, count):
    make_identity()
    for _ in range(count):
        make_organisation(kinds=["association"], district=make_district(), languages=["tr"])
        make_event(format=get_format("association-visit"), dates=["2099-12-06"])
    with count_queries() as queries:
        html = client.get("/de/vereine/").content.decode()
    assert html.count('<article class="person"') == count
    assert len(queries) == 6, [query["sql"][:160] for query in queries]


@pytest.mark.parametrize(
    ("address", "count"), [("/de/impressum/", 2), ("/tr/datenschutz/", 2), ("/de/gibt-es-nicht/", 1)]
)
def test_plain_pages_ask_only_who_runs_the_site(client, count_queries, address, count):
    make_identity()
    with count_queries() as queries:
        html = client.get(address).content.decode()
    assert "Integrationsrat Musterstadt" in html
    assert len(queries) == count, [query["sql"][:160] for query in queries]
