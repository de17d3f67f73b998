"""Registers distribution with Wagtail; imported by the hooks of the room."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from miteinander.foundation.interface.office_menu import Heading, place

from . import office

register_snippet(office.DistributionGroup)
hooks.register("register_admin_urls", office.urls)
hooks.register("register_admin_menu_item", office.menu_item)
place(
    Heading.NEWSPAPER,
    f"{office.HERE}:overview",
    "wagtailsnippets_newspaper_outlet:list",
    "wagtailsnippets_newspaper_carrierround:list",
    "wagtailsnippets_newspaper_postalsubscriber:list",
    order=50,
)
