from wagtail import hooks

from .office import menu_item, urls

hooks.register("register_admin_urls", urls)
hooks.register("register_admin_menu_item", menu_item)
