"""The whole way once: an empty home, a council's year on the web, a second start, the end. Takes about half a minute."""

import os
import signal
import time
from pathlib import Path
from urllib.request import urlopen


def test_the_demo_serves_from_an_empty_home_and_again(start, free_port, tmp_path, is_alive, wait_until):
    environ = {"MITEINANDER_HOME": str(tmp_path / "home"), "MITEINANDER_PORT": str(free_port)}

    first = start("-m", "miteinander", "demo", **environ)
    lines = read_until(first, "Beenden mit Strg+C.")
    assert [line[:5] for line in lines if line.startswith("[")] == [
        "[1/5]",
        "[2/5]",
        "[3/5]",
        "[4/5]",
        "[5/5]",
    ]
    assert f"  Webseite:  http://localhost:{free_port}/" in lines
    page = urlopen(f"http://localhost:{free_port}/de/", timeout=20).read().decode()
    assert "Integrationsrat" in page
    children = children_of(first.pid)
    assert len(children) == 3  # web, worker and the guard
    stop(first)
    wait_until(lambda: not any(is_alive(child) for child in children))
    assert not list((tmp_path / "home").glob("*.new*"))

    started = time.monotonic()
    second = start("-m", "miteinander", "demo", **environ)
    lines = read_until(second, "Webserver und Hintergrundarbeit starten …")
    assert lines[0].startswith("Alles ist eingerichtet")
    assert time.monotonic() - started < 5
    read_until(second, "Beenden mit Strg+C.")
    children = children_of(second.pid)
    second.kill()  # nothing may stay behind, and the port is free again
    wait_until(lambda: not any(is_alive(child) for child in children))


def read_until(process, last):
    lines = []
    for line in process.stdout:
        lines.append(line.rstrip("\n"))
        if lines[-1] == last:
            return lines
    raise AssertionError(f"The demo ended: {lines} {process.stderr.read()}")


def stop(process):
    os.kill(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, "")
    assert out.endswith("Miteinander ist beendet.\n")


def children_of(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
