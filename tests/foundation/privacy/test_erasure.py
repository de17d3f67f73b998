"""What is due goes, and every trace of it: revisions, log, mails, search, text rows, files."""

from datetime import date, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from miteinander.civic.people.models import Person
from miteinander.civic.planning.models import Todo
from miteinander.foundation.access.actions import grant_role
from miteinander.foundation.access.models import RoleGrant, User
from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.languages.models import TextRow
from miteinander.foundation.mailing.enums import MailState
from miteinander.foundation.mailing.models import OutgoingMail
from miteinander.foundation.media.models import CouncilDocument
from miteinander.foundation.privacy import register
from miteinander.foundation.privacy.actions import delete_what_is_due, erase_person, preview_erasure
from miteinander.foundation.privacy.enums import Cause, Deed
from miteinander.foundation.privacy.exporting import as_data, export_person
from miteinander.foundation.privacy.models import ErasureLog
from miteinander.foundation.privacy.persons import PersonKey
from miteinander.programme.events.models import Engagement
from tests.support import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]
TODAY = date(2026, 11, 22)
LONG_AGO = date(2020, 1, 1)
NAME, ADDRESS = "Zoe Beispiel-Nachname", "zoe@example.org"


@pytest.fixture
def zoe():
    person = make.make_person(name=NAME, email=ADDRESS)
    Person.objects.filter(pk=person.pk).update(known_since=LONG_AGO)
    return person


def leave_traces(person, office):
    """A revision, a log entry of Wagtail, a mail about her and a reference."""
    kind = ContentType.objects.get_for_model(person)
    Revision.objects.create(
        content_type=kind, base_content_type=kind, object_id=str(person.pk), object_str=NAME,
        created_at=timezone.now(), content={"pk": person.pk, "name": NAME, "email": ADDRESS},
    )  # fmt: skip
    log(instance=person, action="wagtail.edit", user=office)
    OutgoingMail.objects.create(
        to="anders@example.org", subject="Zu Zoe", text="x", language="de", about=f"people.person:{person.pk}",
        state=MailState.SENT, sent_at=timezone.now(),
    )  # fmt: skip


def remaining(word):
    """Every text cell of the database that still holds the word."""
    from django.apps import apps
    from django.db import connection

    found = []
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    with connection.cursor() as cursor:
        for table in sorted(tables & set(connection.introspection.table_names(cursor))):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                if any(word.casefold() in str(cell).casefold() for cell in row):
                    found.append(table)
    return sorted(set(found))


def test_what_is_due_goes_with_every_trace(zoe, office):
    leave_traces(zoe, office)
    assert remaining(NAME)
    assert delete_what_is_due(day=TODAY) == 1
    assert not Person.objects.filter(pk=zoe.pk).exists()
    assert remaining(NAME) == []
    assert remaining(ADDRESS) == []
    assert not OutgoingMail.objects.exists()
    assert not ModelLogEntry.objects.filter(label=NAME).exists()


def test_the_log_says_what_when_how_many_and_by_which_rule_but_no_value(zoe):
    delete_what_is_due(day=TODAY)
    deleted = ErasureLog.objects.get(deed=Deed.DELETED)
    assert (deleted.model, deleted.count, deleted.cause, deleted.actor) == (
        "people.person",
        1,
        Cause.DUE,
        None,
    )
    assert "name" in deleted.fields and "24 Monate" in deleted.rule
    assert "Zoe" not in str(list(ErasureLog.objects.values()))


def test_the_trail_keeps_the_deed_and_forgets_the_name(zoe, office):
    delete_what_is_due(day=TODAY)
    entries = AuditEntry.objects.filter(content_type__model="person", record_id=str(zoe.pk))
    assert {entry.record_label for entry in entries} == {""}
    assert [entry.detail for entry in entries][:1] == ["privacy.erase"]


def test_running_twice_does_no_harm(zoe):
    assert delete_what_is_due(day=TODAY) == 1
    logs = ErasureLog.objects.count()
    assert delete_what_is_due(day=TODAY) == 0
    assert ErasureLog.objects.count() == logs


def test_the_night_runs_it():
    from miteinander.foundation.work.registry import find
    from miteinander.foundation.work.schedule import schedules

    assert "privacy.delete_what_is_due" in {one.name for one in schedules()}
    find("privacy.delete_what_is_due").function()


