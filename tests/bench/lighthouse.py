"""`make lighthouse`: what Lighthouse says about home, calendar and an event on a phone, in German and in Arabic.

It starts the real demo in a home of its own, asks for every page so that nothing is cold, measures and writes
`docs/lighthouse.md`. Exit code 1 after one German sentence when something is too low or could not be measured.
`MITEINANDER_PORT` chooses the demo's port; without it a free one is taken.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from miteinander.surfaces.operations.serving import Interruptible

from .lighthouse_report import LOWEST, Circumstances, faults, middle, report

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / ".lighthouse" / "node_modules" / "lighthouse"
REPORT = ROOT / "docs" / "lighthouse.md"
DAY = "2026-11-22"
RUNS = 3
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER_ARGUMENTS = "--headless=new --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
LONGEST_START, LONGEST_RUN, LONGEST_END = 240, 180, 30  # seconds
LANGUAGES = {"de": "Deutsch", "ar": "Arabisch"}


class CannotMeasure(Exception):
    """Why there is no measurement; the text is the sentence to show."""


def main() -> int:
    try:
        with Interruptible(), tempfile.TemporaryDirectory(prefix="miteinander-lighthouse-") as folder:
            return measure(Path(folder))
    except CannotMeasure as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Abgebrochen.", file=sys.stderr)
        return 130


def measure(folder: Path) -> int:
    """Writes the report; 0 when every page is good enough, else 1. Raises CannotMeasure."""
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        raise CannotMeasure("Es fehlt ein Browser für die Messung; „make browser“ installiert einen.")
    version = _first_line([browser, "--version"]).partition(" built ")[0] or Path(browser).name
    commit = _commit()
    with running_demo(folder) as address:
        pages = pages_of(address)
        for path in [*pages.values()] * 2:
            warm(address + path)
        results = []
        for label, path in pages.items():
            answers = [ask(address + path, browser, folder) for _ in range(RUNS)]
            results.append(middle(label, answers))
            points = ", ".join(
                "–" if score is None else f"{score:.0f}" for score in results[-1].scores.values()
            )
            print(f"{label}: {points}", flush=True)
    program = json.loads((PROGRAM / "package.json").read_text("utf-8"))["version"]
    circumstances = Circumstances(date.today().isoformat(), commit, program, version, _machine(), RUNS)
    REPORT.write_text(report(results, circumstances), encoding="utf-8")
    if found := faults(results):
        print(
            f"Lighthouse verlangt Nacharbeit, mindestens {LOWEST} Punkte sollen es überall sein: {'; '.join(found)}.",
            file=sys.stderr,
        )
        return 1
    print(
        f"Jede Seite hat überall mindestens {LOWEST} Punkte; der Bericht steht in {REPORT.relative_to(ROOT)}."
    )
    return 0


@contextmanager
def running_demo(folder: Path) -> Iterator[str]:
    """The address of a demo in a home of its own, with `noindex` switched off. Raises CannotMeasure."""
    port = os.environ.get("MITEINANDER_PORT") or _free_port()
    left_out = ("DATABASE_URL", "MITEINANDER_HOSTS", "MITEINANDER_SECRET_KEY")
    environment = {name: value for name, value in os.environ.items() if name not in left_out} | {
        "DJANGO_SETTINGS_MODULE": "tests.bench.lighthouse_settings",
        "MITEINANDER_HOME": str(folder / "var"),
        "MITEINANDER_PORT": port,
        "MITEINANDER_TODAY": DAY,
    }
    print("Die Vorführung startet (etwa eine Minute) …", flush=True)
    log = folder / "demo.log"
    with (
        log.open("w") as output,
        child([sys.executable, "-m", "miteinander", "demo"], environment, output) as demo,
    ):
        deadline = time.monotonic() + LONGEST_START
        while not _answers(f"http://localhost:{port}/healthz"):
            if demo.poll() is not None or time.monotonic() > deadline:
                raise CannotMeasure(
                    f"Die Vorführung ließ sich nicht starten.\n{log.read_text('utf-8')[-2000:]}"
                )
            time.sleep(0.3)
        yield f"http://localhost:{port}"


def pages_of(address: str) -> dict[str, str]:
    """Path by label; the event is the next one."""
    with urlopen(f"{address}/kalender.json?von={DAY}", timeout=60) as response:
        event = json.load(response)["events"][0]["url"].removeprefix(f"{address}/de/")
    kinds = {"Startseite": "", "Kalender": "kalender/", "Termin": event}
    return {
        f"{kind}, {name}": f"/{code}/{rest}"
        for code, name in LANGUAGES.items()
        for kind, rest in kinds.items()
    }


def warm(url: str) -> None:
    """Asks for the page as anybody would; it must be what the report says it is. Raises CannotMeasure."""
    try:
        with urlopen(url, timeout=60) as response:
            html = response.read().decode()
    except URLError as error:
        raise CannotMeasure(f"Die Seite {url} ist nicht zu sehen ({error}).") from error
    if "noindex" in html or "sample-banner" not in html:
        raise CannotMeasure(
            f"Die Seite {url} muss den Hinweis auf das Beispiel zeigen und darf kein „noindex“ haben."
        )


def ask(url: str, browser: str, folder: Path) -> dict[str, Any]:
    """Lighthouse's answer about one page, in its default settings: phone, simulated slow line. Raises CannotMeasure."""
    answer = folder / "answer.json"
    answer.unlink(missing_ok=True)
    arguments = BROWSER_ARGUMENTS + (" --no-sandbox" if os.geteuid() == 0 else "")
    command = [
        *("node", str(PROGRAM / "cli" / "index.js"), url, "--quiet", "--no-enable-error-reporting"),
        *("--output=json", f"--output-path={answer}", f"--chrome-flags={arguments}"),
    ]
    environment = {**os.environ, "CHROME_PATH": browser, "TMPDIR": str(folder)}
    log = folder / "lighthouse.log"
    with log.open("w") as output, child(command, environment, output) as lighthouse:
        try:
            lighthouse.wait(LONGEST_RUN)
        except subprocess.TimeoutExpired as error:
            raise CannotMeasure(
                f"Lighthouse wurde mit {url} nicht fertig; bitte noch einmal versuchen."
            ) from error
    if not answer.exists():
        raise CannotMeasure(f"Lighthouse konnte {url} nicht messen.\n{log.read_text('utf-8')[-2000:]}")
    found: dict[str, Any] = json.loads(answer.read_text("utf-8"))
    return found


@contextmanager
def child(command: list[str], environment: dict[str, str], output: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A program in a session of its own, so that one interrupt reaches it and not two; it ends with the block."""
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=output, stderr=output, start_new_session=True
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(LONGEST_END)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=2) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def _free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def _commit() -> str:
    commit = _first_line(["git", "rev-parse", "--short", "HEAD"])
    changed = _first_line(["git", "status", "--porcelain", "--", ".", f":!{REPORT.relative_to(ROOT)}"])
    return (commit or "unbekannt") + (" mit Änderungen, die noch nicht eingetragen sind" if changed else "")


def _first_line(command: list[str]) -> str:
    try:
        output = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""
    return output.strip().partition("\n")[0].strip()


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"Linux, {os.cpu_count()} Prozessorkerne, {memory:.0f} GB Arbeitsspeicher"


if __name__ == "__main__":
    sys.exit(main())
