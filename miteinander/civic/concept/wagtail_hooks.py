from wagtail.snippets.models import register_snippet

from miteinander.foundation.interface.office_menu import Heading, place

from .office import ConceptGroup

register_snippet(ConceptGroup)
place(Heading.PLAN, "wagtailsnippets_concept_activity:list", "wagtailsnippets_concept_measure:list", order=50)
place(
    Heading.SETTINGS,
    "wagtailsnippets_concept_crosscuttingtask:list",
    "wagtailsnippets_concept_concept:list",
    "wagtailsnippets_concept_fieldofaction:list",
    "wagtailsnippets_concept_goal:list",
    order=20,
)
