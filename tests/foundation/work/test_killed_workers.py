"""Workers that are killed, workers that work at the same time, a database that is away: with real processes."""

import os
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from miteinander.foundation.work import entries
from miteinander.foundation.work.models import ScheduledRun, WorkerLease
from tests.support.workers import wait_until, workers_at

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data_layer]
SETTINGS = "tests.foundation.work.process_settings"


@pytest.fixture(autouse=True)
def empty_queue(request):
    """Migrations leave work of Wagtail's search index behind."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("transactional_db")
        DBTaskResult.objects.all().delete()


@pytest.fixture
def file(tmp_path) -> Path:
    return tmp_path / "lines"


@pytest.fixture
def workers(tmp_path, file):
    with workers_at(tmp_path / "home", settings=SETTINGS, SAMPLE_FILE=str(file)) as found:
        yield found


def put(name, **arguments):
    """An entry as `enqueue` writes it; the sample room is known to the workers only."""
    from miteinander.foundation.work.tasks import run

    return DBTaskResult.objects.get(pk=run.enqueue(name, arguments).id)


def lines(file):
    return file.read_text().splitlines() if file.exists() else []


def status(entry):
    entry.refresh_from_db()
    return entry.status


def test_work_of_a_killed_worker_is_found_and_run_again(workers, file):
    entry = put("sample.hold", file=str(file))
    first = workers.start()
    wait_until(lambda: lines(file) == [f"begin {first.pid}"])

    workers.kill(first)
    file.with_suffix(".go").touch()
    second = workers.start("--batch")
    second.communicate(timeout=60)

    assert status(entry) in ("SUCCESSFUL", "READY")
    if entry.status == "READY":  # its pause was longer than the batch
        workers.start("--batch").communicate(timeout=60)
    assert status(entry) == "SUCCESSFUL"
    assert len(entry.worker_ids) == 2
    assert [line.split()[0] for line in lines(file)] == ["begin", "begin", "end"]
    assert WorkerLease.objects.count() <= 1, "only the killed one's lease is left"


def test_scheduled_work_is_neither_lost_nor_doubled_when_its_worker_is_killed(workers, file):
    yesterday = timezone.now() - timedelta(days=5)
    ScheduledRun.objects.create(name="sample.nightly", rule="every 86400 s", next_run_at=yesterday)
    first = workers.start()
    wait_until(lambda: lines(file) == [f"begin {first.pid}"])

    workers.kill(first)
    second, third = workers.start(), workers.start()
    wait_until(lambda: len(lines(file)) == 2)
    file.with_suffix(".go").touch()
    wait_until(lambda: len(lines(file)) == 3)
    run = ScheduledRun.objects.get(name="sample.nightly")
    wait_until(lambda: DBTaskResult.objects.get(pk=run.last_entry).status == "SUCCESSFUL")

    begun_again = lines(file)[1].split()[1]
    assert lines(file)[1:] == [f"begin {begun_again}", f"end {begun_again}"]
    assert int(begun_again) in (second.pid, third.pid)
    assert timezone.now() < run.next_run_at <= timezone.now() + timedelta(days=1)
    nightly = [one for one in DBTaskResult.objects.all() if entries.name_of(one) == "sample.nightly"]
    assert len(nightly) == 1, "five missed days are made up once"


def test_due_work_is_enqueued_once_by_four_processes(workers, file):
    due = timezone.now() - timedelta(minutes=1)
    ScheduledRun.objects.create(name="sample.nightly", rule="every 86400 s", next_run_at=due)

    said = workers.at_once("from miteinander.foundation.work.due import enqueue_due; print(enqueue_due())", 4)

    assert sum("sample.nightly" in text for text in said) == 1
    assert len([one for one in DBTaskResult.objects.all() if entries.name_of(one) == "sample.nightly"]) == 1


def test_new_schedules_are_written_once_by_four_processes(workers):
    workers.at_once("from miteinander.foundation.work.due import enqueue_due; enqueue_due()", 4)

    names = list(ScheduledRun.objects.values_list("name", flat=True))
    assert names == ["sample.nightly"]
    assert DBTaskResult.objects.count() == 0, "nothing is due the moment it becomes known"


def test_two_workers_share_the_queue_and_each_piece_runs_once(workers, file):
    done = [put("sample.fail_twice", file=f"{file}-{number}") for number in range(10)]
    failed = put("sample.always_fail", file=f"{file}-bad")
    again = put("sample.again", file=f"{file}-again")
    left, odd = put("sample.leave"), put("sample.fail_oddly")
    workers.start()
    workers.start()

    wait_until(
        lambda: DBTaskResult.objects.filter(pk__in=[e.pk for e in done], status="SUCCESSFUL").count() == 10
    )
    wait_until(
        lambda: status(failed) == "FAILED" and status(again) == "SUCCESSFUL" and status(left) == "FAILED"
    )

    assert [len(lines(Path(f"{file}-{number}"))) for number in range(10)] == [3] * 10
    assert len(lines(Path(f"{file}-bad"))) == len(failed.worker_ids) == 3
    assert "RuntimeError: never" in failed.traceback
    assert len(lines(Path(f"{file}-again"))) == 4
    assert left.exception_class_path == "builtins.SystemExit"
    wait_until(lambda: status(odd) == "FAILED")
    assert "zero \\x00 and half a sign" in odd.traceback
    assert all(process.poll() is None for process in workers.processes), "no worker ended"


def test_work_that_kills_its_worker_comes_to_an_end_and_is_shown(workers, file):
    entry = put("sample.die", file=str(file))
    for attempt in range(3):
        process = workers.start()
        wait_until(lambda number=attempt: len(lines(file)) == number + 1)
        process.communicate(timeout=20)
    last = workers.start()

    wait_until(lambda: status(entry) == "FAILED")

    assert len(lines(file)) == 3
    assert entry.exception_class_path == entries.KILLED
    assert last.poll() is None


def test_a_living_worker_keeps_its_work_however_long_it_takes(workers, file):
    entry = put("sample.hold", file=str(file))
    first = workers.start("--lease", "0.5")
    wait_until(lambda: lines(file) == [f"begin {first.pid}"])
    lease = WorkerLease.objects.get()
    WorkerLease.objects.update(machine="")  # as seen from another machine: only its time counts
    second = workers.start("--lease", "0.5")
    wait_until(lambda: WorkerLease.objects.exclude(pk=lease.pk).exists())
    wait_until(
        lambda: WorkerLease.objects.get(pk=lease.pk).expires_at > lease.expires_at + timedelta(seconds=1)
    )

    assert lines(file) == [f"begin {first.pid}"]
    file.with_suffix(".go").touch()
    wait_until(lambda: status(entry) == "SUCCESSFUL")
    assert (len(entry.worker_ids), second.poll()) == (1, None)


def test_a_worker_ends_at_a_signal_and_leaves_no_lease(workers):
    process = workers.start()
    wait_until(WorkerLease.objects.exists)

    process.terminate()
    process.communicate(timeout=20)

    assert process.returncode == 0
    assert not WorkerLease.objects.exists()


def test_a_locked_database_is_survived(workers, file, tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite locks the whole database")
    workers.environ["SAMPLE_LOCK_TIMEOUT"] = "0.05"
    process = workers.start()
    wait_until(WorkerLease.objects.exists)
    holder = sqlite3.connect(settings.DATABASES["default"]["NAME"], isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        said = [process.stdout.readline() for _ in range(3)]
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    put("sample.write", file=str(file), text="danach")

    wait_until(lambda: lines(file) == ["danach"])
    assert any("locked" in line for line in said)
    assert process.poll() is None


def test_a_restarted_server_is_survived(workers, file):
    if connection.vendor == "sqlite":
        pytest.skip("only a server can go away")
    process = workers.start()
    wait_until(WorkerLease.objects.exists)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
    put("sample.write", file=str(file), text="danach")

    wait_until(lambda: lines(file) == ["danach"])
    assert process.poll() is None


def test_the_second_signal_ends_work_in_the_middle_and_the_next_worker_finds_it(workers, file):
    entry = put("sample.hold", file=str(file))
    process = workers.start()
    wait_until(lambda: lines(file) == [f"begin {process.pid}"])
    process.terminate()
    wait_until(lambda: "shutting down" in process.stdout.readline())
    process.terminate()
    process.communicate(timeout=20)
    file.with_suffix(".go").touch()

    workers.start()

    wait_until(lambda: status(entry) == "SUCCESSFUL")
    assert [line.split()[0] for line in lines(file)] == ["begin", "begin", "end"]
    assert process.returncode != 0
    assert os.getpid() != process.pid
