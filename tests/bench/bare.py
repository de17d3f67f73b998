"""What the list of the calendar is measured against: bare views, through the same middleware in the same process.

"A bare Django view that renders a template of the same size" can mean three things, so all three are measured. Each page
has as many bytes as the list; what its template does not write is filling.

- `ready`: everything is a ready text. No date is formatted, no address resolved, nothing fetched. The strictest floor.
- `template`: what Django's documentation teaches in a template. Dates by the `date` filter, the address of each event by
  `{% url %}`, a template included for each card and chip, and around the cards as many links and options as the list
  has, ready to be written. Its rows are ready dicts, so it asks the database nothing.
- `view`: the same template over the same fifty dates as the list shows, fetched the ordinary way: the columns of the
  cards by `only`, `select_related`, `prefetch_related`. This is what somebody would write who wants this page and
  nothing else, and it is what we hold the list against. It gains from what our models do faster (`QuickLoading`, texts
  decoded once), so it is no straw man. It fetches neither the options of the filters nor who runs the site nor how
  many dates there are: three queries instead of eight.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.template import Engine
from django.template.context import Context
from django.urls import path
from django.utils.safestring import mark_safe

from miteinander import urls as site
from miteinander.civic.places.models import Venue
from miteinander.foundation.values.clock import BERLIN, now
from miteinander.programme.events.models import EventDate
from miteinander.programme.events.querysets import ON_CARDS, VENUE_ON_CARDS

ROWS = 50
PAGE = """<!DOCTYPE html>
<html lang="{{{{ page.lang }}}}"><head><title>{{{{ page.title }}}}</title>{{{{ page.frame }}}}</head><body>{around}<main>
{{% for row in rows %}}{card}{{{{ page.picture }}}}{{% endfor %}}</main></body></html>"""
READY_CARD = """<article class="{{ row.colour }}" data-state="{{ row.state }}">
<time datetime="{{ row.iso }}"><b>{{ row.day }}</b> {{ row.month }}{% if row.year %} {{ row.year }}{% endif %}</time>
{% if row.state_label %}<p>{{ row.state_label }}</p>{% endif %}<p>{{ row.format }}</p>
<h3><a href="{{ row.url }}">{{ row.title }}</a></h3>
<ul><li>{{ row.when }}</li><li>{{ row.place }}</li></ul>
<ul>{% for chip in row.chips %}<li class="{{ chip.kind }}">{{ chip.label }}</li>{% endfor %}</ul>
</article>"""
CARD = """<article class="{{ row.event.activity.main_task.colour }}" data-state="{{ row.event.state }}">
<time datetime="{{ row.starts_at|date:"c" }}"><b>{{ row.starts_at|date:"d" }}</b> {{ row.starts_at|date:"M Y" }}</time>
{% if row.event.state != "published" %}<p>{{ row.event.state }}</p>{% endif %}<p>{{ row.event.format.name }}</p>
<h3><a href="{% url "events:event-detail" row.event.slug %}">{{ row.event.title }}</a></h3>
<ul><li>{{ row.starts_at|date:"l, H:i" }}–{{ row.ends_at|date:"H:i" }}</li>
{% for venue in row.event.venues.all %}<li>{{ venue.name }}, {{ venue.district.name }}</li>{% endfor %}</ul>
<ul>{% for language in row.event.event_languages.all %}{% include "chip" with kind=language.mode label=language.code %}{% endfor %}
{% if row.event.price == 0 %}{% include "chip" with kind="free" label="Kostenlos" %}{% endif %}
{% if row.event.childcare %}{% include "chip" with kind="access" label="Kinderbetreuung" %}{% endif %}</ul>
</article>"""
CHIP = '<li class="{{ kind }}">{{ label }}</li>'
AROUND = """{% for link in links %}<a href="{{ link.url }}">{{ link.label }}</a>{% endfor %}
<select>{% for option in options %}<option value="{{ option.value }}">{{ option.label }}</option>{% endfor %}</select>"""
TEMPLATES = {
    "ready": PAGE.format(card=READY_CARD, around=""),
    "usual": PAGE.format(card='{% include "card" %}', around=AROUND),
    "card": CARD,
    "chip": CHIP,
}
engine = Engine(
    loaders=[
        ("django.template.loaders.cached.Loader", [("django.template.loaders.locmem.Loader", TEMPLATES)])
    ],
)
context: dict[str, Any] = {"links": [], "options": []}
pages: dict[str, dict[str, Any]] = {}


def prepare(body: str) -> None:
    """Give every page the size of this one, and as many links and options as it has outside its cards."""
    context["links"] = [
        {"url": f"/de/verweis-{number}/", "label": f"Verweis {number}"}
        for number in range(body.count("<a ") + body.count("hreflang=") - ROWS)
    ]
    context["options"] = [
        {"value": f"wert-{number}", "label": f"Auswahl {number}"} for number in range(body.count("<option"))
    ]
    for name, view in VIEWS.items():
        pages[name] = {"lang": "de", "title": "Kalender", "frame": "", "picture": ""}
        missing = max(0, len(body.encode()) - len(view()))
        pages[name]["frame"] = mark_safe("x" * (missing // 2))
        pages[name]["picture"] = mark_safe("x" * (missing // 2 // ROWS))


def _render(template: str, page: str, rows: Any) -> bytes:
    text: str = engine.get_template(template).render(Context(context | {"page": pages[page], "rows": rows}))
    return text.encode()


def _ready() -> bytes:
    return _render("ready", "ready", READY_ROWS)


def _template() -> bytes:
    return _render("usual", "template", PLAIN_ROWS)


def _view() -> bytes:
    dates = (
        EventDate.objects.filter(event__live=True, ends_at__gt=now())
        .select_related("event__format", "event__series", "event__activity__main_task")
        .prefetch_related(
            "event__event_languages",
            Prefetch("event__venues", Venue.objects.select_related("district").only(*VENUE_ON_CARDS)),
        )
        .only(*ON_CARDS)
        .order_by("starts_at")
    )
    return _render("usual", "view", dates[:ROWS])


VIEWS = {"ready": _ready, "template": _template, "view": _view}


def _starts(number: int) -> datetime:
    return datetime(2026, 12, 6, 10, 30, tzinfo=BERLIN) + timedelta(days=number)


READY_ROWS = [
    {
        "url": f"/de/termine/termin-{number}/",
        "colour": "coral",
        "state": "published",
        "state_label": "",
        "iso": "2026-12-06T10:30+01:00",
        "day": "06",
        "month": "DEZ",
        "year": "2026" if number % 2 else "",
        "format": "Frühstück",
        "title": f"Offenes Treffen {number}",
        "when": "Sonntag, 10:30–13 Uhr",
        "place": f"Haus {number}, Stadtteil {number}",
        "chips": [
            {"kind": "language", "label": "Deutsch"},
            {"kind": "language", "label": "Türkçe"},
            {"kind": "free", "label": "Kostenlos"},
        ],
    }
    for number in range(ROWS)
]
PLAIN_ROWS = [
    {
        "starts_at": _starts(number),
        "ends_at": _starts(number) + timedelta(hours=2),
        "event": {
            "slug": f"termin-{number}",
            "title": f"Offenes Treffen {number}",
            "state": "published",
            "format": {"name": "Frühstück"},
            "activity": {"main_task": {"colour": "coral"}},
            "venues": {"all": [{"name": f"Haus {number}", "district": {"name": f"Stadtteil {number}"}}]},
            "event_languages": {"all": [{"code": "de", "mode": "spoken"}, {"code": "tr", "mode": "spoken"}]},
            "price": number % 2,
            "childcare": number % 5 == 0,
        },
    }
    for number in range(ROWS)
]


def bare_view(request: HttpRequest, name: str) -> HttpResponse:
    return HttpResponse(VIEWS[name]())


urlpatterns = [path("bare/<str:name>/", bare_view), *site.urlpatterns]
handler404, handler500 = site.handler404, site.handler500
