"""Workers that are there at once: forks of a process that has set Django up. For tests that kill many of them."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.workers import QUICK, workers_at

SERVE = """
import os, signal, sys
import django
django.setup()
from django.core.management import execute_from_command_line
from miteinander import urls
signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who is killed is gone
print("ready", flush=True)
for line in sys.stdin:
    pid = os.fork()
    if not pid:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for number in (0, 1, 2):
            os.dup2(os.open(os.devnull, os.O_RDWR), number)
        try:
            execute_from_command_line(["django", "db_worker", "--queue-name", "*", "--no-reload", "--no-startup-delay", *sys.argv[1:]])
        finally:
            os._exit(0)
    print(pid, flush=True)
"""


class ForkedWorkers:
    """`start()` gives the process id of a new worker, `kill(pid)` ends it like a power cut."""

    def __init__(self, nursery: subprocess.Popen[str]) -> None:
        self.nursery = nursery
        self.living: set[int] = set()

    def start(self) -> int:
        assert self.nursery.stdin and self.nursery.stdout
        self.nursery.stdin.write("one\n")
        self.nursery.stdin.flush()
        pid = int(self.nursery.stdout.readline())
        self.living.add(pid)
        return pid

    def kill(self, pid: int) -> None:
        self.living.discard(pid)
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError as error:
            raise AssertionError("the worker had ended by itself") from error


@contextmanager
def forked_workers_at(home: Path, **environ: str) -> Iterator[ForkedWorkers]:
    """All of them are ended after the block."""
    with workers_at(home, **environ) as place:
        nursery = place.run("-c", SERVE, *QUICK)
        assert nursery.stdout and nursery.stdout.readline() == "ready\n", nursery.communicate()[0]
        found = ForkedWorkers(nursery)
        try:
            yield found
        finally:
            for pid in sorted(found.living):
                os.kill(pid, signal.SIGKILL)
