from wagtail import hooks
from wagtail.snippets.models import register_snippet

from miteinander.foundation.interface.office_menu import Heading, place

from .office import PlanningGroup, menu_item, urls

register_snippet(PlanningGroup)
hooks.register("register_admin_urls", urls)
hooks.register("register_admin_menu_item", menu_item)
place(Heading.PLAN, "planning:my-todos", order=5)
place(
    Heading.SETTINGS,
    "wagtailsnippets_planning_schoolholiday:list",
    "wagtailsnippets_planning_checklisttemplate:list",
    order=30,
)