@pytest.mark.parametrize(("days", "left"), [(730, True), (731, False)])
def test_person_is_due_24_months_after_we_last_worked_together(days, left):
    person = make.make_person()
    Person.objects.filter(pk=person.pk).update(known_since=TODAY - timedelta(days=days))
    delete_what_is_due(day=TODAY)
    assert Person.objects.filter(pk=person.pk).exists() == left


def test_person_stays_while_a_room_needs_her(zoe):
    seat = make.make_membership(person=zoe)
    delete_what_is_due(day=TODAY)
    assert Person.objects.filter(pk=zoe.pk).exists()
    type(seat).objects.filter(pk=seat.pk).update(person=None)
    delete_what_is_due(day=TODAY)
    assert not Person.objects.filter(pk=zoe.pk).exists()


def test_person_goes_after_the_engagement_that_is_old_and_unpaid(zoe):
    event = make.make_event(dates=["2023-06-01 10:00"])
    make.make_engagement(event=event, person=zoe, fee=0)
    assert delete_what_is_due(day=TODAY) == 2
    assert not Engagement.objects.exists()


def test_paid_engagement_and_its_person_are_kept_for_the_receipts(zoe):
    event = make.make_event(dates=["2023-06-01 10:00"])
    make.make_engagement(event=event, person=zoe, fee=100)
    assert delete_what_is_due(day=TODAY) == 0
    assert Engagement.objects.get().person == zoe


def test_engagement_of_an_event_to_come_is_not_due():
    make.make_engagement(
        event=make.make_event(dates=["2023-06-01 10:00", "2027-06-01 10:00"]), name="Trio", person=None
    )
    make.make_engagement(event=make.make_event(dates=[]), name="Duo", person=None)
    delete_what_is_due(day=TODAY)
    assert Engagement.objects.count() == 2


def test_emptying_fields_reaches_the_file_on_disk(django_capture_on_commit_callbacks):
    todos = make.make_todo_list(day="2023-01-01") if hasattr(make, "make_todo_list") else None
    todo = (todos.todos.first() if todos else None) or _todo()
    document = CouncilDocument.objects.create(
        title="Bescheid", file=ContentFile(b"%PDF-1.4 x", "bescheid.pdf")
    )
    Todo.objects.filter(pk=todo.pk).update(note="Frau Zoe anrufen", file=document)
    type(todo.list).objects.filter(pk=todo.list_id).update(day=LONG_AGO)
    storage, name = document.file.storage, document.file.name
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        assert delete_what_is_due(day=TODAY) == 1
    todo.refresh_from_db()
    assert (todo.note, todo.file, todo.answers) == ("", None, {})
    assert not CouncilDocument.objects.exists()
    assert not storage.exists(name)


def _todo():
    from miteinander.civic.planning.models import TodoList

    return Todo.objects.create(list=TodoList.objects.create(title="Liste", day=LONG_AGO), title="Anrufen")


def test_emptying_fields_reaches_the_revisions():
    todo = _todo()
    Todo.objects.filter(pk=todo.pk).update(note="Frau Zoe anrufen")
    kind = ContentType.objects.get_for_model(todo)
    revision = Revision.objects.create(
        content_type=kind, base_content_type=kind, object_id=str(todo.pk), created_at=timezone.now(),
        content={"pk": todo.pk, "title": "Anrufen", "note": "Frau Zoe anrufen"},
    )  # fmt: skip
    delete_what_is_due(day=TODAY)
    revision.refresh_from_db()
    assert revision.content == {"pk": todo.pk, "title": "Anrufen", "note": ""}


def test_parts_go_from_the_revisions_of_their_whole():
    from miteinander.foundation.privacy import traces
    from miteinander.programme.events.models import EventDate

    event = make.make_event(dates=["2023-06-01 10:00", "2023-07-01 10:00"])
    first, second = event.dates.all()
    revision = event.save_revision()
    traces.forget_all(traces.Gone(EventDate, (first.pk,)))
    revision.refresh_from_db()
    assert [part["pk"] for part in revision.content["dates"]] == [second.pk]


def test_a_failing_batch_leaves_nothing_half_done(zoe, monkeypatch):
    from miteinander.foundation.privacy import traces

    def broken(gone):
        raise RuntimeError("disk full")

    monkeypatch.setitem(traces._forgetters, "test.broken", broken)
    with pytest.raises(RuntimeError):
        delete_what_is_due(day=TODAY)
    assert Person.objects.filter(pk=zoe.pk).exists()
    assert not ErasureLog.objects.exists()


