"""`make bench`: registrations a second over HTTP, against a bare view, on SQLite and on PostgreSQL.

Two web processes as in operation, sixteen people with sixteen addresses who share the two cores with them. Ours and the
bare view take turns; the ratio comes from the same run. It measures and prints; nothing fails because it is slow.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.request import urlopen

SECONDS, ROUNDS = float(os.environ.get("BENCH_SECONDS", "6")), int(os.environ.get("BENCH_ROUNDS", "3"))
PROCESSES, PORT = 2, 8797
SHARE, SLOWEST, PRETIX = 0.60, 150, 5.5
"""Goals: share of the bare view's rate, milliseconds of the 99th percentile, orders a second of pretix (shared figure)."""
ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    for database in ("SQLite", "PostgreSQL"):
        environ = {**os.environ, "BENCH_DATABASE": database}
        subprocess.run(
            [sys.executable, "-m", "tests.bench.bench_registration", "measure"], env=environ, check=True
        )


def measure() -> None:
    database = os.environ["BENCH_DATABASE"]
    if database == "PostgreSQL":
        import tests.support.postgresql
    import tests.support.environment  # noqa: F401

    from . import setting

    setting.start()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0, interactive=False)
    from tests.support.factories import make_event, make_plan, pool_of

    from . import registering

    with connection.schema_editor() as editor:
        editor.create_model(registering.Place)
    event = make_event(slug=registering.SLUG, dates=["2035-06-06 15:00"])
    plan = make_plan(event=event, seats=10**7)
    values = [f"seats_{pool_of(plan).pk}=2", "name=Mira Beispiel", "email=mira@example.org"]
    print(f"\n{database}: Anmeldungen über HTTP, {PROCESSES} Prozesse, 16 Personen", flush=True)
    found: dict[str, list[dict[str, Any]]] = {"nackt": [], "Anmeldung": []}
    server = _serve(connection.vendor)
    try:
        _wait(server)
        for number in range(ROUNDS + 1):
            for label, path in (("nackt", registering.BARE), ("Anmeldung", registering.FORM)):
                registering.Place.objects.all().delete()
                run = _crowd(path, registering.FORM, values)
                if number:  # the first round warms up
                    found[label].append(run)
    finally:
        server.terminate()
        server.wait()
    _print(found)
    _check(plan, registering)


def _serve(vendor: str) -> "subprocess.Popen[bytes]":
    from miteinander.surfaces.operations.serving import BLOCKING_THREADS

    from .setting import HOME

    environ = {**os.environ, "MITEINANDER_HOME": str(HOME)}
    if vendor == "postgresql":
        environ["DATABASE_URL"] = os.environ[
            "MITEINANDER_TEST_POSTGRESQL"
        ]  # with a pool of connections, as in operation
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"),
            *("--port", str(PORT), "--workers", str(PROCESSES), "--blocking-threads", str(BLOCKING_THREADS)),
            *("--http", "1", "--no-ws", "--log-level", "warning", "tests.bench.registering_wsgi:application"),
        ],
        cwd=ROOT,
        env=environ,
    )


def _wait(server: "subprocess.Popen[bytes]") -> None:
    for _try in range(200):
        assert server.poll() is None, "the server ended"
        try:
            with urlopen(f"http://localhost:{PORT}/healthz", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("the server does not answer")


def _crowd(path: str, form: str, values: list[str]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.crowd", str(PORT), form, path, str(SECONDS), *values],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
    )
    run = json.loads(done.stdout)
    run["rate"] = run["answers"].get("302", 0) / SECONDS
    return run


def _print(found: dict[str, list[dict[str, Any]]]) -> None:
    rates = {label: median(run["rate"] for run in runs) for label, runs in found.items()}
    for label, runs in found.items():
        times = [one for run in runs for one in run["milliseconds"]]
        cuts = quantiles(times, n=100)
        other = {status: n for run in runs for status, n in run["answers"].items() if status != "302"}
        print(
            f"{label:12}{rates[label]:7.0f}/s   Mitte {cuts[49]:6.1f} ms   99 % unter {cuts[98]:6.1f} ms   "
            f"längste {max(times):6.0f} ms   andere Antworten {other or 'keine'}",
            flush=True,
        )
    share = rates["Anmeldung"] / rates["nackt"]
    print(
        f"Anteil {share:.2f} (Ziel {SHARE:.2f}); das {rates['Anmeldung'] / PRETIX:.0f}-fache von pretix (Ziel 20)"
    )


def _check(plan: Any, registering: Any) -> None:
    from tests.support.seats import books_agree

    plan.refresh_from_db()
    books_agree(plan)
    print(f"Angemeldet: {plan.registrations.count()}, die Bücher stimmen.", flush=True)


if __name__ == "__main__":
    measure() if sys.argv[1:] == ["measure"] else main()
