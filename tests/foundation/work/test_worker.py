"""The database queue with real processes: the outbox, a failure, and a worker that is killed and started again."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

ENQUEUE = """
import json, sys
import django
django.setup()
from django.db import transaction
from miteinander.foundation.work import enqueue

name, arguments, outcome = sys.argv[1], json.loads(sys.argv[2]), sys.argv[3]
try:
    with transaction.atomic():
        enqueue(name, **arguments)
        if outcome == "rollback":
            raise InterruptedError
except InterruptedError:
    pass
"""

SUPERVISE_WORKER = """
import os, sys
from pathlib import Path
from miteinander.surfaces.operations.supervisor import Program, Supervisor

command = [sys.executable, "-m", "django", "db_worker", "--queue-name", "*", "--no-reload", "--no-startup-delay",
           "--interval", "0.1"]
worker = Program(name="worker", command=command, environ=dict(os.environ), log=Path(os.devnull))
sys.exit(Supervisor(programs=[worker], say=lambda text: print(text, flush=True), delays=[0.05]).run())
"""


@pytest.fixture
def environ(tmp_path):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "PYTEST_"))}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "tests.foundation.work.worker_settings",
        "PYTHONPATH": str(ROOT),
        "WORKER_DATABASE": str(tmp_path / "queue.sqlite3"),
    }


@pytest.fixture
def call(environ):
    def run(*arguments):
        subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=environ, check=True, timeout=60, capture_output=True
        )

    return run


@pytest.fixture
def queue(call):
    """enqueue(name, arguments) in a process of its own, on a fresh database."""
    call("-m", "django", "migrate", "--verbosity", "0")

    def enqueue(name, arguments=None, outcome="commit"):
        call("-c", ENQUEUE, name, json.dumps(arguments or {}), outcome)

    return enqueue


@pytest.fixture
def rows(environ):
    def read(columns="task_path, status"):
        connection = sqlite3.connect(environ["WORKER_DATABASE"])
        try:
            return connection.execute(
                f"SELECT {columns} FROM django_tasks_database_dbtaskresult ORDER BY enqueued_at"
            ).fetchall()
        finally:
            connection.close()

    return read


@pytest.fixture
def supervised_worker(environ, queue):
    process = subprocess.Popen(
        [sys.executable, "-c", SUPERVISE_WORKER],
        cwd=ROOT,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    yield process
    process.terminate()
    process.communicate(timeout=20)


def wait_until(condition, seconds=30):
    deadline = time.monotonic() + seconds
    while not (result := condition()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
    return result


def test_work_is_a_row_of_the_surrounding_transaction(queue, rows, tmp_path):
    queue("sample.write", {"file": str(tmp_path / "a"), "text": "x"}, "rollback")
    assert rows() == []

    queue("sample.write", {"file": str(tmp_path / "a"), "text": "x"})
    assert rows() == [("miteinander.foundation.work.tasks.run", "READY")]


def test_a_failure_is_kept_with_its_reason(queue, rows, call):
    queue("sample.fail")

    call("-m", "django", "db_worker", "--batch", "--queue-name", "*", "--no-startup-delay")

    [(status, traceback)] = rows("status, traceback")
    assert status == "FAILED"
    assert "the work failed" in traceback


def test_a_killed_worker_is_started_again_and_works_on(queue, supervised_worker, tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    queue("sample.write", {"file": str(first), "text": "vorher"})
    wait_until(lambda: first.exists() and first.read_text("utf-8") == "vorher")

    [worker] = children_of(supervised_worker.pid, running="db_worker")
    os.kill(worker, signal.SIGKILL)
    queue("sample.write", {"file": str(second), "text": "nachher"})

    wait_until(lambda: second.exists() and second.read_text("utf-8") == "nachher")
    assert "worker: durch Signal 9 beendet" in supervised_worker.stdout.readline()
    assert children_of(supervised_worker.pid, running="db_worker") != [worker]


def children_of(pid, *, running):
    """Process ids of the children whose command line holds the word."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in children if running in Path(f"/proc/{child}/cmdline").read_text()]
