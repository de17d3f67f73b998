"""What the list of the calendar is measured against: plain views without a query, through the same middleware.

Both pages have as many bytes as the list, and as many rows and values in a row as the list has on its cards. In the first
everything is a ready text. The second formats its dates with Django's filters and includes a template for each card and
chip, as pages usually do.
"""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import Engine
from django.template.context import Context
from django.urls import path
from django.utils.safestring import mark_safe

from miteinander import urls as site
from miteinander.foundation.values.clock import BERLIN

ROWS = 50
PAGE = """<!DOCTYPE html>
<html lang="{{{{ page.lang }}}}"><head><title>{{{{ page.title }}}}</title>{{{{ page.frame }}}}</head><body><main>
{{% for row in rows %}}{card}{{% endfor %}}</main></body></html>"""
CARD = """<article class="{{{{ row.colour }}}}" data-state="{{{{ row.state }}}}">{{{{ row.picture }}}}
<time datetime="{{{{ row.iso }}}}"><b>{day}</b> {month}{{% if row.year %}} {{{{ row.year }}}}{{% endif %}}</time>
{{% if row.state_label %}}<p>{{{{ row.state_label }}}}</p>{{% endif %}}<p>{{{{ row.format }}}}</p>
<h3><a href="{{{{ row.url }}}}">{{{{ row.title }}}}</a></h3>
<ul><li>{when}</li><li>{{{{ row.place }}}}</li></ul>
<ul>{{% for chip in row.chips %}}{chip}{{% endfor %}}</ul>
</article>"""
CHIP = '<li class="{{ chip.kind }}">{{ chip.label }}</li>'
READY = PAGE.format(
    card=CARD.format(day="{{ row.day }}", month="{{ row.month }}", when="{{ row.when }}", chip=CHIP)
)
USUAL_CARD = CARD.format(
    day='{{ row.starts|date:"d" }}',
    month='{{ row.starts|date:"M" }}',
    when='{{ row.starts|date:"l, H:i" }}–{{ row.ends|date:"H:i" }}',
    chip='{% include "chip" %}',
)
USUAL = PAGE.format(card='{% include "card" %}')
engine = Engine(
    loaders=[
        (
            "django.template.loaders.cached.Loader",
            [
                (
                    "django.template.loaders.locmem.Loader",
                    {"ready": READY, "usual": USUAL, "card": USUAL_CARD, "chip": CHIP},
                )
            ],
        )
    ]
)
page: dict[str, Any] = {"lang": "de", "title": "Kalender", "frame": ""}
rows: list[dict[str, Any]] = []


def prepare(size: int) -> None:
    """Make both pages about `size` bytes long: half of the filling stands in the rows, half around them."""
    rows[:] = [_row(number) for number in range(ROWS)]
    missing = max(0, size - len(_render("ready").encode()))
    page["frame"] = mark_safe("x" * (missing // 2))
    for row in rows:
        row["picture"] = mark_safe("x" * (missing // 2 // ROWS))


def _row(number: int) -> dict[str, Any]:
    starts = datetime(2026, 12, 6, 10, 30, tzinfo=BERLIN) + timedelta(days=number)
    return {
        "url": f"/de/termine/termin-{number}/",
        "colour": "coral",
        "state": "published",
        "state_label": "",
        "picture": "",
        "starts": starts,
        "ends": starts + timedelta(hours=2),
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


def _render(name: str) -> str:
    text: str = engine.get_template(name).render(Context({"page": page, "rows": rows}))
    return text


def ready_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_render("ready"))


def usual_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_render("usual"))


urlpatterns = [path("bare/ready/", ready_view), path("bare/usual/", usual_view), *site.urlpatterns]
handler404, handler500 = site.handler404, site.handler500
