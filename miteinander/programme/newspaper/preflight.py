"""What the set pages are checked for before release; the room's own checks look at the records (`own_checks`)."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from miteinander.foundation.typesetting.documents import CannotPrint
from miteinander.foundation.typesetting.fonts import missing_glyphs
from miteinander.foundation.typesetting.formats import BLEED
from miteinander.foundation.typesetting.press import Press
from miteinander.foundation.typesetting.rendering import NotSet

from .edition_to_print import edition_to_print
from .layout.data import EditionToSet
from .layout.edition import place_edition
from .layout.items import Frame, Grille, PlacedEdition, PlacedPage, QrCode, Shot, Text
from .layout.setting import set_placed
from .models import Edition
from .release_checks import Finding

SHARP, BLURRED = 200, 120
"""Dots per inch: below the first a picture may look soft, below the second it is refused."""
SAFE = 5.0
"""Millimetres from the edge in which no word stands."""
MOST_INK = 240
"""Percent that uncoated paper takes (`shared/domain.md` 6)."""
MM = 72 / 25.4
_INKS = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) (?:k|K|scn?|SCN?)\b")


def check_layout(edition: Edition) -> Iterator[Finding]:
    """Sets the edition and checks its pages and its file for print. One to three seconds."""
    try:
        to_set = edition_to_print(edition.pk)
        placed = place_edition(to_set)
        printed = set_placed(placed, press=Press(for_print=True, crop_marks=3))
    except CannotPrint as refused:
        yield Finding(message=str(refused), url=_plan(edition))
        return
    except NotSet as error:
        yield Finding(
            message=_("Die Seiten lassen sich nicht setzen: %(error)s")
            % {"error": str(error).splitlines()[0]},
            fix=_("Bitte melden Sie das. Es ist ein Fehler im Programm, nicht in Ihren Texten."),
        )
        return
    plan = _plan(edition)
    for found in (*check_edition(to_set), *check_pages(to_set, placed), *check_file(printed.content, placed)):
        yield (
            found
            if found.url
            else Finding(
                message=found.message, fix=found.fix, page=found.page, blocking=found.blocking, url=plan
            )
        )


def _plan(edition: Edition) -> str:
    return reverse("newspaper_office:flatplan", args=[edition.pk])


def check_edition(edition: EditionToSet) -> Iterator[Finding]:
    """The number of pages, the imprint, what is paid for, places that stayed empty."""
    if len(edition.pages) % 4:
        yield Finding(
            message=_("Der Seitenplan hat %(count)d Seiten.") % {"count": len(edition.pages)},
            fix=_(
                "Die Zahl der Seiten muss ein Vielfaches von vier sein. Ergänzen oder entfernen Sie Seiten."
            ),
        )
    slots = [(page.number, slot) for page in edition.pages for slot in page.slots]
    if not any(slot.kind == "imprint" for _page, slot in slots):
        yield Finding(
            message=_("Das Impressum steht auf keiner Seite."),
            fix=_("Geben Sie ihm im Seitenplan einen Platz; das Presserecht verlangt es."),
        )
    for number, slot in slots:
        if slot.advert is not None and not slot.advert.label.strip():
            yield Finding(
                message=_("„%(title)s“ ist bezahlt und nicht als Anzeige gekennzeichnet.")
                % {"title": slot.advert.title},
                fix=_("Kennzeichnen Sie den Platz als Anzeige."),
                page=number,
            )
        if _stays_empty(edition, slot):
            yield Finding(
                message=_("Ein Platz blieb leer, weil es dafür noch nichts gibt."),
                fix=_("Füllen oder entfernen Sie den Platz."),
                page=number,
                blocking=slot.kind == "article",
            )


def _stays_empty(edition: EditionToSet, slot: Any) -> bool:
    has = {
        "article": slot.story is not None,
        "advertisement": slot.advert is not None,
        "notice": slot.notice is not None,
        "calendar": bool(edition.calendar),
        "addresses": bool(edition.addresses),
        "imprint": bool(edition.imprint),
        "filler": True,
    }
    return not has.get(slot.kind, False)


def check_pages(edition: EditionToSet, placed: PlacedEdition) -> Iterator[Finding]:
    """Every page: what is too long, blurred, nameless, too near the edge, without a glyph."""
    for page in placed.pages:
        yield from _too_long(page)
        yield from _pictures(page)
        if _reaches_out(page, placed.format.width, placed.format.height):
            yield Finding(
                message=_("Auf Seite %(page)d steht Text näher als %(safe)d mm am Rand.")
                % {"page": page.number, "safe": SAFE},
                fix=_("Kürzen Sie lange Wörter oder Überschriften auf dieser Seite."),
                page=page.number,
            )
        if missing := missing_glyphs("".join(_texts(page))):
            yield Finding(
                message=_("Für diese Zeichen haben wir keine Schrift: %(what)s")
                % {"what": " ".join(missing)},
                fix=_("Bitte ersetzen oder streichen Sie sie im Text."),
                page=page.number,
            )


def _too_long(page: PlacedPage) -> Iterator[Finding]:
    if page.empty:
        yield Finding(
            message=_(
                "Auf Seite %(page)d hat nicht alles Platz: eine Anzeige, ein Hinweis oder das Impressum fehlt."
            )
            % {"page": page.number},
            fix=_("Geben Sie einem Beitrag eine andere Seite."),
            page=page.number,
        )
    for one in page.overset:
        if one.story == "calendar":
            message = ngettext(
                "%(count)d Termin hat im Kalender keinen Platz.",
                "%(count)d Termine haben im Kalender keinen Platz.",
                one.characters,
            ) % {"count": one.characters}
            yield Finding(
                message=message, fix=_("Geben Sie dem Kalender mehr Platz."), page=page.number, blocking=False
            )
            continue
        yield Finding(
            message=_("„%(title)s“ ist um %(count)d Zeichen zu lang.")
            % {"title": one.title, "count": max(1, one.characters)},
            fix=_("Kürzen Sie den Beitrag, oder lassen Sie ihn auf einer Seite mit Platz weitergehen."),
            page=page.number,
        )


def _pictures(page: PlacedPage) -> Iterator[Finding]:
    for shot in page.items:
        if not isinstance(shot, Shot):
            continue
        dots = round(min(shot.picture.width / shot.w, shot.picture.height / shot.h) * 25.4)
        if shot.picture.kind != "svg" and dots < SHARP:
            yield Finding(
                message=_("Ein Bild wird unscharf: %(says)s (%(dots)d dpi)")
                % {"says": shot.picture.says, "dots": dots},
                fix=_("Bitte laden Sie es größer hoch."),
                page=page.number,
                blocking=dots < BLURRED,
            )
        if not shot.picture.says.strip():
            yield Finding(
                message=_("Einem Bild fehlt die Beschreibung für Menschen, die es nicht sehen."),
                fix=_("Schreiben Sie in einem Satz, was zu sehen ist."),
                page=page.number,
            )


def _reaches_out(page: PlacedPage, width: float, height: float) -> bool:
    return any(
        left < SAFE or right > width - SAFE or top < SAFE or bottom > height - SAFE
        for left, top, right, bottom in _boxes_of_words(page)
    )


def _boxes_of_words(page: PlacedPage) -> Iterator[tuple[float, float, float, float]]:
    """Left, top, right and bottom of all that is read, in millimetres."""
    for one in page.items:
        if isinstance(one, Text):
            # the masthead's letters begin a little inside their box
            yield one.x + 1.01, one.y + 1, one.x + one.w, one.y + 1
        elif isinstance(one, Frame):
            yield one.x, one.y, one.x + one.w, one.y + max(line.y + line.h for line in one.lines)
        elif isinstance(one, Grille):
            yield one.x, one.y, one.x + sum(one.widths), one.y + sum(one.heights)
        elif isinstance(one, QrCode):
            yield one.x, one.y, one.x + one.w, one.y + one.w


def _texts(page: PlacedPage) -> Iterator[str]:
    for one in page.items:
        if isinstance(one, Text):
            yield one.text
        elif isinstance(one, Frame):
            yield from (line.text for line in one.lines)
        elif isinstance(one, Grille):
            yield from (cell.text for row in one.rows for cell in row)


def check_file(content: bytes, placed: PlacedEdition) -> Iterator[Finding]:
    """The file for print: page boxes with bleed, how much ink lies on a page, every font inside."""
    bleed = placed.format.bleed
    with pikepdf.open(io.BytesIO(content)) as document:
        for number, page in enumerate(document.pages, start=1):
            if not _boxes_are_right(page, placed.format.width, placed.format.height, min(bleed, BLEED)):
                yield Finding(
                    message=_("Die Maße von Seite %(page)d stimmen nicht.") % {"page": number},
                    fix=_("Prüfen Sie Format und Beschnitt der Ausgabe."),
                    page=number,
                )
            if (dark := _most_ink(page)) > MOST_INK:
                yield Finding(
                    message=_(
                        "Auf Seite %(page)d liegt mehr Farbe übereinander, als das Papier verträgt: %(ink)d %%."
                    )
                    % {"page": number, "ink": dark},
                    fix=_("Bitte fragen Sie die Druckerei, oder nehmen Sie eine hellere Farbe."),
                    page=number,
                    blocking=False,
                )
        for name in sorted(
            {str(one["/FontName"]).lstrip("/") for one in document.objects if _is_bare_font(one)}
        ):
            yield Finding(
                message=_("Die Schrift %(name)s liegt nicht in der Datei.") % {"name": name},
                fix=_("Bitte melden Sie das. Es ist ein Fehler im Programm, nicht in Ihren Texten."),
            )


def _boxes_are_right(page: pikepdf.Page, width: float, height: float, bleed: float) -> bool:
    trim = [float(value) for value in page.obj["/TrimBox"]]
    over = [float(value) for value in page.obj["/BleedBox"]]
    sides = ((trim[2] - trim[0]) / MM - width, (trim[3] - trim[1]) / MM - height)
    return all(abs(side) < 0.2 for side in sides) and all(
        abs(abs(a - b) / MM - bleed) < 0.2 for a, b in zip(trim, over, strict=True)
    )


def _most_ink(page: pikepdf.Page) -> int:
    """Percent of all inks together in the darkest area drawn on a page; photographs are not looked into."""
    forms = page.obj.get("/Resources", pikepdf.Dictionary()).get("/XObject", pikepdf.Dictionary())
    drawn = [one.read_bytes() for one in forms.values() if one.get("/Subtype") == "/Form"]
    page.contents_coalesce()
    inks = _INKS.findall(b"\n".join([page.obj["/Contents"].read_bytes(), *drawn]))
    return round(max((sum(map(float, one)) for one in inks), default=0) * 100)


def _is_bare_font(one: pikepdf.Object) -> bool:
    return (
        isinstance(one, pikepdf.Dictionary)
        and one.get("/Type") == "/FontDescriptor"
        and not any(name in one for name in ("/FontFile", "/FontFile2", "/FontFile3"))
    )


def register() -> None:
    from . import release_checks

    release_checks.register("layout", check_layout)
