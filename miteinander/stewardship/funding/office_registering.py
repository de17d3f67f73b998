"""What the office of money registers with the rooms below."""

from typing import Any

from miteinander.civic.planning import sources
from miteinander.foundation.interface import sections
from miteinander.foundation.media import readers
from miteinander.foundation.media.models import CouncilDocument
from miteinander.programme.events import companions, funds

from . import personal_data, policies
from .dashboard import on_dashboard
from .deadlines import money_deadlines
from .engagements import FundingCompanion
from .left_for import FundingFunds
from .models import Fund, Quote


def register() -> None:
    personal_data.declare_all()
    sources.register("funding", money_deadlines)
    sections.register("dashboard", on_dashboard, order=24)
    companions.register(FundingCompanion())
    funds.register(FundingFunds())
    readers.register(can_read)


def can_read(user: Any, document: CouncilDocument) -> bool:
    """Notices for who sees sources, offers for who sees orders."""
    if policies.can_see(user) and Fund.objects.filter(notice=document).exists():
        return True
    return policies.can_see_orders(user) and Quote.objects.filter(file=document).exists()
