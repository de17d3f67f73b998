from wagtail import hooks

from miteinander.foundation.interface.office_menu import Heading, place

from .ledger import office as ledger
from .long_view import office as long_view
from .transparency import office as unit_costs

for part in (ledger, long_view, unit_costs):
    hooks.register("register_admin_urls", part.urls)
    hooks.register("register_admin_menu_item", part.menu_item)
place(
    Heading.MONEY,
    f"{ledger.HERE}:journal",
    f"{long_view.HERE}:overview",
    f"{unit_costs.HERE}:overview",
    order=40,
)
