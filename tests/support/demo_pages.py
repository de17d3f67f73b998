"""One page of every public kind in the demo year."""

from miteinander.civic.council.models import WorkingGroup
from miteinander.civic.people.models import Organisation
from miteinander.civic.places.models import Venue
from miteinander.foundation.languages.text import Translated
from miteinander.programme.events.models import Event

PATHS = {
    "home": "",
    "calendar": "kalender/",
    "filtered calendar": "kalender/?stadtteil=rheindorf&format=open-breakfast&sprache=tr&stufenlos=1",
    "archive": "kalender/?archiv=1&seite=2",
    "empty calendar": "kalender/?q=gibtesnicht&von=2026-13-01",
    "month": "kalender/monat/2026-12/",
    "month of a selection": "kalender/monat/2026-12/?sprache=tr",
    "empty month": "kalender/monat/2035-02/",
    "unknown month": "kalender/monat/9999-99/",
    "map": "kalender/karte/",
    "map of a district": "kalender/karte/?stadtteil=rheindorf&sprache=tr",
    "activity": "vorhaben/fruehstueck/",
    "districts": "stadtteile/",
    "district": "stadtteile/rheindorf/",
    "concept": "konzept/",
    "task": "konzept/oeffentlichkeitsarbeit/",
    "task without a name": "konzept/querschnittsaufgabe-3/",
    "roster": "rat/",
    "working groups": "rat/arbeitskreise/",
    "consultation": "sprechstunde/",
    "volunteering": "mitmachen/",
    "newspaper": "zeitung/",
    "edition": "zeitung/fruehjahr-2026/",
    "article": "zeitung/fruehjahr-2026/lotsen-gesucht/",
    "article with a table": "zeitung/fruehjahr-2026/kita-schule-und-dann/",
    "two languages": "zeitung/fruehjahr-2026/lotsen-gesucht/nebeneinander/",
    "tag": "zeitung/?schlagwort=Manfort",
    "money": "transparenz/",
    "concerns": "anliegen/",
    "associations": "vereine/",
    "search": "suche/",
    "found": "suche/?q=Fr%C3%BChst%C3%BCck",
    "nothing found": "suche/?q=gibtesnicht",
    "almost found": "suche/?q=Fr%C3%BChst%C3%BCck+gibtesnicht",
    "imprint": "impressum/",
    "privacy": "datenschutz/",
    "accessibility": "barrierefreiheit/",
    "barrier thanks": "barrierefreiheit/danke/",
    "easy language": "leichte-sprache/",
    "sign language": "gebaerdensprache/",
    "not found": "gibt-es-nicht/",
}
MISSING = {"unknown month", "not found"}
EVENTS = {
    "full event": {"items__isnull": False, "event_organisations__role": "partner", "venues__step_free": "yes",
                   "series__isnull": False, "state": "published"},
    "cancelled event": {"state": "cancelled"},
    "postponed event": {"state": "postponed"},
    "moved event": {"state": "published", "occurrence_day__isnull": False},
    "event of several days": {"state": "published", "dates__position": 1},
    "undated event": {"dates__precision": "none", "state": "published"},
    "event of a month": {"dates__precision": "month", "state": "published"},
}  # fmt: skip
RECORDS = ("venue", "organisation", "working group")
NAMES = (*PATHS, *RECORDS, *EVENTS)


def path_of(name: str) -> str:
    """Behind the language. No date of the demo year is moved, so "moved event" gets its reason here."""
    if name in PATHS:
        return PATHS[name]
    if name == "venue":
        return f"orte/{Venue.objects.filter(events__state='published', district__isnull=False)[0].slug}/"
    if name == "organisation":
        return f"vereine/{Organisation.objects.with_page().filter(venues__isnull=False)[0].slug}/"
    if name == "working group":
        return f"rat/arbeitskreise/{WorkingGroup.objects.all()[0].slug}/"
    event = Event.objects.filter(**EVENTS[name]).order_by("slug").first()
    assert event, f"the demo year has no {name}"
    if name == "moved event":
        Event.objects.filter(pk=event.pk).update(state_reason=Translated.of("Der Raum war belegt."))
    return f"termine/{event.slug}/"
