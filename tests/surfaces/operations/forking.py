"""The command many times in one home, with Django set up once: every call is a fork of a process that has done that.

Settings are read once, so the home stays the same; what is in it may change between two calls.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVE = """
import json, os, sys, traceback
import pytest  # pages without the collected static files
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "miteinander.settings")
import django
django.setup()
from miteinander import cli
from miteinander.surfaces.operations.backup import postgresql, restoring, saving, sqlite
from miteinander import urls
print("ready", flush=True)
for line in sys.stdin:
    order = json.loads(line)
    pid = os.fork()
    if not pid:
        os.setpgid(0, 0)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for number, name in ((1, "out"), (2, "err")):
            os.dup2(os.open(order[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        os.environ.update(order["environ"])
        code = 1
        try:
            if order["program"]:
                exec(order["program"], {"__name__": "program"})
                code = 0
            else:
                code = cli.main(order["arguments"])
        except SystemExit as leaving:
            code = leaving.code or 0
        except BaseException:
            traceback.print_exc()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    print(pid, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
"""


class Command:
    """`run("backup", ...)`, `run(program="...")`: exit code, standard output, standard error."""

    def __init__(self, process: subprocess.Popen[str], home: Path, folder: Path) -> None:
        self.process, self.home = process, home
        self.out, self.err = folder / "out", folder / "err"

    def run(self, *arguments: str, program: str = "", **environ: str) -> tuple[int, str, str]:
        self.begin(*arguments, program=program, **environ)
        return self.end(), self.out.read_text(), self.err.read_text()

    def begin(self, *arguments: str, program: str = "", **environ: str) -> int:
        """Its process id; `end` waits for it."""
        order = {
            "arguments": arguments,
            "program": program,
            "environ": environ,
            "out": str(self.out),
            "err": str(self.err),
        }
        assert self.process.stdin
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return self._number()

    def end(self) -> int:
        return self._number()

    def _number(self) -> int:
        assert self.process.stdout
        return int(self.process.stdout.readline())


@contextmanager
def command_in(home: Path, environ: dict[str, str]) -> Iterator[Command]:
    """Started at once; what it says about itself stands beside the home."""
    folder = home.with_name(f"{home.name}-said")
    folder.mkdir()
    with open(folder / "log", "w") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", SERVE],
            cwd=Path(__file__).resolve().parents[3],
            env={**environ, "MITEINANDER_HOME": str(home), "MITEINANDER_PORT": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    try:
        assert process.stdout and process.stdout.readline() == "ready\n", (folder / "log").read_text()
        yield Command(process, home, folder)
    finally:
        assert process.stdin
        process.stdin.close()
        process.wait(timeout=60)
