from wagtail import hooks

from miteinander.foundation.interface.office_menu import Heading, place

from .proof_office import addresses as proofs

hooks.register("register_admin_urls", proofs.urls)
hooks.register("register_admin_menu_item", proofs.menu_item)
place(Heading.MONEY, "funding_proofs:list", order=50)
