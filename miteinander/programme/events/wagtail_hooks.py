from wagtail import hooks
from wagtail.snippets.models import register_snippet

from miteinander.foundation.interface.office_menu import Heading, place

from .office import EventsGroup, menu_item, urls

register_snippet(EventsGroup)
hooks.register("register_admin_urls", urls)
hooks.register("register_admin_menu_item", menu_item)
place(
    Heading.PLAN,
    "wagtailsnippets_events_event:list",
    "wagtailsnippets_events_series:list",
    "days:day-check",
    "wagtailsnippets_events_engagement:list",
    order=20,
)
place(Heading.SETTINGS, "wagtailsnippets_events_format:list", order=34)
