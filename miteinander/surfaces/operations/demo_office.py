"""What lies on the desks of the demo's office, so that none of its pages is empty: drafts, to-dos, reports, answers.

Everything goes through the rooms' own actions. Loading again adds nothing that is there.
"""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django.core.files.base import ContentFile

from miteinander.civic.concept.models import Activity
from miteinander.civic.people import confirmations
from miteinander.civic.people.enums import OrganisationKind
from miteinander.civic.people.models import Organisation
from miteinander.civic.places.models import Venue
from miteinander.civic.planning.actions import assign_todo, complete_todo
from miteinander.civic.planning.models import Todo
from miteinander.civic.planning.reminders import send_reminders
from miteinander.foundation.access.models import User
from miteinander.foundation.audit.actions import save_record
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.interface.mosaic import mosaic_svg
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.media.enums import ConsentBasis
from miteinander.foundation.media.models import CouncilImage
from miteinander.foundation.typesetting.pictures import svg_as_png
from miteinander.foundation.values.clock import now, today
from miteinander.foundation.values.partial_dates import PartialDate
from miteinander.programme.events import drafts, reports, todos
from miteinander.programme.events.actions import save_event
from miteinander.programme.events.enums import EventState
from miteinander.programme.events.models import Engagement, Event, EventDate, EventReport, Format

SOURCE = Path(__file__).resolve().parent / "demo" / "office" / "desk.yaml"
OFFICE, EDITOR = "buero@example.org", "redaktion@example.org"
WITH_TODOS = 10
"""So many coming events have a to-do list."""
STILL_OPEN = 3
"""So many to-dos of the past are left: one for each of the first lists, overdue."""
COUNTED_AFTER = 45
"""Days after which the demo's events are counted."""
PICTURE_SIZE = (900, 600)


def load_office() -> None:
    """After the year and the accounts are there."""
    desk: dict[str, Any] = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    people = {user.email: user for user in User.objects.filter(is_demo=True)}
    for draft in desk["drafts"]:
        _draft(draft, people)
    _todos(people)
    _reports(desk["reports"], people[OFFICE])
    _counted(desk["counted"], people[OFFICE])
    _engagements(desk["engagements"], people[OFFICE])
    _confirmations(desk["proposal"], people[OFFICE])
    _picture(desk["picture"], people[OFFICE])
    send_reminders()


def _draft(record: Mapping[str, Any], people: Mapping[str, User]) -> None:
    if Event.objects.filter(slug=record["slug"]).exists():
        return
    actor = people[record["by"]]
    day = today() + timedelta(days=record["in"])
    event = drafts.plan_event(
        format=Format.objects.get(slug=record["format"]),
        activity=Activity.objects.get(slug=record["activity"]),
        title=Translated.of(record["title"]),
        dates=[PartialDate.parse({"from": f"{day} {record['from']}", "to": f"{day} {record['to']}"})],
        venues=list(Venue.objects.order_by("pk")[:1]),
        actor=actor,
    )
    values = {"slug": record["slug"], "summary": Translated.of(record.get("summary"))}
    save_event(event=event, values=values, actor=actor)
    for field, text in record.get("changed", {}).items():
        save_event(event=event, values={field: getattr(event, field).with_text("de", text)}, actor=actor)
    match record["wanted"]:
        case "review":
            _revision(event, actor)
            event.get_workflow().start(event, actor)
        case "scheduled":
            event.go_live_at = now() + timedelta(days=max(1, record["in"] - 21))
            _revision(event, actor).publish(user=actor)


def _revision(event: Event, actor: User) -> Any:
    return event.save_revision(user=actor, clean=False)


