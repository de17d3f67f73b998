"""Who hears by mail that something waits for review, and what became of it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils.timezone import now
from wagtail.models import TaskState, Workflow, WorkflowState

from miteinander.foundation.access.models import User
from miteinander.foundation.mailing.models import OutgoingMail
from miteinander.programme.events.models import Event
from miteinander.surfaces.office import review_mails
from miteinander.surfaces.operations.tasks import publish_scheduled
from tests.support import factories as make
from tests.support.accounts import make_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(office):
    make.make_term(starts="2020-01-01")
    found = {role: make_account(role) for role in ("working_group_lead", "editor", "member", "auditor")}
    found["chair"] = make_account("chair")
    closed = make_account("editor", email="zu@example.org")
    User.objects.filter(pk=closed.pk).update(is_active=False)
    User.objects.filter(pk=found["editor"].pk).update(language="en")
    return found


@pytest.fixture
def event(db):
    event = make.make_event(state="draft", title="Grillen", dates=["2027-06-05"])
    event.title = make.text("Großes Grillen")
    event.save_revision()
    return event


def submit(event, user):
    state = Workflow.objects.get(name="Prüfen und veröffentlichen").start(event, user)
    return state.current_task_state


def let_its_time_come(event):
    (revision,) = Event.objects.get(pk=event.pk).revisions.filter(approved_go_live_at__isnull=False)
    revision.approved_go_live_at = now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()


def told(key):
    return sorted(OutgoingMail.objects.filter(template=key).values_list("to", "language"))


def test_who_may_publish_hears_that_something_waits(people, event):
    submit(event, people["working_group_lead"])
    assert told(review_mails.WAITS) == [("chair@example.org", "de"), ("editor@example.org", "en")]
    german = OutgoingMail.objects.get(to="chair@example.org")
    assert german.subject == "Bitte prüfen: Großes Grillen"
    assert f"/buero/snippets/events/event/edit/{event.pk}/" in german.text and "genügt" in german.text
    assert OutgoingMail.objects.count() == 2 and not mail.outbox


def test_who_gives_something_for_review_is_not_told_about_it(people, event):
    submit(event, people["editor"])
    assert told(review_mails.WAITS) == [("chair@example.org", "de")]


def test_administrators_are_told_only_where_nobody_else_may_publish(people, event, office):
    for role in ("chair", "editor"):
        people[role].grants.all().delete()
    submit(event, people["working_group_lead"])
    assert told(review_mails.WAITS) == [(office.email, "de")]


def test_author_hears_that_it_is_published(people, event):
    step = submit(event, people["working_group_lead"])
    step.task.specific.on_action(step, people["editor"], "approve")
    assert Event.objects.get(pk=event.pk).live
    assert told(review_mails.APPROVED) == [("working_group_lead@example.org", "de")]
    assert "geprüft und veröffentlicht" in OutgoingMail.objects.get(template=review_mails.APPROVED).text
    assert not told(review_mails.RETURNED)


def test_author_hears_what_is_asked_for(people, event):
    step = submit(event, people["working_group_lead"])
    step.task.specific.on_action(step, people["editor"], "reject", comment="Wo ist es? <b>")
    assert not Event.objects.get(pk=event.pk).live
    (returned,) = OutgoingMail.objects.filter(template=review_mails.RETURNED)
    assert returned.to == "working_group_lead@example.org" and "Die Bitte: Wo ist es? <b>" in returned.text
    assert "<b>" not in returned.html and not told(review_mails.APPROVED)


def test_author_hears_that_somebody_published_it_without_waiting_for_the_review(people, event):
    submit(event, people["working_group_lead"])
    event.title = make.text("Grillen am See")
    event.save_revision(user=people["editor"]).publish(user=people["editor"])
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_CANCELLED
    assert told(review_mails.APPROVED) == [("working_group_lead@example.org", "de")]
    (found,) = OutgoingMail.objects.filter(template=review_mails.APPROVED)
    assert "„Grillen am See“ ist geprüft und veröffentlicht" in found.text
    assert not told(review_mails.ENDED) and not told(review_mails.APPEARED)


def test_author_hears_that_somebody_ended_the_review(people, event):
    submit(event, people["working_group_lead"])
    WorkflowState.objects.get().cancel(user=people["chair"])
    assert told(review_mails.ENDED) == [("working_group_lead@example.org", "de")]
    text = OutgoingMail.objects.get(template=review_mails.ENDED).text
    assert "ohne zu veröffentlichen" in text and f"/buero/snippets/events/event/edit/{event.pk}/" in text
    assert not told(review_mails.APPROVED) and not Event.objects.get(pk=event.pk).live


def test_who_takes_an_own_draft_back_is_told_nothing(people, event):
    submit(event, people["working_group_lead"])
    WorkflowState.objects.get().cancel(user=people["working_group_lead"])
    assert not told(review_mails.ENDED) and not told(review_mails.APPROVED)


@pytest.mark.parametrize("was_public", [False, True])
def test_author_hears_twice_of_something_that_appears_later(people, event, was_public):
    if was_public:
        event.save_revision().publish()
    event.go_live_at = now() + timedelta(days=2)
    event.save_revision()
    step = submit(event, people["working_group_lead"])
    step.task.specific.on_action(step, people["editor"], "approve")
    (first,) = OutgoingMail.objects.filter(template=review_mails.APPROVED)
    assert "wird zum gewählten Zeitpunkt veröffentlicht" in first.text
    assert not told(review_mails.APPEARED)
    let_its_time_come(event)
    for _twice in range(2):
        publish_scheduled()
    assert Event.objects.get(pk=event.pk).live
    assert told(review_mails.APPEARED) == [("working_group_lead@example.org", "de")]
    assert "wie geplant erschienen" in OutgoingMail.objects.get(template=review_mails.APPEARED).text


def test_who_chose_a_time_without_review_hears_that_it_appeared(people, event):
    event.go_live_at = now() + timedelta(days=2)
    event.save_revision(user=people["editor"]).publish(user=people["editor"])
    assert OutgoingMail.objects.count() == 0
    let_its_time_come(event)
    publish_scheduled()
    assert told(review_mails.APPEARED) == [("editor@example.org", "en")]


def test_a_mail_that_cannot_be_written_leaves_nothing_half_done(people, event, monkeypatch):
    def break_off(**_values):
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr(review_mails, "send_mail", break_off)
        with pytest.raises(ConnectionError):
            submit(event, people["working_group_lead"])
    assert not WorkflowState.objects.exists() and not TaskState.objects.exists()
    step = submit(event, people["working_group_lead"])
    with monkeypatch.context() as broken:
        broken.setattr(review_mails, "send_mail", break_off)
        with pytest.raises(ConnectionError):
            step.task.specific.on_action(step, people["editor"], "approve")
    step.refresh_from_db()
    assert step.status == TaskState.STATUS_IN_PROGRESS and not Event.objects.get(pk=event.pk).live
