"""`make bench`: how long the public calendar takes, and what 10,000 events do to it.

Every number is processor time of one request through the whole application, so that other work on the machine counts
less; nothing is kept between requests but what the application itself keeps in operation: no page, but cards it has
drawn before and texts it has decoded before (the line "Karten neu gezeichnet" shows the list without the former). Ratios
come from the same run, the cases taking turns. It measures and prints; it never fails because something is slow.
"""

import gzip
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from . import setting

ROUNDS, WARM_UP = 30, 3
SMALL, LARGE = 100, 10_000
LIST = "/de/kalender/"
VIEWS = {
    "Liste, 50 Termine": LIST,
    "Liste, Archiv": "/de/kalender/?archiv=1",
    "Liste auf Arabisch": "/ar/kalender/",
    "Monat, einer am Tag": "/de/kalender/monat/2026-12/",
    "Monat, leer/sechs am Tag": "/de/kalender/monat/2027-06/",
    "Karte": "/de/kalender/karte/",
    "Liste mit Filter": "/de/kalender/?zielgruppe=everyone&bis=2027-01-10",
    "Karte mit Filter": "/de/kalender/karte/?zielgruppe=everyone&sprache=tr",
    "Nichts gefunden": "/de/kalender/?sprache=tr&zielgruppe=parents&q=offenes+gibtesnicht",
    "kalender.json": "/kalender.json",
    "kalender.atom": "/kalender.atom",
}


def main() -> None:
    application = setting.start()
    from django.conf import settings

    from . import bare, data

    settings.TODAY = data.DAY
    settings.ROOT_URLCONF = "tests.bench.bare"
    print(f"Daten anlegen: {SMALL} und {LARGE} Termine (etwa eine halbe Minute) …", flush=True)
    for name, count in (("small", SMALL), ("large", LARGE)):
        _fill(name, count, data.fill)

    def ask(name: str, path: str) -> Callable[[], tuple[int, bytes]]:
        def request() -> tuple[int, bytes]:
            setting.use_database(name)
            return setting.get(application, path)

        return request

    _print_growth(VIEWS, ask)
    body = ask("small", LIST)()[1]
    bare.prepare(body.decode())
    _print_bare(ask, body)


def _fill(name: str, count: int, fill: Callable[[int], None]) -> None:
    from django.core.management import call_command
    from django.db import connection

    setting.use_database(name)
    call_command("migrate", verbosity=0, interactive=False)
    fill(count)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _print_growth(views: dict[str, str], ask: Callable[[str, str], Callable[[], tuple[int, bytes]]]) -> None:
    print(f"\n{'Seite':26}{'Abfragen':>10}{'kB':>7}{SMALL:>10} T.{LARGE:>10} T.{'Verhältnis':>13}")
    for label, path in views.items():
        cases = {name: ask(name, path) for name in ("small", "large")}
        queries = "/".join(str(_count_queries(case)) for case in cases.values())
        size = len(cases["large"]()[1]) / 1000
        small, large = (milliseconds for milliseconds in _medians(cases).values())
        print(
            f"{label:26}{queries:>10}{size:7.0f}{small:10.1f} ms{large:10.1f} ms{large / small:12.2f}×",
            flush=True,
        )


def _print_bare(ask: Callable[[str, str], Callable[[], tuple[int, bytes]]], body: bytes) -> None:
    """What a bare view is, says `bare`; the list is held against the last one, at half its rate or more."""
    from miteinander.foundation.interface.templatetags import drawing

    def draw_anew() -> tuple[int, bytes]:
        drawing._event_card.cache_clear()
        return ask("small", LIST)()

    cases = {
        "Liste, 50 Termine": ask("small", LIST),
        "  Karten neu gezeichnet": draw_anew,
        "nackt, fertige Texte": ask("small", "/bare/ready/"),
        "nackt, nur Vorlage": ask("small", "/bare/template/"),
        "nackt, wie üblich": ask("small", "/bare/view/"),
    }
    medians = _medians(cases)
    mine = medians["Liste, 50 Termine"]
    print(f"\n{'gleich große Seite':26}{'ms':>8}{'je Sekunde':>13}{'Liste hat vom Tempo':>22}")
    for label, milliseconds in medians.items():
        print(f"{label:26}{milliseconds:8.1f}{1000 / milliseconds:13.0f}{milliseconds / mine:21.2f}×")
    started = time.process_time()
    packed = gzip.compress(body, 6)
    spent = (time.process_time() - started) * 1000
    print(f"\ngzip der Liste: {len(body) / 1000:.0f} kB werden {len(packed) / 1000:.0f} kB in {spent:.1f} ms")


def _count_queries(case: Callable[[], Any]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    status, _body = case()
    if status != 200:
        print(f"Die nächste Zeile taugt nichts: Status {status} statt 200.")
    with CaptureQueriesContext(connection) as queries:
        case()
    return len(queries)


def _medians(cases: dict[str, Callable[[], tuple[int, bytes]]]) -> dict[str, float]:
    """Milliseconds of processor time; the cases take turns in every round."""
    times: dict[str, list[float]] = {name: [] for name in cases}
    for number in range(WARM_UP + ROUNDS):
        for name, case in cases.items():
            case_time = _time(case)
            if number >= WARM_UP:
                times[name].append(case_time)
    return {name: statistics.median(_without_outliers(values)) for name, values in times.items()}


def _time(case: Callable[[], tuple[int, bytes]]) -> float:
    started = time.process_time()
    case()
    return (time.process_time() - started) * 1000


def _without_outliers(values: Iterable[float]) -> list[float]:
    ordered = sorted(values)
    return ordered[: max(1, len(ordered) * 9 // 10)]


if __name__ == "__main__":
    try:
        main()
    finally:
        import shutil

        shutil.rmtree(Path(setting.HOME), ignore_errors=True)
