from wagtail.snippets.models import register_snippet

from .office import EventsGroup

register_snippet(EventsGroup)
