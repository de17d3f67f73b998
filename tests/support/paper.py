"""A newspaper to set in tests: generated texts in five scripts."""

import random
from typing import Any

from miteinander.programme.newspaper.layout.data import (
    Block,
    CalendarDistrict,
    CalendarLine,
    EditionToSet,
    Mosaic,
    PageToSet,
    Slot,
    Story,
    StripDate,
    Twin,
)

SENTENCES = {
    "de": (
        "Der Integrationsrat trifft sich am Mittwoch im großen Saal der Bürgerversammlung.",
        "Wer eine Frage hat, schreibt sie auf einen Zettel.",
        "Straßenbahnhaltestellen, Öffnungszeiten und Ärger: Alles kommt auf den Tisch.",
        "„Das Nein ist die schwerste Antwort“, sagt eine Frau aus Wiesdorf.",
    ),
    "tr": (
        "Uyum Meclisi çarşamba günü büyük salonda toplanıyor.",
        "Sorusu olan herkes onu bir kâğıda yazabilir ve kutuya atabilir.",
        "Işıklar söndüğünde çay hâlâ sıcaktı, kimse eve gitmek istemedi.",
    ),
    "ru": (
        "Совет по интеграции собирается в среду в большом зале ратуши.",
        "Каждый может написать свой вопрос на листке бумаги.",
        "Чай был ещё горячим, и никто не хотел уходить домой.",
    ),
    "el": (
        "Το Συμβούλιο Ένταξης συνεδριάζει την Τετάρτη στη μεγάλη αίθουσα.",
        "Όποιος έχει μια ερώτηση, τη γράφει σε ένα χαρτί.",
        "Το τσάι ήταν ακόμα ζεστό και κανείς δεν ήθελε να φύγει.",
    ),
    "ar": (
        "يجتمع مجلس الاندماج يوم الأربعاء في القاعة الكبيرة.",
        "من كان لديه سؤال يكتبه على ورقة ويضعها في الصندوق.",
        "كان الشاي لا يزال ساخناً ولم يرغب أحد في العودة إلى البيت.",
    ),
}
TITLES = {
    "de": "Die Stadt sitzt am selben Tisch",
    "tr": "Şehir aynı masada",
    "ru": "Город за одним столом",
    "el": "Η πόλη στο ίδιο τραπέζι",
    "ar": "المدينة حول مائدة واحدة",
}


def text(lang: str, sentences: int, seed: int = 1) -> str:
    chance = random.Random(f"{lang} {seed}")
    return " ".join(chance.choice(SENTENCES[lang]) for _ in range(sentences))


def paragraphs(lang: str, count: int, seed: int = 1) -> tuple[Block, ...]:
    """So many paragraphs, a subheading before every third."""
    chance = random.Random(seed)
    found = []
    for number in range(count):
        if number and number % 3 == 0:
            found.append(Block("heading", TITLES[lang]))
        found.append(Block("p", text(lang, chance.randint(1, 6), seed * 100 + number)))
    return tuple(found)


def story(lang: str = "de", count: int = 8, *, seed: int = 1, slug: str = "", **values: Any) -> Story:
    defaults = {
        "kicker": "Aus dem Rat",
        "standfirst": text(lang, 2, seed),
        "mosaic": Mosaic(f"{lang}-{seed}", "coral", "breakfast"),
        "blocks": paragraphs(lang, count, seed),
        "title": TITLES[lang],
    }
    return Story(slug or f"beitrag-{seed}", lang, "rtl" if lang == "ar" else "ltr", **(defaults | values))


def page(number: int, *stories: Story, pattern: str = "", slots: tuple[Slot, ...] = ()) -> PageToSet:
    return PageToSet(number, "Aus dem Rat", "blue", pattern, (*(Slot(story=one) for one in stories), *slots))


def edition(*pages: PageToSet, **values: Any) -> EditionToSet:
    defaults = {
        "title": "Vielfalt",
        "subtitle": "Zeitung des Integrationsrates Musterstadt",
        "issue": "Ausgabe 2 · Herbst 2026",
        "format": "tabloid",
        "price": "kostenlos",
        "running": "Vielfalt · Herbst 2026",
        "languages": (("de", "ltr", "Deutsch"), ("tr", "ltr", "Türkçe"), ("ar", "rtl", "العربية")),
        "languages_word": "In dieser Ausgabe:",
        "strip": tuple(
            StripDate(
                f"{day}.", "Dez · So 10:30 Uhr", "Offenes Frühstück", "Bürgertreff", Mosaic(str(day), "sun")
            )
            for day in (6, 9, 12, 16, 22)
        ),
        "calendar_title": "Termine",
        "calendar": tuple(
            CalendarDistrict(
                f"Stadtteil {name}",
                "teal",
                tuple(
                    CalendarLine(f"{day}. Dez", f"Frühstück {name}{day}", "So 10:30 Uhr")
                    for day in range(1, 8)
                ),
            )
            for name in "ABC"
        ),
        "calendar_address": "https://rat.example/t/abcd",
        "calendar_words": "Alle Termine",
        "imprint_title": "Impressum",
        "imprint": (("Herausgeber", "Integrationsrat Musterstadt"), ("Druck", "Druckerei Muster")),
        "addresses": (("Mittwoch, 16–18 Uhr", "Sprechstunde, Rathaus"),),
        "mark": Mosaic("rat", "sun"),
        "sample": "Musterausgabe",
    }
    return EditionToSet(pages=pages, **(defaults | values))


def five_scripts() -> EditionToSet:
    """A front page, a spread of five scripts, a calendar with imprint; the lead goes on inside."""
    lead = story(
        "de",
        22,
        seed=7,
        slug="aufmacher",
        twins=(Twin("tr", "ltr", "Türkçe oku", "https://rat.example/t/ab"),),
    )
    return edition(
        page(1, lead, pattern="front"),
        page(2, lead, story("tr", 7, seed=2), pattern="lead-two"),
        page(3, story("ar", 9, seed=3), story("ru", 6, seed=4), story("el", 6, seed=5), pattern="three"),
        page(4, story("de", 5, seed=6), slots=(Slot("calendar"), Slot("addresses"), Slot("imprint"))),
    )
