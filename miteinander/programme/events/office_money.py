"""In the office: what the people who work at an event cost, and what is left for its activity. Warns, never refuses."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.panels import Panel
from wagtail.snippets.views.snippets import CreateView

from miteinander.civic.concept.models import Activity
from miteinander.foundation.values.clock import start_of, today
from miteinander.foundation.values.money import euros

from . import companions, funds, policies
from .companions import Step
from .enums import EngagementState
from .models import Engagement, Event

NOTHING = Decimal(0)
LONGEST_NUMBER = 18


@dataclass(frozen=True)
class Money:
    """What is left for an activity in words, beside what was promised and not ordered yet."""

    left: str
    promised: str
    lines: Sequence[tuple[str, str]]
    warnings: Sequence[str]
    url: str


def money_of(activity: Activity | None) -> Money | None:
    """None where no room knows of money. One query, and those of the room that answers."""
    found = funds.left(activity) if activity else None
    if activity is None or found is None:
        return None
    promised = promised_fees(activity)
    return Money(
        left=euros(found.amount),
        promised=euros(promised) if promised else "",
        lines=[(line.label, euros(line.amount)) for line in found.lines],
        warnings=funds.check(activity, promised) if promised else (),
        url=found.url,
    )


def promised_fees(activity: Activity) -> Decimal:
    """Fees agreed for its events of this year and later, or without a day, that are no orders yet. One query."""
    new_year = start_of(today().replace(month=1, day=1))
    dated = Event.objects.filter(dates__starts_at__isnull=False)
    present = Q(event__dates__starts_at__gte=new_year) | ~Q(event__in=dated.values("pk"))
    fees = dict(
        Engagement.objects.filter(present, event__activity=activity, state=EngagementState.AGREED, fee__gt=0)
        .order_by()
        .values_list("pk", "fee")
    )
    orders = set(funds.ordered(fees.keys()))
    return sum((fee for pk, fee in fees.items() if pk not in orders and fee), NOTHING)


@dataclass(frozen=True)
class Row:
    engagement: Engagement
    fee: str
    url: str
    steps: Sequence[Step]


def engagement_rows(event: Event, user: Any) -> list[Row]:
    """Who works at an event. One query, and one for each companion that has steps."""
    found = list(event.engagements.select_related("person", "organisation", "event"))
    steps = companions.engagement_steps_of(found, user) if found else {}
    return [
        Row(
            one,
            "" if one.fee is None else euros(one.fee),
            reverse("wagtailsnippets_events_engagement:edit", args=[one.pk]),
            steps.get(one.pk, ()),
        )
        for one in found
    ]


class EventMoney(Panel):  # type: ignore[misc]
    """Who works at a stored event for what, what they can do next, and what is left."""

    class BoundPanel(Panel.BoundPanel):  # type: ignore[misc]
        template_name = "events/office_engagements.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and policies.can_see_engagements(self.request.user)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            user = self.request.user
            event = Event.objects.select_related("activity").get(pk=self.instance.pk)
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {
                "rows": engagement_rows(event, user),
                "money": money_of(event.activity),
                "add_url": f"{reverse('wagtailsnippets_events_engagement:add')}?veranstaltung={event.pk}"
                if policies.can_add_engagement(user)
                else "",
            }


class EngagementMoney(Panel):  # type: ignore[misc]
    """Above the form of an engagement: what is left for its activity, and what comes next."""

    class BoundPanel(Panel.BoundPanel):  # type: ignore[misc]
        template_name = "events/office_engagement_money.html"

        def is_shown(self) -> bool:
            return self.instance.event_id is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            event = Event.objects.select_related("activity").get(pk=self.instance.event_id)
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"money": money_of(event.activity), "steps": self._steps()}

        def _steps(self) -> Sequence[Step]:
            stored = Engagement.objects.filter(pk=self.instance.pk).select_related("event").first()
            if stored is None:
                return ()
            return companions.engagement_steps_of([stored], self.request.user).get(stored.pk, ())


class EngagementCreateView(CreateView):  # type: ignore[misc]
    """`?veranstaltung=` says at which event somebody will work."""

    def get_initial_form_instance(self) -> Any:
        instance = super().get_initial_form_instance()
        wanted = self.request.GET.get("veranstaltung", "")
        if wanted.isdecimal() and len(wanted) <= LONGEST_NUMBER:
            instance = instance or self.model()
            instance.event = Event.objects.filter(pk=int(wanted)).first()
        return instance


def after_engagement(request: HttpRequest, record: Any) -> None:
    """After an engagement is saved: say when the agreed fees no longer fit. It is saved all the same."""
    if not isinstance(record, Engagement) or record.state != EngagementState.AGREED or not record.fee:
        return
    money = money_of(record.event.activity)
    if money is None or not money.warnings:
        return
    messages.warning(
        request,
        _(
            "Die Mitwirkung ist gespeichert. %(warnings)s Klären Sie das Geld, bevor Sie den Auftrag geben, oder "
            "vereinbaren Sie ein kleineres Honorar."
        )
        % {"warnings": " ".join(money.warnings)},
        buttons=[messages.button(money.url, _("Mittel ansehen"))] if money.url else None,
    )
