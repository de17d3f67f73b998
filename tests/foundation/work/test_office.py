"""The page "Hintergrundarbeit": does it run, what failed, and trying again."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from miteinander.foundation.access import policies
from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.work import entries, leases, office
from miteinander.foundation.work.due import enqueue_due
from miteinander.foundation.work.models import WorkerLease
from miteinander.foundation.work.schedule import Rule

pytestmark = pytest.mark.django_db
PAGE = reverse("work:overview")


@pytest.fixture(autouse=True)
def empty_queue(request):
    """Migrations leave work of Wagtail's search index behind."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        DBTaskResult.objects.all().delete()


@pytest.fixture
def desk(client, office):
    client.force_login(office)
    return client


def make_entry(status="FAILED", **values):
    defaults = {
        "args_kwargs": {"args": ["mailing.erase_old_mails", {}], "kwargs": {}},
        "task_path": entries.RUN,
        "backend_name": "default",
        "run_after": timezone.now(),
        "worker_ids": ["a", "b"],
        "finished_at": timezone.now() if status in ("FAILED", "SUCCESSFUL") else None,
        "exception_class_path": "builtins.RuntimeError",
        "traceback": "RuntimeError: <b>no</b> room",
    }
    return DBTaskResult.objects.create(status=status, **(defaults | values))


def make_lease(**values):
    moment = timezone.now()
    defaults = {"worker_id": str(uuid4()), "started_at": moment, "expires_at": moment + timedelta(minutes=1)}
    return WorkerLease.objects.create(**(defaults | values))


def text_of(response):
    assert response.status_code == 200, response
    return response.content.decode()


def test_page_says_whether_the_work_runs(desk):
    assert "läuft nicht" in text_of(desk.get(PAGE))
    make_lease()
    assert "Die Hintergrundarbeit läuft." in text_of(desk.get(PAGE))


def test_page_shows_the_schedule_in_words(desk):
    enqueue_due()
    text = text_of(desk.get(PAGE))
    assert "Erledigte Barrieremeldungen löschen" in text
    assert "täglich um 03:10 Uhr" in text
    assert "jede Minute" in text and "alle 5 Minuten" in text


def test_failed_work_is_shown_and_tried_again_by_a_button(desk, office):
    entry = make_entry()
    text = text_of(desk.get(PAGE))
    assert "Alte E-Mails aus dem Postausgang löschen" in text
    assert "&lt;b&gt;no&lt;/b&gt; room" in text and "Noch einmal versuchen" in text

    done = text_of(desk.post(reverse("work:retry", args=[entry.pk]), follow=True))

    entry.refresh_from_db()
    assert (entry.status, entry.worker_ids, entry.traceback) == ("READY", [], "")
    assert "wird noch einmal versucht" in done
    assert AuditEntry.objects.get(detail="work.retry").actor == office
    assert desk.post(reverse("work:retry", args=[entry.pk])).status_code == 404
    assert desk.post(reverse("work:retry", args=[uuid4()])).status_code == 404


def test_work_that_waits_for_another_attempt_is_shown(desk):
    make_entry("READY", run_after=timezone.now() + timedelta(hours=1))
    make_entry(
        "READY", exception_class_path="", args_kwargs={"args": ["events.index_events", {}], "kwargs": {}}
    )
    text = text_of(desk.get(PAGE))
    assert "Wird noch einmal versucht" in text
    assert "events.index_events" not in text


def test_page_asks_the_same_number_of_queries_for_one_and_for_many(desk, count_queries):
    make_entry()
    make_entry("READY")
    enqueue_due()
    desk.get(PAGE)
    with count_queries() as few:
        desk.get(PAGE)
    for _ in range(30):
        make_entry()
        make_entry("READY")
        make_lease()
    with count_queries() as many:
        desk.get(PAGE)
    assert len(few) == len(many)
    assert "Seite 2 von 2" in text_of(desk.get(PAGE, {"p": "2"}))


@pytest.mark.parametrize(
    "permissions",
    [[], ["wagtailadmin.access_admin"], ["wagtailadmin.access_admin", "work.view_scheduledrun"]],
)
def test_only_those_who_may_see_and_try_again(outsider, monkeypatch, permissions):
    entry = make_entry()
    monkeypatch.setattr(policies, "permissions", lambda user, day=None: set(permissions))
    client = Client()
    client.force_login(outsider)

    page, retried = client.get(PAGE), client.post(reverse("work:retry", args=[entry.pk]))

    assert (page.status_code == 200) is (len(permissions) == 2)
    assert "Noch einmal versuchen" not in page.content.decode()
    assert retried.status_code in (302, 403)
    entry.refresh_from_db()
    assert entry.status == "FAILED"
    assert Client().get(PAGE).status_code == 302


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Rule(every=timedelta(seconds=30)), "alle 30 Sekunden"),
        (Rule(every=timedelta(minutes=10)), "alle 10 Minuten"),
        (Rule(every=timedelta(days=1)), "alle 24 Stunden"),
    ],
)
def test_rules_in_words(rule, expected):
    assert office.words(rule) == expected


# --- Leases -----------------------------------------------------------------------------------------------------------


@pytest.mark.data_layer
def test_a_lease_of_another_machine_lives_by_its_time():
    moment = timezone.now()
    alive = make_lease(machine="elsewhere", process=1)
    make_lease(machine="elsewhere", process=1, expires_at=moment - timedelta(seconds=1))
    assert leases.living() == {alive.worker_id}
    assert leases.living(["unheard"]) == set()


@pytest.mark.data_layer
def test_a_lease_of_this_machine_lives_with_its_process():
    import os

    mine = {"machine": leases.machine(), "process": os.getpid()}
    if not leases.machine():
        pytest.skip("this machine does not say who it is")
    alive = make_lease(**mine, process_started=leases.process_started(os.getpid()),
                       expires_at=timezone.now() - timedelta(minutes=1))  # fmt: skip
    make_lease(**mine, process_started="another process had this number")
    make_lease(machine=leases.machine(), process=2**22 + 1, process_started="1")
    assert leases.living() == {alive.worker_id}


@pytest.mark.data_layer
def test_only_work_of_dead_workers_is_given_back():
    alive = make_lease()
    running = {"finished_at": None, "exception_class_path": "", "traceback": "", "started_at": timezone.now()}
    kept = make_entry("RUNNING", worker_ids=["dead", alive.worker_id], **running)
    found = make_entry("RUNNING", worker_ids=["dead"], **running)
    last = make_entry("RUNNING", worker_ids=["dead"] * 5, **running)

    assert entries.reap() == 2
    assert entries.reap() == 0

    states = {entry.pk: entry.status for entry in DBTaskResult.objects.all()}
    assert (states[kept.pk], states[found.pk], states[last.pk]) == ("RUNNING", "READY", "FAILED")


@pytest.mark.data_layer
def test_a_worker_that_was_taken_for_dead_writes_over_nobody():
    entry = make_entry("RUNNING", started_at=timezone.now(), finished_at=None)
    DBTaskResult.objects.update(started_at=timezone.now() + timedelta(seconds=1))
    assert not entries.finish(entry, None)
    assert not entries.postpone(entry, timedelta(0))
    assert not entries.fail(entry, reason="x", traceback="y")
    assert DBTaskResult.objects.get().status == "RUNNING"