def _todos(people: Mapping[str, User]) -> None:
    """Lists for the next events; what was due is done, but for a few; who does it alternates."""
    dates = EventDate.objects.dated().between(today(), today() + timedelta(days=365)).by_time()
    events = list(dict.fromkeys(one.event for one in dates.select_related("event")[: 2 * WITH_TODOS]))
    without = [event for event in events[:WITH_TODOS] if not event.todo_list_id]
    begun = [todos.start_todos(event=event, actor=people[OFFICE]) for event in without]
    if not any(begun):  # formats without a checklist have no list
        return
    lists = Event.objects.filter(todo_list__isnull=False).values_list("todo_list", flat=True).order_by("pk")
    overdue = 0
    for place, todo_list in enumerate(lists):
        left = list(Todo.objects.unfinished().filter(list=todo_list, owner=None).order_by("due_on", "pk"))
        past = [todo for todo in left if todo.due_on and todo.due_on < today()]
        keep = past[-1:] if overdue < STILL_OPEN else []
        overdue += len(keep)
        for todo in past:
            if todo not in keep:
                complete_todo(todo=todo, actor=people[OFFICE])
        for todo in keep + [one for one in left if one not in past][:3]:
            assign_todo(todo=todo, owner=people[(OFFICE, EDITOR)[place % 2]], actor=people[OFFICE])


def _reports(records: list[dict[str, Any]], actor: User) -> None:
    past = EventDate.objects.dated().between(today() - timedelta(days=120), today() - timedelta(days=1))
    public = past.filter(event__state=EventState.PUBLISHED).select_related("event").order_by("-starts_at")
    if EventReport.objects.exists():
        return
    events = list(dict.fromkeys(one.event for one in public[:40]))
    for event, record in zip(events, records, strict=False):
        report = EventReport(event=event)
        save_record(record=report, values=record, actor=actor)
        reports.after_office_write(report, verb=Verb.CREATED, actor=actor)


def _counted(records: Mapping[str, Mapping[str, Any]], actor: User) -> None:
    """What was counted at the events of the year, but for the last weeks, which are still to be reviewed."""
    past = EventDate.objects.dated().between(
        today() - timedelta(days=400), today() - timedelta(days=COUNTED_AFTER)
    )
    dates = past.filter(event__state=EventState.PUBLISHED, event__report=None).order_by("starts_at")
    place: dict[str, int] = {}
    for event in dict.fromkeys(one.event for one in dates.select_related("event__activity")):
        if (record := records.get(event.activity.slug)) is None:
            continue
        turn = place[event.activity.slug] = place.get(event.activity.slug, -1) + 1
        values = {"guests": record["guests"][turn % len(record["guests"])], "sentences": record["sentences"]}
        report = save_record(record=EventReport(event=event), values=values, actor=actor)
        reports.after_office_write(report, verb=Verb.CREATED, actor=actor)


def _engagements(records: list[dict[str, Any]], actor: User) -> None:
    if Engagement.objects.exists():
        return
    coming = Event.objects.filter(state=EventState.PUBLISHED, todo_list__isnull=False).order_by("todo_list")
    for event, record in zip(coming, records, strict=False):
        save_record(
            record=Engagement(event=event), values=record | {"fee": Decimal(record["fee"])}, actor=actor
        )


def _confirmations(proposal: Mapping[str, Any], actor: User) -> None:
    """Three associations were asked: one agreed, one would change something, one has not answered."""
    associations = Organisation.objects.exclude(email="").order_by("slug")
    asked = [one for one in associations if OrganisationKind.ASSOCIATION in one.kinds][:3]
    if len(asked) < 3 or asked[0].asked_on:
        return
    confirmations.ask_many(organisations=asked, actor=actor)
    confirmations.confirm_entry(organisation=asked[0])
    values = {"telephone": proposal["telephone"]}
    confirmations.propose_changes(organisation=asked[1], values=values, note=proposal["note"])


def _picture(record: Mapping[str, Any], actor: User) -> None:
    if CouncilImage.objects.filter(title=record["title"]).exists():
        return
    width, height = PICTURE_SIZE
    svg = mosaic_svg(record["title"], colour="sun", motifs="breakfast", columns=6, rows=4)
    png = svg_as_png(svg, width=width, height=height)
    values = {
        "title": record["title"],
        "file": ContentFile(png, "mosaik.png"),
        "alternative": Translated.of(record["alternative"]),
        "credit": record["credit"],
        "consent_basis": ConsentBasis.NO_PERSONS,
        "uploaded_by_user": actor,
    }
    save_record(record=CouncilImage(), values=values, actor=actor)
