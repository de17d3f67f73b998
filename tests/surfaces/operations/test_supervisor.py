"""The supervisor runs in a process of its own here, with small programs that write down their process ids."""

import json
import os
import signal
import sys

import pytest

SUPERVISE = """
import json, sys
from pathlib import Path
from miteinander.surfaces.operations.supervisor import Program, Supervisor

def say(text):
    print(text, flush=True)

options = json.loads(sys.argv[2])
ready_file = options.pop("ready_file", None)
programs = [
    Program(name=name, command=[sys.executable, "-c", code], environ={})
    for name, code in json.loads(sys.argv[1]).items()
]
is_ready = (lambda: Path(ready_file).exists()) if ready_file else (lambda: True)
sys.exit(Supervisor(programs=programs, say=say, is_ready=is_ready, on_ready=lambda: say("ready"), **options).run())
"""

LIVES = "import os, time; open({file!r}, 'a').write(f'{{os.getpid()}}\\n'); time.sleep(600)"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + LIVES
WITH_OWN_CHILD = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', {inner!r}]); " + LIVES


@pytest.fixture
def pids(tmp_path):
    """pids("web"): the process ids written so far."""

    def read(name):
        file = tmp_path / name
        return [int(line) for line in file.read_text().splitlines()] if file.exists() else []

    return read


@pytest.fixture
def supervise(start, tmp_path):
    def begin(*, code=LIVES, names=("web", "work"), **options):
        programs = {name: code.format(file=str(tmp_path / name), inner="") for name in names}
        return start("-c", SUPERVISE, json.dumps(programs), json.dumps({"delays": [0.05], **options}))

    return begin


def test_a_child_that_dies_is_started_again_and_the_other_stays(supervise, pids, wait_until, is_alive):
    supervisor = supervise()
    wait_until(lambda: pids("web") and pids("work"))

    os.kill(pids("work")[0], signal.SIGKILL)

    wait_until(lambda: len(pids("work")) == 2)
    assert not is_alive(pids("work")[0])
    assert len(pids("web")) == 1
    supervisor.terminate()
    out, err = supervisor.communicate(timeout=20)
    assert "work: durch Signal 9 beendet; Neustart in 0.05 s." in out
    assert err == ""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_every_child(supervise, pids, wait_until, number, is_alive):
    supervisor = supervise()
    wait_until(lambda: pids("web") and pids("work"))

    supervisor.send_signal(number)

    supervisor.communicate(timeout=20)
    assert supervisor.returncode == 0
    assert not any(is_alive(pid) for pid in pids("web") + pids("work"))


def test_a_child_that_ignores_the_signal_is_ended_after_the_grace_time(supervise, pids, wait_until, is_alive):
    supervisor = supervise(code=STUBBORN, grace=0.2)
    wait_until(lambda: pids("web") and pids("work"))

    supervisor.terminate()

    supervisor.communicate(timeout=20)
    assert not any(is_alive(pid) for pid in pids("web") + pids("work"))


def test_a_second_signal_does_not_wait_for_the_grace_time(supervise, pids, wait_until, is_alive):
    supervisor = supervise(code=STUBBORN, grace=600)
    wait_until(lambda: pids("web") and pids("work"))

    supervisor.send_signal(signal.SIGINT)
    wait_until(lambda: supervisor.poll() is not None or supervisor.send_signal(signal.SIGINT))

    assert not any(is_alive(pid) for pid in pids("web") + pids("work"))


def test_no_child_outlives_a_killed_supervisor(supervise, pids, wait_until, is_alive):
    supervisor = supervise()
    wait_until(lambda: pids("web") and pids("work"))

    supervisor.kill()

    wait_until(lambda: not any(is_alive(pid) for pid in pids("web") + pids("work")))


def test_what_a_dead_child_left_behind_is_ended_too(start, tmp_path, pids, wait_until, is_alive):
    inner = STUBBORN.format(file=str(tmp_path / "inner"))
    outer = WITH_OWN_CHILD.format(file=str(tmp_path / "outer"), inner=inner)
    start("-c", SUPERVISE, json.dumps({"web": outer}), json.dumps({"delays": [0.05]}))
    wait_until(lambda: pids("inner") and pids("outer"))

    os.kill(pids("outer")[0], signal.SIGKILL)

    wait_until(lambda: not is_alive(pids("inner")[0]))


def test_ready_is_said_once_and_only_when_it_is_true(supervise, pids, wait_until, tmp_path):
    supervisor = supervise(ready_file=str(tmp_path / "ready"))
    wait_until(lambda: pids("web") and pids("work"))
    (tmp_path / "ready").touch()
    assert supervisor.stdout.readline() == "ready\n"

    supervisor.terminate()

    assert supervisor.communicate(timeout=20)[0] == ""


def test_a_program_that_never_starts_ends_the_attempt(supervise, tmp_path):
    supervisor = supervise(code="raise SystemExit(3)", names=("web",), ready_file=str(tmp_path / "never"))

    out, _ = supervisor.communicate(timeout=20)

    assert supervisor.returncode == 1
    assert out.count("web: mit Code 3 beendet") == 3
    assert "ready" not in out


def test_output_goes_to_the_log(tmp_path):
    from miteinander.surfaces.operations.supervisor import Program, Supervisor

    log = tmp_path / "web.log"
    program = Program(
        name="web",
        command=[
            sys.executable,
            "-c",
            "import os; os.write(1, b'out'); os.write(2, b'err'); raise SystemExit(1)",
        ],
        environ={},
        log=log,
    )
    said = []

    code = Supervisor(programs=[program], say=said.append, is_ready=lambda: False, attempts=1).run()

    assert code == 1
    assert log.read_text() == "outerr"
    assert said == [f"web: mit Code 1 beendet, Einzelheiten in {log}; Neustart in 1 s."]
