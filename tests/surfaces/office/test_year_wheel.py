"""The year as ring and table."""

import re
from datetime import date

import pytest
from django.urls import reverse

from miteinander.civic.planning import sources
from miteinander.civic.planning.enums import DeadlineState
from miteinander.surfaces.office.ring import ring_of
from miteinander.surfaces.office.year import Entry
from tests.support import factories as make
from tests.support.accounts import make_account

pytestmark = pytest.mark.django_db
ADDRESS = "/buero/jahr/"


@pytest.fixture
def desk(client, office):
    client.force_login(office)
    return client


def test_events_and_deadlines_stand_in_the_year(desk):
    activity = make.make_activity(title="Zeitung")
    make.make_event(title="Lesung <b>", dates=["2027-03-05 10:00"], activity=activity)
    make.make_event(title="Voriges", dates=["2026-03-05 10:00"])
    make.make_todo_list(day=date(2027, 3, 5), items=[("Raum buchen", -30)], activity=activity)
    html = desk.get(ADDRESS, {"jahr": "2027"}).content.decode()
    assert "Lesung &lt;b&gt;" in html and "Raum buchen" in html and "Voriges" not in html
    assert html.count('class="ring__link"') == 3, "both, and the year without an edition of the newspaper"
    assert "2027 hat noch keine Ausgabe" in html
    assert re.search(r'<a class="ring__link" href="/buero/snippets/events/event/edit/\d+/"', html)
    assert (
        "style="
        not in html[html.index('<svg class="ring"') : html.index("</svg>", html.index('<svg class="ring"'))]
    )


def test_activity_and_task_choose(desk):
    one, two = make.make_activity(), make.make_activity()
    make.make_event(title="Erste", dates=["2027-03-05"], activity=one)
    make.make_event(title="Zweite", dates=["2027-03-05"], activity=two)
    html = desk.get(ADDRESS, {"jahr": "2027", "vorhaben": one.slug}).content.decode()
    assert "Erste" in html and "Zweite" not in html
    html = desk.get(ADDRESS, {"jahr": "2027", "aufgabe": two.main_task.slug}).content.decode()
    assert "Zweite" in html and "Erste" not in html


@pytest.mark.parametrize(
    "query",
    [{"jahr": "0"}, {"jahr": "9" * 40}, {"jahr": "\x00"}, {"vorhaben": "' or 1=1"}, {"aufgabe": "ä" * 900}],
)
def test_nonsense_is_left_out(desk, query):
    assert desk.get(ADDRESS, query).status_code == 200


def test_a_draft_moves_in_the_table_without_script(desk):
    draft = make.make_event(state="draft", dates=["2027-03-05 10:00"])
    make.make_event(title="Öffentlich", dates=["2027-03-06 10:00"])
    html = desk.get(ADDRESS, {"jahr": "2027"}).content.decode()
    actions = re.findall(r'<form method="post" action="(/buero/termine/[^"]+)"', html)
    assert actions == [reverse("event_office:draft-move", args=[draft.pk])]
    answer = desk.post(actions[0], {"day": "2027-04-02", "zurueck": f"{ADDRESS}?jahr=2027"})
    assert answer.headers["Location"] == f"{ADDRESS}?jahr=2027"
    assert draft.dates.get().as_partial().first_day == date(2027, 4, 2)


def test_the_year_costs_the_same_for_many(desk, count_queries):
    def fill(number):
        for _ in range(number):
            make.make_event(dates=["2027-03-05 10:00"], venues=[make.make_venue()], series=make.make_series())
            make.make_event(state="draft", dates=["2027-05-05"])
            make.make_todo_list(day=date(2027, 6, 5), items=[("Raum", -30)], activity=make.make_activity())

    fill(1)
    desk.get(ADDRESS)
    with count_queries() as one:
        desk.get(ADDRESS, {"jahr": "2027"})
    fill(3)
    with count_queries() as four:
        desk.get(ADDRESS, {"jahr": "2027"})
    assert len(four) == len(one) <= 19


