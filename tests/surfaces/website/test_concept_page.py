"""The concept: tasks, what was done for them and what comes."""

from datetime import date

import pytest

from miteinander.surfaces.website.concept_page import concept_pages
from tests.support.factories import (
    make_activity,
    make_concept,
    make_event,
    make_field_of_action,
    make_goal,
    make_identity,
    make_measure,
    make_task,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = date(2026, 11, 22)


@pytest.fixture
def concept(db):
    make_identity()
    return make_concept(slug="jetzt", title="Konzept", is_current=True, resolved="2009")


def test_activity_tells_what_was_and_what_comes(concept):
    task = make_task(concept=concept)
    activity = make_activity(main_task=task, audiences=["parents"])
    for day in ("2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01", "2026-12-01", None):
        make_event(title=str(day), activity=activity, dates=[day])
    make_event(title="geheim", activity=activity, dates=["2026-12-02"], state="planned")
    (shown,) = concept_pages()[0].tasks[0].activities
    assert (shown.past_count, shown.upcoming_count) == (4, 2)
    assert [str(one.title) for one in shown.recent] == ["2026-04-01", "2026-03-01", "2026-02-01"]
    assert [str(one.title) for one in shown.next] == ["2026-12-01", "None"]
    assert shown.audiences == ("Eltern",)
    assert shown.colour == task.colour


def test_side_tasks_name_the_activity_without_telling_it_again(concept, client):
    main = make_task(concept=concept, number=1)
    side = make_task(concept=concept, number=2, colour="sun")
    make_activity(title="Zeitung", main_task=main, tasks=[side])
    first, second = concept_pages()[0].tasks
    assert [str(one.title) for one in first.activities] == ["Zeitung"]
    assert second.activities == ()
    assert [str(title) for title, _ in second.side_activities] == ["Zeitung"]
    assert "Auch dabei" in client.get("/de/konzept/").content.decode()


def test_task_without_name_stays_visibly_open(concept, client):
    make_task(concept=concept, number=3, name="")
    html = client.get("/de/konzept/").content.decode()
    assert "Noch nicht benannt" in html
    assert "Der Name dieser Aufgabe fehlt noch." in html


def test_older_and_newer_concepts_stand_below_with_their_fields(concept, client):
    later = make_concept(title="Fortschreibung", resolved="2017-12")
    make_field_of_action(concept=later, name="Sprache")
    make_goal(concept=concept, name="Kontakte")
    make_measure(task=make_task(concept=concept), title="Mehr Presse", state="running")
    pages = concept_pages()
    assert [str(page.title) for page in pages] == ["Konzept", "Fortschreibung"]
    html = client.get("/de/konzept/").content.decode()
    assert html.index("<h1>Konzept</h1>") < html.index("Fortschreibung")
    for text in ("Sprache", "Kontakte", "Mehr Presse", "läuft", "Beschlossen: Dezember 2017"):
        assert text in html


def test_without_a_concept_there_is_no_page(client):
    response = client.get("/de/konzept/")
    assert response.status_code == 404
    assert "Das Konzept steht noch nicht auf dieser Seite." in response.content.decode()
