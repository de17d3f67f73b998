from wagtail import hooks
from wagtail.snippets.models import register_snippet

from miteinander.foundation.interface.office_menu import Heading, place

from .office import PeopleGroup
from .office_confirmations import menu_item, urls

register_snippet(PeopleGroup)
place(
    Heading.PEOPLE, "wagtailsnippets_people_organisation:list", "wagtailsnippets_people_person:list", order=10
)
hooks.register("register_admin_urls", lambda: urls)
hooks.register("register_admin_menu_item", menu_item)
place(Heading.PEOPLE, "entry-check:confirmation-list", order=15)
