import os
import time
from datetime import timedelta
from pathlib import Path

from miteinander.foundation.work import Again, Retry, background, register_schedule
from miteinander.foundation.work.retrying import ONCE

SOON = (timedelta(milliseconds=20),)


@background("sample.write")
def write(*, file: str, text: str) -> None:
    Path(file).write_text(text, "utf-8")


@background("sample.fail", retry=ONCE)
def fail() -> None:
    raise RuntimeError("the work failed")


@background("sample.fail_twice", retry=Retry(3, SOON))
def fail_twice(*, file: str) -> None:
    if note(file, "tried") < 3:
        raise RuntimeError("not yet")


@background("sample.always_fail", retry=Retry(3, SOON))
def always_fail(*, file: str) -> None:
    note(file, "tried")
    raise RuntimeError("never")


@background("sample.again", retry=ONCE)
def again(*, file: str) -> None:
    if note(file, "tried") < 4:
        raise Again(timedelta(milliseconds=20))


@background("sample.fail_oddly", retry=ONCE)
def fail_oddly() -> None:
    raise RuntimeError("zero \x00 and half a sign \ud800")


@background("sample.leave", retry=ONCE)
def leave() -> None:
    raise SystemExit(3)


@background("sample.hold", retry=Retry(4, SOON))
def hold(*, file: str) -> None:
    """Begins, waits until the file `<file>.go` is there, ends."""
    note(file, f"begin {os.getpid()}")
    while not Path(f"{file}.go").exists():
        time.sleep(0.01)
    note(file, f"end {os.getpid()}")


@background("sample.die", retry=Retry(3, SOON))
def die(*, file: str) -> None:
    note(file, "died")
    os.kill(os.getpid(), 9)


@background("sample.nightly", retry=Retry(4, SOON))
def nightly() -> None:
    hold(file=os.environ["SAMPLE_FILE"])


def note(file: str, text: str) -> int:
    """Append a line and say how many there are."""
    with open(file, "a+", encoding="utf-8") as lines:
        lines.write(f"{text}\n")
        lines.flush()
        lines.seek(0)
        return len(lines.readlines())


if "SAMPLE_FILE" in os.environ:
    register_schedule("sample.nightly", every=timedelta(days=1))
