"""One event in four languages, for the sheets on walls, at stands, on screens and doors."""

import unicodedata
from contextlib import closing
from typing import Any

from django.utils.translation import override

from miteinander.foundation.typesetting import documents
from miteinander.foundation.typesetting.documents import Wish
from miteinander.foundation.typesetting.printing import print_wish, sheets_of
from miteinander.foundation.typesetting.rendering import Press, Printed, set_sheets
from miteinander.programme.events.models import Event
from tests.support import factories as make
from tests.support import pdfs

TITLE = {
    "de": "Offenes interkulturelles Frühstück",
    "tr": "Herkese açık kültürlerarası kahvaltı",
    "ar": "فطور مفتوح بين الثقافات",
    "uk": "Відкритий міжкультурний сніданок",
}
SUMMARY = {
    "de": "Brot, Tee, Oliven und Zeit zum Reden: Setzen Sie sich dazu.",
    "tr": "Ekmek, çay, zeytin ve konuşmaya vakit: Gelin, oturun.",
    "ar": "خبز وشاي وزيتون ووقت للحديث: اجلسوا معنا.",
    "uk": "Хліб, чай, оливки й час для розмови: сідайте до нас.",
}
PLACE = "Musterhaus am Markt"
SHEETS = (
    ("events.poster", "a3"),
    ("events.poster", "a2"),
    ("events.rollup", "rollup"),
    ("events.panel", "a1"),
    ("events.social", "quadrat"),
    ("events.social", "story"),
    ("events.social", "link-bild"),
    ("events.sign", "a4"),
    ("events.sign", "a4-quer"),
    ("events.sign", "a3"),
)
WITH_TITLE = tuple(sheet for sheet in SHEETS if sheet[0] != "events.sign")
WITH_CODE = tuple(sheet for sheet in WITH_TITLE if sheet[0] != "events.social")


def make_breakfast(**values: Any) -> Event:
    make.make_identity()
    activity = make.make_activity(
        slug="tischgespraeche", title="Tischgespräche", main_task=make.make_task(colour="coral")
    )
    series = make.make_series(
        slug="reihe", activity=activity, format=make.get_format("open-breakfast"), title="Frühstück"
    )
    venue = make.make_venue(slug="musterhaus", name=PLACE, step_free="yes", street="Markt 1")
    defaults: dict[str, Any] = {
        "slug": "fruehstueck-test",
        "title": TITLE,
        "summary": SUMMARY,
        "description": SUMMARY,
        "price": 0,
        "childcare": True,
        "dates": ["2036-12-07 10:30"],
        "venues": [venue],
        "languages": ["de", "tr", "ar"],
    }
    return make.make_event(
        activity=activity, series=series, format=make.get_format("open-breakfast"), **(defaults | values)
    )


def printed(event: Event, key: str, format_key: str, *langs: str, **options: str) -> Printed:
    """As the office prints it."""
    document = documents.document(key)
    return print_wish(document, Wish(event.pk, langs, document.format(format_key), options))


def printed_with(event: Event, key: str, format_key: str, *langs: str, press: Press) -> Printed:
    document = documents.document(key)
    with override(langs[0]):
        sheets = sheets_of(document, Wish(event.pk, langs, document.format(format_key)))
    return set_sheets(sheets, title="Blatt", lang=langs[0], press=press)


def letters_outside(content: bytes, page: int, *, margin: float) -> str:
    """The letters nearer to the trimmed edge than so many millimetres; the space at the end of a line is no letter."""
    with (
        pdfs.opened(content) as document,
        closing(document[page]) as found,
        closing(found.get_textpage()) as text,
    ):
        left, bottom, right, top = (side / pdfs.MM for side in found.get_trimbox())
        outside = ""
        for number in range(text.count_chars()):
            letter = text.get_text_range(number, 1)
            x0, y0, x1, y1 = (side / pdfs.MM for side in text.get_charbox(number))
            if (
                letter.strip()
                and not unicodedata.combining(letter)
                and (x0 < left + margin or x1 > right - margin or y0 < bottom + margin or y1 > top - margin)
            ):
                outside += letter
        return outside


def without_marks(text: str) -> str:
    """The letters alone, in order: how a reader of PDFs breaks lines or joins Arabic letters is its own affair."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if unicodedata.category(letter)[0] in "LN").casefold()
