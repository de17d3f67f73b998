"""Flyer, folded flyer and programme card, as independent readers see them."""

import re
from pathlib import Path

import pytest
from PIL import Image

from miteinander.foundation.typesetting.documents import CannotPrint, Wish, document
from miteinander.foundation.typesetting.rendering import Press
from miteinander.programme.events.documents.handouts import card_choices
from tests.support import factories as make
from tests.support import pdfs
from tests.support.handouts import LONG, MIXED, SUMMARIES, TITLES, UNBROKEN, make_rich_event, printed

pytestmark = pytest.mark.django_db
SHEETS = {
    ("events.flyer", "a5"): (148, 210, 6.0),
    ("events.flyer", "a6"): (105, 148, 6.0),
    ("events.folded", "dl-falz"): (297, 210, 6.0),
    ("events.card", "a6"): (105, 148, 6.0),
}
"""Width, height, and how near to the edge text may come."""
LANGUAGES = ("de", "tr", "ar", "uk")
each_sheet = pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: "-".join(sheet))


@pytest.fixture
def event(db):
    return make_rich_event()


@each_sheet
@pytest.mark.parametrize("lang", LANGUAGES)
def test_sheet_is_whole_in_every_language(event, sheet, lang):
    width, height, margin = SHEETS[sheet]
    result = printed(sheet[0], event, lang, sheet[1])
    pdf = result.content
    assert result.findings == ()
    assert pdfs.page_count(pdf) == 2
    assert pdfs.boxes(pdf)["/MediaBox".strip("/")] == (width, height)
    assert pdfs.is_tagged(pdf)
    assert pdfs.language_of(pdf) == lang
    assert pdfs.fonts_without_file(pdf) == []
    assert pdfs.smallest_type(pdf) >= 6
    for page in range(2):
        assert pdfs.outside_margin(pdf, page, margin=margin) == []
    assert pdfs.structure(pdf).count("H1") == 1
    codes = [code for page in range(2) for code in pdfs.codes_in(pdf, page)]
    assert codes and all(re.fullmatch(r"http://\S+/t/[a-z2-9]{4,}", code) for code in codes)
    text = " ".join(pdfs.text_of(pdf).split())
    assert set(TITLES[lang].split()) <= set(text.replace("\u202b", "").split())


@pytest.mark.parametrize(
    ("lang", "first", "last"),
    [("de", "Mi 16.12.", "Mi 30.12."), ("tr", "Çrş 16.12", "Çrş 30.12"), ("uk", "Ср 16.12", "Ср 30.12")],
    ids=["de", "tr", "uk"],
)
def test_flyer_is_read_from_front_to_back(event, lang, first, last):
    text = " ".join(pdfs.text_of(printed("events.flyer", event, lang, "a5").content).split())
    back = " ".join(pdfs.text_of(printed("events.flyer", event, lang, "a5").content, 1).split())
    assert text.index(TITLES[lang]) < text.index(SUMMARIES[lang]) < text.index("Rathaus")
    assert back.index(TITLES[lang]) < back.index("16:30") < back.index(first) < back.index(last)
    assert "buero@rat.example" in back and "العربية"[::-1] not in back


@each_sheet
def test_languages_stand_side_by_side_the_leading_one_first(event, sheet):
    """Arabic leads from the right, and stands on the right beside German only when it leads."""
    page = 0 if sheet[0] == "events.card" else 1  # its back is one list in all languages

    def columns(languages: str) -> dict[str, float]:
        pdf = printed(sheet[0], event, languages, sheet[1]).content
        starts = {"de": "Interkulturelle", "uk": "Міжкультурна", "tr": "Kültürlerarası"}
        found = {}
        for words, box in pdfs.text_boxes(pdf, page):
            for lang, start in starts.items():
                if words.startswith(start[:6]):
                    found.setdefault(lang, box.left)
        return found

    german_first, arabic_first = columns("de,uk,tr"), columns("ar,de,uk")
    assert german_first["de"] < german_first["uk"] < german_first["tr"]
    assert arabic_first["uk"] < arabic_first["de"]


@each_sheet
@pytest.mark.parametrize("title", [LONG, UNBROKEN, MIXED, "A"], ids=["long", "unbroken", "mixed", "short"])
def test_hostile_title_stays_on_the_sheet(sheet, title):
    event = make_rich_event(title=title, summary=title, description=title * 3)
    result = printed(sheet[0], event, "de,ar", sheet[1])
    for page in range(2):
        assert pdfs.outside_margin(result.content, page, margin=2) == []
    assert {one.code for one in result.findings} <= {"overset", "glyph"}
    if title == MIXED:
        assert "glyph" in {one.code for one in result.findings}, "no font has an emoji"
        assert "#set page" in " ".join(pdfs.text_of(result.content).split())
    if title == "A":
        assert result.findings == ()


@each_sheet
@pytest.mark.parametrize("dates", [[], ["2099-12"], ["2099-12-09"]], ids=["none", "month", "day"])
def test_vague_date_is_said_and_not_guessed(sheet, dates):
    event = make.make_event(dates=dates, title="Ausflug")
    make.make_event(activity=event.activity, dates=["2099-12-11"], title="Anderes")
    result = printed(sheet[0], event, "de", sheet[1], inhalt="termine")
    text = pdfs.text_of(result.content)
    assert result.findings == ()
    assert "Anderes" in text
    if sheet[0] != "events.card":
        assert {0: "Termin folgt", 7: "Dezember 2099", 10: "9.12."}[len("".join(dates))] in text


