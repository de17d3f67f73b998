"""`make bench`, the newspaper: 16 tabloid pages in five scripts with 12 pictures and 60 dates.

Both passes against the bare Typst run of the same pages, the first time (each in a process of its own) and after an
edit of one article; one page as picture while writing. These are processor time of all threads, so that other work on
the machine counts less. Then the same edition as records: ours, read from the database, placed and set after an edit,
against WeasyPrint and Chromium printing the web edition, which is the page of the edition and those of all its articles
as visitors get them, with their pictures and style sheets and with print rules. Here the clock counts, and making those
pages is not counted. The others run in processes of their own and are ended after LIMIT seconds; that is said then, and
counts as at least that long. Medians, every round with words of its own. Nothing fails because it is slow.
"""

import io
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from miteinander.foundation.typesetting.finishing import page_count

from . import newspaper_records, setting

ROUNDS, FIRST_ROUNDS, SLOW_ROUNDS = 11, 3, 3
EDIT_GOAL, FIRST_GOAL, SECONDS_GOAL, PREVIEW_GOAL = 1.3, 3.0, 2.0, 0.3
WEASY_GOAL, CHROMIUM_GOAL = 10, 3
LIMIT = 120
CHROMIUM = "/usr/bin/chromium"
LANGUAGES = ("de", "tr", "ru", "el", "ar")


def main() -> None:
    if sys.argv[1:2] == ["print"]:
        name, folder = sys.argv[2:]
        print(OTHERS[name][0](Path(folder)))
        return
    application = setting.start()
    if sys.argv[1:2] == ["first"]:
        print(*_first())
        return
    print("Zeitung: 16 Seiten Tabloid, 12 Bilder, 60 Termine", flush=True)
    firsts = [_in_own_process() for _round in range(FIRST_ROUNDS)]
    whole, bare = (statistics.median(one[place] for one in firsts) for place in (0, 1))
    _say(
        "zum ersten Mal gesetzt", whole, f"{whole / bare:.2f}-mal der bloße Lauf", whole / bare <= FIRST_GOAL
    )
    _say("bloßer Lauf von Typst, zum ersten Mal", bare)
    times = _edits()
    ours, bare, clock = (statistics.median(times[name]) for name in ("ours", "bare", "clock"))
    _say(
        "nach einer Änderung an einem Beitrag",
        ours,
        f"{ours / bare:.2f}-mal der bloße Lauf",
        ours / bare <= EDIT_GOAL,
    )
    _say("bloßer Lauf von Typst nach einer Änderung", bare)
    _say("nach einer Änderung, auf der Uhr", clock)
    preview = statistics.median(times["preview"])
    _say("eine Seite als Bild nach einer Änderung", preview, "", preview <= PREVIEW_GOAL)
    _say("das Langsamste davon", max(whole, *times["ours"]), "", max(whole, *times["ours"]) < SECONDS_GOAL)
    setting.use_database("newspaper")
    _compare(application)


def _say(what: str, seconds: float, verdict: str = "", reached: bool | None = None) -> None:
    goal = {True: "Ziel erreicht", False: "ZIEL VERFEHLT", None: ""}[reached]
    print(f"  {what:48}{seconds * 1000:9.1f} ms  {verdict:32}{goal}", flush=True)


def the_edition(word: str = "") -> Any:
    """Sixteen pages; `word` stands in one article on page 6."""
    from miteinander.programme.newspaper.layout.data import (
        Block,
        CalendarDistrict,
        CalendarLine,
        Slot,
    )
    from tests.support.paper import edition, page, story

    pictures = iter(_pictures())
    pages = []
    lead = story("de", 16, seed=500, slug="aufmacher")
    for number in range(1, 15):
        lang = LANGUAGES[number % len(LANGUAGES)]
        told = [
            story(lang, 8, seed=number),
            story("de", 6, seed=50 + number),
            story("tr", 5, seed=90 + number),
        ]
        if number > 2:
            told[0] = replace(told[0], mosaic=None, picture=next(pictures))
        if number == 6:
            told[1] = replace(told[1], blocks=(*told[1].blocks, Block("p", f"Zum Schluss: {word}.")))
        if number == 1:
            pages.append(page(1, lead, pattern="front"))
        else:
            pages.append(page(number, *([lead] if number == 2 else []), *told[: 2 if number == 2 else 3]))
    dates = tuple(
        CalendarDistrict(
            f"Stadtteil {district}",
            "teal",
            tuple(
                CalendarLine(f"{day}. Dez", f"Treffen {district} {day}", "So 10:30 Uhr")
                for day in range(1, 11)
            ),
        )
        for district in "ABCDEF"
    )
    back = (Slot("addresses"), Slot("imprint"))
    pages += [page(15, slots=(Slot("calendar"),)), page(16, story("ru", 6, seed=200), slots=back)]
    return edition(*pages, calendar=dates)


@cache
def _pictures() -> list[Any]:
    from PIL import Image

    from miteinander.foundation.typesetting.ingredients import Picture

    found = []
    for number in range(12):
        target = io.BytesIO()
        noise = Image.effect_noise((1200, 800), 40 + number).convert("RGB")
        noise.save(target, "JPEG", quality=80)
        found.append(Picture(target.getvalue(), "jpeg", 1200, 800, f"Bild {number}"))
    return found


