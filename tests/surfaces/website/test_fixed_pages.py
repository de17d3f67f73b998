"""Fixed pages: what ships, how languages fall back, saving, programme files, search."""

import re
from itertools import pairwise

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import translation

from miteinander.foundation.audit.actions import content_version
from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.interface.markup import safe_paragraphs, words_of
from miteinander.foundation.languages.enums import Origin, TextState
from miteinander.foundation.languages.models import TextRow
from miteinander.foundation.languages.registry import site_codes, site_languages
from miteinander.foundation.languages.reviews import Review, review_of
from miteinander.surfaces.programme_files.actions import import_programme
from miteinander.surfaces.website.actions import PageText, save_page
from miteinander.surfaces.website.blocks import blocks_of, clean_blocks, words_of_blocks
from miteinander.surfaces.website.models import FixedPage, FixedPageText
from tests.support.factories import make_identity

pytestmark = pytest.mark.django_db

PATHS = {
    "accessibility": "barrierefreiheit",
    "easy-language": "leichte-sprache",
    "sign-language": "gebaerdensprache",
}


def get(client, path, lang="de"):
    response = client.get(f"/{lang}/{path}/")
    assert response.status_code == 200
    return response.content.decode()


def headings(html):
    return [int(level) for level in re.findall(r"<h([1-6])\b", html)]


def german(blocks, title="Titel"):
    return {"de": PageText(title, blocks_of(blocks))}


# --- What ships -----------------------------------------------------------------------------------------------------


def test_fresh_database_has_the_pages_in_every_language():
    assert set(FixedPage.objects.values_list("key", flat=True)) == {*PATHS, "imprint", "privacy"}
    for key in PATHS:
        texts = {text.language: text for text in FixedPageText.objects.filter(page__key=key)}
        assert set(texts) == site_codes()
        assert texts["de"].blocks[0]["type"] == "paragraph"
        german = texts.pop("de")
        assert {text.state(german) for text in texts.values()} == {TextState.MACHINE}


def test_shipped_translations_have_the_blocks_of_the_german():
    """Leichte Sprache says it in another order and in other portions."""

    def shape(text):
        return [
            (block["type"], len(block["value"]) if block["type"] == "list" else 0) for block in text.blocks
        ]

    for key in PATHS:
        texts = FixedPageText.objects.filter(page__key=key).exclude(language="de-simple")
        assert len({str(shape(text)) for text in texts}) == 1
    contacts = [
        block["value"]["email"]
        for text in FixedPageText.objects.all()
        for block in text.blocks
        if block["type"] == "contact"
    ]
    assert contacts == ["ombudsstelle-barrierefreie-it@mags.nrw.de"] * len(site_languages())


def test_shipped_texts_are_stored_as_saving_would_store_them():
    """Saving a shipped page again changes nothing."""
    before = content_version()
    for text in FixedPageText.objects.select_related("page"):
        assert text.blocks == clean_blocks(text.blocks)
        save_page(key=text.page.key, texts={text.language: PageText(text.title, text.blocks)})
    assert content_version() == before


def test_shipped_rows_for_search_are_those_of_the_action():
    from miteinander.foundation.languages import rows

    kind = ContentType.objects.get_for_model(FixedPage)
    columns = ("language", "title", "body", "sort_key", "state")
    for page in FixedPage.objects.filter(key__in=PATHS):
        found = TextRow.objects.filter(content_type=kind, record_id=page.pk).order_by("language")
        shipped = list(found.values_list(*columns))
        assert len(shipped) == len(site_languages())
        rows.project(page)
        assert list(found.values_list(*columns)) == shipped


@pytest.mark.parametrize("lang", ["de", "de-simple", "ar"])
@pytest.mark.parametrize("path", [*PATHS.values(), "impressum", "datenschutz"])
def test_page_has_one_title_and_no_skipped_heading(client, path, lang):
    html = get(client, path, lang)
    levels = headings(html)
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(next_ <= level + 1 for level, next_ in pairwise(levels))
    assert not re.search(r'\sstyle="|\son[a-z]+="', html)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_every_page_is_linked_from_the_footer_and_two_from_the_head(client):
    html = get(client, "impressum", "tr")
    head, foot = html.split("<main")[0], html.split("<footer>")[1]
    for path in PATHS.values():
        assert f'href="/tr/{path}/"' in foot
    assert 'href="/tr/leichte-sprache/"' in head and 'href="/tr/gebaerdensprache/"' in head


def test_statement_says_who_to_turn_to_and_how_far_each_language_is(client):
    html = get(client, "barrierefreiheit")
    assert "mailto:ombudsstelle-barrierefreie-it@mags.nrw.de" in html
    assert "Ombudsstelle" in html
    assert "Stand: 22. November 2026" in html
    for language in site_languages():
        assert f'<bdi lang="{language.code}" dir="{language.direction}">{language.name}</bdi>' in html
    assert html.count("<dd>geschrieben</dd>") == 11
    assert "<dd>Original</dd>" in html


