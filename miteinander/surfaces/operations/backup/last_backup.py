"""When the last archive of this home was made; a small file, for `miteinander doctor`."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

FILE = "last-backup.json"
OLD = timedelta(days=7)


def remember(home: Path, at: datetime, archive: Path) -> None:
    """Where the home cannot be written, nothing is remembered; the archive counts."""
    try:
        draft = home / f".{FILE}"
        draft.write_text(json.dumps({"at": at.isoformat(), "archive": str(archive)}) + "\n", "utf-8")
        draft.replace(home / FILE)
    except OSError:
        pass


def hint(home: Path, *, now: datetime | None = None) -> tuple[bool, str]:
    """Whether all is well, and a sentence."""
    try:
        data = json.loads((home / FILE).read_text("utf-8"))
        at, archive = datetime.fromisoformat(data["at"]), data["archive"]
        age = (now or datetime.now(UTC)) - at
    except (OSError, ValueError, KeyError, TypeError):
        return False, "Es gibt noch keine; „miteinander backup“ legt eine an."
    days = age.days
    when = "heute" if days < 1 else "vor einem Tag" if days == 1 else f"vor {days} Tagen"
    if age > OLD:
        return (
            False,
            f"Die letzte war {when} ({archive}); bitte „miteinander backup“ aufrufen oder den Zeitplan prüfen.",
        )
    return True, f"Die letzte war {when} ({archive})."
