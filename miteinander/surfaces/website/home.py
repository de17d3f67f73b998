"""What the home page shows."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Window
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from miteinander.civic.places.models import District
from miteinander.foundation.interface import tiles
from miteinander.foundation.interface.addresses import address_of
from miteinander.foundation.interface.models import Identity
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.values.clock import end_of, start_of, today
from miteinander.programme.events.district_map import DistrictMap, cell_of, map_of
from miteinander.programme.events.enums import EventState
from miteinander.programme.events.models import EventDate
from miteinander.programme.events.presentation import EventCard, event_cards
from miteinander.programme.newspaper.edition_page import newest_cover

CARDS = 4
TOUR = "tour-stop"
NEWSPAPER = "newspaper-launch"


@dataclass(frozen=True)
class Coming:
    """The next dates, how many the calendar lists in all, and the next issue of the newspaper (a brief card)."""

    cards: list[EventCard]
    total: int
    launch: EventCard | None


def coming() -> Coming:
    """Four queries, and one for each companion of the events."""
    upcoming = EventDate.objects.published().upcoming().by_time()
    dates = list(upcoming.with_card_data().annotate(total=Window(Count("pk")))[:CARDS])
    launch = list(upcoming.with_brief_data().filter(event__format__slug=NEWSPAPER)[:1])
    return Coming(
        cards=event_cards(dates),
        total=getattr(dates[0], "total", 0) if dates else 0,
        launch=event_cards(launch, brief=True)[0] if launch else None,
    )


def newspaper(launch: EventCard | None) -> dict[str, Any]:
    """The newest edition, or the paper as such before there is one; and the day the next one comes. One query."""
    newest = newest_cover(get_language() or base_language())
    if newest is None:
        return {
            "title": _("Vielfalt – die Zeitung des Rates"),
            "text": _("Zweimal im Jahr, in vielen Sprachen, kostenlos."),
            "url": reverse("newspaper:edition-list"),
            "identity": launch.identity if launch else "vielfalt",
            "card": launch,
        }
    return {
        "title": newest.title,
        "label": f"{newest.number} · {newest.month}",
        "text": _("Zweimal im Jahr, in vielen Sprachen, kostenlos."),
        "url": newest.url,
        "identity": newest.identity,
        "colour": newest.colour,
        "motifs": newest.motifs,
        "archive_url": reverse("newspaper:edition-list"),
        "card": launch,
    }


def district_map(current: str = "") -> DistrictMap:
    """How often the council was or will be in each district this year; dates called off do not count. One query.

    `current` is the slug of the district the page is about.
    """
    first, last = start_of(today().replace(month=1, day=1)), end_of(today().replace(month=12, day=31))
    counted = Q(
        venues__events__dates__starts_at__gte=first,
        venues__events__dates__starts_at__lt=last,
        venues__events__state=EventState.PUBLISHED,
    )
    districts = District.objects.on_map().annotate(
        count=Count("venues__events__dates", filter=counted, distinct=True)
    )
    cells = (
        cell_of(
            district,
            count=getattr(district, "count", 0),
            url=address_of(district),
            current=district.slug == current,
        )
        for district in districts
    )
    return map_of(
        cells,
        title=_("In Ihrem Stadtteil"),
        description=_(
            "So oft ist der Rat dieses Jahr vor Ort. Wo noch nichts war, kommen wir als Nächstes hin."
        ),
    )


def home_tiles() -> list[dict[str, Any]]:
    return [
        {
            "title": tile.title,
            "text": tile.text,
            "url": reverse(tile.url_name),
            "pictogram": tile.pictogram,
            "colour": tile.colour,
        }
        for tile in tiles.tiles()
    ]


def hero_identity(identity: Identity) -> str:
    return f"{identity.product_name} {identity.name}"
