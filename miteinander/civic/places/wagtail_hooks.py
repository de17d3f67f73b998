from wagtail.snippets.models import register_snippet

from miteinander.foundation.interface.office_menu import Heading, place

from .office import PlacesGroup

register_snippet(PlacesGroup)
place(Heading.PLAN, "wagtailsnippets_places_venue:list", order=40)
place(
    Heading.SETTINGS, "wagtailsnippets_places_district:list", "wagtailsnippets_places_borough:list", order=50
)
