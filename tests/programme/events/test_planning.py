"""Beginning an event: proposals, copying last year's, moving drafts, the office's pages for it."""

from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse

from miteinander.civic.planning.actions import change_todo, complete_todo
from miteinander.civic.planning.models import TodoList
from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.clock import BERLIN, today
from miteinander.foundation.values.partial_dates import PartialDate
from miteinander.programme.events import companions, drafts
from miteinander.programme.events.enums import EventState
from miteinander.programme.events.models import Event, EventReport
from miteinander.programme.events.moving_days import next_day, same_weekday
from miteinander.programme.events.proposals import kept_title, proposal_for, proposal_like, title_of
from tests.support import factories as make
from tests.support.accounts import make_account

pytestmark = [pytest.mark.django_db]


class Telling(companions.Companion):
    """A room that tells people and copies something."""

    def __init__(self):
        self.copied, self.moved, self.cancelled = [], [], []

    def copy(self, old, new):
        self.copied.append((old.pk, new.pk))

    def on_moved(self, event):
        self.moved.append(event.pk)

    def on_cancelled(self, event):
        self.cancelled.append(event.pk)

    def people_to_tell(self, event):
        return [companions.Recipients("Angemeldete", 17)]


@pytest.fixture
def telling():
    room = Telling()
    companions.register(room)
    yield room
    companions.unregister(room)


@pytest.fixture
def breakfast():
    """Last year's, with everything that should come along."""
    district = make.make_district(name="Rheindorf")
    venue = make.make_venue(name="Haus der Begegnung", district=district)
    checklist = make.make_checklist(items=[("Raum buchen", -56), ("Brötchen bestellen", -3)])
    form = make.get_format("open-breakfast")
    form.checklist = checklist
    form.save()
    day = same_weekday(today(), today().year - 1)
    event = make.make_event(
        title={"de": "Offenes Frühstück", "tr": "Herkese açık kahvaltı"},
        format=form,
        dates=[{"from": f"{day} 10:00", "to": f"{day} 12:30"}],
        venues=[venue],
        languages=["de", "tr"],
        organisations=[(make.make_organisation(), "partner")],
        items=[{"title": "Musik"}],
        price="0",
        childcare=True,
    )
    from miteinander.programme.events.todos import start_todos

    start_todos(event=event)
    event.todo_list.lessons = "Mehr Stühle."
    event.todo_list.save()
    todo = event.todo_list.todos.get(title="Raum buchen")
    change_todo(todo=todo, values={"note": "Im Rathaus anrufen"})
    complete_todo(todo=todo)
    return event


@pytest.mark.parametrize(
    ("old", "year", "expected"),
    [
        (date(2026, 3, 1), 2027, date(2027, 2, 28)),
        (date(2026, 10, 3), 2027, date(2027, 10, 2)),
        (date(2024, 2, 29), 2025, date(2025, 2, 27)),
    ],
)
def test_a_date_keeps_its_weekday(old, year, expected):
    assert same_weekday(old, year) == expected
    assert old.weekday() == expected.weekday()


def test_every_day_of_years_keeps_its_weekday_and_stays_near():
    for offset in range(0, 1500, 3):
        old = date(2024, 1, 1) + timedelta(days=offset)
        new = same_weekday(old, old.year + 1)
        assert new.weekday() == old.weekday()
        assert 361 <= (new - old).days <= 370


def test_a_holiday_in_the_way_moves_the_date_a_week_and_says_so():
    free = next_day(date(2025, 5, 8), date(2026, 1, 1))  # a Thursday, and so is 7 May 2026
    assert free.day == date(2026, 5, 7) and free.reasons == ()
    moved = next_day(date(2025, 5, 15), date(2026, 1, 1))  # the Thursday 14 May 2026 is Ascension Day
    assert moved.day == date(2026, 5, 21)
    assert len(moved.reasons) == 1 and "14. Mai 2026" in moved.reasons[0]


def test_what_was_on_a_holiday_stays_on_it():
    moved = next_day(date(2026, 5, 14), date(2027, 1, 1))  # Ascension Day
    assert moved.day == date(2027, 5, 6)
    assert moved.reasons


def test_the_proposed_day_is_never_past():
    assert next_day(date(2019, 6, 5), date(2026, 12, 1)).day >= date(2026, 12, 1)


def test_title_pattern_takes_the_district_and_leaves_no_gap():
    form = make.get_format("open-breakfast")
    venue = make.make_venue(district=make.make_district(name="Opladen"))
    assert title_of(form, venue).base == "Offenes interkulturelles Frühstück in Opladen"
    assert title_of(form, None).base == "Offenes Frühstück"


