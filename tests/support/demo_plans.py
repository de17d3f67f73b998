"""Registrations for events of the running demo, made as the office makes them."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_MAKE = """
import json, sys
from datetime import timedelta
from miteinander.foundation.values.clock import now
from miteinander.programme.events.models import EventDate
from miteinander.programme.participation.actions import SeatRow, save_plan
from miteinander.programme.participation.enums import Scope
from miteinander.programme.participation.models import RegistrationPlan

dates = EventDate.objects.published().filter(
    event__state="published", starts_at__gt=now() + timedelta(days=5), precision="time"
).exclude(event__in=RegistrationPlan.objects.values("event")).by_time().select_related("event")
events = list({date.event_id: date.event for date in dates}.values())
slugs = []
for seats, event in zip(json.loads('SEATS'), events):
    save_plan(event=event, values={"asks_food": True}, seats=[SeatRow(Scope.ALL, seats)])
    slugs.append(event.slug)
print("SLUGS" + json.dumps(slugs))
"""


def open_registrations(home: Path, seats: list[int]) -> list[str]:
    """Slugs of coming events of the demo in `home`, one for each number of seats."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "miteinander",
            "manage",
            "shell",
            "-v",
            "0",
            "-c",
            _MAKE.replace("SEATS", json.dumps(seats)),
        ],
        cwd=ROOT,
        env={**os.environ, "MITEINANDER_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    slugs: list[str] = json.loads(done.stdout.partition("SLUGS")[2])
    assert len(slugs) == len(seats), done.stdout
    return slugs
