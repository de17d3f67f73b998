from wagtail.snippets.models import register_snippet

from miteinander.foundation.interface.office_menu import Heading, place

from .office import IdentityViewSet

register_snippet(IdentityViewSet)
place(Heading.SETTINGS, "wagtailsnippets_interface_identity:list", order=10)
