from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from miteinander.foundation.interface.office_menu import Heading, place
from miteinander.programme.events import policies as event_policies

from . import feedback_office, office, office_door, office_parts

hooks.register("register_admin_urls", office.urls)
hooks.register("register_admin_urls", feedback_office.urls)
hooks.register("register_admin_urls", office_door.urls)
hooks.register("register_admin_menu_item", office.menu_item)
hooks.register("register_admin_menu_item", office_door.menu_item)
hooks.register("register_snippet_listing_buttons", office.list_buttons)
hooks.register("register_snippet_listing_buttons", feedback_office.list_buttons)
hooks.register("after_edit_snippet", office.after_edit)
hooks.register("after_create_snippet", office.after_edit)
place(Heading.INVITE, "participation_office:event-list", order=5)
place(Heading.INVITE, "door:overview", order=40)
office_parts.TABS += [
    office_parts.Tab("door:event", _("An der Tür"), office_door.may_use),
    office_parts.Tab(
        "participation_feedback_office:feedback-result", _("Rückmeldungen"), feedback_office.may_see
    ),
    office_parts.Tab("event_office:event-print", _("Drucken"), event_policies.can_see_office),
]
