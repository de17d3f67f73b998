from wagtail import hooks

from miteinander.foundation.interface.office_menu import Heading, place

from .office import menu_item, urls

hooks.register("register_admin_urls", lambda: urls)
hooks.register("register_admin_menu_item", menu_item)
place(Heading.SETTINGS, "print_office:settings", order=20)
