from wagtail import hooks

from miteinander.foundation.interface.office_menu import Heading, place

from .office import after_edit, list_buttons, menu_item, urls

hooks.register("register_admin_urls", urls)
hooks.register("register_admin_menu_item", menu_item)
hooks.register("register_snippet_listing_buttons", list_buttons)
hooks.register("after_edit_snippet", after_edit)
hooks.register("after_create_snippet", after_edit)
place(Heading.INVITE, "participation_office:event-list", order=5)
