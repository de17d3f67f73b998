"""Authors from outside: a link, a form without an account, and nothing beyond their one article."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from miteinander.foundation.access.models import SignedLink
from miteinander.foundation.interface.guarded_forms import GuardedForm
from miteinander.foundation.privacy.register import entries_of
from miteinander.foundation.values.clock import now, today
from miteinander.programme.newspaper import actions
from miteinander.programme.newspaper.enums import ArticleState
from miteinander.programme.newspaper.models import Article, ArticleText, ContributionLink
from tests.support.accounts import make_account
from tests.support.factories import make_identity
from tests.support.newspaper import make_article, make_edition, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    make_identity()
    monkeypatch.setattr(GuardedForm, "shortest_time", -1)


def invited(**values):
    article = values.pop("article", None) or make_article(texts={"de": words("Mein Verein")})
    values = {"name": "Kim Muster", "language": "de"} | values
    _link, token = actions.invite_author(article=article, **values)
    return article, reverse("newspaper_contribution:form", args=[token])


def filled(client, address, **values):
    html = client.get(address).content.decode()
    hidden = dict(re.findall(r'name="(stamp|seen)" value="([^"]+)"', html))
    sent = {
        "title": "Wir tanzen weiter",
        "text": "Erster Absatz.\n\n# Danach\n\n- eins\n- zwei",
        "author": "Kim M.",
    }
    return client.post(address, hidden | {"website": ""} | sent | values)


def test_an_author_sends_a_text_and_the_editors_see_it(client):
    article, address = invited(note="Bitte 1500 Zeichen", wanted_length=1500)
    page = client.get(address)
    assert page["Referrer-Policy"] == "strict-origin"  # else browsers send the form from "null": refused
    assert "Bitte 1500 Zeichen" in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex" and "no-store" in page["Cache-Control"]
    answer = filled(client, address)
    assert answer.status_code == 302
    assert "Danke" in client.get(answer.url).content.decode()
    text = ArticleText.objects.get(article=article)
    assert [block["type"] for block in text.blocks] == ["paragraph", "heading", "list"]
    article.refresh_from_db()
    assert (text.title, article.author, article.state) == ("Wir tanzen weiter", "Kim M.", ArticleState.DRAFT)
    assert article.versions.first().from_outside
    assert "# Danach" in client.get(address).content.decode()


def test_what_the_editors_changed_meanwhile_is_not_overwritten_silently(client):
    article, address = invited()
    html = client.get(address).content.decode()
    hidden = dict(re.findall(r'name="(stamp|seen)" value="([^"]+)"', html))
    actions.save_text(article=article, language="de", words=words("Von der Redaktion"))
    values = hidden | {"website": "", "title": "Meins", "text": "Mein Text", "author": ""}
    answer = client.post(address, values)
    assert answer.status_code == 409 and "Mein Text" in answer.content.decode()
    assert ArticleText.objects.get(article=article).title == "Von der Redaktion"


def test_html_of_an_author_stays_text(client):
    article, address = invited()
    filled(client, address, text="<script>alert(1)</script> & <b>fett</b>")
    block = ArticleText.objects.get(article=article).blocks[0]
    assert block["value"] == "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;fett&lt;/b&gt;</p>"


@pytest.mark.parametrize("closing", ["approved", "revoked", "expired", "frozen", "forged"])
def test_a_closed_link_opens_nothing(client, closing):
    edition = make_edition()
    article, address = invited(article=make_article(edition))
    link = ContributionLink.objects.get()
    if closing == "approved":
        actions.adopt_state(article=article, state=ArticleState.APPROVED)
    elif closing == "revoked":
        actions.revoke_link(link=link)
    elif closing == "expired":
        SignedLink.objects.update(expires_at=now() - timedelta(days=1))
    elif closing == "frozen":
        type(edition).objects.update(state="released")
    else:
        address = address.replace(address.split("/")[-2][:6], "abcdef")
    assert client.get(address).status_code == 410
    assert client.post(address, {"title": "x", "text": "y"}).status_code == 410
    assert ArticleText.objects.get(article=article).title.startswith("Beitrag")


def test_a_link_is_shown_once_and_its_token_is_kept_nowhere(client):
    client.force_login(make_account("editor"))
    article = make_article()
    page = reverse("newspaper_office:link-list", args=[article.pk])
    html = client.post(page, {"name": "Kim", "language": "tr", "days": "10"}).content.decode()
    token = re.search(r"/tr/zeitung/mitschreiben/([^/]+)/", html)[1]
    assert token not in client.get(page).content.decode()
    assert client.get(f"/tr/zeitung/mitschreiben/{token}/").status_code == 200
    client.post(reverse("newspaper_office:link-revoke", args=[ContributionLink.objects.get().pk]))
    assert client.get(f"/tr/zeitung/mitschreiben/{token}/").status_code == 410
    assert client.post(page, {"name": "", "language": "tr", "days": "400"}).status_code == 422


def test_ideas_and_links_are_forgotten_in_time():
    (of_link,) = entries_of(ContributionLink)
    article, _address = invited()
    ContributionLink.objects.update(expires_on=today() - timedelta(days=190))
    assert of_link.rule.due(ContributionLink, today()).count() == 1
    (of_author,) = [one for one in entries_of(Article) if "author" in one.fields]
    assert not of_author.rule.due(Article, today()).exists()
    Article.objects.update(changed_at="2020-01-01T00:00Z")
    assert list(of_author.rule.due(Article, today())) == [article]
    Article.objects.update(edition=make_edition())
    assert not of_author.rule.due(Article, today()).exists()
