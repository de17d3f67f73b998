from wagtail import hooks

from miteinander.foundation.interface.office_menu import Heading, place

from .office import addresses, receipt_addresses

hooks.register("register_admin_urls", addresses.urls)
for item in addresses.menu_items():
    hooks.register("register_admin_menu_item", item)
place(
    Heading.MONEY,
    *(f"funding_office:{page}" for page in ("cockpit", "fund-list", "order-list", "ksk")),
    order=10,
)
place(Heading.SETTINGS, "funding_office:rule-list", order=60)

hooks.register("register_admin_urls", receipt_addresses.urls)
for item in receipt_addresses.menu_items():
    hooks.register("register_admin_menu_item", item)
place(
    Heading.MONEY,
    *(f"funding_receipts:{page}" for page in ("receipt-list", "income-list", "run-list")),
    order=20,
)
receipt_addresses.register_tabs()
