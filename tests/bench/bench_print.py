"""`make bench`, print: a poster against the bare Typst run of the same file and against WeasyPrint; 500 badges.

Medians of alternating rounds in one process; each round has a title of its own, so that nothing is taken from memory.
Nothing fails because something is slow, but what misses its goal says so.
"""

import statistics
import time
from collections.abc import Callable
from typing import Any

from . import setting

ROUNDS = 21
SLOW_ROUNDS = 5
BARE_GOAL, WEASY_GOAL, BADGES_GOAL = 1.5, 10, 3.0
BADGES = 500


def main() -> None:
    setting.start()
    from . import data
    from .__main__ import _fill

    _fill("print", 20, data.fill)
    print("Druck: Plakat A3 in drei Sprachen", flush=True)
    ours, bare = _poster()
    weasy = _weasyprint()
    _say(
        "fertig gesetzt (Daten, Prüfung, Seitenrahmen)",
        ours,
        f"{ours / bare:.2f}-mal der bloße Lauf",
        ours / bare <= BARE_GOAL,
    )
    _say("bloßer Lauf von Typst", bare)
    if weasy is None:
        print("  WeasyPrint fehlt auf diesem Rechner (libpango); nicht verglichen")
    else:
        _say(
            "WeasyPrint, Webseite mit Druckregeln",
            weasy,
            f"{weasy / ours:.0f}-mal so lange",
            weasy / ours >= WEASY_GOAL,
        )


def _say(what: str, seconds: float, verdict: str = "", reached: bool | None = None) -> None:
    goal = {True: "Ziel erreicht", False: "ZIEL VERFEHLT", None: ""}[reached]
    print(f"  {what:48}{seconds * 1000:9.1f} ms  {verdict:32}{goal}", flush=True)


def _poster() -> tuple[float, float]:
    """Seconds for our own setting and for Typst alone."""
    from miteinander.foundation.typesetting import documents, rendering
    from miteinander.foundation.typesetting.documents import Wish
    from miteinander.foundation.typesetting.press import Press
    from miteinander.programme.events.models import Event

    poster = documents.document("events.poster")
    event = Event.objects.order_by("pk").first()
    assert event is not None
    languages = ("de", "tr", "ar")
    number = iter(range(10_000))

    def sheets() -> list[Any]:
        event.title = {**event.title, "de": f"Offenes interkulturelles Frühstück {next(number)}"}
        event.save(update_fields=["title"])
        return [
            rendering.Sheet(poster.template, one, poster.format())
            for one in poster.read(Wish(event.pk, languages, poster.format()))
        ]

    def ours(made: list[Any]) -> None:
        rendering.set_sheets(made, title="Plakat", lang="de")

    def bare(inputs: dict[str, str]) -> None:
        compiler.compile_with_warnings(
            format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=rendering.EPOCH
        )

    compiler = rendering._compiler()
    times: dict[str, list[float]] = {"ours": [], "bare": []}
    for _round in range(ROUNDS):
        times["ours"].append(_seconds(ours, sheets()))
        inputs, _aside = rendering._inputs(sheets(), "Plakat", "de", Press(), "")
        times["bare"].append(_seconds(bare, inputs))
    return statistics.median(times["ours"][1:]), statistics.median(times["bare"][1:])


def _weasyprint() -> float | None:
    try:
        from weasyprint import HTML
    except OSError:
        return None
    from miteinander.foundation.interface.mosaic import mosaic_svg
    from miteinander.foundation.interface.qr_codes import qr_svg

    def page(number: int) -> str:
        mosaic = mosaic_svg("fruehstueck", colour="sun", motifs="breakfast", columns=6, rows=5)
        return POSTER_PAGE % {
            "fonts": fonts,
            "mosaic": mosaic.replace(
                "<svg ", '<svg xmlns="http://www.w3.org/2000/svg" width="297mm" height="247.5mm" '
            ),
            "title": f"Offenes interkulturelles Frühstück {number}",
            "code": qr_svg("https://rat.example/t/f6k2", "QR-Code"),
        }

    def run(html: str) -> None:
        HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")

    fonts = "".join(FACE % (family, file.as_uri()) for family, file in _font_files())
    run(page(0))
    return statistics.median(_seconds(run, page(number)) for number in range(1, SLOW_ROUNDS + 1))


def _font_files() -> list[tuple[str, Any]]:
    """The same files our own sheets are set from."""
    from miteinander.foundation.typesetting.fonts import font_folders

    wanted = {"IBMPlexSans[wdth,wght].ttf": "IBM Plex Sans", "Amiri-Regular.ttf": "Amiri"}
    return [
        (wanted[file.name], file)
        for folder in font_folders()
        for file in folder.glob("*.ttf")
        if file.name in wanted
    ]


def _seconds(work: Callable[[Any], None], argument: Any) -> float:
    start = time.perf_counter()
    work(argument)
    return time.perf_counter() - start


FACE = '@font-face { font-family: "%s"; src: url("%s") }'
POSTER_PAGE = """<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Plakat</title><style>%(fonts)s
@page { size: 297mm 420mm; margin: 0 } body { margin: 0; background: #fffaf0; color: #1d1a33; font-family: "IBM Plex Sans", Amiri }
main { padding: 9mm 18mm; height: 80mm } h1 { font-size: 54pt; margin: 0; letter-spacing: -.03em }
footer { background: #1d1a33; color: #fffaf0; padding: 9mm 18mm; height: 52mm; font-size: 40pt }
footer b { color: #f5b700 } .qr { width: 40mm; height: 40mm; float: right }
</style></head><body>%(mosaic)s<main><p>Offenes Frühstück</p><h1>%(title)s</h1>
<p lang="tr">Kültürlerarası açık kahvaltı <span lang="ar" dir="rtl">فطور مفتوح بين الثقافات</span></p></main>
<footer>%(code)s<b>So 6.12.</b> 10:30<br>Bürgerzentrum, Saal 1<p style="font-size:14pt">Eintritt frei · Kinderbetreuung</p></footer>
</body></html>"""


if __name__ == "__main__":
    main()
