from wagtail import hooks

from miteinander.foundation.interface.office_menu import Heading, place

from .ledger import office as ledger

hooks.register("register_admin_urls", ledger.urls)
hooks.register("register_admin_menu_item", ledger.menu_item)
place(Heading.MONEY, f"{ledger.HERE}:journal", order=40)
