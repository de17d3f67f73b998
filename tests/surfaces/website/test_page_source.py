"""Fixed pages at the translation desk: block by block, shown only when whole and checked."""

import pytest
from django.test import Client

from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.languages.enums import Origin, TextState
from miteinander.foundation.languages.models import TextRow
from miteinander.foundation.languages.text import stamp
from miteinander.foundation.translation import sources
from miteinander.foundation.translation.actions import FaultyTexts, write_changes
from miteinander.foundation.translation.segments import Change
from miteinander.surfaces.website.actions import PageText, save_page
from miteinander.surfaces.website.blocks import blocks_of
from miteinander.surfaces.website.enums import PageKey
from miteinander.surfaces.website.models import FixedPage, FixedPageText
from miteinander.surfaces.website.page_source import as_plain
from tests.support import factories as make

pytestmark = pytest.mark.django_db

GERMAN = [
    {"heading": "Worum es geht"},
    {"paragraph": "<p>Wir <b>helfen</b> &amp; hören zu.</p><p>Immer<br>gern.</p>"},
    {"list": ["eins", "zwei"]},
    {"contact": {"label": "Büro", "email": "buero@example.org"}},
]
TURKISH = {
    "title": "Sayfa",
    "heading": "Konu",
    "paragraph": "Biz <b>yardım</b> ederiz & dinleriz.\n\nHer\nzaman.",
    "list": "bir\niki",
    "contact": "Ofis",
}


@pytest.fixture
def page(db):
    FixedPage.objects.all().delete()
    make.make_identity()
    return save_page(key=PageKey.SIGN_LANGUAGE, texts={"de": PageText("Seite", blocks_of(GERMAN))})


def source():
    return sources.source_of_kind("website-fixedpage")


def segments(page, lang="tr"):
    found = source().segments(source().records().get(pk=page.pk), lang)
    names = ["title", *(block["type"] for block in page.texts.get(language="de").blocks)]
    return dict(zip(names, found, strict=True))


def write(page, origin=Origin.HUMAN, **texts):
    known = segments(page)
    changes = {
        known[name].key: Change(text, origin, known[name].german_stamp) for name, text in texts.items()
    }
    write_changes(source=source(), record_id=page.pk, lang="tr", changes=changes, actor=None)


def shown(lang="tr"):
    return Client().get(f"/{lang}/gebaerdensprache/").content.decode()


def states(page):
    return {name: str(segment.state) for name, segment in segments(page).items()}


def test_every_block_is_a_text_of_its_own(page):
    found = segments(page)
    assert found["title"].german == "Seite" and found["heading"].german == "Worum es geht"
    assert found["paragraph"].german == "Wir <b>helfen</b> & hören zu.\n\nImmer\ngern."
    assert found["list"].german == "eins\nzwei" and found["contact"].german == "Büro"
    assert set(states(page).values()) == {"missing"}


def test_a_whole_translation_is_shown(page):
    write(page, **TURKISH)
    text = page.texts.get(language="tr")
    german = page.texts.get(language="de")
    assert [block["id"] for block in text.blocks] == [block["id"] for block in german.blocks]
    assert text.blocks[1]["value"] == "<p>Biz <b>yardım</b> ederiz &amp; dinleriz.</p><p>Her<br>zaman.</p>"
    assert text.blocks[3]["value"]["email"] == "buero@example.org"
    assert text.state(german) == TextState.DRAFT and not text.held_back
    assert set(states(page).values()) == {"draft"}
    assert "Konu" in shown() and "iki" in shown()
    assert AuditEntry.objects.first().fields == ["tr"]


def test_half_a_translation_is_kept_and_held_back(page):
    write(page, title="Sayfa", heading="Konu")
    assert states(page) == {
        "title": "draft",
        "heading": "draft",
        "paragraph": "missing",
        "list": "missing",
        "contact": "missing",
    }
    assert "Konu" not in shown() and "Worum es geht" in shown()
    assert TextRow.objects.get(content_type__model="fixedpage", record_id=page.pk, language="tr").title == ""
    write(page, **{name: text for name, text in TURKISH.items() if name not in ("title", "heading")})
    assert "Konu" in shown()


