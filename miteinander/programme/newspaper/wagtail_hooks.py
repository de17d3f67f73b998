from wagtail import hooks
from wagtail.snippets.models import register_snippet

from miteinander.foundation.interface.office_menu import Heading, place

from . import office
from .distribution import wagtail_hooks  # noqa: F401  (registers its own)

register_snippet(office.NewspaperGroup)
hooks.register("register_admin_urls", office.urls)
hooks.register("register_admin_menu_item", office.menu_item)
hooks.register("before_delete_snippet", office.keep_what_is_frozen, order=10)  # after the question of rights
place(Heading.NEWSPAPER, "newspaper_office:edition-list", "wagtailsnippets_newspaper_article:list", order=10)
place(Heading.NEWSPAPER, "wagtailsnippets_newspaper_edition:list", order=30)
place(Heading.SETTINGS, "wagtailsnippets_newspaper_section:list", order=36)