def _in_own_process() -> tuple[float, float]:
    said = [
        subprocess.run(
            [sys.executable, "-m", "tests.bench.bench_newspaper", "first", which],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.split()[-1]
        for which in ("ours", "bare")
    ]
    return float(said[0]), float(said[1])


def _first() -> tuple[float]:
    from miteinander.foundation.typesetting.fonts import house_fonts
    from miteinander.programme.newspaper.layout.edition import place_edition
    from miteinander.programme.newspaper.layout.setting import set_placed

    to_set = the_edition()
    house_fonts()
    if sys.argv[2] == "ours":
        return (_seconds(lambda: set_placed(place_edition(to_set))),)
    placed = place_edition(to_set)
    return (_seconds(_bare(placed)),)


def _bare(placed: Any) -> Callable[[], Any]:
    """Typst alone, with what it is given already made."""
    from miteinander.foundation.typesetting import rendering
    from miteinander.foundation.typesetting.press import Press
    from miteinander.programme.newspaper.layout.setting import TEMPLATE, leveled

    sheet = rendering.Sheet(TEMPLATE, leveled(placed), placed.format)
    inputs, _aside = rendering._inputs([sheet], placed.title, placed.lang, Press(), "")
    compiler = rendering._compiler()
    return lambda: compiler.compile_with_warnings(
        format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=rendering.EPOCH
    )


def _edits() -> dict[str, list[float]]:
    from miteinander.programme.newspaper.layout.edition import place_edition
    from miteinander.programme.newspaper.layout.setting import draw_page, set_placed

    words = (f"Wort{'abcdefghijk'[number % 11]}{number}" for number in range(10_000))
    set_placed(place_edition(the_edition()))
    times: dict[str, list[float]] = {"ours": [], "bare": [], "preview": [], "clock": []}
    for _round in range(ROUNDS):
        edited = the_edition(next(words))
        begun = time.perf_counter()
        times["ours"].append(_seconds(lambda edited=edited: set_placed(place_edition(edited))))  # type: ignore[misc]
        times["clock"].append(time.perf_counter() - begun)
        times["bare"].append(_seconds(_bare(place_edition(the_edition(next(words))))))
        edited = the_edition(next(words))
        times["preview"].append(_seconds(lambda edited=edited: draw_page(place_edition(edited), 6)))  # type: ignore[misc]
    return {name: found[1:] for name, found in times.items()}


def _seconds(work: Callable[[], Any]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _on_the_clock(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


# Against the web edition


def _compare(application: Any) -> None:
    """The same edition as records: ours read from the database and set; its public pages printed by others. In turns."""
    pk = newspaper_records.write(the_edition(newspaper_records.WORD))
    page = newspaper_records.web_edition(lambda path: setting.get(application, path), pk)
    times: dict[str, list[float]] = {"ours": [], **{name: [] for name in OTHERS}}
    _ours_from_records(pk, "warm")
    pages: dict[str, int] = {}
    broken: dict[str, str] = {}
    late: set[str] = set()
    for word in ("eins", "zwei", "drei")[:SLOW_ROUNDS]:
        times["ours"] += [_ours_from_records(pk, f"{word}{letter}") for letter in "abc"]
        text = page.replace(newspaper_records.WORD, f"{newspaper_records.WORD}{word}")
        for name in OTHERS:
            if name in late or name in broken:
                continue
            with tempfile.TemporaryDirectory() as folder:
                try:
                    times[name].append(_by_others(name, text, Path(folder)))
                    pages[name] = page_count((Path(folder) / "zeitung.pdf").read_bytes())
                except subprocess.TimeoutExpired:
                    late.add(name)
                except (
                    subprocess.CalledProcessError
                ) as error:  # a program that is missing or breaks off is named
                    broken[name] = error.stderr.strip().rpartition("\n")[2]
    ours = statistics.median(times["ours"])
    _say("aus der Datenbank, nach einer Änderung, auf der Uhr", ours)
    for name, (_run, goal) in OTHERS.items():
        if name in broken:
            print(f"  {name} setzt die Webausgabe nicht: {broken[name]}")
        elif name in late:
            what = f"{name}, Webausgabe: nicht fertig in {LIMIT} s"
            _say(what, LIMIT, f"mehr als {LIMIT / ours:.1f}-mal so lange", LIMIT / ours >= goal or None)
        else:
            seconds = statistics.median(times[name])
            what = f"{name}, Webausgabe mit Druckregeln ({pages[name]} S.)"
            _say(what, seconds, f"{seconds / ours:.1f}-mal so lange", seconds / ours >= goal)


def _ours_from_records(pk: int, word: str) -> float:
    from miteinander.programme.newspaper.edition_to_print import edition_to_print
    from miteinander.programme.newspaper.layout.edition import place_edition
    from miteinander.programme.newspaper.layout.setting import set_placed

    newspaper_records.edit(pk, word)
    return _on_the_clock(lambda: set_placed(place_edition(edition_to_print(pk))))


def _by_others(name: str, text: str, folder: Path) -> float:
    """Seconds on the clock, as the other process counts them: its start is not counted."""
    (folder / "zeitung.html").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "tests.bench.bench_newspaper", "print", name, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=LIMIT)
    return float(done.stdout.split()[-1])


def _weasyprint(folder: Path) -> float:
    from weasyprint import HTML

    text = (folder / "zeitung.html").read_text(encoding="utf-8")
    return _on_the_clock(lambda: HTML(string=text).write_pdf(folder / "zeitung.pdf", pdf_variant="pdf/ua-1"))


def _chromium(folder: Path) -> float:
    from playwright.sync_api import sync_playwright

    def run() -> None:
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=CHROMIUM)
            page = browser.new_page()
            page.goto((folder / "zeitung.html").as_uri())
            page.pdf(
                path=folder / "zeitung.pdf", prefer_css_page_size=True, tagged=True, print_background=True
            )
            browser.close()

    return _on_the_clock(run)


OTHERS = {"WeasyPrint": (_weasyprint, WEASY_GOAL), "Chromium": (_chromium, CHROMIUM_GOAL)}


if __name__ == "__main__":
    main()
