"""Telling those who registered that their event moves, does not take place, or takes place after all."""

from datetime import datetime
from typing import Any

from miteinander.foundation.values.clock import now
from miteinander.foundation.values.writing import write_in_turn
from miteinander.foundation.work import enqueue
from miteinander.programme.events.enums import EventState
from miteinander.programme.events.models import Event, EventDate

from ..enums import RegistrationState
from ..models import Registration, RegistrationPlan
from .seats import LockedPlan, give_back, lock_plan, move_up, needs_by_registration

MOVED, POSTPONED, CALLED_OFF, ON_AGAIN = "moved", "postponed", "event_cancelled", "takes_place"
CANCELLED = EventState.CANCELLED.value
WAITS = EventState.POSTPONED.value
Facts = dict[str, Any]


def announce_change(*, event: Event) -> str:
    """Compare what is known of the event with what people were told last, and tell them what differs; which news.

    Empty when there is nothing to tell. Called after every change of a public event, a second time without effect. The
    mails are written by background work after the commit.
    """
    with write_in_turn():
        plan = RegistrationPlan.objects.filter(event=event).first()
        if plan is None:
            return ""
        locked = lock_plan(plan.pk)
        before, present = locked.plan.told_of, facts_of(event)
        if present["state"] == CANCELLED:
            _take_back_offers(locked)
        news = news_of(before, present)
        if before.get("state") in (CANCELLED, WAITS):
            move_up(locked)  # in case it takes place again
        if present["state"] == WAITS and before:  # the day that people know stays until there is a new one
            present |= {"dates": before["dates"], "venues": before["venues"], "online": before["online"]}
        if before != present:
            RegistrationPlan.objects.filter(pk=plan.pk).update(told_of=present)
        if news:
            enqueue(
                "participation.tell_all", plan_id=plan.pk, news=news, before=before, stamp=now().isoformat()
            )
        return news


def remember_told(plan: RegistrationPlan) -> None:
    """What who registers from now on is told: the event as it is."""
    RegistrationPlan.objects.filter(pk=plan.pk).update(told_of=facts_of(plan.event))


def facts_of(event: Event) -> Facts:
    """What a guest goes by, in plain JSON. Three queries, because the object at hand may be older than the database."""
    stored = Event.objects.only("state", "online_url").get(pk=event.pk)
    dates = EventDate.objects.filter(event=event, starts_at__isnull=False).order_by("starts_at", "pk")
    return {
        "state": str(stored.state),
        "dates": [[str(one.precision), _iso(one.starts_at), _iso(one.ends_at)] for one in dates],
        "venues": sorted(stored.venues.values_list("pk", flat=True)),
        "online": stored.online_url,
    }


def news_of(before: Facts, present: Facts) -> str:
    """What to tell people who know `before`; a withdrawn or planned event is nothing to tell."""
    if not before or before == present:
        return ""
    if present["state"] == CANCELLED:
        return CALLED_OFF if before["state"] != CANCELLED else ""
    if present["state"] == WAITS:
        return POSTPONED if before["state"] != WAITS else ""
    if present["state"] != EventState.PUBLISHED:
        return ""
    if any(before[name] != present[name] for name in ("dates", "venues", "online")):
        return MOVED
    return ON_AGAIN if before["state"] in (CANCELLED, WAITS) else ""


def _take_back_offers(locked: LockedPlan) -> None:
    """Nobody can accept them; who had one waits again, in case the event takes place after all."""
    offered = list(
        Registration.objects.filter(plan=locked.plan, state=RegistrationState.OFFERED).values_list(
            "pk", flat=True
        )
    )
    for needs in needs_by_registration(locked, offered).values():
        give_back(locked, needs)
    Registration.objects.filter(pk__in=offered).update(
        state=RegistrationState.WAITING, offer_until=None, changed_at=now()
    )


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