def test_a_changed_title_marks_its_translations_outdated():
    proposed = Translated.of({"de": "Frühstück", "tr": "Kahvaltı"})
    assert kept_title(proposed, "Frühstück") == proposed
    changed = kept_title(proposed, "Großes Frühstück")
    assert changed.base == "Großes Frühstück" and changed["tr"] == "Kahvaltı"
    assert changed.state("tr") == "outdated"


@pytest.mark.data_layer
def test_a_format_proposes_what_the_last_one_had(breakfast):
    proposal = proposal_for(breakfast.format)
    assert proposal.title.base == "Offenes interkulturelles Frühstück in Rheindorf"
    assert proposal.activity == breakfast.activity
    assert proposal.starts == time(10) and proposal.duration == timedelta(minutes=150)
    assert [str(venue) for venue in proposal.venues] == ["Haus der Begegnung"]
    assert [row["code"] for row in proposal.languages] == ["de", "tr"]


@pytest.mark.data_layer
def test_proposals_cost_the_same_for_many(breakfast, count_queries):
    def cost():
        event = Event.objects.get(pk=breakfast.pk)
        with count_queries() as queries:
            proposal_for(event.format)
            proposal_like(event)
        return len(queries)

    before = cost()
    for number in range(3):
        make.make_event(format=breakfast.format, dates=[f"2020-0{number + 1}-03"])
    assert cost() == before == 10


@pytest.mark.data_layer
def test_copy_brings_texts_todos_notes_and_lessons(breakfast, office, telling):
    day = today() + timedelta(days=21)
    new = drafts.copy_event(old=breakfast, dates=[PartialDate.parse(f"{day} 10:00")], actor=office)
    new = Event.objects.get(pk=new.pk)
    assert new.state == EventState.DRAFT and not new.live and new.slug != breakfast.slug
    assert new.title["tr"] == "Herkese açık kahvaltı" and new.childcare
    assert [row.code for row in new.event_languages.all()] == ["de", "tr"]
    assert new.event_organisations.count() == 1 and new.items.count() == 1
    assert new.todo_list.lessons == "Mehr Stühle."
    todo = new.todo_list.todos.get(title="Raum buchen")
    assert todo.note == "Im Rathaus anrufen" and todo.state == "open"
    assert todo.due_on == day - timedelta(days=56)
    assert telling.copied == [(breakfast.pk, new.pk)]
    assert AuditEntry.objects.filter(record_id=str(new.pk), verb="created", actor=office).exists()


@pytest.mark.data_layer
def test_a_copy_that_another_room_refuses_leaves_nothing(breakfast, telling, monkeypatch):
    def fail(old, new):
        raise RuntimeError

    monkeypatch.setattr(telling, "copy", fail)
    before = Event.objects.count(), TodoList.objects.count()
    with pytest.raises(RuntimeError):
        drafts.copy_event(old=breakfast, dates=[])
    assert (Event.objects.count(), TodoList.objects.count()) == before


@pytest.mark.data_layer
def test_moving_a_draft_keeps_hours_over_the_clock_change_and_takes_todos_along(breakfast, telling):
    day = date(2027, 3, 20)
    new = drafts.copy_event(
        old=breakfast, dates=[PartialDate.parse({"from": f"{day} 10:00", "to": f"{day} 12:30"})]
    )
    drafts.move_draft(event=new, day=date(2027, 4, 3))
    moved = Event.objects.get(pk=new.pk).dates.get()
    assert moved.starts_at.astimezone(BERLIN) == datetime(2027, 4, 3, 10, tzinfo=BERLIN)
    assert moved.ends_at.astimezone(BERLIN) == datetime(2027, 4, 3, 12, 30, tzinfo=BERLIN)
    new.refresh_from_db()
    assert new.todo_list.todos.get(title="Raum buchen").due_on == date(2027, 4, 3) - timedelta(days=56)
    assert telling.moved == [new.pk]


@pytest.mark.data_layer
def test_only_drafts_with_a_day_are_moved(breakfast):
    with pytest.raises(drafts.AlreadyPublic):
        drafts.move_draft(event=breakfast, day=date(2027, 4, 3))
    with pytest.raises(drafts.NothingToMove):
        drafts.move_draft(event=make.make_event(state="draft"), day=date(2027, 4, 3))


def test_months_move_as_whole_months():
    moved = drafts.shifted(PartialDate.parse("2026-09"), timedelta(days=364))
    assert moved.as_text() == "2027-09"


