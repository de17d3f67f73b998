"""The newspaper as an Atom feed (RFC 4287): its editions, and the articles that a language has."""

import uuid
from datetime import datetime
from html import escape
from urllib.parse import urljoin
from xml.etree import ElementTree as Xml

from django.urls import reverse

from miteinander.foundation.interface.atom_feed import XML_LANG, add, as_bytes, moment, new_feed
from miteinander.foundation.languages.text import LocalText
from miteinander.foundation.values.clock import start_of, today

from .models import Article, Edition
from .presentation import Teaser, edition_address, edition_number, teaser, with_teaser_data

MOST_ARTICLES = 100
MOST_EDITIONS = 10


def feed_of(*, lang: str, title: str, author: str, origin: str) -> bytes:
    """In the active language, the newest edition first. Four queries, one more with photos; `origin` is scheme and host."""
    editions = list(Edition.objects.published()[:MOST_EDITIONS])
    rows = with_teaser_data(Article.objects.published().filter(edition__in=editions))
    articles = [
        (article, found)
        for article in rows.order_by("-edition__delivery_on", "order", "pk")
        if (found := teaser(article, lang)) is not None and not found.is_fallback
    ][:MOST_ARTICLES]
    feed = new_feed(lang)
    own = f"{origin}{reverse('newspaper-atom')}?lang={lang}"
    add(feed, "title", title)
    add(feed, "id", _id(own))
    newest = max((edition.web_published_at for edition in editions if edition.web_published_at), default=None)
    changed = max((article.changed_at for article, _found in articles), default=newest)
    add(feed, "updated", moment(max(filter(None, (newest, changed)), default=start_of(today()))))
    add(add(feed, "author"), "name", author)
    archive = origin + reverse("newspaper:edition-list")
    add(feed, "link", rel="alternate", type="text/html", href=archive, hreflang=lang)
    add(feed, "link", rel="self", type="application/atom+xml", href=own)
    for edition in editions:
        words = edition.title.localized(lang)
        head = LocalText(f"{edition_number(edition)}: {words}", words.lang, words.dir)
        _add_entry(
            feed,
            head,
            key=f"{origin}/zeitung/#{edition.pk}",
            address=origin + edition_address(edition),
            published=edition.web_published_at,
            changed=edition.changed_at,
        )
    for article, found in articles:
        published = article.edition.web_published_at if article.edition else None
        entry = _add_entry(
            feed,
            found.title,
            key=f"{origin}/zeitung/#{article.edition_id}-{article.pk}",
            address=origin + found.url,
            published=published,
            changed=max(filter(None, (published, article.changed_at))),
        )
        for tag in article.tags:
            add(entry, "category", term=tag)
        if found.standfirst:
            add(entry, "summary", found.standfirst.text).set(XML_LANG, found.standfirst.lang)
        add(entry, "content", _content(found, origin), type="html").set(XML_LANG, found.title.lang)
    return as_bytes(feed)


def _add_entry(
    feed: Xml.Element,
    title: LocalText,
    *,
    key: str,
    address: str,
    published: datetime | None,
    changed: datetime,
) -> Xml.Element:
    entry = add(feed, "entry")
    add(entry, "title", title.text).set(XML_LANG, title.lang)
    add(entry, "id", _id(key))
    add(entry, "updated", moment(changed))
    if published:
        add(entry, "published", moment(published))
    add(entry, "link", rel="alternate", type="text/html", href=address)
    return entry


def _content(found: Teaser, origin: str) -> str:
    """The photo, if it may be shown, and the standfirst."""
    parts = []
    if found.picture.is_photo:
        source = escape(urljoin(origin, found.picture.url))
        alternative = escape(str(found.picture.alternative or ""))
        parts.append(f'<p><img src="{source}" alt="{alternative}"></p>')
        if found.picture.credit:
            parts.append(f"<p>{escape(found.picture.credit)}</p>")
    parts.append(f"<p>{escape(found.standfirst.text)}</p>")
    return f'<div lang="{found.title.lang}" dir="{found.title.dir}">{"".join(parts)}</div>'


def _id(key: str) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, key)}"
