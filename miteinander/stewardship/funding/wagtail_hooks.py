from wagtail import hooks

from miteinander.foundation.interface.office_menu import Heading, place

from .ledger import office as ledger
from .office import addresses
from .proof_office import addresses as proofs

hooks.register("register_admin_urls", addresses.urls)
for item in addresses.menu_items():
    hooks.register("register_admin_menu_item", item)
place(
    Heading.MONEY,
    *(f"funding_office:{page}" for page in ("cockpit", "fund-list", "order-list", "ksk")),
    order=10,
)
place(Heading.SETTINGS, "funding_office:rule-list", order=60)
hooks.register("register_admin_urls", ledger.urls)
hooks.register("register_admin_menu_item", ledger.menu_item)
place(Heading.MONEY, f"{ledger.HERE}:journal", order=40)
hooks.register("register_admin_urls", proofs.urls)
hooks.register("register_admin_menu_item", proofs.menu_item)
place(Heading.MONEY, "funding_proofs:list", order=50)
