"""The newspaper as an Atom feed: valid, in its language, the same ids for ever."""

from xml.etree import ElementTree as Xml

import pytest

from miteinander.programme.newspaper.models import Article
from tests.support.factories import make_identity
from tests.support.newspaper_pages import make_article, make_edition

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def edition():
    make_identity(name="Integrationsrat Musterstadt")
    edition = make_edition(slug="fruehjahr", number=1, title={"de": "Setzen Sie sich", "tr": "Buyurun"})
    make_article(edition, slug="sesam", tags=["Tee"], texts={
        "de": {"title": "Sesam & Salz", "standfirst": "Ein <b>Vormittag</b>\x0b."},
        "tr": {"title": "Susam", "standfirst": "Bir sabah."},
    })  # fmt: skip
    make_article(edition, slug="nur-deutsch", texts={"de": "Nur Deutsch"})
    return edition


def feed(client, query=""):
    response = client.get(f"/zeitung.atom{query}")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return Xml.fromstring(response.content)


def test_feed_has_what_the_standard_asks_for(client, edition):
    root = feed(client)
    assert root.tag == f"{ATOM}feed" and root.get(LANG) == "de"
    for parent in (root, *root.iter(f"{ATOM}entry")):
        for name in ("title", "id", "updated"):
            assert len(parent.findall(f"{ATOM}{name}")) == 1 and parent.find(f"{ATOM}{name}").text
    assert root.find(f"{ATOM}author/{ATOM}name").text == "Integrationsrat Musterstadt"
    (self_link,) = [link for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert self_link.get("href") == "http://testserver/zeitung.atom?lang=de"
    ids = [found.text for found in root.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids)) == 4 and all(one.startswith("urn:uuid:") for one in ids)


def test_feed_names_the_edition_and_the_articles_of_a_language(client, edition):
    def titles(query):
        return [entry.find(f"{ATOM}title").text for entry in feed(client, query).iter(f"{ATOM}entry")]

    assert titles("") == ["Ausgabe 1: Setzen Sie sich", "Sesam & Salz", "Nur Deutsch"]
    assert [title.split(": ")[-1] for title in titles("?lang=tr")] == ["Buyurun", "Susam"]
    assert len(titles("?lang=ar")) == 1
    assert titles("?lang=xx%00") == titles("")


def test_entry_leads_to_the_page_and_carries_its_words_as_text(client, edition):
    entry = list(feed(client).iter(f"{ATOM}entry"))[1]
    assert entry.find(f"{ATOM}link").get("href") == "http://testserver/de/zeitung/fruehjahr/sesam/"
    assert entry.find(f"{ATOM}summary").text == "Ein <b>Vormittag</b>."
    assert "<p>Ein &lt;b&gt;Vormittag&lt;/b&gt;.</p>" in entry.find(f"{ATOM}content").text
    assert [one.get("term") for one in entry.findall(f"{ATOM}category")] == ["Tee"]


def test_id_stays_when_the_address_changes(client, edition):
    def ids():
        return {entry.find(f"{ATOM}id").text for entry in feed(client).iter(f"{ATOM}entry")}

    before = ids()
    Article.objects.filter(slug="sesam").update(slug="salz")
    type(edition).objects.update(slug="sommer")
    assert ids() == before


def test_feed_without_an_edition_is_a_feed(client, db):
    make_identity()
    root = feed(client)
    assert not list(root.iter(f"{ATOM}entry")) and root.find(f"{ATOM}updated").text
