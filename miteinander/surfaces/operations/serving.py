"""Web and worker as supervised children, for the demo and for production."""

import http.client
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from miteinander.env import Environment

from . import checks
from .backup.company import share_home
from .backup.swapping import refuse_unfinished
from .stamps import PACKAGE
from .supervisor import Program, Supervisor

BLOCKING_THREADS = 4
PATIENCE = 2.0
"""Seconds to wait for an answer of /healthz."""

HEADER_TIMEOUT = 15_000
"""Milliseconds a connection may stay silent, between two requests too, before it is closed."""


def web_program(
    environment: Environment, *, bind: str = "127.0.0.1", processes: int = 1, log: Path | None = None
) -> Program:
    return Program(
        name="Webserver",
        command=[
            *(sys.executable, "-m", "granian"),
            *("--interface", "wsgi", "--host", bind, "--port", str(environment.port)),
            *("--workers", str(processes), "--blocking-threads", str(BLOCKING_THREADS)),
            *("--http", "1", "--no-ws", "--http1-header-read-timeout", str(HEADER_TIMEOUT)),
            *("--workers-kill-timeout", "5", "--log-level", "warning"),
            "miteinander.wsgi:application",
        ],
        environ=children_environ(environment),
        log=log,
    )


def worker_program(environment: Environment, *, log: Path | None = None) -> Program:
    return Program(
        name="Hintergrundarbeit",
        command=[
            *(sys.executable, "-m", "miteinander", "manage", "db_worker"),
            *("--queue-name", "*", "--no-reload", "--no-startup-delay"),
        ],
        environ=children_environ(environment),
        log=log,
    )


def children_environ(environment: Environment) -> dict[str, str]:
    """The environment of this process, with the home as an absolute path and our package importable."""
    path = [str(PACKAGE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {
        **os.environ,
        "MITEINANDER_HOME": str(environment.home),
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "miteinander.settings"),
        "PYTHONPATH": os.pathsep.join(path),
        "PYTHONUNBUFFERED": "1",
    }


def answers(port: int, *, host: str = "localhost") -> bool:
    """Whether the web server answers /healthz with 200. Waits at most PATIENCE seconds."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", "/healthz", headers={"Host": host})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


class Interruptible:
    """Inside the block SIGTERM and SIGHUP interrupt like Ctrl-C, so that what was begun can be cleaned up."""

    def __enter__(self) -> Self:
        self._before = {
            number: signal.signal(number, signal.default_int_handler)
            for number in (signal.SIGTERM, signal.SIGHUP)
        }
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)


def run_preparation(purpose: str, environ: Mapping[str, str], *, keep_open: Sequence[int] = ()) -> int:
    """Run `preparation` in a process of its own and return its exit code; an interruption ends it first."""
    with Interruptible():
        process = subprocess.Popen(
            [sys.executable, "-m", "miteinander.surfaces.operations.preparation", purpose],
            env=dict(environ),
            pass_fds=keep_open,
        )
        try:
            return process.wait()
        except BaseException:
            process.kill()  # it leaves nothing in place that is not complete
            process.wait()
            raise


def say(text: str) -> None:
    print(text, flush=True)


def _join(home: Path) -> int | None:
    """Work in the home from now on; `restore` waits for those who do."""
    refuse_unfinished(home)
    return share_home(home)


def serve(environment: Environment, *, bind: str, processes: int) -> int:
    """The web server of a production installation, until a signal. 0 or 1. Raises CannotStart."""
    checks.check_home(environment.home)
    checks.check_port(environment.port)
    _lock = _join(environment.home)
    if code := run_preparation("serve", children_environ(environment)):
        return code
    host = environment.hosts[0]
    return Supervisor(
        programs=[web_program(environment, bind=bind, processes=processes)],
        say=say,
        is_ready=lambda: answers(environment.port, host=host),
        on_ready=lambda: say(f"Der Webserver antwortet auf {bind}:{environment.port}."),
    ).run()


def work(environment: Environment) -> int:
    """The worker of a production installation, until a signal. 0 or 1. Raises CannotStart."""
    _lock = _join(environment.home)
    if code := run_preparation("work", children_environ(environment)):
        return code
    return Supervisor(programs=[worker_program(environment)], say=say).run()
