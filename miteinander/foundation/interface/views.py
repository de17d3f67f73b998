from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from . import style_guide


@require_safe
@cache_control(public=True, max_age=300)
def style_guide_page(request: HttpRequest) -> HttpResponse:
    """For people who build pages: in German, and not for search engines."""
    context = style_guide.overview() | {"components": style_guide.components()}
    response = render(request, "interface/style_guide.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
