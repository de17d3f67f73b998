from wagtail.snippets.models import register_snippet

from miteinander.foundation.interface.office_menu import Heading, place

from .office import PeopleGroup

register_snippet(PeopleGroup)
place(Heading.PEOPLE, "wagtailsnippets_people_organisation:list", "wagtailsnippets_people_person:list", order=10)
