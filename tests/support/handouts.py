"""An event rich enough for every handout, and how tests print it."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import override

from miteinander.foundation.typesetting import documents
from miteinander.foundation.typesetting.documents import Wish
from miteinander.foundation.typesetting.printing import sheets_of
from miteinander.foundation.typesetting.rendering import Press, Printed, set_sheets
from miteinander.programme.events.models import Event
from tests.support import factories as make

TITLES = {
    "de": "Interkulturelle Sprechstunde",
    "tr": "Kültürlerarası danışma saati",
    "ar": "ساعة استشارة للجميع",
    "uk": "Міжкультурна консультація",
}
SUMMARIES = {
    "de": "Eine Frage, ein Brief, eine Idee: Wir nehmen uns Zeit.",
    "tr": "Bir soru, bir mektup, bir fikir: Size zaman ayırıyoruz.",
    "ar": "سؤال أو رسالة أو فكرة: نحن نخصص لكم الوقت.",
    "uk": "Запитання, лист, ідея: ми знайдемо час.",
}
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen " * 5
UNBROKEN = "W" * 300
MIXED = "Fest 🎉 der Kulturen: العربية und Українська #set page(fill: red) </text> \\"


def make_rich_event(**values: Any) -> Event:
    """In a series of four dates, with two programme items, access, languages, in four languages."""
    make.make_identity(
        telephone="+49214123456", email="buero@rat.example", street="Musterweg 1", postal_code="51373"
    )
    values = {
        "title": TITLES,
        "summary": SUMMARIES,
        "description": "Wir hören zu. " * 12,
        "slug": "beratung",
    } | values
    series = make.make_series(title=values["title"])
    venue = make.make_venue(
        name="Rathaus",
        street="Markt 3",
        town="Musterstadt",
        step_free="yes",
        toilet="no",
        stop="Haltestelle Markt",
    )
    first = date(2099, 12, 9)
    event = make.make_event(
        series=series, activity=series.activity, venues=[venue], childcare=True, price=0,
        dates=[{"from": "2099-12-09 16:00", "to": "2099-12-09 18:00"}],
        languages=["de", "ar", ("tr", "interpreted"), ("gsg", "signed")],
        items=[{"time": "16:00", "title": "Ankommen"}, {"time": "16:30", "title": {"de": "Reden", "tr": "Konuşma"}}],
        **values,
    )  # fmt: skip
    for week in range(1, 4):
        day = first + timedelta(weeks=week)
        make.make_event(
            series=series, activity=series.activity, venues=[venue], title=values["title"],
            dates=[{"from": f"{day} 16:00", "to": f"{day} 18:00"}],
        )  # fmt: skip
    return event


def printed(
    key: str, event: Event, languages: str, format: str = "", press: Press | None = None, **options: str
) -> Printed:
    """The document as `print_wish` sets it, without a cache."""
    document = documents.document(key)
    langs = tuple(languages.split(","))
    wish = Wish(event.pk, langs, document.format(format), options)
    with override(langs[0]):
        sheets, title = (
            sheets_of(document, wish),
            str(document.named(wish) if document.named else document.title),
        )
    return set_sheets(sheets, title=title, lang=langs[0], press=press)