def test_sign_language_page_says_plainly_that_there_is_no_film(client):
    html = get(client, "gebaerdensprache")
    assert "gibt es hier noch nicht" in html
    assert "<video" not in html


# --- Languages ------------------------------------------------------------------------------------------------------


def test_language_without_text_shows_german_and_says_so(client):
    FixedPageText.objects.exclude(language__in=["de", "de-simple"]).delete()
    html = get(client, "leichte-sprache", "ar")
    assert '<html lang="ar" dir="rtl">' in html
    assert '<div class="page-blocks" lang="de" dir="ltr">' in html
    assert '<h1><span lang="de" dir="ltr">Leichte Sprache</span></h1>' in html
    assert html.count('class="fallback-note"') == 1


def test_own_language_needs_no_note(client):
    html = get(client, "leichte-sprache", "de-simple")
    assert "Willkommen." in html
    assert "fallback-note" not in html.split("<main")[1].split("<footer")[0]


def test_unpublished_page_keeps_its_words_to_itself(client):
    save_page(key="easy-language", values={"published": False})
    html = get(client, "leichte-sprache")
    assert "An diesem Text arbeiten wir noch." in html
    assert "So stellen Sie um" not in html
    kind = ContentType.objects.get_for_model(FixedPage)
    page = FixedPage.objects.get(key="easy-language")
    assert not TextRow.objects.filter(content_type=kind, record_id=page.pk).exclude(body="").exists()


def test_changed_german_makes_translations_outdated_and_a_new_translation_is_current():
    save_page(key="imprint", texts=german([{"paragraph": "Alt"}]))
    save_page(key="imprint", texts={"tr": PageText("Künye", blocks_of([{"paragraph": "Eski"}]))})
    texts = {text.language: text for text in FixedPageText.objects.filter(page__key="imprint")}
    assert texts["tr"].state(texts["de"]) == TextState.DRAFT
    save_page(key="imprint", texts=german([{"paragraph": "Neu"}]))
    texts = {text.language: text for text in FixedPageText.objects.filter(page__key="imprint")}
    assert texts["tr"].state(texts["de"]) == TextState.OUTDATED
    assert TextRow.objects.get(
        content_type=ContentType.objects.get_for_model(FixedPage), record_id=texts["de"].page_id, language="tr"
    ).state == "outdated"  # fmt: skip
    texts["tr"].made_by, texts["tr"].made_from = Origin.MACHINE, texts["de"].stamp
    assert texts["tr"].state(texts["de"]) == TextState.MACHINE


def test_imprint_and_privacy_keep_their_sections_and_carry_what_the_council_adds(client):
    make_identity()
    for key, path in (("imprint", "impressum"), ("privacy", "datenschutz")):
        save_page(key=key, texts=german([{"heading": "Zusatz"}, {"paragraph": "Noch etwas."}]))
        html = get(client, path)
        assert "Integrationsrat Musterstadt" in html
        assert "<h2>Zusatz</h2>" in html and "<p>Noch etwas.</p>" in html


def test_film_and_link_stand_on_the_page_of_sign_language(client):
    from django.core.files.base import ContentFile

    from miteinander.foundation.media.models import CouncilDocument

    film = CouncilDocument.objects.create(
        title="Film", file=ContentFile(b"\0\0\0\x18ftypmp42", "film.mp4"), is_public=True
    )
    save_page(key="sign-language", values={"film": film, "film_url": "https://example.org/film"})
    html = get(client, "gebaerdensprache")
    assert f'src="{film.url}"' in html
    assert 'href="https://example.org/film"' in html
    CouncilDocument.objects.update(is_public=False)
    assert "<video" not in get(client, "gebaerdensprache")


@pytest.mark.parametrize("path", PATHS.values())
def test_page_takes_a_constant_number_of_queries(client, count_queries, path):
    get(client, path)
    with count_queries() as queries:
        get(client, path, "tr")
    assert len(queries) == 2  # the identity, and the text with its page


# --- Writing --------------------------------------------------------------------------------------------------------


def test_saving_writes_trail_and_version_once_and_nothing_when_nothing_differs(office):
    blocks = [
        {"heading": "Hallo"},
        {"list": ["eins", "zwei"]},
        {"contact": {"label": "Büro", "email": "a@example.org"}},
    ]
    before = content_version()
    with translation.override("de"):
        page = save_page(key="imprint", texts=german(blocks), actor=office)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.actor, entry.record_label, entry.fields) == (office, "Impressum", ["de"])
    assert content_version() == before + 1
    save_page(key="imprint", texts=german(blocks), actor=office)
    assert content_version() == before + 1
    save_page(key="imprint", texts={"de": PageText()})
    assert not page.texts.exists()


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("Eine Zeile\nnoch eine\n\nneuer Absatz", "<p>Eine Zeile<br>noch eine</p><p>neuer Absatz</p>"),
        ("<p data-block-key='a'>Text <b>fett</b></p>", "<p>Text <b>fett</b></p>"),
        ('<a href="https://example.org/">da</a>', '<p><a href="https://example.org/">da</a></p>'),
        ('<a href="javascript:alert(1)" onclick="x()">da</a>', "<p><a>da</a></p>"),
        ("<script>alert(1)</script>gut", "<p>gut</p>"),
        ("<script>alert(1)", ""),
        ('<img src=x onerror="alert(1)">gut', "<p>gut</p>"),
        ("<svg><p>x</p></svg>", "<p>x</p>"),
        ("3 < 4 & 5 > 2", "<p>3 &lt; 4 &amp; 5 &gt; 2</p>"),
        ("", ""),
    ],
)
def test_paragraph_is_cleaned_once_and_for_all(given, stored):
    assert safe_paragraphs(given) == stored
    assert safe_paragraphs(stored) == stored


