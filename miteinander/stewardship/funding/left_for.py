"""What the room answers to the programme before somebody promises a fee (`events.funds`)."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from miteinander.civic.concept.models import Activity
from miteinander.foundation.values.clock import today
from miteinander.foundation.values.money import euros
from miteinander.programme.events.funds import Funds, Left, LineLeft

from .enums import FundState
from .figures import Figures, sheet_of
from .models import BINDING, ZERO, CostLine, Fund, Order


class FundingFunds(Funds):
    """Sources that are granted and run today."""

    def left(self, activity: Activity) -> Left | None:
        """Ten queries."""
        lines = _lines_with(activity)
        if not lines:
            return None
        several = len({line.fund_id for line, _figures in lines}) > 1
        return Left(
            amount=sum((figures.left for _line, figures in lines), ZERO),
            lines=[
                LineLeft(f"{line.fund}, {line.title}" if several else str(line.title), figures.left)
                for line, figures in lines
            ],
            url=f"{reverse('funding_office:cockpit')}#vorhaben-{activity.pk}",
        )

    def check(self, activity: Activity, amount: Decimal) -> Sequence[str]:
        found = self.left(activity)
        if found is None or amount <= found.amount:
            return ()
        return [
            _("Für dieses Vorhaben sind noch %(left)s frei, das sind %(less)s zu wenig.")
            % {"left": euros(found.amount), "less": euros(amount - found.amount)}
        ]

    def ordered(self, engagements: Collection[int]) -> Collection[int]:
        return set(
            Order.objects.filter(engagement__in=list(engagements), state__in=BINDING).values_list(
                "engagement_id", flat=True
            )
        )


def _lines_with(activity: Activity) -> list[tuple[CostLine, Figures]]:
    """The cells of the activity in sources that are open today."""
    day = today()
    funds = Fund.objects.filter(state=FundState.GRANTED, period_start__lte=day, period_end__gte=day)
    keys = list(funds.values_list("pk", flat=True))
    if not keys:
        return []
    sheet = sheet_of(keys)
    wanted = {line: figures for (line, of), figures in sheet.cells.items() if of == activity.pk}
    rows = CostLine.objects.filter(pk__in=wanted).select_related("fund").order_by("fund", "number")
    return [(line, wanted[line.pk]) for line in rows]
