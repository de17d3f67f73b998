from wagtail.snippets.models import register_snippet

from .office import ConceptGroup

register_snippet(ConceptGroup)
