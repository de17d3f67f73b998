"""What the office sees before a minimum decides: a to-do of the event and a part of the start page, two days before."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from miteinander.civic.planning.actions import add_todo, change_todo
from miteinander.civic.planning.enums import Topic
from miteinander.civic.planning.models import Todo
from miteinander.foundation.interface.sections import Section
from miteinander.foundation.values.clock import BERLIN, now
from miteinander.programme.events.enums import EventState
from miteinander.programme.events.todos import start_todos

from .enums import RegistrationState
from .models import RegistrationPlan

WARNING = timedelta(days=2)
TITLE = "Zu wenige Anmeldungen: werben oder absagen"
MOST = 12


@dataclass(frozen=True)
class Short:
    """A plan that would be called off, with the guests who are booked."""

    plan: RegistrationPlan
    booked: int

    @property
    def missing(self) -> int:
        return (self.plan.minimum or 0) - self.booked


def short_plans(at: datetime) -> list[Short]:
    """What decides within two days and has too few booked guests, the soonest first. One query."""
    booked = Count("registrations__guests", filter=Q(registrations__state=RegistrationState.BOOKED))
    plans = (
        RegistrationPlan.objects.to_decide(at + WARNING)
        .filter(event__state=EventState.PUBLISHED)
        .select_related("event__series", "event__format", "event__activity")
        .annotate(booked=booked)
        .order_by("decides_at", "pk")
    )
    found = [Short(plan, plan.__dict__["booked"]) for plan in plans]  # annotated
    return [one for one in found if one.missing > 0]


@transaction.atomic
def warn(*, at: datetime) -> int:
    """Keep a to-do at each event that is about to be called off; how many there are. Running twice does no harm."""
    found = short_plans(at)
    for short in found:
        RegistrationPlan.objects.select_for_update().get(pk=short.plan.pk)  # two workers would write two
        todo_list = start_todos(event=short.plan.event)
        if todo_list is None or short.plan.decides_at is None:
            continue
        note = _("%(booked)d von mindestens %(minimum)d Gästen sind angemeldet.") % {
            "booked": short.booked,
            "minimum": short.plan.minimum,
        }
        day = short.plan.decides_at.astimezone(BERLIN).date()
        present = Todo.objects.filter(list=todo_list, title=TITLE).first()
        if present is None:
            add_todo(list=todo_list, title=TITLE, due_on=day, topic=Topic.INVITATION, note=note)
        elif present.note != note:
            change_todo(todo=present, values={"note": note})
    return len(found)


def on_dashboard(user: Any) -> Section | None:
    """A part of the start page of the office. One query."""
    if not (user.is_active and user.has_perm("participation.view_registrationplan")):
        return None
    rows = short_plans(now())[:MOST]
    if not rows:
        return None
    return Section(
        "participation/office/_minimum.html", {"rows": rows}, heading=str(_("Zu wenige Anmeldungen"))
    )
