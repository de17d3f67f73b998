from wagtail.snippets.models import register_snippet

from .office import IdentityViewSet

register_snippet(IdentityViewSet)
