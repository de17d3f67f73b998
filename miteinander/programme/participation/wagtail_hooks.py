from wagtail import hooks

from miteinander.foundation.interface.office_menu import Heading, place

from . import office_door

hooks.register("register_admin_urls", office_door.urls)
hooks.register("register_admin_menu_item", office_door.menu_item)
place(Heading.INVITE, "door:overview", order=40)
