"""The newspaper in programme files: what goes out comes in again, and nothing is written that is there already."""

import pytest

from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.exchange.kinds import get
from miteinander.programme.newspaper.enums import ArticleState
from miteinander.programme.newspaper.models import Article, Edition, Slot
from miteinander.surfaces.programme_files.actions import import_programme

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]

BODY = [
    {"p": "Ein Satz mit <b>Gewicht</b>.\n\nNoch einer."},
    {"h": "Zwischen"},
    {"quote": "Kommen Sie herein.", "by": "eine Besucherin"},
    {"box": {"title": "Kurz", "text": "Drei Worte genügen."}},
    {"list": ["Brot", "Salz"]},
    {"table": {"caption": "Wann", "head": ["Tag", "Zeit"], "rows": [["Montag", "9 | 12"], ["Freitag"]]}},
    {"picture": {"motifs": "breakfast", "alternative": "Kacheln", "credit": "Zeichnung: Muster"}},
    {"link": {"text": "Zum Kalender", "to": "/kalender/"}},
]


def programme(**changes):
    article = {
        "slug": "der-lange-tisch",
        "edition": "probe-2099",
        "section": "culture",
        "kind": "lead",
        "state": "approved",
        "order": "1",
        "tags": ["essen", "nachbarn"],
        "author": "Redaktion",
        "motifs": "breakfast",
        "picture_alt": {"de": "Bunte Kacheln mit Tassen", "tr": "Fincanlı renkli karolar"},
        "texts": {
            "de": {
                "kicker": "Im Hof",
                "title": "Der lange Tisch",
                "standfirst": "Vier kochen.",
                "body": BODY,
            },
            "tr": {"title": "Uzun masa", "body": [{"p": "Dört aile pişiriyor."}]},
            "de-simple": {"title": "Der Tisch", "body": [{"p": "Wir essen zusammen."}]},
        },
    }
    return {
        "programme": "1",
        "editions": [
            {
                "slug": "probe-2099",
                "number": "7",
                "title": "Zu Tisch",
                "pages": "8",
                "delivery_on": "2099-04-16",
            }
        ],
        "articles": [article | changes],
        "newspaper_pages": [
            {
                "slug": "probe-2099-2",
                "section": "culture",
                "pattern": "one-long",
                "slots": [
                    {"article": "der-lange-tisch", "length": "900", "continued_on": "5"},
                    {"article": "der-lange-tisch", "language": "tr"},
                    {"kind": "advertisement", "title": "Räder", "text": "Wir reparieren.", "paid": "ja"},
                    {"kind": "calendar"},
                ],
            }
        ],
    }


def test_an_edition_comes_in_whole():
    report = import_programme(source=programme())
    assert [str(one) for one in report.problems] == []
    article = Article.objects.with_texts().get()
    assert (article.state, article.edition.slug, article.languages) == (
        ArticleState.PLACED,
        "probe-2099",
        ["tr", "de-simple"],
    )
    blocks = article.text("de").blocks
    assert [block["type"] for block in blocks] == [
        *("paragraph", "heading", "quote", "box", "list", "table", "picture", "link"),
    ]
    assert blocks[0]["value"] == "<p>Ein Satz mit <b>Gewicht</b>.</p><p>Noch einer.</p>"
    assert blocks[2]["value"] == {"text": "Kommen Sie herein.", "by": "eine Besucherin"}
    slots = list(Slot.objects.filter(page__edition__slug="probe-2099", page__number=2))
    assert [(slot.kind, slot.language, slot.is_paid) for slot in slots] == [
        ("article", "de", False),
        ("article", "tr", False),
        ("advertisement", "de", True),
        ("calendar", "de", False),
    ]
    assert (slots[0].wanted_length, slots[0].continued_on, slots[0].kept_title) == (900, 5, "Der lange Tisch")


def test_importing_again_writes_nothing_and_what_goes_out_comes_in():
    import_programme(source=programme())
    before = AuditEntry.objects.count()
    assert not import_programme(source=programme()).problems
    assert AuditEntry.objects.count() == before
    kind = get("articles")
    record = kind.load(["der-lange-tisch"])["der-lange-tisch"]
    (again,) = [dict(kind.current(record))]
    again["texts"] = {code: dict(text) for code, text in again["texts"].items()}
    back = programme() | {"articles": [programme()["articles"][0] | {"texts": again["texts"]}]}
    assert not import_programme(source=back).problems
    assert AuditEntry.objects.count() == before


def test_a_changed_text_asks_for_a_new_approval_unless_the_file_gives_it():
    import_programme(source=programme())
    changed = programme()
    changed["articles"][0]["texts"]["de"]["title"] = "Der sehr lange Tisch"
    import_programme(source=changed)
    article = Article.objects.with_texts().get()
    assert (str(article), article.state) == ("Der sehr lange Tisch", ArticleState.PLACED)
    assert article.versions.filter(language="de").count() == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"section": "nirgends"}, "nirgends"),
        ({"kind": "roman"}, "roman"),
        ({"state": "printed"}, "printed"),
        ({"texts": {"de": {"title": "T", "body": [{"p": "a", "h": "b"}]}}}, "genau eines"),
        (
            {"texts": {"de": {"title": "T", "body": [{"link": {"text": "x", "to": "javascript:x"}}]}}},
            "Adresse",
        ),
        ({"texts": {"xx": {"title": "T"}}}, "xx"),
        ({"texts": {"de": {"title": "T" * 161}}}, "161"),
        ({"motifs": "einhorn"}, "einhorn"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(changes, said):
    report = import_programme(source=programme(**changes))
    assert any(said in str(problem) for problem in report.problems)
    assert not Article.objects.exists() and not Edition.objects.exists()


def test_a_released_edition_takes_no_file():
    import_programme(source=programme())
    Edition.objects.update(state="released")
    changed = programme()
    changed["articles"][0]["texts"]["de"]["title"] = "Zu spät"
    report = import_programme(source=changed)
    assert any("freigegeben" in str(problem) for problem in report.problems)
    assert str(Article.objects.with_texts().get()) == "Der lange Tisch"


def test_a_page_that_is_not_there_is_named():
    wrong = programme()
    wrong["newspaper_pages"][0]["slug"] = "probe-2099-77"
    assert any("Seite" in str(problem) for problem in import_programme(source=wrong).problems)


def test_a_notice_in_several_languages_comes_in_and_a_plain_one_is_german():
    given = programme()
    given["newspaper_pages"][0]["slots"] = [
        {
            "kind": "notice",
            "language": "ar",
            "title": {"de": "Umzug", "ar": "انتقال"},
            "text": {"de": "Ab Mai."},
        },
        {"kind": "notice", "title": "Fest", "text": "Im Park."},
    ]
    assert not import_programme(source=given).problems
    first, second = Slot.objects.filter(page__edition__slug="probe-2099", page__number=2)
    assert first.title.texts() == {"de": "Umzug", "ar": "انتقال"}
    assert (second.title.texts(), second.text.texts()) == ({"de": "Fest"}, {"de": "Im Park."})
    before = AuditEntry.objects.count()
    import_programme(source=given)
    assert AuditEntry.objects.count() == before
    given["newspaper_pages"][0]["slots"][0]["title"]["xx"] = "Was?"
    assert "xx" in str(import_programme(source=given).problems[0])
