"""10,000 events from one XLSX file: how long it takes and how much memory it needs above the idle process.

Run by `make bench`, or alone: `python -m tests.bench.bench_import`. It measures and prints; it never fails because
something is slow. The limits are 60 seconds and 150 MB.
"""

import io
import os
import subprocess
import sys
import time
from pathlib import Path

COUNT = 10_000
HEADER = [
    "slug",
    "activity",
    "format",
    "title",
    "title@tr",
    "summary",
    "description",
    "dates",
    "venues",
    "languages.spoken",
    "audiences",
    "childcare",
    "organisers",
    "price",
    "state",
    "items",
]


def main() -> None:
    from tests.bench import setting

    setting.start()
    from django.core.management import call_command

    from tests.bench import data

    database = setting.use_database("import")
    call_command("migrate", verbosity=0, interactive=False)
    data.fill(0)
    path = database.with_name("events.xlsx")
    path.write_bytes(workbook())
    print("Import von 10 000 Veranstaltungen aus XLSX (Grenzen: 60 s, 150 MB)")
    for name in ("neu", "unverändert", "geändert"):
        if name == "geändert":
            path.write_bytes(workbook("Neu: "))
        answer = subprocess.run(
            [sys.executable, "-m", "tests.bench.bench_import", "one", str(database), str(path)],
            env=os.environ | {"DATABASE_URL": ""},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        seconds, computing, megabytes = map(float, answer.stdout.split()[-3:])
        print(
            f"  {name:<12}{seconds:6.1f} s, davon Prozessor {computing:5.1f} s; "
            f"{megabytes:4.0f} MB über dem Prozess im Leerlauf",
            flush=True,
        )


def workbook(before: str = "") -> bytes:
    """A programme of every day of many years."""
    from openpyxl import Workbook

    from miteinander.civic.concept.models import Activity
    from miteinander.civic.places.models import Venue
    from miteinander.programme.events.models import Format

    activities, venues, formats = (
        list(model.objects.order_by("slug").values_list("slug", flat=True))
        for model in (Activity, Venue, Format)
    )
    book = Workbook(write_only=True)
    sheet = book.create_sheet("events")
    sheet.append(HEADER)
    for number in range(COUNT):
        day = f"{2020 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
        sheet.append(
            [
                f"termin-{number}",
                activities[number % len(activities)],
                formats[number % len(formats)],
                f"{before}Offenes Treffen {number}",
                f"{before}Açık buluşma {number}",
                "Ein Abend für alle, die sich kennenlernen und miteinander reden möchten.",
                "Wir kochen, lesen und reden. " * 12,
                f"{day} 17:00 – {day} 19:30",
                venues[number % len(venues)],
                "de, tr" if number % 2 else "ar",
                "everyone",
                "ja" if number % 5 == 0 else "nein",
                None,
                "free",
                "published",
                "17:00 | Ankommen | Tee und Gebäck\n18:00 | Gespräch" if number % 10 == 0 else None,
            ]
        )
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def one(database: Path, path: Path) -> None:
    """The import in a process of its own; prints seconds and megabytes above what the idle process needs."""
    from tests.bench import setting

    setting.start()
    from django.db import connections

    from miteinander.programme.events.models import Event
    from miteinander.surfaces.programme_files.actions import import_programme

    connections["default"].settings_dict["NAME"] = str(database)
    Event.objects.count()
    idle = peak_megabytes()
    started, computing = time.monotonic(), time.process_time()
    report = import_programme(source=path)
    assert report.ok, report.text()[:2000]
    assert Event.objects.count() == COUNT
    print(time.monotonic() - started, time.process_time() - computing, peak_megabytes() - idle)


def peak_megabytes() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if sys.argv[1:2] == ["one"]:
        one(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()