def test_plan_again_in_the_office(client, office, breakfast):
    client.force_login(office)
    start = client.get(reverse("event_office:plan-start"))
    assert "Offenes Frühstück" in start.content.decode()
    (once,) = start.context["repeatable"]
    assert (once.date.event_id, list(once.later)) == (breakfast.pk, [])
    address = reverse("event_office:plan-again", args=[breakfast.pk])
    page = client.get(address)
    form = page.context["form"]
    assert len(list(form.visible_fields())) == 5
    assert form.initial["day"] > today()
    assert "Mehr Stühle." in page.content.decode()
    data = {name: form[name].value() for name in form.fields}
    data |= {"day": f"{data['day']:%Y-%m-%d}", "starts": "10:00", "ends": "12:30"}
    answer = client.post(address, data)
    new = Event.objects.latest("pk")
    assert answer.status_code == 302 and f"/{new.pk}/" in answer.headers["Location"]
    assert new.state == EventState.DRAFT and new.title["tr"] == "Herkese açık kahvaltı"
    assert [str(venue) for venue in new.venues.all()] == ["Haus der Begegnung"]


def test_plan_by_format_and_publish(client, office, breakfast):
    client.force_login(office)
    address = reverse("event_office:plan-format", args=["open-breakfast"])
    assert len(list(client.get(address).context["form"].visible_fields())) == 6
    data = {"title": "Frühstück", "activity": breakfast.activity_id, "day": "05.06.2027", "starts": "10:00"}
    client.post(address, data | {"danach": "veroeffentlichen"})
    new = Event.objects.latest("pk")
    date_row = new.dates.get()
    assert new.state == EventState.PUBLISHED and new.todo_list.todos.count() == 2
    assert date_row.ends_at - date_row.starts_at == timedelta(minutes=150)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": ""}, "title"),
        ({"day": "2027-02-30"}, "day"),
        ({"day": ""}, "day"),
        ({"starts": "", "ends": "12:00"}, "starts"),
        ({"starts": "25:00"}, "starts"),
        ({"day": "2027-03-28", "starts": "02:30", "ends": ""}, "starts"),
        ({"day": "9999-01-01"}, "day"),
        ({"venue": "0"}, "venue"),
        ({"activity": "drop table"}, "activity"),
    ],
)
def test_a_slip_keeps_what_was_typed_and_is_named_twice(client, office, breakfast, typed, field):
    client.force_login(office)
    good = {
        "title": "Mein Frühstück <b>",
        "activity": breakfast.activity_id,
        "day": "2027-06-05",
        "starts": "10:00",
        "ends": "12:00",
        "venue": "",
    }
    before = Event.objects.count()
    page = client.post(reverse("event_office:plan-format", args=["open-breakfast"]), good | typed)
    html = page.content.decode()
    assert page.status_code == 422 and Event.objects.count() == before
    assert page.context["form"].errors[field]
    assert f'href="#id_{field}"' in html and f'id="id_{field}_error"' in html
    if "title" not in typed:
        assert "Mein Frühstück &lt;b&gt;" in html


def test_past_midnight_is_the_next_day(client, office, breakfast):
    client.force_login(office)
    data = {
        "title": "Nacht",
        "activity": breakfast.activity_id,
        "day": "2027-06-05",
        "starts": "20:00",
        "ends": "01:00",
    }
    client.post(reverse("event_office:plan-format", args=["open-breakfast"]), data)
    row = Event.objects.latest("pk").dates.get()
    assert row.ends_at - row.starts_at == timedelta(hours=5)


def test_cancelling_shows_who_is_told_and_needs_a_reason(client, office, breakfast, telling):
    client.force_login(office)
    address = reverse("event_office:event-cancel", args=[breakfast.pk])
    assert "Angemeldete: 17" in client.get(address).content.decode()
    assert client.post(address, {"reason-de": " "}).status_code == 422
    breakfast.refresh_from_db()
    assert breakfast.state == EventState.PUBLISHED and telling.cancelled == []
    answer = client.post(address, {"reason-de": "Die Heizung ist kaputt.", "reason-tr": "Kalorifer bozuk."})
    assert answer.status_code == 302
    breakfast = Event.objects.get(pk=breakfast.pk)
    assert breakfast.state == EventState.CANCELLED and telling.cancelled == [breakfast.pk]
    assert breakfast.state_reason["tr"] == "Kalorifer bozuk."
    assert breakfast.todo_list.closed_on


