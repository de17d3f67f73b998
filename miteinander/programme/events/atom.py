"""The calendar as an Atom feed (RFC 4287), in pages (RFC 5005, section 3): one entry for each event."""

import re
import uuid
from datetime import UTC, datetime
from html import escape
from xml.etree import ElementTree as Xml

from django.db.models import Prefetch
from django.urls import reverse

from miteinander.foundation.languages.text import LocalText
from miteinander.foundation.values.clock import start_of, today

from .filters import EventFilter
from .models import Event, EventDate
from .presentation import full_when, place_line, state_label
from .querysets import EventDateQuerySet

PAGE_SIZE = 100
MOST_PAGES = 1000
ATOM = "http://www.w3.org/2005/Atom"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Xml.register_namespace("", ATOM)


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

    feed = Xml.Element(f"{{{ATOM}}}feed", {XML_LANG: lang})
    _add(feed, "title", title)
    _add(feed, "id", f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, page(1))}")
    _add(feed, "updated", _moment(events[0].changed_at if events else start_of(today())))
    _add(_add(feed, "author"), "name", author)
    calendar = origin + reverse("events:event-list") + chosen.address()
    _add(feed, "link", rel="alternate", type="text/html", href=calendar, hreflang=lang)
    links = {"self": number, "first": 1}
    if number > 1:
        links["previous"] = number - 1
    if has_next and number < MOST_PAGES:
        links["next"] = number + 1
    for rel, other in links.items():
        _add(feed, "link", rel=rel, type="application/atom+xml", href=page(other))
    for event in events:
        _add_entry(feed, event, lang, origin)
    stream: bytes = Xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return stream


def _add_entry(feed: Xml.Element, event: Event, lang: str, origin: str) -> None:
    title, summary = event.shown_title.localized(lang), event.shown_summary.localized(lang)
    state = state_label(event)
    entry = _add(feed, "entry")
    _add(entry, "title", f"{state}: {title}" if state else title.text).set(XML_LANG, title.lang)
    _add(entry, "id", f"urn:uuid:{event.uid}")
    _add(entry, "updated", _moment(event.changed_at))
    address = origin + reverse("events:event-detail", args=[event.slug])
    _add(entry, "link", rel="alternate", type="text/html", href=address, hreflang=lang)
    task = event.activity.main_task
    for scheme, term, label in (
        ("format", event.format.slug, event.format.name),
        ("vorhaben", event.activity.slug, event.activity.title),
        ("aufgabe", task.slug, task.name),
    ):
        _add(entry, "category", term=term, scheme=f"{origin}/#{scheme}", label=str(label) or term)
    if summary:
        _add(entry, "summary", summary.text).set(XML_LANG, summary.lang)
    content = _add(entry, "content", _content(event, summary, lang), type="html")
    content.set(XML_LANG, lang)


def _content(event: Event, summary: LocalText, lang: str) -> str:
    """When, where, what: as simple HTML, each part in its language."""
    when = "<br>".join(escape(full_when(found, lang)) for found in event.dates.all())
    parts = [f"<p>{when}</p>", f"<p>{escape(place_line(list(event.venues.all()), event))}</p>"]
    for text in (event.state_reason.localized(lang), summary):
        if text:
            parts.append(f'<p lang="{text.lang}" dir="{text.dir}">{escape(text.text)}</p>')
    return f'<div lang="{lang}">{"".join(parts)}</div>'


def _add(parent: Xml.Element, name: str, text: str = "", **attributes: str) -> Xml.Element:
    clean = {key: _FORBIDDEN.sub("", value) for key, value in attributes.items()}
    child = Xml.SubElement(parent, f"{{{ATOM}}}{name}", clean)
    child.text = _FORBIDDEN.sub("", text) or None
    return child


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
