from wagtail.snippets.models import register_snippet

from .office import PlacesGroup

register_snippet(PlacesGroup)
