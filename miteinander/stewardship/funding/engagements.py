"""From an engagement to its order: nothing is typed twice."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from miteinander.foundation.values.money import euros
from miteinander.programme.events.companions import Companion, Step
from miteinander.programme.events.enums import EngagementState
from miteinander.programme.events.models import Engagement

from . import policies
from .enums import OrderState
from .models import Order


def draft_of(engagement: Engagement) -> Order:
    """Filled in, not stored. The fee of an engagement has no VAT; who writes the order adds it."""
    event = engagement.event
    return Order(
        engagement=engagement,
        event=event,
        organisation=engagement.organisation,
        person=engagement.person,
        payee=str(engagement.organisation or engagement.person or engagement.name)[:160],
        purpose=f"{engagement.get_kind_display()}: {event}"[:300],
        work=engagement.kind,
        legal_form=engagement.legal_form,
        resident_abroad=engagement.resident_abroad,
        net_fee=engagement.fee,
        amount=engagement.fee,
        note=engagement.note,
    )


def changed_fee(order: Order) -> str:
    """The sentence when the fee was agreed anew since; "" while it fits."""
    engagement = order.engagement
    if (
        engagement is None
        or engagement.fee is None
        or order.net_fee is None
        or engagement.fee == order.net_fee
    ):
        return ""
    return _(
        "Vereinbart sind jetzt %(agreed)s, im Auftrag %(number)s stehen %(ordered)s. Ist er noch ein Entwurf, ändern Sie "
        "ihn. Ist er beauftragt, nehmen Sie ihn zurück und legen ihn neu an, oder geben Sie über den Rest einen weiteren."
    ) % {"agreed": euros(engagement.fee), "number": order.number, "ordered": euros(order.net_fee)}


class FundingCompanion(Companion):
    def engagement_steps(self, engagements: Sequence[Engagement], user: Any) -> Mapping[int, Sequence[Step]]:
        """The order of each, or the way to one. One query."""
        if not policies.can_see_orders(user):
            return {}
        orders = {
            order.engagement_id: order
            for order in Order.objects.filter(engagement__in=[one.pk for one in engagements])
        }
        found: dict[int, Sequence[Step]] = {}
        for one in engagements:
            order = orders.get(one.pk)
            if order is not None:
                found[one.pk] = [Step(_label(order, one), reverse("funding_office:order", args=[order.pk]))]
            elif one.fee and one.state != EngagementState.DECLINED and policies.can_draft(user):
                address = f"{reverse('funding_office:order-add')}?mitwirkung={one.pk}"
                found[one.pk] = [Step(_("Auftrag vorbereiten"), address)]
        return found


def _label(order: Order, engagement: Engagement) -> str:
    values = {"number": order.number, "state": order.get_state_display()}
    if one_fee_differs(order, engagement):
        return _("Auftrag %(number)s (%(state)s): das Honorar ist jetzt ein anderes") % values
    if order.state == OrderState.DRAFT:
        return _("Auftrag %(number)s ist noch ein Entwurf") % values
    return _("Auftrag %(number)s: %(state)s") % values


def one_fee_differs(order: Order, engagement: Engagement) -> bool:
    return engagement.fee is not None and order.net_fee is not None and engagement.fee != order.net_fee
