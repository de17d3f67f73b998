from wagtail import hooks
from wagtail.snippets.models import register_snippet

from miteinander.foundation.interface.office_menu import Heading, place

from .deletions import keep_what_is_held
from .office import IdentityViewSet

register_snippet(IdentityViewSet)
place(Heading.SETTINGS, "wagtailsnippets_interface_identity:list", order=10)
hooks.register("before_delete_snippet", keep_what_is_held, order=20)  # after the rooms' own reasons
