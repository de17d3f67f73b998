"""Who comes to an event: the overview, the list with its filters, the waiting list."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.values.clock import now
from miteinander.programme.events.models import Event
from miteinander.programme.events.office_planning import get_event_or_404

from . import policies
from .actions import offer_seats
from .counting import food_counts, summary_of
from .enums import Channel, RegistrationState, Scope, SupportWish
from .finding import LONGEST_QUERY, matching
from .models import Guest, ItemSeats, Registration, RegistrationPlan, SeatPool
from .office_parts import PER_PAGE, allowed, get_plan_or_404, head_of
from .querysets import RegistrationQuerySet
from .support import support_lines

MOST_WAITING = 30
MOST_EVENTS = 200
HERE = "participation_office:registration-list"


@dataclass(frozen=True)
class Row:
    """One registration in a list; `who`: kind of seat and how many, `items`: programme item and how many."""

    registration: Registration
    size: int
    who: list[tuple[str, int]]
    items: list[tuple[str, int]]
    support: list[str]

    @property
    def food(self) -> list[tuple[str, int]]:
        return food_counts([self.registration.food])


def rows_of(plan: RegistrationPlan, registrations: Sequence[Registration]) -> list[Row]:
    """Three queries, however many there are."""
    names = {
        pool.pk: str(pool.name(base_language()))
        for pool in plan.pools.select_related("item").order_by("position")
    }
    pks = [one.pk for one in registrations]
    who: dict[int, Counter[int]] = {pk: Counter() for pk in pks}
    items: dict[int, Counter[int]] = {pk: Counter() for pk in pks}
    guests = Guest.objects.filter(registration__in=pks).order_by()
    for registration, pool, count in guests.values_list("registration_id", "pool_id").annotate(Count("pk")):
        who[registration][pool] += count
    seats = ItemSeats.objects.filter(registration__in=pks)
    for registration, pool, count in seats.values_list("registration_id", "pool_id", "count"):
        items[registration][pool] += count
    return [
        Row(
            one,
            who[one.pk].total(),
            _named(who[one.pk], names),
            _named(items[one.pk], names),
            [str(SupportWish(wish).label) for wish in one.support if wish in SupportWish.values],
        )
        for one in registrations
    ]


def _named(counts: Counter[int], names: Mapping[int, str]) -> list[tuple[str, int]]:
    return [(name, counts[pool]) for pool, name in names.items() if counts[pool]]


@allowed(policies.can_see_plans)
@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    """Events to come that have a plan, with what is free. Constant number of queries."""
    past = request.GET.get("zeit") == "vorbei"
    coming = Q(event__dates__ends_at__gte=now() - timedelta(days=1)) | Q(event__dates__starts_at__gte=now())
    plans = RegistrationPlan.objects.filter(event__in=Event.objects.visible_to(request.user)).with_start()
    open_plans = RegistrationPlan.objects.filter(coming | Q(event__dates__starts_at__isnull=True))
    plans = plans.exclude(pk__in=open_plans) if past else plans.filter(pk__in=open_plans)
    order = "-starts_at" if past else "starts_at"
    page = Paginator(
        plans.select_related("event__series").prefetch_related("event__dates").order_by(order, "pk"), PER_PAGE
    ).get_page(request.GET.get("p"))
    shown = list(page)
    whole = {pool.plan_id: pool for pool in SeatPool.objects.filter(plan__in=shown, scope=Scope.ALL)}
    states = (
        Registration.objects.filter(plan__in=shown)
        .order_by()
        .values_list("plan", "state")
        .annotate(Count("pk"))
    )
    counts: dict[int, dict[str, int]] = {plan.pk: {} for plan in shown}
    for plan_id, state, count in states:
        counts[plan_id][state] = count
    rows = [(plan, whole.get(plan.pk), counts[plan.pk].get(RegistrationState.WAITING, 0)) for plan in shown]
    context = {
        "page": page,
        "rows": rows,
        "past": past,
        "missing": [] if past or page.number > 1 else _without_plan(request.user),
    }
    return render(request, "participation/office/event_list.html", context)


def _without_plan(user: Any) -> list[Event]:
    """The next events for which nobody said how people take part."""
    if not policies.can_change_plans(user):
        return []
    found = (
        Event.objects.visible_to(user)
        .filter(registration_plan__isnull=True, dates__starts_at__gte=now())
        .exclude(state="cancelled")
        .annotate(first_start=Min("dates__starts_at"))
        .select_related("series")
        .prefetch_related("dates")
        .order_by("first_start", "pk")
    )
    return list(found[:12])


@allowed(policies.can_see_plans)
@require_safe
def registration_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Numbers for all who see plans; names for those who may see people. Constant number of queries."""
    event = get_event_or_404(request.user, pk)
    plan = RegistrationPlan.objects.filter(event=event).first()
    context = head_of(event, request.user, HERE) | {"plan": plan}
    context |= {
        name: getattr(policies, name)(request.user) for name in ("can_change_plans", "can_see_people")
    }
    if plan is None:
        return render(request, "participation/office/registration_list.html", context)
    chosen = chosen_of(request.GET, plan)
    everybody = Registration.objects.visible_to(request.user).filter(plan=plan)
    found = filtered(everybody, chosen).order_by("-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    waiting = list(in_line(everybody)[:MOST_WAITING])
    offered = list(everybody.filter(state=RegistrationState.OFFERED).order_by("offer_until"))[:MOST_WAITING]
    rows = {row.registration.pk: row for row in rows_of(plan, [*page, *waiting, *offered])}
    context |= {
        "page": page,
        "rows": [rows[one.pk] for one in page],
        "waiting": [rows[one.pk] for one in waiting],
        "offered": [rows[one.pk] for one in offered],
        "summary": summary_of(plan),
        "support": support_lines(plan),
        "states": RegistrationState.choices,
        "channels": Channel.choices,
        "kinds": [(pool.pk, str(pool)) for pool in plan.pools.filter(scope=Scope.KIND)],
        "chosen": chosen,
        "query": _query(request),
        "can_register": policies.can_register(request.user),
        "can_change_people": policies.can_change_people(request.user),
    }
    return render(request, "participation/office/registration_list.html", context)


def chosen_of(asked: Any, plan: RegistrationPlan) -> dict[str, str]:
    """Search and filters, without what nobody can mean."""
    state, channel, kind = (asked.get(name, "") for name in ("stand", "weg", "art"))
    return {
        "words": asked.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY],
        "state": state if state in RegistrationState.values else "",
        "channel": channel if channel in Channel.values else "",
        "kind": kind if kind.isdecimal() and len(kind) < 18 else "",
    }


