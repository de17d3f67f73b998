"""The to-do list of an event follows its event."""

from datetime import date

import pytest

from miteinander.civic.planning.actions import complete_todo
from miteinander.civic.planning.models import Todo, TodoList
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.partial_dates import PartialDate
from miteinander.programme.events import actions, todos
from miteinander.programme.events.actions import dates_from, save_event
from miteinander.programme.events.enums import EventState
from miteinander.programme.events.models import Event, Format
from tests.support.factories import make_activity, make_checklist, make_event, make_format

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]

ITEMS = [("Genehmigung", -56), ("Flyer", -28), ("Danken", 7)]


def planned(*dates: str, **values) -> Event:
    event_format = make_format(checklist=make_checklist(items=ITEMS))
    return save_event(
        event=Event(slug=f"fest-{event_format.pk}"),
        values={
            "activity": make_activity(),
            "format": event_format,
            "title": Translated.of("Sommerfest"),
            "state": EventState.PUBLISHED,
        }
        | values,
        parts={"dates": dates_from([PartialDate.parse(one) for one in dates])},
        with_todos=True,
    )


def due(event: Event) -> dict[str, str | None]:
    return {
        todo.title: todo.due_on.isoformat() if todo.due_on else None
        for todo in Todo.objects.filter(list__event=event)
    }


def test_every_shipped_format_that_needs_one_has_its_checklist():
    without = set(Format.objects.filter(checklist=None).values_list("slug", flat=True))
    assert without == {"council-meeting", "other"}


def test_a_new_event_brings_the_list_of_its_format():
    event = planned("2027-06-05 14:00")
    assert due(event) == {"Genehmigung": "2027-04-10", "Flyer": "2027-05-08", "Danken": "2027-06-12"}
    assert (event.todo_list.title, event.todo_list.activity) == ("Sommerfest", event.activity)


def test_without_checklist_or_without_asking_there_is_no_list():
    assert make_event(dates=["2027-06-05"]).todo_list is None
    event = planned("2027-06-05")
    other = save_event(
        event=Event(slug="anderes"),
        values={"activity": event.activity, "format": make_format(), "title": Translated.of("Anderes")},
        with_todos=True,
    )
    assert other.todo_list is None


@pytest.mark.parametrize("when", ["", "2027-06"])
def test_without_a_day_nothing_is_due_yet(when):
    assert set(due(planned(*([when] if when else []))).values()) == {None}


def test_moving_the_date_moves_the_open_todos():
    event = planned("2027-06-05 14:00")
    complete_todo(todo=event.todo_list.todos.get(title="Genehmigung"))
    save_event(event=event, values={}, parts={"dates": dates_from([PartialDate.parse("2027-06-12 14:00")])})
    assert due(event) == {"Genehmigung": "2027-04-10", "Flyer": "2027-05-15", "Danken": "2027-06-19"}
    assert TodoList.objects.get(event=event).day == date(2027, 6, 12)


def test_the_first_of_several_days_counts():
    assert due(planned("2027-06-06", "2027-06-05"))["Flyer"] == "2027-05-08"


def test_a_new_title_names_the_list():
    event = planned("2027-06-05")
    save_event(event=event, values={"title": Translated.of("Herbstfest")})
    assert TodoList.objects.get(event=event).title == "Herbstfest"


def test_cancelling_closes_the_list_with_the_reason_and_publishing_opens_it():
    event = planned("2027-06-05")
    actions.cancel_event(event=event, reason=Translated.of("Der Platz ist gesperrt."))
    stored = TodoList.objects.get(event=event)
    assert stored.closing_note == "Abgesagt: Der Platz ist gesperrt."
    assert not stored.todos.unfinished().exists()
    actions.publish_event(event=event)
    stored.refresh_from_db()
    assert (stored.closed_on, stored.closing_note) == (None, "")
    assert stored.todos.unfinished().count() == 3


def test_postponing_leaves_the_todos_until_there_is_a_new_date():
    event = planned("2027-06-05")
    actions.postpone_event(event=event, reason=Translated.of("Der Saal fehlt."))
    assert Todo.objects.filter(list__event=event).unfinished().count() == 3


def test_copying_last_years_list():
    old = planned("2027-06-05")
    Todo.objects.filter(list__event=old, title="Flyer").update(note="früher anfangen")
    new = make_event(dates=["2028-06-03"], format=old.format, activity=old.activity)
    todos.copy_todos(old=old, new=new)
    assert due(new)["Flyer"] == "2028-05-06"
    assert Todo.objects.get(list__event=new, title="Flyer").note == "früher anfangen"
    assert todos.copy_todos(old=old, new=new) == new.todo_list


def test_starting_twice_starts_once():
    event = planned("2027-06-05")
    assert todos.start_todos(event=event) == event.todo_list
    assert TodoList.objects.count() == 1


def test_deleting_an_event_in_the_office_takes_its_todos(client, office):
    from django.urls import reverse

    client.force_login(office)
    reverse("wagtailadmin_home")
    event = planned("2027-06-05", state=EventState.DRAFT)
    answer = client.post(reverse("wagtailsnippets_events_event:delete", args=[event.pk]))
    assert answer.status_code == 302
    assert not Event.objects.filter(pk=event.pk).exists()
    assert not Todo.objects.exists()


def test_a_revision_does_not_turn_back_the_list():
    event = make_event(dates=["2027-06-05"])
    revision = event.save_revision()
    todos.start_todos(event=event)
    event.format.checklist = make_checklist(items=ITEMS)
    event.format.save()
    begun = todos.start_todos(event=Event.objects.get(pk=event.pk))
    assert Event.objects.get(pk=event.pk).todo_list == begun
    assert revision.as_object().todo_list_id == (begun.pk if begun else None)


def test_an_event_without_list_costs_nothing_more_when_saved(count_queries):
    event = make_event(dates=["2027-06-05"])
    with count_queries() as queries:
        save_event(event=event, values={"childcare": True})
    assert not [query for query in queries.captured_queries if "planning_" in query["sql"]]


def test_an_event_made_and_moved_in_the_office_has_todos_that_follow(client, office):
    from django.urls import reverse
    from wagtail.test.utils.form_data import querydict_from_html

    client.force_login(office)
    event_format = make_format(checklist=make_checklist(items=ITEMS))
    template = make_event(slug="vorlage", dates=["2027-06-05 14:00"], format=event_format, state="draft")
    page = client.get(reverse("wagtailsnippets_events_event:copy", args=[template.pk])).content.decode()
    data = querydict_from_html(page, form_id="w-editor-form")
    data["slug"] = "neu"
    assert client.post(reverse("wagtailsnippets_events_event:add"), data).status_code == 302
    event = Event.objects.get(slug="neu")
    assert due(event)["Flyer"] == "2027-05-08"
    address = reverse("wagtailsnippets_events_event:edit", args=[event.pk])
    data = querydict_from_html(client.get(address).content.decode(), form_id="w-editor-form")
    data["dates-0-starts_at"], data["dates-0-ends_at"] = "2027-06-19 14:00", ""
    data["action-publish"] = "1"
    answer = client.post(address, data)
    assert answer.status_code == 302, answer.context["form"].errors
    assert due(event)["Flyer"] == "2027-05-22"
    assert Event.objects.get(slug="neu").is_public
