"""The start page of the office."""

from datetime import timedelta

import pytest
from django.urls import reverse

from miteinander.civic.planning.actions import add_todo
from miteinander.foundation.interface import sections
from miteinander.foundation.interface.sections import Section
from miteinander.foundation.values.clock import today
from tests.support import factories as make
from tests.support.accounts import make_account

pytestmark = pytest.mark.django_db


def page_of(client, user):
    client.force_login(user)
    return client.get(reverse("wagtailadmin_home"))


def fill(number):
    day = today() + timedelta(days=2)
    for _ in range(number):
        district = make.make_district()
        make.make_event(dates=[f"{day} 10:00"], venues=[make.make_venue(district=district)])
        make.make_event(state="draft", dates=[f"{day + timedelta(days=20)} 10:00"])
        make.make_todo_list(
            day=day, items=[("Raum buchen", -3), ("Kuchen", 0)], activity=make.make_activity()
        )
        make.make_district()


def test_it_says_what_waits(client, office):
    day = today()
    visited = make.make_district(name="Besucht")
    make.make_district(name="Vergessen")
    make.make_event(title="Lesung", dates=[f"{day} 18:00"], venues=[make.make_venue(district=visited)])
    make.make_event(title="Konzert", state="draft", dates=[f"{day + timedelta(days=9)} 18:00"])
    make.make_event(title="Abgesagtes", state="cancelled", dates=[f"{day} 18:00"])
    todos = make.make_todo_list(day=day, items=[("Kuchen backen", 1), ("Raum buchen", -9)])
    add_todo(list=todos, title="Ohne Tag")
    html = page_of(client, office).content.decode()
    assert html.count("<h1") == 1
    main = html[html.index("office-dashboard") :]
    for word in ("Lesung", "Kuchen backen", "Raum buchen", "Konzert", "Vergessen", "Überfällig"):
        assert word in main
    for word in ("Abgesagtes", "Ohne Tag", "<li>Besucht"):
        assert word not in main


def test_the_coming_weeks_show_where_it_is_full_and_lead_to_the_year(client, office):
    monday = today() - timedelta(days=today().weekday())
    for number in range(10):
        make.make_event(dates=[f"{monday + timedelta(days=7)} {10 + number}:00"])
    make.make_event(state="draft", dates=[f"{monday + timedelta(days=14)} 10:00"])
    make.make_event(state="cancelled", dates=[f"{monday + timedelta(days=21)} 10:00"])
    make.make_event(dates=[f"{monday + timedelta(days=84)} 10:00"])
    found = weeks_shown(page_of(client, office))
    assert len(found) == 12
    assert [(len(week.tiles), week.more) for week in found[:4]] == [(0, 0), (8, 2), (1, 0), (0, 0)]
    assert found[2].tiles[0].is_draft and not any(tile.is_draft for tile in found[1].tiles)
    assert found[1].label.endswith("10 Termine, davon noch Entwurf: 0") and "nichts" in found[0].label
    assert sum(len(week.tiles) + week.more for week in found) == 11
    middle = monday + timedelta(days=10)
    assert found[1].url == f"/buero/jahr/?jahr={middle.year}#monat-{middle.month}"


def test_who_sees_no_events_in_the_office_sees_no_weeks(client, monkeypatch):
    make.make_event(state="draft", dates=[f"{today()} 10:00"])
    member = make_account("member")
    assert "weeks__week" in page_of(client, member).content.decode()
    monkeypatch.setattr("miteinander.programme.events.policies.can_see_office", lambda _user: False)
    assert "weeks__week" not in page_of(client, member).content.decode()


def weeks_shown(page):
    return next(
        section.context["weeks"]
        for contexts in page.context
        for section in contexts.get("sections", ())
        if section.template == "office/_weeks.html"
    )


def test_it_costs_the_same_for_many(client, office, count_queries):
    fill(1)
    page_of(client, office)
    with count_queries() as one:
        client.get(reverse("wagtailadmin_home"))
    fill(3)
    with count_queries() as four:
        client.get(reverse("wagtailadmin_home"))
    assert len(four) == len(one)
    assert len(one) <= 35


def test_rooms_add_parts(client, office):
    seen = []

    def part(user):
        seen.append(user)
        return Section("office/_districts.html", {"districts": [], "year": 2026}, heading="Von nebenan")

    sections.register("dashboard", part)
    try:
        assert "Von nebenan" in page_of(client, office).content.decode()
    finally:
        sections.unregister("dashboard", part)
    assert seen == [office]


def test_a_translator_sees_languages_and_no_drafts(client):
    make.make_event(title="Geheimer Entwurf", state="draft", dates=[f"{today() + timedelta(days=3)}"])
    html = page_of(client, make_account("treasurer")).content.decode()
    assert html.count("<h1") == 1
    assert "Veranstaltung planen" not in html


@pytest.mark.parametrize(("role", "offered"), [("translator", False), ("editor", True)])
def test_planning_is_offered_to_those_who_may_plan(client, role, offered):
    make.make_district(name="Vergessen")
    user = make_account(role, **({"languages": ["tr"]} if role == "translator" else {}))
    html = page_of(client, user).content.decode()
    main = html[html.index("office-dashboard") :]
    assert "Vergessen" in main and (reverse("event_office:plan-start") in main) is offered
