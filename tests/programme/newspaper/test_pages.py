"""The public pages of the newspaper: what stands on them, in which language, and what never does."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType

from miteinander.foundation.values.clock import now
from miteinander.programme.newspaper.models import Article
from tests.support.factories import make_activity, make_event, make_identity, make_task
from tests.support.newspaper_pages import make_article, make_edition, make_notice, make_photo
from tests.support.page_checks import check_page, check_response
from tests.support.pages import Page

pytestmark = pytest.mark.django_db

MOSAIC = "Mosaik aus bunten Kreisen, Bögen und Vierecken."
BODY = [
    {"type": "paragraph", "value": '<p>Siehe <a href="/kalender/">Kalender</a> & mehr.</p>'},
    {"type": "heading", "value": "Zwischentitel"},
    {"type": "quote", "value": {"text": "Wir hören zu.", "by": "ein Gast"}},
    {"type": "list", "value": ["Tee", "Brot"]},
    {"type": "table", "value": {"caption": "Zeiten", "lines": "Tag | Uhr\nMo | 10\nDi"}},
    {"type": "box", "value": {"title": "Kasten", "text": "<p>Im Kasten.</p>"}},
    {"type": "picture", "value": {"motifs": "breakfast", "alternative": "Ein Teeglas", "caption": "Tee", "credit": "Z"}},
    {"type": "link", "value": {"text": "Zur Karte", "to": "/kalender/karte/"}},
]  # fmt: skip


@pytest.fixture
def edition():
    make_identity(is_sample=True, telephone="+492144064710", email="buero@example.org")
    edition = make_edition(slug="fruehjahr", title={"de": "Setzen Sie sich", "tr": "Buyurun"})
    make_article(
        edition,
        slug="sesam",
        kind="lead",
        section="culture",
        author="Redaktion",
        tags=["Frühstück", "Tee & Brot"],
        activity=make_activity(slug="fruehstueck", main_task=make_task(slug="begegnung")),
        motifs="breakfast",
        picture_alt={"de": "Teegläser auf einem Tisch"},
        picture_caption={"de": "Alles auf einem Tisch"},
        picture_credit="Zeichnung: Beispiel",
        texts={
            "de": {"title": "Sesam", "kicker": "Reportage", "standfirst": "Ein Vormittag.", "body": BODY},
            "tr": {"title": "Susam kokusu", "standfirst": "Bir sabah.", "body": BODY[:2]},
            "de-simple": {"title": "Frühstück für alle", "standfirst": "Wir essen zusammen."},
        },
    )
    for number in range(7):
        make_article(
            edition, texts={"de": f"Nächster {number}"}, section="sport" if number % 2 else "council"
        )
    make_article(edition, slug="lang", texts={"de": "Deutsch", "ar": "عنوان عربي"}, section="languages")
    return edition


PATHS = (
    "zeitung/",
    "zeitung/?schlagwort=tee+%26+brot",
    "zeitung/?schlagwort=gibtesnicht",
    "zeitung/fruehjahr/",
    "zeitung/fruehjahr/sesam/",
    "zeitung/fruehjahr/lang/",
    "zeitung/fruehjahr/sesam/nebeneinander/",
    "zeitung/fruehjahr/sesam/nebeneinander/?links=tr&rechts=de-simple",
)


@pytest.mark.parametrize("lang", ["de", "ar", "tr", "de-simple"])
@pytest.mark.parametrize("path", PATHS)
def test_page_is_whole(client, edition, path, lang):
    """Valid, one main heading and none skipped, landmarks with names, no inline code, languages marked."""
    response = client.get(f"/{lang}/{path}")
    assert response.status_code == 200
    check_response(response, lang)
    check_page(response.content.decode(), lang, path, drawings=lang == "ar")


def words_of(client, path):
    page = Page.parse(client.get(path).content.decode())
    (main,) = page.all("main")
    return " ".join(page.text_of(main).split())


def test_article_shows_every_block_with_its_links_in_the_readers_language(client, edition):
    html = client.get("/tr/zeitung/fruehjahr/sesam/").content.decode()
    assert 'href="/tr/kalender/"' in html
    html = client.get("/de/zeitung/fruehjahr/sesam/").content.decode()
    words = words_of(client, "/de/zeitung/fruehjahr/sesam/")
    for part in ("Zwischentitel", "Wir hören zu.", "ein Gast", "Brot", "Im Kasten.", "Zur Karte", "Reportage",
                 "Von Redaktion", "Alles auf einem Tisch", "Zeichnung: Beispiel"):  # fmt: skip
        assert part in words, part
    assert 'href="/de/kalender/karte/"' in html
    assert html.count('<th scope="col">') == 2 and html.count("<td></td>") == 1
    assert 'role="img" aria-label="Teegläser auf einem Tisch"' in html
    assert 'role="img" aria-label="Ein Teeglas"' in html
    assert 'href="/de/zeitung/?schlagwort=Tee%20%26%20Brot"' in html


def test_article_in_another_language_than_the_page_says_so(client, edition):
    html = client.get("/ar/zeitung/fruehjahr/sesam/").content.decode()
    page = Page.parse(html)
    (title,) = page.all("h1")
    assert page.text_of(title) == "Sesam"
    assert re.search(r'<div lang="de" dir="ltr" class="article-title">', html)
    assert "article-fallback" in html
    assert "article-fallback" not in client.get("/tr/zeitung/fruehjahr/sesam/").content.decode()


def test_easy_language_comes_first_for_its_readers_and_as_a_box_for_others(client, edition):
    easy = words_of(client, "/de-simple/zeitung/fruehjahr/sesam/")
    assert easy.index("Wir essen zusammen.") < easy.index("Ein Vormittag.")
    assert "Wir hören zu." in easy
    german = client.get("/de/zeitung/fruehjahr/sesam/").content.decode()
    assert re.search(r'easy-box" aria-labelledby="leicht" lang="de-simple"', german)
    assert "easy-box" not in client.get("/de-simple/zeitung/fruehjahr/sesam/").content.decode()


def test_versions_lead_to_the_same_article_in_its_languages_only(client, edition):
    page = Page.parse(client.get("/de/zeitung/fruehjahr/sesam/").content.decode())
    (languages,) = [nav for nav in page.all("nav") if "article-languages" in (nav.get("class") or "")]
    links = {a.get("hreflang"): a.get("href") for a in languages.iter("a") if a.get("hreflang")}
    assert links == {
        "de": "/de/zeitung/fruehjahr/sesam/",
        "de-simple": "/de-simple/zeitung/fruehjahr/sesam/",
        "tr": "/tr/zeitung/fruehjahr/sesam/",
    }


def test_edition_begins_with_what_the_reader_can_read(client, edition):
    arabic = words_of(client, "/ar/zeitung/fruehjahr/")
    assert arabic.index("عنوان عربي") < arabic.index("Sesam")
    page = Page.parse(client.get("/ar/zeitung/fruehjahr/").content.decode())
    titles = [page.text_of(h) for h in page.all("h3", "h4")]
    assert len([title for title in titles if title.startswith(("Sesam", "Nächster", "عنوان"))]) == 9


def test_every_article_stands_once_on_its_edition(client, edition):
    html = client.get("/de/zeitung/fruehjahr/").content.decode()
    for article in Article.objects.filter(edition=edition):
        assert html.count(f'href="/de/zeitung/fruehjahr/{article.slug}/"') == 1, article.slug


def test_two_languages_beside_each_other(client, edition):
    def pair(path):
        page = Page.parse(client.get(path).content.decode())
        return [part.get("lang") for part in page.all("section") if part.get("class") == "pair-half"]

    base = "/tr/zeitung/fruehjahr/sesam/nebeneinander/"
    assert pair(base) == ["de", "tr"]
    assert pair(f"{base}?links=de-simple&rechts=de") == ["de-simple", "de"]
    assert pair(f"{base}?links=tr&rechts=tr") == ["tr", "de"] or pair(f"{base}?links=tr&rechts=tr") == [
        "tr",
        "de-simple",
    ]
    assert pair(f"{base}?links=%00&rechts=../xx") == ["de", "tr"]
    assert pair(
        "/de/zeitung/fruehjahr/" + Article.objects.get(texts__title="Nächster 0").slug + "/nebeneinander/"
    ) == ["de"]


def test_previous_and_next_follow_the_order_of_the_edition(client, edition):
    html = client.get(f"/de/zeitung/fruehjahr/{slug_of('Nächster 0')}/").content.decode()
    assert 'rel="prev" href="/de/zeitung/fruehjahr/sesam/"' in html
    assert f'rel="next" href="/de/zeitung/fruehjahr/{slug_of("Nächster 1")}/"' in html
    assert 'rel="prev"' not in client.get("/de/zeitung/fruehjahr/sesam/").content.decode()
    assert 'rel="next"' not in client.get("/de/zeitung/fruehjahr/lang/").content.decode()


def slug_of(title):
    return Article.objects.get(texts__title=title).slug


@pytest.mark.parametrize("state", ["idea", "draft", "edited", "translated", "approved"])
def test_what_is_not_released_never_leaks(client, office, edition, state):
    """Not even for people of the office: their place for it is the office."""
    make_article(edition, slug="geheim", state=state, tags=["Frühstück"], texts={"de": "GEHEIMSACHE"},
                 activity=make_activity(slug="geheim"))  # fmt: skip
    hidden = make_edition(slug="herbst", title="GEHEIMSACHE", web_published_at=None, state="in_work")
    make_article(hidden, slug="kuenftig", tags=["Frühstück"], texts={"de": "GEHEIMSACHE"})
    later = make_edition(slug="winter", title="GEHEIMSACHE", web_published_at=now() + timedelta(days=1))
    make_article(later, slug="spaeter", tags=["Frühstück"], texts={"de": "GEHEIMSACHE"})
    client.force_login(office)
    for path in ("/de/", "/de/zeitung/", "/de/zeitung/fruehjahr/", "/de/zeitung/fruehjahr/lang/", "/zeitung.atom",
                 "/de/zeitung/?schlagwort=Fr%C3%BChst%C3%BCck", "/de/suche/?q=GEHEIMSACHE",
                 "/de/vorhaben/geheim/", "/sitemap-1.xml"):  # fmt: skip
        html = (
            client.get(path).content.decode().replace("?q=GEHEIMSACHE", "").replace('value="GEHEIMSACHE"', "")
        )
        shown = [found for found in re.findall(r".{80}GEHEIMSACHE.{40}", html, re.DOTALL)
                 if "suche" not in path]  # fmt: skip
        assert not shown, (path, shown)
        assert not {"geheim/", "kuenftig", "spaeter", "herbst", "winter"} & set(
            re.findall(r"zeitung/[a-z]+/([a-z]+/?)", html)
        ), path
        assert not re.findall(r"/zeitung/(?:herbst|winter)/", html), path
    for path in ("fruehjahr/geheim/", "fruehjahr/geheim/nebeneinander/", "herbst/", "herbst/kuenftig/", "winter/",
                 "winter/spaeter/", "herbst.pdf", "winter.pdf"):  # fmt: skip
        assert client.get(f"/de/zeitung/{path}").status_code == 404, path
    for path in ("herbst", "winter", "beitrag/geheim", "beitrag/kuenftig", "beitrag/spaeter"):
        assert client.get(f"/bild/zeitung/{path}.png").status_code == 404, path


def test_a_machines_words_and_half_a_translation_are_not_shown(client, edition):
    make_article(edition, slug="halb", texts={"de": "Ganz", "tr": {"title": "MAKINE", "made_by": "machine"},
                                              "ar": {"title": "ناقص", "held_back": True}})  # fmt: skip
    for lang, word in (("tr", "MAKINE"), ("ar", "ناقص")):
        for path in (
            "zeitung/",
            "zeitung/fruehjahr/",
            "zeitung/fruehjahr/halb/",
            "zeitung/fruehjahr/halb/nebeneinander/",
        ):
            assert word not in client.get(f"/{lang}/{path}?links={lang}").content.decode()
        assert word not in client.get(f"/zeitung.atom?lang={lang}").content.decode()
    make_article(edition, slug="nichts", texts={"de": {"title": "ZURUECK", "held_back": True}})
    assert client.get("/de/zeitung/fruehjahr/nichts/").status_code == 404
    assert "ZURUECK" not in client.get("/de/zeitung/fruehjahr/").content.decode()
    assert "/nichts/" not in client.get("/sitemap-1.xml").content.decode()


def test_hostile_words_stay_words(client, edition):
    evil = "<script>alert(1)</script>\"'><img src=x onerror=1>"
    make_article(
        edition,
        slug="boese",
        author=evil[:160],
        tags=[evil[:80]],
        picture_credit=evil,
        motifs="breakfast",
        picture_alt={"de": evil},
        texts={
            "de": {
                "title": evil,
                "kicker": evil,
                "standfirst": evil,
                "body": [
                    {"type": "paragraph", "value": evil + '<a href="javascript:alert(1)">x</a>'},
                    {"type": "heading", "value": evil},
                    {"type": "quote", "value": {"text": evil, "by": evil}},
                    {"type": "list", "value": [evil]},
                    {"type": "table", "value": {"caption": evil, "lines": evil}},
                    {"type": "box", "value": {"title": evil, "text": evil}},
                ],
            }
        },
    )
    for path in ("zeitung/fruehjahr/boese/", "zeitung/fruehjahr/", "zeitung/fruehjahr/boese/nebeneinander/",
                 "zeitung/?schlagwort=%3Cscript%3Ealert(1)"):  # fmt: skip
        html = client.get(f"/de/{path}").content.decode()
        assert "<script>alert" not in html and "<img src=x" not in html
        check_page(html, "de", path)


def test_an_article_that_moved_is_found_again(client, edition):
    other = make_edition(slug="herbst")
    assert client.get("/de/zeitung/herbst/sesam/", follow=False)["Location"] == "/de/zeitung/fruehjahr/sesam/"
    Article.objects.filter(slug="sesam").update(edition=other)
    moved = client.get("/tr/zeitung/fruehjahr/sesam/?x=1")
    assert (moved.status_code, moved["Location"]) == (301, "/tr/zeitung/herbst/sesam/?x=1")


def test_joined_pages_name_the_articles(client, edition):
    html = client.get("/de/vorhaben/fruehstueck/").content.decode()
    assert "In der Zeitung" in html and 'href="/de/zeitung/fruehjahr/sesam/"' in html
    assert 'href="/de/zeitung/fruehjahr/sesam/"' in client.get("/de/konzept/begegnung/").content.decode()


def test_home_shows_the_newest_edition(client, edition):
    make_edition(slug="alt", title="Alte Ausgabe", delivery_on=datetime(2025, 1, 1, tzinfo=UTC).date())
    html = client.get("/tr/").content.decode()
    box = html.split('id="zeitung"')[1].split("</section>")[0]
    assert 'href="/tr/zeitung/fruehjahr/"' in box and "Buyurun" in box and "Alte Ausgabe" not in box


def test_search_finds_articles_in_the_readers_language(client, edition):
    html = client.get("/tr/suche/?q=susam").content.decode()
    assert 'href="/tr/zeitung/fruehjahr/sesam/"' in html and "Susam kokusu" in html


def test_sitemap_names_editions_and_articles_in_every_language(client, edition):
    xml = client.get("/sitemap-1.xml").content.decode()
    for lang in ("de", "ar"):
        for path in ("", "fruehjahr/", "fruehjahr/sesam/"):
            assert (
                f"http://testserver/{lang}/zeitung/{path}</loc>" in xml or f'/{lang}/zeitung/{path}"' in xml
            )


def test_picture_for_links_is_the_drawing_or_the_photo(client, edition):
    assert (
        '"http://testserver/bild/zeitung/beitrag/sesam.png"'
        in client.get("/de/zeitung/fruehjahr/sesam/").content.decode()
    )
    assert (
        '"http://testserver/bild/zeitung/fruehjahr.png"'
        in client.get("/de/zeitung/fruehjahr/").content.decode()
    )
    make_article(edition, slug="foto", picture=make_photo())
    assert re.search(r'og:image" content="http://testserver/media/images/[^"]+\.webp"',
                     client.get("/de/zeitung/fruehjahr/foto/").content.decode())  # fmt: skip
    for path, says in (("sesam/", MOSAIC), ("", MOSAIC), ("foto/", "Ein Platz mit Tischen")):
        assert (
            f'og:image:alt" content="{says}">' in client.get(f"/de/zeitung/fruehjahr/{path}").content.decode()
        )


def test_notices_stand_in_the_language_of_the_reader_and_what_is_paid_says_so(client, edition):
    make_notice(
        edition,
        title={"de": "Kette ab?", "tr": "Zincir mi koptu?"},
        text={"de": "Wir reparieren.\n\nAuch <b>Rollatoren</b>.", "tr": "Onarıyoruz."},
        kind="advertisement",
        is_paid=True,
    )
    make_notice(edition, title="Wir ziehen um", text="Ab Mai in der Schulstraße.")
    make_notice(edition)  # empty: nothing stands there yet
    response = client.get("/de/zeitung/fruehjahr/")
    check_response(response, "de")
    html = response.content.decode()
    assert html.count('class="notice-box') == 2 and html.count('class="notice-mark">Anzeige<') == 1
    assert html.index("Anzeige<") < html.index("Kette ab?") < html.index("Wir ziehen um")
    assert "Auch &lt;b&gt;Rollatoren&lt;/b&gt;." in html
    turkish = client.get("/tr/zeitung/fruehjahr/").content.decode()
    assert "Zincir mi koptu?" in turkish and "Onarıyoruz." in turkish and "Kette ab?" not in turkish
    arabic = client.get("/ar/zeitung/fruehjahr/").content.decode()
    assert 'lang="de" dir="ltr">Wir ziehen um' in arabic


def make_many(count):
    make_identity(is_sample=True)
    edition = make_edition(slug="viele", web_published_at=now())
    activity = make_activity(slug="vorhaben", main_task=make_task(slug="aufgabe"))
    for n in range(count):
        make_article(edition, slug=f"nummer-{n}", picture=make_photo(), tags=["Wort"], activity=activity,
                     texts={"de": f"Nummer {n}", "tr": f"Sayı {n}"})  # fmt: skip
        make_event(title="Tag", dates=["2026-05-06 10:30"])
        make_notice(edition, title=f"Hinweis {n}", picture=make_photo())
    for n in range(count - 1):
        make_article(make_edition(), texts={"de": f"Früher {n}"})
    ContentType.objects.clear_cache()
    ContentType.objects.get_for_model(Article)


COSTS = {
    "/de/zeitung/": 7,
    "/ar/zeitung/?schlagwort=wort": 6,
    "/tr/zeitung/viele/": 15,
    "/de/zeitung/viele/nummer-0/": 7,
    "/de/zeitung/viele/nummer-0/nebeneinander/": 5,
    "/zeitung.atom?lang=tr": 5,
}


@pytest.mark.parametrize("path", COSTS)
@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_one_and_for_three(client, count_queries, path, count):
    make_many(count)
    client.get(path)  # draws what photos look like on the web
    with count_queries() as queries:
        assert client.get(path).status_code == 200
    assert len(queries) == COSTS[path], [query["sql"][:150] for query in queries]
