from wagtail.snippets.models import register_snippet

from miteinander.foundation.interface.office_menu import Heading, place

from .office import BarrierReportViewSet, PagesGroup

register_snippet(PagesGroup)
register_snippet(BarrierReportViewSet)
place(
    Heading.SETTINGS,
    "wagtailsnippets_website_fixedpagetext:list",
    "wagtailsnippets_website_fixedpage:list",
    order=14,
)
place(Heading.PEOPLE, "wagtailsnippets_website_barrierreport:list", order=40)
