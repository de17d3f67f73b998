"""Keeps a few long-running commands alive and ends them together.

Knows nothing of Django. Every child runs in its own process group, so a Ctrl-C in the terminal reaches only the
supervisor, which then stops the children in order; whatever a dead child leaves in its group is ended with it.
If the supervisor itself is killed, `guard.py` ends the children.
"""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from . import guard

DELAYS = (1.0, 2.0, 4.0, 8.0, 16.0, 30.0)
"""Seconds before a restart, one after the other; the last one repeats."""

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A command to keep alive. `name` is shown to people; output is appended to `log`, or goes to the terminal."""

    name: str
    command: Sequence[str]
    environ: Mapping[str, str]
    log: Path | None = None


@dataclass(slots=True)
class _Child:
    program: Program
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    due: float = 0.0
    failures: int = 0


@dataclass(slots=True, kw_only=True)
class Supervisor:
    """Runs `programs` until SIGINT, SIGTERM or SIGHUP.

    `is_ready` is asked about ten times a second until it says yes; then `on_ready` is called once. A child that
    ends `attempts` times before that makes `run` give up. `steady` is the number of seconds after which a child
    counts as healthy again, `grace` the time between SIGTERM and SIGKILL.
    """

    programs: Sequence[Program]
    say: Callable[[str], None]
    is_ready: Callable[[], bool] = lambda: True
    on_ready: Callable[[], None] = lambda: None
    delays: Sequence[float] = DELAYS
    steady: float = 60.0
    grace: float = 10.0
    attempts: int = 3
    _stops: int = field(default=0, init=False)
    _ready: bool = field(default=False, init=False)

    def run(self) -> int:
        """Block until stopped. 0 after a signal, 1 if a program would not start. Main thread only."""
        children = [_Child(program) for program in self.programs]
        reader, writer = os.pipe()
        os.set_blocking(reader, False)
        os.set_blocking(writer, False)
        before = {number: signal.signal(number, self._note) for number in (*STOPPING, signal.SIGCHLD)}
        wakeup = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
        watcher = _start_guard()
        try:
            return self._loop(children, reader, watcher)
        finally:
            self._stop_all(children, reader, watcher)
            watcher.communicate()
            signal.set_wakeup_fd(wakeup)
            for number, handler in before.items():
                signal.signal(number, handler)
            os.close(reader)
            os.close(writer)

    def _note(self, number: int, frame: FrameType | None) -> None:
        if number != signal.SIGCHLD:
            self._stops += 1

    def _loop(self, children: list[_Child], reader: int, watcher: subprocess.Popen[bytes]) -> int:
        while not self._stops:
            for child in children:
                if child.process is not None and child.process.poll() is not None:
                    self._bury(child, watcher)
                    if not self._ready and child.failures >= self.attempts:
                        return 1
                if child.process is None and child.due <= time.monotonic():
                    self._start(child, watcher)
            if not self._ready and self.is_ready():
                self._ready = True
                self.on_ready()
            _wait(reader, self._pause(children))
        return 0

    def _pause(self, children: list[_Child]) -> float | None:
        """Seconds until something is due; None: only a signal can bring news."""
        pauses = [child.due - time.monotonic() for child in children if child.process is None]
        if not self._ready:
            pauses.append(0.1)
        return max(0.0, min(pauses)) if pauses else None

    def _start(self, child: _Child, watcher: subprocess.Popen[bytes]) -> None:
        program = child.program
        with open(program.log, "ab") if program.log else nullcontext() as log:
            child.process = subprocess.Popen(
                program.command,
                env=dict(program.environ),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT if log else None,
                process_group=0,
            )
        child.started = time.monotonic()
        _tell(watcher, f"+{child.process.pid}")

    def _bury(self, child: _Child, watcher: subprocess.Popen[bytes]) -> None:
        assert child.process is not None
        guard.signal_group(child.process.pid, signal.SIGKILL)  # what it left behind, such as its own workers
        _tell(watcher, f"-{child.process.pid}")
        if time.monotonic() - child.started >= self.steady:
            child.failures = 0
        delay = self.delays[min(child.failures, len(self.delays) - 1)]
        child.failures += 1
        child.due = time.monotonic() + delay
        where = f", Einzelheiten in {child.program.log}" if child.program.log else ""
        self.say(
            f"{child.program.name}: {_ending(child.process.returncode)}{where}; Neustart in {delay:g} s."
        )
        child.process = None

    def _stop_all(self, children: list[_Child], reader: int, watcher: subprocess.Popen[bytes]) -> None:
        """SIGTERM to all at once; SIGKILL to the rest after the grace time or at a second signal."""
        running = [child.process for child in children if child.process is not None]
        for process in running:
            guard.signal_group(process.pid, signal.SIGTERM)
        deadline, stops = time.monotonic() + self.grace, self._stops
        while any(process.poll() is None for process in running):
            left = deadline - time.monotonic()
            if left <= 0 or self._stops > stops:
                break
            _wait(reader, left)
        for process in running:
            guard.signal_group(process.pid, signal.SIGKILL)
            process.wait()
            _tell(watcher, f"-{process.pid}")


def _ending(code: int) -> str:
    return f"durch Signal {-code} beendet" if code < 0 else f"mit Code {code} beendet"


def _wait(reader: int, seconds: float | None) -> None:
    """Until a signal arrives (each writes a byte into the pipe) or the time is over."""
    if select.select([reader], [], [], seconds)[0]:
        os.read(reader, 4096)


def _start_guard() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-I", "-S", guard.__file__], stdin=subprocess.PIPE, start_new_session=True
    )


def _tell(watcher: subprocess.Popen[bytes], line: str) -> None:
    assert watcher.stdin is not None
    try:
        watcher.stdin.write(line.encode() + b"\n")
        watcher.stdin.flush()
    except BrokenPipeError:
        pass  # without its guard the supervisor still works; only a kill -9 would leave the children alone
