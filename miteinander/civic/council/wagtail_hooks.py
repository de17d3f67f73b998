from wagtail.snippets.models import register_snippet

from .office import CouncilGroup

register_snippet(CouncilGroup)
