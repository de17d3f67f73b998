"""What waits among the receipts, on the start page of the office."""

from typing import Any

from django.utils.translation import gettext as _

from miteinander.foundation.interface.sections import Section

from . import policies, receipt_queries
from .models import PaymentRun, Receipt, WaitingFile


def receipts_on_dashboard(user: Any) -> Section | None:
    """For those who book. Five queries."""
    if not policies.can_enter_receipts(user):
        return None
    context = {
        "waiting": WaitingFile.objects.count(),
        "unpaid": receipt_queries.unpaid(Receipt.objects.all()).count(),
        "without_file": receipt_queries.without_file(Receipt.objects.all()).count(),
        "runs": list(PaymentRun.objects.filter(confirmed_on=None)[:3]),
    }
    if not any(context.values()):
        return None
    return Section("funding/office/_receipts_dashboard.html", context, heading=_("Belege"))