def test_postponing_needs_a_public_event(client, office, breakfast, telling):
    client.force_login(office)
    client.post(reverse("event_office:event-postpone", args=[breakfast.pk]), {"reason-de": "Krankheit."})
    breakfast.refresh_from_db()
    assert breakfast.state == EventState.POSTPONED and telling.moved == [breakfast.pk]
    draft = make.make_event(state="draft")
    page = client.post(reverse("event_office:event-cancel", args=[draft.pk]), {"reason-de": "So."})
    draft.refresh_from_db()
    assert page.status_code == 422 and draft.state == EventState.DRAFT


NO = "sent home"
ROLES = {
    "editor": (200, 200, 302),
    "working_group_lead": (200, NO, 302),
    "translator": (NO, NO, NO),
    "treasurer": (NO, NO, NO),
    "auditor": (NO, NO, NO),
}


def outcome(response):
    """Wagtail sends whoever may not do something to the start page, with a sentence."""
    return NO if response.headers.get("Location") == "/buero/" else response.status_code


@pytest.mark.parametrize("role", ROLES)
def test_only_who_may_plan_cancels_and_moves(client, breakfast, role):
    extra = {"languages": ["tr"]} if role == "translator" else {}
    if role == "working_group_lead":
        make.make_term(starts="2020-01-01")
    client.force_login(make_account(role, **extra))
    draft = make.make_event(state="draft", dates=["2027-06-05"])
    found = (
        outcome(client.get(reverse("event_office:plan-again", args=[breakfast.pk]))),
        outcome(client.get(reverse("event_office:event-cancel", args=[breakfast.pk]))),
        outcome(client.post(reverse("event_office:draft-move", args=[draft.pk]), {"day": "2027-06-12"})),
    )
    assert found == ROLES[role]
    assert outcome(client.get(reverse("event_office:plan-start"))) == ROLES[role][0]
    moved = ROLES[role][2] != NO
    assert (draft.dates.get().as_partial().first_day == date(2027, 6, 12)) is moved


def test_what_came_often_last_year_is_named_once(client, office, count_queries):
    client.force_login(office)
    start = reverse("event_office:plan-start")
    day = today() - timedelta(days=350)
    make.make_event(title="Lesung", dates=[f"{day} 10:00"])
    client.get(start)
    with count_queries() as one:
        client.get(start)
    for number in range(1, 5):
        make.make_event(title="Sprechstunde", dates=[f"{day + timedelta(days=7 * number)} 10:00"])
    with count_queries() as five:
        page = client.get(start)
    assert [(str(again.date.event.shown_title), len(again.later)) for again in page.context["repeatable"]] == [
        ("Lesung", 0), ("Sprechstunde", 3),
    ]  # fmt: skip
    assert "noch 3 Termine" in page.content.decode()
    assert len(five) == len(one)


def test_a_strange_way_back_is_not_taken(client, office):
    client.force_login(office)
    draft = make.make_event(state="draft", dates=["2027-06-05"])
    address = reverse("event_office:draft-move", args=[draft.pk])
    answer = client.post(address, {"day": "2027-06-12", "zurueck": "https://example.org/"})
    assert answer.headers["Location"].startswith("/buero/")
    answer = client.post(address, {"day": "nie", "zurueck": "/buero/jahr/"})
    assert answer.headers["Location"] == "/buero/jahr/"
    assert draft.dates.get().as_partial().first_day == date(2027, 6, 12)


def test_a_review_hands_its_lessons_to_the_next_planning(client, office, breakfast):
    client.force_login(office)
    address = reverse("wagtailsnippets_events_eventreport:add")
    page = client.get(f"{address}?veranstaltung={breakfast.pk}")
    assert page.context["form"].instance.event == breakfast
    data = {
        "event": breakfast.pk,
        "guests": "45",
        "sentences": "Viele kamen.",
        "lessons": "Zwei Kannen mehr.",
        "photos-TOTAL_FORMS": 0,
        "photos-INITIAL_FORMS": 0,
    }
    answer = client.post(address, data)
    assert answer.status_code == 302, answer.context["form"].errors
    report = EventReport.objects.get(event=breakfast)
    assert report.guests == 45
    breakfast.refresh_from_db()
    assert breakfast.todo_list.lessons == "Zwei Kannen mehr."
    assert proposal_like(breakfast).lessons == "Zwei Kannen mehr."


def test_an_estimate_needs_a_number(client, office, breakfast):
    client.force_login(office)
    data = {"event": breakfast.pk, "is_estimate": "on", "photos-TOTAL_FORMS": 0, "photos-INITIAL_FORMS": 0}
    page = client.post(reverse("wagtailsnippets_events_eventreport:add"), data)
    assert "Zu einer Schätzung gehört eine Zahl." in page.content.decode()
