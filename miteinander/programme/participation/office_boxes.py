"""What taking part says on the start page of the office: seats nearly gone, lines that do not move, minimums in danger."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from miteinander.foundation.interface import sections
from miteinander.foundation.interface.sections import Section
from miteinander.foundation.values.clock import now
from miteinander.programme.events.enums import EventState

from . import policies
from .enums import RegistrationMode, RegistrationState, Scope, Verdict
from .models import RegistrationPlan

SLOT = "dashboard"
WEEKS = timedelta(weeks=6)
QUIET = timedelta(days=7)
"""A line in which nobody got an offer for so long does not move."""
SHORTLY = timedelta(days=10)
NEARLY = 0.9
MOST = 10


@dataclass(frozen=True)
class Notice:
    plan: Any  # a RegistrationPlan with `starts_at`
    words: str
    url: str


def register() -> None:
    sections.register(SLOT, seats_to_look_at, order=25)


def seats_to_look_at(user: Any) -> Section | None:
    """Three queries, however many events there are."""
    if not policies.can_see_plans(user):
        return None
    moment = now()
    found = sorted(_notices(moment), key=lambda one: one.plan.starts_at)[:MOST]
    if not found:
        return None
    return Section("participation/office/_box.html", {"notices": found}, heading=_("Anmeldungen"))


def _notices(moment: datetime) -> Iterator[Notice]:
    plans = (
        RegistrationPlan.objects.filter(event__state=EventState.PUBLISHED)
        .exclude(mode=RegistrationMode.NONE)
        .annotate(starts_at=Min("event__dates__starts_at"))
        .filter(starts_at__gte=moment, starts_at__lte=moment + WEEKS)
        .select_related("event__series")
        .prefetch_related("pools")
        .order_by("starts_at", "pk")
    )
    shown = list(plans)
    waits = Q(registrations__state=RegistrationState.WAITING)
    moved = Q(registrations__state__in=(RegistrationState.OFFERED, RegistrationState.LAPSED))
    lines = {
        row["pk"]: row
        for row in RegistrationPlan.objects.filter(pk__in=[plan.pk for plan in shown])
        .order_by()
        .values("pk")
        .annotate(
            waiting=Count("registrations", filter=waits),
            since=Min("registrations__created_at", filter=waits),
            moving=Count("registrations", filter=moved & Q(registrations__changed_at__gte=moment - QUIET)),
        )
    }
    for plan in shown:
        url = reverse("participation_office:registration-list", args=[plan.event_id])
        for words in (*_seats(plan), *_line(lines[plan.pk], moment), *_minimum(plan, moment)):
            yield Notice(plan, words, url)


def _seats(plan: RegistrationPlan) -> Iterator[str]:
    whole = next(pool for pool in plan.pools.all() if pool.scope == Scope.ALL)
    if whole.seats and whole.taken >= whole.seats:
        yield _("ausgebucht (%(seats)d)") % {"seats": whole.seats}
    elif whole.seats and whole.taken >= NEARLY * whole.seats:
        yield ngettext("nur noch %(free)d Platz frei", "nur noch %(free)d Plätze frei", whole.free or 0) % {
            "free": whole.free
        }


def _line(row: dict[str, Any], moment: datetime) -> Iterator[str]:
    if row["waiting"] and row["since"] <= moment - QUIET and not row["moving"]:
        yield ngettext(
            "%(count)d Gruppe wartet, seit einer Woche bewegt sich nichts",
            "%(count)d Gruppen warten, seit einer Woche bewegt sich nichts",
            row["waiting"],
        ) % {"count": row["waiting"]}


def _minimum(plan: RegistrationPlan, moment: datetime) -> Iterator[str]:
    if plan.minimum is None or plan.decides_at is None or plan.verdict != Verdict.OPEN:
        return
    whole = next(pool for pool in plan.pools.all() if pool.scope == Scope.ALL)
    if whole.taken < plan.minimum and moment <= plan.decides_at <= moment + SHORTLY:
        yield _("erst %(taken)d von mindestens %(minimum)d Gästen, Entscheidung am %(day)s") % {
            "taken": whole.taken,
            "minimum": plan.minimum,
            "day": f"{plan.decides_at:%d.%m.}",
        }
