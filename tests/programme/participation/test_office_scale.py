"""The office's pages cost the same for one registration and for very many, and who may see what is kept on every page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from miteinander.foundation.values.clock import now
from miteinander.programme.participation.actions.invitations import Household, invite
from miteinander.programme.participation.enums import RegistrationMode, RegistrationState, Scope
from miteinander.programme.participation.models import Guest, Registration, RegistrationPlan, SeatPool
from miteinander.programme.participation.office_boxes import seats_to_look_at
from miteinander.programme.participation.own_links import Purpose, digest_of
from tests.support.accounts import make_account
from tests.support.factories import make_event, make_plan, make_registration, pool_of

from .test_office import address, text_of

pytestmark = pytest.mark.django_db
MANY = 10_000


@pytest.fixture
def desk(client, office):
    client.force_login(office)
    return client


def signed_in(role):
    client = Client()
    client.force_login(make_account(role))
    return client


def fill(plan, count):
    """Registrations of two people, as many rows as a festival has."""
    adult, whole = pool_of(plan), plan.pools.get(scope=Scope.ALL)
    rows = [Registration(plan=plan, state="booked", name=f"Gast {n}") for n in range(count)]
    for row in rows:
        row.code_digest = digest_of(Purpose.REGISTRATION, row.uid)
    Registration.objects.bulk_create(rows)
    Guest.objects.bulk_create(
        Guest(registration=row, pool=adult, position=place) for row in rows for place in (0, 1)
    )
    SeatPool.objects.filter(pk__in=[adult.pk, whole.pk]).update(taken=2 * count)


PAGES = ["registration-list", "export-csv", "export-xlsx", "event-list"]


def ask(desk, name, plan, **query):
    arguments = [] if name == "event-list" else [plan.event.pk]
    response = desk.get(reverse(f"participation_office:{name}", args=arguments), query)
    assert response.status_code == 200
    return b"".join(response) if response.streaming else response.content


def test_a_very_long_list_for_the_door_is_set_in_the_background(desk):
    plan = make_plan(seats=None)
    fill(plan, 1_001)
    response = desk.get(reverse("participation_office:door-list", args=[plan.event.pk]))
    sheet = reverse("print_office:sheet", args=["event", plan.event.pk, "participation.door_list"])
    assert (response.status_code, response.url) == (302, sheet)


def test_ten_thousand_registrations_cost_no_query_more_than_one(desk, count_queries):
    plan = make_plan(seats=None)
    make_registration(plan=plan, adults=2, name="Zuletzt Gefunden")
    make_registration(plan=plan, adults=2)
    for name in PAGES:
        ask(desk, name, plan)
    few = {}
    for name in PAGES:
        with count_queries() as queries:
            ask(desk, name, plan)
        few[name] = len(queries)
    with count_queries() as queries:
        ask(desk, "registration-list", plan, q="zuletzt")
    searched = len(queries)
    fill(plan, MANY)
    for name in PAGES:
        with count_queries() as queries:
            content = ask(desk, name, plan)
        assert len(queries) == few[name], name
        if name == "export-csv":
            assert content.count(b"\n") == MANY + 3
    with count_queries() as queries:
        found = ask(desk, "registration-list", plan, q="zuletzt").decode()
    assert len(queries) == searched and "Zuletzt Gefunden" in found
    assert few["registration-list"] <= 40


def test_many_invitations_cost_no_query_more(desk, count_queries):
    plan = make_plan()
    invite(plan=plan, households=[Household("Eins")])
    page = address("invitation-list", plan.event)
    desk.get(page)
    with count_queries() as few:
        desk.get(page)
    invite(plan=plan, households=[Household(f"Haushalt {n}") for n in range(80)])
    with count_queries() as many:
        assert "Seite 1 von 2" in text_of(desk.get(page))
    assert len(many) == len(few)


def test_who_sees_seats_only_sees_no_name(db):
    plan = make_plan()
    make_registration(plan=plan, adults=3, name="Mira Beispiel")
    page = text_of(signed_in("member").get(address("registration-list", plan.event)))
    assert "Mira Beispiel" not in page and "3 Personen" in page
    assert "Die Namen sieht, wer die Gäste betreut" in page
    seen = text_of(signed_in("auditor").get(address("registration-list", plan.event)))
    assert "Mira Beispiel" in seen and "Am Telefon eintragen" not in seen


def test_who_may_look_may_not_change(db):
    plan = make_plan()
    one = make_registration(plan=plan)
    (household,) = invite(plan=plan, households=[Household("Familie Beispiel")])
    auditor = signed_in("auditor")
    for name, record, sent in (
        ("registration-do", one, {"was": "absagen"}),
        ("invitation-do", household, {"was": "absagen"}),
        ("invitations-do", plan.event, {"was": "senden"}),
        ("seats-offer", plan.event, {}),
        ("entry", plan.event, {"name": "x"}),
    ):
        response = auditor.post(address(name, record), sent)
        assert response.status_code == 302 and response["Location"] == "/buero/", name
    assert auditor.post(address("invitation", household), {"name": "Anders"}).status_code == 404
    one.refresh_from_db()
    household.refresh_from_db()
    assert (one.state, household.state, household.name) == ("booked", "ready", "Familie Beispiel")


def test_who_may_invite_may_not_always_withdraw(db):
    plan = make_plan()
    (household,) = invite(plan=plan, households=[Household("Familie Beispiel")])
    leader = signed_in("working_group_lead")
    assert leader.post(address("invitation-do", household), {"was": "zuruecknehmen"}).status_code == 404
    assert leader.post(address("invitation-do", household), {"was": "absagen"}).status_code == 302


@pytest.mark.parametrize("number", ["0", "99999999999999999", "9" * 40])
def test_numbers_that_nothing_has_are_not_there(desk, number):
    for path in ("", "plaetze/", "telefon/", "einladungen/", "anmeldungen.csv"):
        assert desk.get(f"/buero/anmeldungen/{number}/{path}").status_code == 404
    for path in ("gruppe", "einladung"):
        assert desk.get(f"/buero/anmeldungen/{path}/{number}/").status_code == 404


def test_the_start_page_says_where_to_look(office, count_queries):
    soon = f"{now() + timedelta(days=14):%Y-%m-%d} 18:00"

    def plan_of(**values):
        return make_plan(event=make_event(dates=[soon]), **values)

    full, quiet = plan_of(seats=1), plan_of(seats=20)
    make_registration(plan=full)
    danger = plan_of(seats=50, minimum=10, decides_at=now() + timedelta(days=3))
    waiting = make_registration(plan=quiet)
    Registration.objects.filter(pk=waiting.pk).update(
        state=RegistrationState.WAITING, created_at=now() - timedelta(days=9)
    )
    far = make_plan(event=make_event(dates=["2050-06-06 15:00"]), seats=1)
    make_registration(plan=far)
    with count_queries() as queries:
        section = seats_to_look_at(office)
    words = {one.plan.pk: one.words for one in section.context["notices"]}
    assert words == {
        full.pk: "ausgebucht (1)",
        quiet.pk: "1 Gruppe wartet, seit einer Woche bewegt sich nichts",
        danger.pk: words[danger.pk],
    }
    assert words[danger.pk].startswith("erst 0 von mindestens 10 Gästen")
    assert len(queries) == 3
    assert seats_to_look_at(make_account("treasurer")) is None
    RegistrationPlan.objects.update(mode=RegistrationMode.NONE)
    assert seats_to_look_at(office) is None


def test_the_way_leads_from_the_event_and_from_its_publication(desk):
    event = make_event(dates=["2035-06-06 15:00"])
    edit = reverse("wagtailsnippets_events_event:edit", args=[event.pk])
    assert address("plan-edit", event) in text_of(desk.get(edit))
    listed = text_of(desk.get(reverse("wagtailsnippets_events_event:list")))
    assert address("registration-list", event) in listed
    make_plan(event=event)
    assert address("registration-list", event) in text_of(desk.get(edit))
