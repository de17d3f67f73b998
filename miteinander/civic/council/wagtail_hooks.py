from wagtail.snippets.models import register_snippet

from miteinander.foundation.interface.office_menu import Heading, place

from .office import CouncilGroup

register_snippet(CouncilGroup)
place(
    Heading.PEOPLE,
    "wagtailsnippets_council_membership:list",
    "wagtailsnippets_council_workinggroup:list",
    order=20,
)
place(Heading.SETTINGS, "wagtailsnippets_council_term:list", "wagtailsnippets_council_body:list", order=40)