def filtered(found: RegistrationQuerySet, chosen: Mapping[str, str]) -> QuerySet[Registration]:
    if chosen["state"]:
        found = found.filter(state=chosen["state"])
    if chosen["channel"]:
        found = found.filter(channel=chosen["channel"])
    if chosen["kind"]:
        found = found.filter(
            Exists(Guest.objects.filter(registration=OuterRef("pk"), pool=int(chosen["kind"])))
        )
    return matching(found, chosen["words"])


def in_line(found: RegistrationQuerySet) -> QuerySet[Registration]:
    """Those who wait, in the order in which seats are offered: by stage, then as they came."""
    return found.waiting().annotate(stage=Min("guests__pool__stage")).order_by("stage", "pk")


def _query(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("p", None)
    return query.urlencode()


@allowed(policies.can_change_people)
@require_POST
def seats_offer(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer what is free to those who wait."""
    plan = get_plan_or_404(request.user, pk)
    offered = len(offer_seats(plan_id=plan.pk))
    if offered:
        sentence = ngettext(
            "%(count)d Gruppe hat ein Angebot bekommen.",
            "%(count)d Gruppen haben ein Angebot bekommen.",
            offered,
        )
        messages.success(request, sentence % {"count": offered})
    else:
        messages.info(request, _("Es ist kein Platz frei, der für die nächste Gruppe reicht."))
    return redirect(HERE, pk=pk)
