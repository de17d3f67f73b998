import pytest

from miteinander.foundation.typesetting import documents
from miteinander.foundation.typesetting.documents import CannotPrint, Wish
from miteinander.foundation.typesetting.formats import A4
from miteinander.foundation.typesetting.printing import print_wish
from miteinander.programme.newspaper.actions import Words
from miteinander.programme.newspaper.edition_to_print import edition_to_print
from miteinander.programme.newspaper.layout.data import Face
from miteinander.programme.newspaper.layout.edition import place_edition
from miteinander.programme.newspaper.layout.grid import GRIDS
from miteinander.programme.newspaper.models import Edition
from tests.support import pdfs
from tests.support.factories import text
from tests.support.newspaper import make_article, make_edition, make_slot, words

pytestmark = pytest.mark.django_db


def filled(**values) -> Edition:
    edition = make_edition(pages=4, **values)
    make_slot(edition, 1, make_article(edition, title="Der Aufmacher"))
    both = make_article(
        edition,
        title="Zwei Sprachen",
        texts={"de": words("Zwei Sprachen"), "tr": words("İki dil", "Bir cümle.")},
    )
    make_slot(edition, 2, both)
    make_slot(edition, 3, both, language="tr")
    make_slot(edition, 3, kind="advertisement", title="Kette ab?", text="Wir reparieren sie.")
    make_slot(edition, 4, kind="imprint")
    return edition


def test_the_edition_is_read_as_it_stands_in_the_flatplan():
    found = edition_to_print(filled(format="tabloid").pk)
    assert found.format == "tabloid"
    assert [page.number for page in found.pages] == [1, 2, 3, 4]
    told = [slot.story for page in found.pages for slot in page.slots if slot.story]
    assert [(one.title, one.lang) for one in told] == [
        ("Der Aufmacher", "de"),
        ("Zwei Sprachen", "de"),
        ("İki dil", "tr"),
    ]
    (advert,) = [slot.advert for page in found.pages for slot in page.slots if slot.advert]
    assert advert.label == "Anzeige"
    assert [label for label, value in found.imprint if value][:1] == ["Herausgeber"]
    assert [name for _lang, _dir, name in found.languages] == ["Deutsch", "Türkçe"]


def test_bold_italic_and_linked_words_go_to_paper():
    edition = make_edition()
    html = '<p>Ein <b>fetter</b> und <i>schräger</i> Satz, <a href="/kalender/">hier entlang</a>.</p>'
    texts = {"de": Words("Titel", "", "", [
        {"type": "paragraph", "value": html},
        {"type": "box", "value": {"title": "Kasten", "text": "<p>Mit <b>Fettem</b>.</p>"}},
    ])}  # fmt: skip
    make_slot(edition, 2, make_article(edition, texts=texts))
    told = edition_to_print(edition.pk).pages[1].slots[0].story
    assert [block.text for block in told.blocks] == [
        "Ein fetter und schräger Satz, hier entlang.",
        "Mit Fettem.",
    ]
    *looks, link = told.blocks[0].faces
    assert looks == [Face(1, 2, bold=True), Face(3, 4, italic=True)]
    assert (link.first, link.last) == (5, 7)
    assert link.leads.startswith("http") and link.leads.endswith("/kalender/")
    assert told.blocks[1].faces == (Face(1, 2, bold=True),)


def test_a_drawn_picture_inside_a_text_goes_to_paper():
    edition = make_edition()
    drawn = {
        "type": "picture",
        "value": {"motifs": "breakfast", "alternative": "Ein Tisch", "caption": "Am Tisch"},
    }
    said = Words("Titel", "", "", [*words("x").blocks, drawn])
    article = make_article(edition, texts={"de": said})
    make_slot(edition, 2, article)
    to_set = edition_to_print(edition.pk)
    block = to_set.pages[1].slots[0].story.blocks[-1]
    assert (block.kind, block.text, block.title) == ("picture", "Am Tisch", "Ein Tisch")
    assert (block.mosaic.identity, block.mosaic.motifs) == (f"{article.slug}-breakfast", "breakfast")
    (shown,) = (
        item for item in place_edition(to_set).pages[1].items if getattr(item, "says", "") == "Ein Tisch"
    )
    assert shown.w == GRIDS[edition.format].column


