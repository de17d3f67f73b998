from wagtail import hooks
from wagtail.snippets.models import register_snippet

from miteinander.foundation.interface.office_menu import Heading, place

from . import office

register_snippet(office.NewspaperGroup)
hooks.register("register_admin_urls", office.urls)
hooks.register("register_admin_menu_item", office.menu_item)
place(Heading.NEWSPAPER, "newspaper_office:edition-list", "wagtailsnippets_newspaper_article:list", order=10)
place(Heading.NEWSPAPER, "wagtailsnippets_newspaper_edition:list", order=30)
place(Heading.SETTINGS, "wagtailsnippets_newspaper_section:list", order=36)