def test_words_for_search_have_no_markup():
    assert words_of("<p>Ein<br>Wort</p><p>A &amp; B</p>") == "Ein Wort A & B"
    blocks = blocks_of([{"heading": "H"}, {"list": ["L"]}, {"contact": {"label": "K"}}, {"paragraph": "P"}])
    assert words_of_blocks(blocks) == "H L K P"


def test_unknown_and_empty_blocks_are_left_out():
    assert clean_blocks([{"type": "raw_html", "value": "<script>"}, {"type": "heading", "value": ""}]) == []
    assert blocks_of([{"contact": {"label": "", "email": "a@example.org"}}, {"list": [" "]}]) == []


def test_hostile_html_never_reaches_the_page(client):
    save_page(
        key="imprint",
        texts=german([{"heading": "<script>a"}, {"paragraph": "<script>b</script>B"}, {"list": ["<b>c"]}]),
    )
    html = get(client, "impressum").split("<main")[1]
    assert "<script" not in html
    assert "&lt;script&gt;a" in html and "&lt;b&gt;c" in html


# --- Programme files ------------------------------------------------------------------------------------------------

PROGRAMME = {
    "programme": "1",
    "pages": [
        {
            "slug": "imprint",
            "as_of": "2026-01-31",
            "texts": {
                "de": {
                    "title": "Impressum",
                    "blocks": [{"heading": "Hallo"}, {"paragraph": "A & <b>B</b>\nC"}],
                },
                "tr": {"title": "Künye", "blocks": [{"list": ["bir", "iki"]}]},
            },
        }
    ],
}


def test_pages_are_read_from_programme_files_and_read_again_without_change():
    report = import_programme(source=PROGRAMME)
    assert not report.problems, report.problems
    texts = {text.language: text for text in FixedPageText.objects.filter(page__key="imprint")}
    assert [block["value"] for block in texts["de"].blocks] == ["Hallo", "<p>A &amp; <b>B</b><br>C</p>"]
    assert FixedPage.objects.get(key="imprint").as_of.isoformat() == "2026-01-31"
    before = content_version()
    again = import_programme(source=PROGRAMME)
    assert not again.problems
    assert content_version() == before


def test_languages_that_a_file_leaves_out_stay():
    import_programme(source=PROGRAMME)
    only = {"slug": "imprint", "texts": {"tr": None}}
    assert not import_programme(source={"programme": "1", "pages": [only]}).problems
    assert [text.language for text in FixedPageText.objects.filter(page__key="imprint")] == ["de"]


@pytest.mark.parametrize(
    ("page", "part"),
    [
        ({"slug": "startseite"}, "gibt es nicht"),
        ({"slug": "imprint", "texts": {"xx": {"title": "x"}}}, "gibt es nicht"),
        ({"slug": "imprint", "texts": {"de": {"blocks": []}}}, "fehlt"),
        (
            {"slug": "imprint", "texts": {"de": {"title": "x", "blocks": [{"heading": "a", "list": ["b"]}]}}},
            "genau eines",
        ),
        ({"slug": "imprint", "texts": {"de": {"title": "x", "blocks": [{"film": "a"}]}}}, "gibt es nicht"),
        ({"slug": "imprint", "texts": "x"}, "je Sprache"),
        ({"slug": "imprint", "texts": {"de": {"title": "x" * 161}}}, "Kürzen"),
    ],
)
def test_mistakes_in_a_file_get_a_sentence(page, part):
    report = import_programme(source={"programme": "1", "pages": [page]})
    assert any(part in str(problem) for problem in report.problems), report.problems


# --- Reviews --------------------------------------------------------------------------------------------------------


def test_review_comes_from_the_catalogue(tmp_path, monkeypatch):
    from miteinander.foundation.languages import catalogues

    assert review_of("de") == Review.ORIGINAL
    for word, expected in (("read", Review.READ), ("written", Review.WRITTEN), ("nonsense", Review.WRITTEN)):
        path = tmp_path / f"{word}.po"
        path.write_text(f'msgid ""\nmsgstr ""\n"X-Review: {word}\\n"\n', encoding="utf-8")
        monkeypatch.setattr(catalogues, "catalogue_path", lambda code, path=path: path)
        assert review_of.__wrapped__("tr") == expected
    monkeypatch.setattr(catalogues, "catalogue_path", lambda code: tmp_path / "none.po")
    assert review_of.__wrapped__("tr") == Review.MISSING