def test_paragraphs_become_plain_words():
    edition = make_edition()
    body = [
        {"type": "paragraph", "value": "<p>Ein <b>fetter</b> Satz.</p><p>Noch einer.</p>"},
        {"type": "list", "value": [{"type": "item", "value": "Punkt"}]},
        {"type": "table", "value": {"caption": "Zahlen", "lines": "Was | Wie viele\nTische | 12"}},
    ]
    article = make_article(edition, texts={"de": words("Titel")})
    article.texts.get().set_blocks(body)
    text = article.texts.get()
    text.set_blocks(body)
    text.save()
    make_slot(edition, 2, article)
    told = edition_to_print(edition.pk).pages[1].slots[0].story
    assert [block.text for block in told.blocks if block.kind == "p"] == ["Ein fetter Satz.", "Noch einer."]
    assert [block.items for block in told.blocks if block.kind == "list"] == [("Punkt",)]
    assert told.blocks[-1].rows == (("Was", "Wie viele"), ("Tische", "12"))


def test_addresses_in_text_from_the_right_may_break():
    edition = make_edition()
    texts = {"de": words("Titel"), "ar": words("عنوان", "البريد buero@integrationsrat.example هنا")}
    make_slot(edition, 2, make_article(edition, texts=texts), language="ar")
    told = edition_to_print(edition.pk).pages[1].slots[0].story
    assert "buero@\u200bintegrationsrat.\u200bexample" in told.blocks[0].text


def test_words_of_a_machine_are_not_printed():
    edition = make_edition()
    make_slot(edition, 2, make_article(edition))
    slot = edition.flatplan.get(number=2).slots.get()
    slot.article.texts.update(made_by="machine")
    assert edition_to_print(edition.pk).pages[1].slots[0].story is None


def test_it_is_printed_in_its_own_format_as_one_file():
    edition = filled(format="tabloid")
    printed = print_wish(documents.document("newspaper.edition"), Wish(edition.pk, ("de",), A4))
    assert pdfs.page_count(printed.content) == 4
    assert pdfs.boxes(printed.content)["TrimBox"] == (235.0, 315.0)
    assert "Der Aufmacher" in pdfs.text_of(printed.content, 0)
    assert pdfs.is_tagged(printed.content)


def test_who_asks_for_nothing_is_told():
    with pytest.raises(CannotPrint):
        edition_to_print(0)
    with pytest.raises(CannotPrint):
        edition_to_print(make_edition().pk)


def test_reading_asks_as_often_for_three_articles_as_for_one(django_assert_num_queries):
    few, many = make_edition(), make_edition()
    make_slot(few, 2, make_article(few))
    for number in (2, 3, 4):
        make_slot(many, number, make_article(many))
    edition_to_print(few.pk)
    edition_to_print(many.pk)  # the short addresses are there
    with django_assert_num_queries(11):
        edition_to_print(few.pk)
    with django_assert_num_queries(11):
        edition_to_print(many.pk)


def test_a_notice_is_printed_in_the_language_of_its_slot_else_in_german():
    edition = make_edition(pages=4)
    both = {"title": text({"de": "Umzug", "ar": "انتقال"}), "text": text({"de": "Ab Mai.", "ar": "من أيار."})}
    make_slot(edition, 2, kind="notice", language="ar", **both)
    make_slot(edition, 2, kind="notice", language="tr", **both)
    make_slot(edition, 3, kind="advertisement", language="ar", **both)
    first, second = (slot.notice for slot in edition_to_print(edition.pk).pages[1].slots)
    assert (first.title, first.text, first.lang, first.dir) == ("انتقال", "من أيار.", "ar", "rtl")
    assert (second.title, second.text, second.lang, second.dir) == ("Umzug", "Ab Mai.", "de", "ltr")
    advert = edition_to_print(edition.pk).pages[2].slots[0].advert
    assert (advert.title, advert.lang, advert.dir) == ("انتقال", "ar", "rtl")
