"""Real worker processes on the database of the test, which must use real transactions."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings as django_settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
QUICK = ("--tick", "0.1", "--interval", "0.05")
START = """
import sys
import django
django.setup()
from django.db import connection
connection.ensure_connection()
print("ready", flush=True)
sys.stdin.readline()
"""


def database_address() -> str:
    """The database of this test as an address."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{django_settings.DATABASES['default']['NAME']}"
    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path="/" + connection.settings_dict["NAME"]))


def wait_until(condition: Callable[[], object], seconds: float = 40) -> object:
    deadline = time.monotonic() + seconds
    while not (result := condition()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)
    return result


class Workers:
    """`start()` starts one more worker, `kill()` ends one like a power cut."""

    def __init__(self, home: Path, settings: str, **environ: str) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        self.environ = {
            **kept,
            "DJANGO_SETTINGS_MODULE": settings,
            "DATABASE_URL": database_address(),
            "MITEINANDER_HOME": str(home),
            **environ,
        }
        self.processes: list[subprocess.Popen[str]] = []

    def run(self, *arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.processes.append(process)
        return process

    def start(self, *options: str) -> subprocess.Popen[str]:
        command = ("-m", "django", "db_worker", "--queue-name", "*", "--no-reload", "--no-startup-delay")
        return self.run(*command, *QUICK, *options)

    def at_once(self, program: str, number: int) -> list[str]:
        """Run a program in several processes that begin together; what each printed."""
        started = [self.run("-c", START + program) for _ in range(number)]
        for process in started:
            assert process.stdout and process.stdout.readline() == "ready\n", process.communicate()
        for process in started:
            assert process.stdin
            process.stdin.write("go\n")
            process.stdin.flush()
        outputs = [process.communicate(timeout=60)[0] for process in started]
        assert [process.returncode for process in started] == [0] * number, outputs
        return [output.strip() for output in outputs]

    @staticmethod
    def kill(process: subprocess.Popen[str]) -> None:
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=20)


@contextmanager
def workers_at(home: Path, *, settings: str = "miteinander.settings", **environ: str) -> Iterator[Workers]:
    """All of them are ended after the block."""
    (home / "generated").mkdir(parents=True, exist_ok=True)
    (home / "static").mkdir(exist_ok=True)
    found = Workers(home, settings, **environ)
    try:
        yield found
    finally:
        for process in found.processes:
            if process.poll() is None:
                process.kill()
            process.communicate()