# --- On request --------------------------------------------------------------------------------------------------------


def test_person_is_erased_by_address_with_mails_and_finished_work(zoe, office):
    from django_tasks_db.models import DBTaskResult

    leave_traces(zoe, office)
    OutgoingMail.objects.create(to="ZOE@example.org", subject="Hallo Zoe", text="x", language="de")
    waiting = DBTaskResult.objects.count()
    assert erase_person(key=PersonKey("Zoe@Example.org"), actor=office) == 2
    assert remaining("zoe@example.org") == []
    assert remaining(NAME) == []
    assert DBTaskResult.objects.count() <= waiting
    assert set(ErasureLog.objects.values_list("cause", "actor")) == {("asked", office.pk)}


def test_person_is_erased_by_her_record_and_mails_to_her_address_too(zoe, office):
    OutgoingMail.objects.create(to=ADDRESS, subject="x", text="x", language="de")
    assert erase_person(key=PersonKey(record=zoe), actor=office) == 2
    assert not OutgoingMail.objects.exists()


def test_somebody_with_a_similar_address_stays(zoe):
    other = make.make_person(email="notzoe@example.org")
    make.make_person(email="zoe@example.organic")
    erase_person(key=PersonKey(ADDRESS))
    assert Person.objects.filter(pk=other.pk).exists()
    assert Person.objects.count() == 2


def test_a_paid_engagement_is_kept_with_its_reason_and_the_person_with_it(zoe):
    make.make_engagement(event=make.make_event(), person=zoe, fee=100)
    (engagement, person) = preview_erasure(key=PersonKey(record=zoe))
    assert (engagement.erased, engagement.kept) == (0, 1)
    assert person.erased == 1
    erase_person(key=PersonKey(record=zoe))
    kept = {(log.model, log.rule) for log in ErasureLog.objects.filter(deed=Deed.KEPT)}
    assert {model for model, _rule in kept} == {"events.engagement", "people.person"}
    assert all(rule for _model, rule in kept)
    assert Person.objects.filter(pk=zoe.pk).exists()


def test_an_account_goes_and_what_others_got_from_it_stays(office):
    leaver = User.objects.create_user(ADDRESS, "not-a-real-password", first_name="Zoe")
    stayer = User.objects.create_user("stay@example.org", "not-a-real-password")
    grant_role(user=leaver, role="member", actor=office)
    theirs = grant_role(user=stayer, role="member", actor=office)
    RoleGrant.objects.filter(pk=theirs.pk).update(granted_by=leaver)
    document = CouncilDocument.objects.create(
        title="Plan", file=ContentFile(b"%PDF-1.4 x", "plan.pdf"), uploaded_by_user=leaver
    )
    todo = _todo()
    Todo.objects.filter(pk=todo.pk).update(owner=leaver, note="bleibt")
    erase_person(key=PersonKey(ADDRESS), actor=office)
    assert not User.objects.filter(pk=leaver.pk).exists()
    assert RoleGrant.objects.get(user=stayer).granted_by is None
    document.refresh_from_db()
    todo.refresh_from_db()
    assert (document.uploaded_by_user, todo.owner, todo.note) == (None, None, "bleibt")
    assert remaining(ADDRESS) == []


def test_preview_changes_nothing_and_agrees_with_what_happens(zoe, office):
    leave_traces(zoe, office)
    make.make_membership(person=zoe)
    key = PersonKey(ADDRESS)
    plans = {plan.entry.model.__name__: plan.erased for plan in preview_erasure(key=key)}
    assert plans == {"Membership": 1, "Person": 1}
    assert Person.objects.filter(pk=zoe.pk).exists()
    assert erase_person(key=key) == sum(plans.values())


def test_nobody_is_erased_by_an_empty_key(zoe):
    for key in (PersonKey(), PersonKey("")):
        with pytest.raises(ValueError, match="Nobody"):
            erase_person(key=key)
        with pytest.raises(ValueError, match="Nobody"):
            export_person(key=key)
    assert Person.objects.filter(pk=zoe.pk).exists()


def test_export_tells_what_is_kept_and_no_secret(zoe):
    make.make_membership(person=zoe, title="Vorsitz")
    User.objects.create_user(ADDRESS, "not-a-real-password", first_name="Zoe")
    data = as_data(export_person(key=PersonKey(ADDRESS)))
    text = str(data)
    assert {part["records"] for part in data} >= {"Personen", "Mitglieder", "Konten"}
    assert NAME in text and "24 Monate" in text
    assert "argon2" not in text and "pbkdf2" not in text and "'***'" in text


