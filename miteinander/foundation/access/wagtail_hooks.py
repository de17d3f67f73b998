from wagtail import hooks

from miteinander.foundation.interface.office_menu import Heading, place

from . import office

hooks.register("register_admin_urls", office.urls)
hooks.register("register_admin_menu_item", office.menu_item)
hooks.register("construct_settings_menu", office.without_wagtails_own)
place(Heading.SETTINGS, "access_office:account-list", order=80)
