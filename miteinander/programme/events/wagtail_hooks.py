from wagtail import hooks
from wagtail.snippets.models import register_snippet

from miteinander.foundation.interface.office_menu import Heading, place

from .models import Event
from .office import EventsGroup, menu_item, plan_item, urls
from .office_event import PublishEvents, WithdrawEvents, list_buttons
from .office_money import after_engagement
from .office_preview import event_preview

Event.previewer = staticmethod(event_preview)

register_snippet(EventsGroup)
hooks.register("register_admin_urls", urls)
hooks.register("register_admin_menu_item", menu_item)
hooks.register("register_admin_menu_item", plan_item)
hooks.register("register_snippet_listing_buttons", list_buttons)
hooks.register("after_create_snippet", after_engagement)
hooks.register("after_edit_snippet", after_engagement)
hooks.register("register_bulk_action", PublishEvents)
hooks.register("register_bulk_action", WithdrawEvents)
place(
    Heading.PLAN,
    "event_office:plan-start",
    "wagtailsnippets_events_event:list",
    "wagtailsnippets_events_series:list",
    "days:day-check",
    "wagtailsnippets_events_engagement:list",
    order=10,
)
place(Heading.IMPACT, "wagtailsnippets_events_eventreport:list", order=10)
place(Heading.SETTINGS, "wagtailsnippets_events_format:list", order=34)
