from wagtail import hooks

from miteinander.foundation.interface.office_menu import Heading, place

from .ledger import office as ledger
from .long_view import office as long_view
from .office import addresses, receipt_addresses
from .proof_office import addresses as proofs
from .transparency import office as unit_costs

for part in (addresses, receipt_addresses, ledger, long_view, proofs, unit_costs):
    hooks.register("register_admin_urls", part.urls)
for item in (
    *addresses.menu_items(),
    *receipt_addresses.menu_items(),
    ledger.menu_item,
    long_view.menu_item,
    unit_costs.menu_item,
    proofs.menu_item,
):
    hooks.register("register_admin_menu_item", item)
place(
    Heading.MONEY,
    *(f"funding_office:{page}" for page in ("cockpit", "fund-list", "order-list", "ksk")),
    order=10,
)
place(Heading.SETTINGS, "funding_office:rule-list", order=60)
place(
    Heading.MONEY,
    f"{ledger.HERE}:journal",
    f"{long_view.HERE}:overview",
    f"{unit_costs.HERE}:overview",
    order=40,
)
place(Heading.MONEY, "funding_proofs:list", order=50)
place(
    Heading.MONEY,
    *(f"funding_receipts:{page}" for page in ("receipt-list", "income-list", "run-list")),
    order=20,
)
receipt_addresses.register_tabs()
