"""The start page of the office: parts that say what waits. Rooms add theirs in `interface.sections`, slot "dashboard".

Every part costs a fixed number of queries, and shows at most `MOST` lines with a way to the rest.
"""

from datetime import date, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import WorkflowState

from miteinander.civic.places.models import District
from miteinander.civic.planning.enums import DeadlineState
from miteinander.civic.planning.sources import deadlines
from miteinander.foundation.interface import sections
from miteinander.foundation.interface.sections import Section
from miteinander.foundation.languages.registry import site_languages
from miteinander.foundation.translation import policies as desk
from miteinander.foundation.translation import querysets as texts
from miteinander.foundation.values.clock import today
from miteinander.programme.events import policies
from miteinander.programme.events.enums import HIDDEN_STATES, EventState
from miteinander.programme.events.models import Event, EventDate

from . import weeks

SLOT = "dashboard"
MOST = 12
LOOK_BACK = timedelta(days=365)
SOON = timedelta(days=60)
WEEK = timedelta(days=6)


def register() -> None:
    sections.register(SLOT, coming_weeks, order=5)
    sections.register(SLOT, due_this_week, order=10)
    sections.register(SLOT, waiting_for_review, order=20)
    sections.register(SLOT, not_published_yet, order=30)
    sections.register(SLOT, missing_translations, order=40)
    sections.register(SLOT, districts_without_visit, order=50)


class DashboardPanel(Component):  # type: ignore[misc]
    """All parts of the start page."""

    name = "office_dashboard"
    order = 100

    def render_html(self, parent_context: Any = None) -> str:
        request = parent_context["request"]
        context = {"sections": sections.sections_of(SLOT, request.user)}
        return render_to_string("office/dashboard.html", context, request=request)


def coming_weeks(user: Any) -> Section | None:
    """Where the next weeks are full and where they are empty. One query."""
    if not policies.can_see_office(user):
        return None
    day = today()
    dates = EventDate.objects.dated().between(*weeks.span(day)).exclude(event__state=EventState.CANCELLED)
    found = weeks.weeks_of(dates.with_brief_data().by_time(), day, get_language() or "de")
    return Section("office/_weeks.html", {"weeks": found}, heading=str(_("Die nächsten Wochen")))


def due_this_week(user: Any) -> Section | None:
    """What is overdue, and what is due or takes place from today until in six days."""
    day = today()
    last = day + WEEK
    found = [one for one in deadlines(day - LOOK_BACK, last, user) if one.state != DeadlineState.DONE]
    wanted = [one for one in found if one.day >= day or one.state == DeadlineState.OVERDUE]
    dates: list[EventDate] = []
    if policies.can_see_office(user):
        rows = EventDate.objects.dated().between(day, last).exclude(event__state=EventState.CANCELLED)
        dates = list(rows.with_card_data().by_time()[:MOST])
    return Section(
        "office/_due.html",
        {
            "day": day,
            "overdue": [one for one in wanted if one.state == DeadlineState.OVERDUE][:MOST],
            "coming": [one for one in wanted if one.state != DeadlineState.OVERDUE][:MOST],
            "count": len(wanted),
            "dates": dates,
        },
        heading=str(_("Diese Woche")),
    )


def waiting_for_review(user: Any) -> Section | None:
    """Drafts somebody gave for review. Three queries."""
    if not policies.can_see_office(user):
        return None
    states = (
        WorkflowState.objects.active()
        .filter(content_type=ContentType.objects.get_for_model(Event))
        .select_related("requested_by")
        .order_by("created_at")
    )
    waiting = list(states[:MOST])
    numbers = [int(state.object_id) for state in waiting]
    events = Event.objects.select_related("series").in_bulk(numbers)
    rows = [
        (events[number], state) for number, state in zip(numbers, waiting, strict=True) if number in events
    ]
    return Section(
        "office/_review.html",
        {"rows": rows, "may_publish": policies.can_publish(user)},
        heading=str(_("Wartet auf Prüfung")),
    )


def not_published_yet(user: Any) -> Section | None:
    """Drafts whose day is near. One query."""
    if not policies.can_see_office(user):
        return None
    day = today()
    rows = EventDate.objects.dated().between(day, day + SOON).filter(event__state__in=HIDDEN_STATES)
    dates = list(rows.with_brief_data().by_time()[:MOST])
    return Section("office/_unpublished.html", {"dates": dates}, heading=str(_("Bald, aber noch Entwurf")))


def missing_translations(user: Any) -> Section | None:
    """How many records miss a language or are outdated in it. Two queries."""
    shown = desk.visible_sources(user)
    codes = desk.languages_at_desk(user, shown)
    if not codes:
        return None
    counts = texts.open_counts(shown, codes)
    address = reverse("translation:overview")
    rows = [
        (language, counts[language.code], f"{address}?sprache={language.code}&stand={texts.OPEN}")
        for language in site_languages()
        if language.code in codes and counts[language.code]
    ]
    return Section("office/_translations.html", {"rows": rows}, heading=str(_("Übersetzungen fehlen")))


def districts_without_visit(user: Any) -> Section | None:
    """Districts in which nothing took or takes place this year. One query."""
    if not policies.can_see_office(user):
        return None
    year = today().year
    visits = (
        EventDate.objects.dated()
        .between(date(year, 1, 1), date(year, 12, 31))
        .exclude(event__state=EventState.CANCELLED)
        .filter(event__venues__district=OuterRef("pk"))
    )
    districts = list(District.objects.filter(~Exists(visits)).order_by("name"))
    return Section(
        "office/_districts.html",
        {"districts": districts, "year": year, "may_plan": policies.can_plan(user)},
        heading=str(_("Stadtteile ohne Besuch")),
    )
