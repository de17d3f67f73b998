"""The calendar as an Atom feed (RFC 4287), in pages (RFC 5005, section 3): one entry for each event."""

import re
import uuid
from html import escape
from xml.etree import ElementTree as Xml

from django.db.models import Prefetch
from django.urls import reverse

from miteinander.foundation.interface.atom_feed import XML_LANG, add, as_bytes, moment, new_feed
from miteinander.foundation.languages.text import LocalText
from miteinander.foundation.values.clock import start_of, today

from .filters import EventFilter
from .models import Event, EventDate
from .presentation import full_when, place_line, state_label
from .querysets import EventDateQuerySet

PAGE_SIZE = 100
MOST_PAGES = 1000


def page_number(text: str) -> int:
    """The page asked for; anything but a number from 1 to the most is 1."""
    return int(text) if re.fullmatch("[1-9][0-9]{0,3}", text) and int(text) <= MOST_PAGES else 1


def feed_of(
    dates: EventDateQuerySet,
    *,
    number: int,
    lang: str,
    title: str,
    author: str,
    origin: str,
    chosen: EventFilter,
) -> bytes:
    """A page of the events of these dates, the latest change first. Five queries; `origin` is scheme and host."""
    events = list(
        Event.objects.filter(pk__in=dates.order_by().values("event_id"))
        .select_related("format", "series", "activity__main_task")
        .prefetch_related(Prefetch("dates", EventDate.objects.by_time()), "venues__district")
        .order_by("-changed_at", "-pk")[(number - 1) * PAGE_SIZE : number * PAGE_SIZE + 1]
    )
    has_next = len(events) > PAGE_SIZE
    events = events[:PAGE_SIZE]

    def page(other: int) -> str:
        more = {"seite": str(other)} if other > 1 else {}
        return origin + reverse("feed-atom") + chosen.address(lang=lang, **more)

    feed = new_feed(lang)
    add(feed, "title", title)
    add(feed, "id", f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, page(1))}")
    add(feed, "updated", moment(events[0].changed_at if events else start_of(today())))
    add(add(feed, "author"), "name", author)
    calendar = origin + reverse("events:event-list") + chosen.address()
    add(feed, "link", rel="alternate", type="text/html", href=calendar, hreflang=lang)
    links = {"self": number, "first": 1}
    if number > 1:
        links["previous"] = number - 1
    if has_next and number < MOST_PAGES:
        links["next"] = number + 1
    for rel, other in links.items():
        add(feed, "link", rel=rel, type="application/atom+xml", href=page(other))
    for event in events:
        _add_entry(feed, event, lang, origin)
    return as_bytes(feed)


def _add_entry(feed: Xml.Element, event: Event, lang: str, origin: str) -> None:
    title, summary = event.shown_title.localized(lang), event.shown_summary.localized(lang)
    state = state_label(event)
    entry = add(feed, "entry")
    add(entry, "title", f"{state}: {title}" if state else title.text).set(XML_LANG, title.lang)
    add(entry, "id", f"urn:uuid:{event.uid}")
    add(entry, "updated", moment(event.changed_at))
    address = origin + reverse("events:event-detail", args=[event.slug])
    add(entry, "link", rel="alternate", type="text/html", href=address, hreflang=lang)
    task = event.activity.main_task
    for scheme, term, label in (
        ("format", event.format.slug, event.format.name),
        ("vorhaben", event.activity.slug, event.activity.title),
        ("aufgabe", task.slug, task.name),
    ):
        add(entry, "category", term=term, scheme=f"{origin}/#{scheme}", label=str(label) or term)
    if summary:
        add(entry, "summary", summary.text).set(XML_LANG, summary.lang)
    content = add(entry, "content", _content(event, summary, lang), type="html")
    content.set(XML_LANG, lang)


def _content(event: Event, summary: LocalText, lang: str) -> str:
    """When, where, what: as simple HTML, each part in its language."""
    when = "<br>".join(escape(full_when(found, lang)) for found in event.dates.all())
    parts = [f"<p>{when}</p>", f"<p>{escape(place_line(list(event.venues.all()), event))}</p>"]
    for text in (event.state_reason.localized(lang), summary):
        if text:
            parts.append(f'<p lang="{text.lang}" dir="{text.dir}">{escape(text.text)}</p>')
    return f'<div lang="{lang}">{"".join(parts)}</div>'