def test_other_rooms_bring_deadlines_and_the_treasurer_sees_no_drafts(client):
    def deadlines(first, last, user):
        yield sources.Deadline(
            day=date(2027, 8, 1), title="Verwendungsnachweis", kind="grant", state=DeadlineState.OPEN
        )

    make.make_event(title="Entwurf X", state="draft", dates=["2027-03-05"])
    sources.register("test.grants", deadlines)
    try:
        client.force_login(make_account("member"))
        html = client.get(ADDRESS, {"jahr": "2027"}).content.decode()
    finally:
        sources.unregister("test.grants")
    assert "Verwendungsnachweis" in html


def entry(day, task="a", **more):
    return Entry(
        day=day,
        title="X",
        kind="event",
        state="published",
        state_label="öffentlich",
        url="/x/",
        task=task,
        **more,
    )


def test_ring_groups_weeks_and_covers_the_whole_year():
    entries = [
        entry(date(2027, 1, 1)),
        entry(date(2027, 1, 2)),
        entry(date(2027, 12, 31)),
        entry(date(2027, 6, 6), task=""),
    ]
    ring = ring_of(entries, 2027, ["a"], by_activity=False, lang="de", today=date(2027, 6, 1))
    assert [mark.count for mark in ring.marks] == [2, 1, 1]
    assert ring.marks[0].url == "#monat-1" and ring.marks[1].url == "/x/"
    assert len(ring.months) == 12 and ring.today
    assert len({mark.path for mark in ring.marks}) == 3
    assert not ring_of([], 2027, [], by_activity=True, lang="de", today=date(2026, 1, 1)).today


def test_ring_has_a_band_for_what_belongs_nowhere_only_when_there_is_such():
    inside = ring_of(
        [entry(date(2027, 1, 1))], 2027, ["a"], by_activity=False, lang="de", today=date(2027, 6, 1)
    )
    assert len(inside.bands) == 1 and not inside.has_outside
    outside = ring_of(
        [entry(date(2027, 1, 1)), entry(date(2027, 2, 1), task="")], 2027, ["a"], by_activity=False, lang="de",
        today=date(2027, 6, 1),
    )  # fmt: skip
    assert len(outside.bands) == 2 and outside.has_outside


def test_legend_explains_every_colour_of_the_ring(desk):
    activities = [make.make_activity(title=f"Vorhaben {number}") for number in range(14)]
    for number, activity in enumerate(activities):
        make.make_event(dates=[f"2027-03-{number + 1:02d}"], activity=activity)
    make.make_activity(title="Unbenutzt")
    html = desk.get(ADDRESS, {"jahr": "2027"}).content.decode()
    legend = html[html.index('class="year__legend"') : html.index("</figcaption>")]
    assert all(f"</span> {activity}</li>" in legend for activity in activities) and "Unbenutzt" not in legend
    marks = set(re.findall(r"ring__mark--(sun|coral|plum|blue|teal|leaf|rose)", html))
    assert marks and marks <= set(re.findall(r"ring__key--(\w+)", legend))


def test_an_entry_names_the_series_and_every_venue_in_few_queries(desk, count_queries):
    places = [make.make_venue(slug=f"b-{name}", name=name) for name in ("Zelt", "Aula")]
    for number in range(3):
        series = make.make_series(title=f"Reihe {number}")
        make.make_event(title="", series=series, venues=places, dates=["2027-03-05", "2027-08-01"])
        with count_queries() as queries:
            html = desk.get(ADDRESS, {"jahr": "2027"}).content.decode()
        assert f"Reihe {number}" in html and html.count("<small>Aula, Zelt</small>") == 2 * (number + 1)
        if not number:
            desk.get(ADDRESS, {"jahr": "2027"})
            with count_queries() as first:
                desk.get(ADDRESS, {"jahr": "2027"})
    assert len(queries) == len(first)