@each_sheet
def test_sheet_for_the_print_shop_has_bleed(event, sheet):
    width, height, _margin = SHEETS[sheet]
    pdf = printed(sheet[0], event, "de", sheet[1], Press(for_print=True)).content
    assert pdfs.boxes(pdf)["TrimBox"] == (width, height)
    assert pdfs.boxes(pdf)["BleedBox"] == (width + 6, height + 6)


def test_flyer_without_untranslated_german_beside_german(event):
    """The German description stands once, in the German column."""
    text = " ".join(pdfs.text_of(printed("events.flyer", event, "de,tr", "a5").content, 1).split())
    alone = " ".join(pdfs.text_of(printed("events.flyer", event, "tr", "a5").content, 1).split())
    assert text.count("zu.") == 12
    assert alone.count("zu.") == 12, "without a German column the German text is better than none"


def test_full_flyer_cuts_with_a_finding():
    event = make_rich_event(description="Sehr viel Text. " * 240, summary="")
    result = printed("events.flyer", event, "de", "a6")
    assert [one.code for one in result.findings] == ["overset"]
    assert pdfs.outside_margin(result.content, 1, margin=6) == []


def test_folds_leave_a_narrower_flap_and_marks_outside_the_page(event):
    pdf = printed("events.folded", event, "de", press=Press(for_print=True, crop_marks=4)).content
    wide = pdfs.boxes(pdf)["MediaBox"][0]
    picture, slug = pdfs.picture_of(pdf, 0, width=3000), (wide - 297) / 2
    scale = picture.width / wide
    above = range(round(scale), round((slug - 4) * scale))  # between the edge of the paper and the bleed
    dark = [
        x / scale - slug
        for x in range(round((slug + 50) * scale), round((slug + 247) * scale))
        if min(sum(picture.getpixel((x, y))) for y in above) < 650
    ]
    for fold in (98, 98 + 99.5):
        assert any(abs(x - fold) < 0.3 for x in dark)
    assert all(abs(x - 98) < 0.3 or abs(x - 197.5) < 0.3 for x in dark)

    def page(content: bytes):
        found = pdfs.picture_of(content, 0, width=round(pdfs.boxes(content)["MediaBox"][0] * 4))
        edge = round((pdfs.boxes(content)["MediaBox"][0] - 297) * 2)
        return found.crop((edge, edge, edge + 297 * 4, edge + 210 * 4))

    assert pdfs.difference(page(pdf), page(printed("events.folded", event, "de").content)) < 15, (
        "no mark inside"
    )


def test_arabic_folded_flyer_is_a_mirror_image(event):
    """The cover lies on the left, so that the flyer opens from the right."""

    def left_of_code(languages: str) -> float:
        return pdfs.picture_of(printed("events.folded", event, languages).content, 0, width=600)

    german, arabic = left_of_code("de"), left_of_code("ar")
    ink = (29, 26, 51)

    def is_ink(picture, x):
        found = picture.getpixel((x, 300))
        return all(abs(a - b) < 12 for a, b in zip(found, ink, strict=True))

    assert is_ink(german, 10) and not is_ink(german, 590 - 100)
    assert is_ink(arabic, 590)


def test_card_shows_programme_or_dates(event):
    assert [key for key, _words in card_choices(event.pk)] == ["programm", "termine"]
    programme = pdfs.text_of(printed("events.card", event, "de").content, 1)
    dates = pdfs.text_of(printed("events.card", event, "de", inhalt="termine").content, 1)
    assert "Ankommen" in programme and "16.12." not in programme
    assert "9.12." in dates and "30.12." in dates and "Ankommen" not in dates


def test_card_without_anything_to_say_says_what_to_do(db):
    event = make.make_event(dates=["2001-01-01"])
    card = document("events.card")
    for content in ("termine", "programm"):
        with pytest.raises(CannotPrint) as refused:
            card.read(Wish(event.pk, ("de",), card.format(), {"inhalt": content}))
        assert "Bitte" in str(refused.value)


def test_card_with_more_dates_than_room_says_where_the_rest_is(db):
    event = make.make_event(dates=["2099-01-01 10:00"], title="Kurs")
    for day in range(2, 28):
        make.make_event(
            activity=event.activity, dates=[f"2099-01-{day:02d} 10:00"], title="Kurs " + "lang " * 12
        )
    result = printed("events.card", event, "de", inhalt="termine")
    assert result.findings == ()
    assert "mit dem QR-Code" in pdfs.text_of(result.content, 1).replace("\n", " ")


@pytest.mark.parametrize("key", ["events.flyer", "events.folded", "events.card"])
def test_queries_do_not_grow_with_dates_and_languages(count_queries, key):
    event = make_rich_event()
    few = document(key)

    def cost(languages: str) -> int:
        wish = Wish(event.pk, tuple(languages.split(",")), few.format())
        few.read(wish)
        with count_queries() as queries:
            few.read(wish)
        return len(queries)

    before = cost("de")
    make.make_event(series=event.series, activity=event.activity, dates=["2099-12-12 10:00"])
    assert cost("de,tr,ar") == before <= 23


KEPT = Path(__file__).parent / "kept"
TOLERANCE = 2.5
"""Of 255 in the mean: other machines smooth edges differently; a moved band or a lost text is far more."""


@each_sheet
@pytest.mark.parametrize("page", [0, 1])
def test_sheet_looks_as_it_was_kept(event, sheet, page):
    picture = pdfs.picture_of(printed(sheet[0], event, "de", sheet[1]).content, page, width=300)
    kept = Image.open(KEPT / f"{sheet[0].removeprefix('events.')}-{sheet[1]}-{page + 1}.png")
    assert pdfs.difference(picture, kept) < TOLERANCE