def test_export_and_preview_cost_the_same_for_one_and_for_many(zoe, count_queries):
    def cost():
        with count_queries() as queries:
            export_person(key=PersonKey(ADDRESS))
            preview_erasure(key=PersonKey(ADDRESS))
        return len(queries)

    export_person(key=PersonKey(ADDRESS))
    OutgoingMail.objects.create(to=ADDRESS, subject="x", text="x", language="de")
    first = cost()
    for _number in range(3):
        OutgoingMail.objects.create(to=ADDRESS, subject="x", text="x", language="de")
    assert cost() == first


def test_text_rows_and_references_of_a_deleted_record_go(monkeypatch):
    from miteinander.foundation.privacy import traces

    venue = make.make_venue(name="Haus")
    kind = ContentType.objects.get_for_model(venue)
    assert TextRow.objects.filter(content_type=kind, record_id=venue.pk).exists()
    ReferenceIndex.objects.create(
        content_type=kind, base_content_type=kind, object_id=str(venue.pk), to_content_type=kind,
        to_object_id=str(venue.pk), model_path="x", content_path="x", content_path_hash="0" * 32,
    )  # fmt: skip
    traces.forget_all(traces.Gone(type(venue), (venue.pk,)))
    assert not TextRow.objects.filter(content_type=kind, record_id=venue.pk).exists()
    assert not ReferenceIndex.objects.filter(to_object_id=str(venue.pk), to_content_type=kind).exists()


def test_registered_names_are_taken_once():
    from miteinander.foundation.privacy import traces

    with pytest.raises(ValueError, match="twice"):
        traces.register("audit.trail", lambda gone: 0)
    assert register.entries_from_the_top()[0] == register.entries()[-1]


def test_who_is_only_mentioned_is_counted_and_cut(office):
    leaver = User.objects.create_user(ADDRESS, "not-a-real-password")
    grant = grant_role(user=office, role="member", actor=office)
    RoleGrant.objects.filter(pk=grant.pk).update(granted_by=leaver)
    plans = {plan.entry.model: plan for plan in preview_erasure(key=PersonKey(ADDRESS))}
    assert (plans[RoleGrant].erased, plans[RoleGrant].mentioned) == (0, 1)
    erase_person(key=PersonKey(ADDRESS), actor=office)
    cut = ErasureLog.objects.get(deed=Deed.CUT, model="access.rolegrant")
    assert (cut.count, cut.fields) == (1, ["granted_by"])
    assert RoleGrant.objects.get().granted_by is None


@pytest.mark.parametrize(("status", "left"), [("SUCCESSFUL", 0), ("FAILED", 0), ("READY", 1)])
def test_finished_work_with_the_address_goes_and_waiting_work_stays(zoe, status, left):
    from django_tasks_db.models import DBTaskResult

    from miteinander.foundation.work import enqueue

    DBTaskResult.objects.all().delete()
    enqueue("access.mail_new_password", email=ADDRESS, base_url="http://x/")
    DBTaskResult.objects.update(status=status)
    erase_person(key=PersonKey(ADDRESS))
    assert DBTaskResult.objects.filter(args_kwargs__icontains=ADDRESS).count() == left


@pytest.mark.parametrize("deed", ["privacy.erasing.delete_files", "privacy.traces.forget_all", "privacy.traces.forget_address"])  # fmt: skip
def test_an_erasure_that_breaks_off_leaves_everything_and_is_done_again(zoe, office, monkeypatch, deed):
    make.make_engagement(person=zoe)
    leave_traces(zoe, office)
    OutgoingMail.objects.create(to=ADDRESS, subject="An Zoe", text="x", language="de", state=MailState.SENT,
                                sent_at=timezone.now())  # fmt: skip
    key, before = PersonKey(record=zoe), remaining(NAME)

    def break_off(*_args):
        raise ConnectionError("the machine went off")

    with monkeypatch.context() as broken:
        broken.setattr(f"miteinander.foundation.{deed}", break_off)
        with pytest.raises(ConnectionError):
            erase_person(key=key, actor=office)
    assert Person.objects.filter(pk=zoe.pk).exists() and Engagement.objects.filter(person=zoe).exists()
    assert remaining(NAME) == before and not ErasureLog.objects.exists()
    assert erase_person(key=key, actor=office)
    assert remaining(NAME) == remaining(ADDRESS) == []
