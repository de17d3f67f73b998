"""What the room enters into the registries of the rooms below."""

from miteinander.civic.planning import sources
from miteinander.foundation.interface import sections
from miteinander.foundation.media import readers
from miteinander.programme.events import companions, funds

from . import documents, file_readers, kinds, personal_data, role_packs
from . import tasks as tasks  # names the background work
from .dashboard import on_dashboard
from .deadlines import money_deadlines
from .engagements import FundingCompanion
from .left_for import FundingFunds
from .receipts_dashboard import receipts_on_dashboard
from .transparency import public


def register() -> None:
    kinds.register()
    role_packs.share_all()
    personal_data.declare_all()
    sources.register("funding", money_deadlines)
    sections.register("dashboard", on_dashboard, order=24)
    sections.register("dashboard", receipts_on_dashboard, order=25)
    companions.register(FundingCompanion())
    funds.register(FundingFunds())
    readers.register(file_readers.can_read)
    readers.close(file_readers.is_closed)
    documents.register()
    public.register()
