from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from miteinander.foundation.languages.middleware import preferred_language

from . import style_guide
from .models import present_identity
from .short_links import path_behind


@require_safe
@cache_control(public=True, max_age=300)
def style_guide_page(request: HttpRequest) -> HttpResponse:
    """For people who build pages: in German, and not for search engines."""
    context = style_guide.overview() | {"components": style_guide.components()}
    response = render(request, "interface/style_guide.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def short_link(request: HttpRequest, code: str) -> HttpResponse:
    """The short address on paper leads to the page in the best language of the phone."""
    path = path_behind(code)
    if path is None:
        raise Http404
    hidden = present_identity().hidden_languages
    best = preferred_language(request.headers.get("Accept-Language", ""), but=hidden)
    response = HttpResponseRedirect(f"/{best}{path}")
    patch_vary_headers(response, ["Accept-Language"])
    return response