def test_machine_text_is_held_back_until_every_part_is_checked(page):
    write(page, Origin.MACHINE, **TURKISH)
    assert set(states(page).values()) == {"machine"} and "Konu" not in shown()
    write(page, Origin.CHECKED, title="Sayfa", heading="Konu")
    assert "Konu" not in shown()
    write(page, Origin.CHECKED, **TURKISH)
    assert "Konu" in shown() and page.texts.get(language="tr").made_by == Origin.CHECKED


def test_a_change_of_german_makes_only_that_block_outdated(page):
    write(page, Origin.CHECKED, **TURKISH)
    german = page.texts.get(language="de")
    blocks = german.blocks
    blocks[0]["value"] = "Um was es geht"
    save_page(key=page.key, texts={"de": PageText("Seite", blocks)})
    assert states(page) == {
        "title": "checked",
        "heading": "outdated",
        "paragraph": "checked",
        "list": "checked",
        "contact": "checked",
    }
    assert page.texts.get(language="tr").state(page.texts.get(language="de")) == TextState.OUTDATED
    assert "Konu" in shown(), "an outdated text of a person stays"
    write(page, Origin.CHECKED, heading="Konu")
    assert set(states(page).values()) == {"checked"}


def test_a_text_that_came_as_a_whole_is_matched_by_its_blocks(page):
    turkish = [
        {"heading": "Konu"},
        {"paragraph": "Metin"},
        {"list": ["bir", "iki"]},
        {"contact": {"label": "Ofis"}},
        {"heading": "Fazla"},
    ]
    save_page(key=page.key, texts={"tr": PageText("Sayfa", blocks_of(turkish))})
    assert {name: segment.text for name, segment in segments(page).items()} == {
        "title": "Sayfa", "heading": "Konu", "paragraph": "Metin", "list": "bir\niki", "contact": "Ofis",
    }  # fmt: skip
    write(page, heading="Yeni konu")
    text = page.texts.get(language="tr")
    assert [block["value"] for block in text.blocks if block["type"] == "heading"] == ["Yeni konu", "Fazla"]
    assert set(states(page).values()) == {"draft"}


def test_a_text_that_came_with_the_software_stays_public_while_people_improve_it(page):
    turkish = [{"heading": "Konu"}, {"paragraph": "Metin"}, {"list": ["bir"]}, {"contact": {"label": "Ofis"}}]
    save_page(key=page.key, texts={"tr": PageText("Sayfa", blocks_of(turkish), made_by=Origin.MACHINE)})
    assert set(states(page).values()) == {"machine"} and "Konu" in shown()
    write(page, Origin.CHECKED, heading="Yeni")
    assert "Yeni" in shown() and states(page)["paragraph"] == "machine"


def test_a_page_needs_its_title(page):
    with pytest.raises(FaultyTexts):
        write(page, heading="Konu")
    assert not FixedPageText.objects.filter(language="tr").exists()


def test_without_words_the_language_goes(page):
    write(page, title="Sayfa")
    write(page, title="")
    assert not FixedPageText.objects.filter(language="tr").exists()


def test_hostile_markup_is_cleaned(page):
    write(
        page,
        **TURKISH
        | {"paragraph": '<script>alert(1)</script><b onclick="x">a</b><a href="javascript:x">b</a>'},
    )
    assert "alert(1)" not in shown() and "onclick" not in shown() and "javascript:" not in shown()


def test_stamp_of_what_a_translator_saw(page):
    assert segments(page)["heading"].german_stamp == stamp("Worum es geht")


@pytest.mark.parametrize(
    ("html", "plain"),
    [("<p>a</p>", "a"), ("", ""), ("<p>a<br>b</p><p>&lt;x&gt; &amp;</p>", "a\nb\n\n&lt;x&gt; &")],
)
def test_paragraphs_as_people_type_them(html, plain):
    assert as_plain(html) == plain
