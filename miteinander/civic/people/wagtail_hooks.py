from wagtail.snippets.models import register_snippet

from .office import PeopleGroup

register_snippet(PeopleGroup)
