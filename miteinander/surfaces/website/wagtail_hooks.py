from wagtail.snippets.models import register_snippet

from .office import BarrierReportViewSet, PagesGroup

register_snippet(PagesGroup)
register_snippet(BarrierReportViewSet)
