"""What waits, on the start page of the office."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from miteinander.civic.planning.enums import DeadlineState
from miteinander.foundation.interface.sections import Section
from miteinander.foundation.values.clock import today

from . import policies
from .artists_levy import levy_of, years_with_fees
from .deadlines import money_deadlines
from .enums import OrderState
from .models import Order

MOST = 6
SOON = timedelta(days=21)


def on_dashboard(user: Any) -> Section | None:
    """Orders for this account to countersign, dates of the next three weeks, fees near the threshold. Eight queries."""
    if not policies.can_see(user):
        return None
    waiting = []
    if policies.can_approve(user):
        orders = Order.objects.filter(state=OrderState.WAITING).exclude(decided_by=user)
        waiting = list(orders.order_by("ordered_on", "pk")[:MOST])
    day = today()
    dates = [one for one in money_deadlines(day, day + SOON, user) if one.state == DeadlineState.OPEN][:MOST]
    warnings = _about_the_levy() if policies.can_see_orders(user) else []
    if not (waiting or dates or warnings):
        return None
    context = {"waiting": waiting, "dates": dates, "warnings": warnings}
    return Section("funding/office/_dashboard.html", context, heading=_("Geld"))


def _about_the_levy() -> list[str]:
    year = today().year
    if not years_with_fees([year]):
        return []
    levy = levy_of(year)
    if levy.is_over:
        return [_("Die Honorare dieses Jahres liegen über der Grenze der Künstlersozialabgabe.")]
    if levy.is_near:
        return [_("Die Honorare dieses Jahres kommen der Grenze der Künstlersozialabgabe nahe.")]
    return []
