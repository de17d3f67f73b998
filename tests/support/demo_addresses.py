"""Where the demo's records are; their slugs carry days, which depend on the present one."""

import json
import re
from collections import Counter
from datetime import date
from typing import Any, TypedDict
from urllib.request import urlopen


class Addresses(TypedDict):
    """The slug of one record of each kind."""

    venue: str
    organisation: str
    task: str
    group: str
    in_series: str
    several_days: str
    cancelled: str
    postponed: str


def read_addresses(demo: str) -> Addresses:
    """From the public sitemap and the public feed, as anybody could."""
    with urlopen(f"{demo}/sitemap.xml", timeout=30) as response:
        sitemap = response.read().decode()
    events = read_events(demo, "")
    times = Counter(slug_of(event) for event in events)
    coming = [
        event for event in read_events(demo, "format=open-breakfast") if event["start"] > str(date.today())
    ]

    def first_record(path: str) -> str:
        found = re.search(rf"<loc>[^<]+/de/{path}/([^/<]+)/</loc>", sitemap)
        assert found, path
        return found[1]

    def first_event(state: str) -> str:
        return next(slug_of(event) for event in events if event["status"] == state)

    return {
        "venue": first_record("orte"),
        "organisation": first_record("vereine"),
        "task": first_record("konzept"),
        "group": first_record("rat/arbeitskreise"),
        "in_series": slug_of(coming[0]),
        "several_days": times.most_common(1)[0][0],
        "cancelled": first_event("cancelled"),
        "postponed": first_event("postponed"),
    }


def slug_of(event: dict[str, Any]) -> str:
    return event["url"].rstrip("/").rsplit("/", 1)[1]


def read_events(demo: str, query: str) -> list[dict[str, Any]]:
    """All dates of the feed, page by page."""
    address, found = f"{demo}/kalender.json?{query}", []
    while address:
        with urlopen(address, timeout=30) as response:
            page = json.load(response)
        found += page["events"]
        address = page.get("next") or ""
    return found
