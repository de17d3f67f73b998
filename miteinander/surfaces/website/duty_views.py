from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from miteinander.foundation.access.limits import is_too_often
from miteinander.foundation.interface.guarded_forms import fresh_stamp
from miteinander.foundation.languages.registry import base_language

from .actions import report_barrier
from .duty_pages import language_states, shown_page
from .enums import PageKey
from .forms import BarrierForm

MOST_REPORTS = 10
"""From one address in an hour; whole houses share one."""


@require_safe
def easy_language(request: HttpRequest) -> HttpResponse:
    return render(request, "website/duty_page.html", {"page": shown_page(PageKey.EASY_LANGUAGE)})


@require_safe
def sign_language(request: HttpRequest) -> HttpResponse:
    context = {"page": shown_page(PageKey.SIGN_LANGUAGE), "shows_film": True}
    return render(request, "website/duty_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement with its form; a report that is stored leads on to the thank-you page."""
    if request.method != "POST":
        form = BarrierForm(initial={"page": page_of_visitor(request), "stamp": fresh_stamp()})
        return _statement(request, form)
    form = BarrierForm(request.POST)
    if not form.is_valid():
        return _statement(request, form.renewed(), status=422)
    if is_too_often(request, "barrier", most=MOST_REPORTS):
        form.refuse(
            _(
                "Von Ihrem Anschluss kamen viele Meldungen. Bitte versuchen Sie es in einer Stunde noch einmal."
            )
        )
        return _statement(request, form.renewed(), status=429)
    found = form.cleaned_data
    report_barrier(
        what=found["what"],
        page=found["page"],
        reach=found["reach"],
        language=get_language() or base_language(),
    )
    return redirect("website:accessibility-thanks")


def accessibility_again(request: HttpRequest) -> HttpResponse:
    """The form as it was typed, after the check for forged forms failed (a page open for long, no cookies)."""
    form = BarrierForm(request.POST)
    form.is_valid()
    form.refuse(_("Bitte schicken Sie das Formular noch einmal ab. Erlauben Sie dafür Cookies."))
    return _statement(request, form.renewed(), status=403)


@require_safe
def accessibility_thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "website/barrier_thanks.html")


def _statement(request: HttpRequest, form: BarrierForm, *, status: int = 200) -> HttpResponse:
    context = {"page": shown_page(PageKey.ACCESSIBILITY), "form": form, "languages": language_states()}
    response = render(request, "website/accessibility.html", context, status=status)
    patch_cache_control(response, private=True)
    return response


def page_of_visitor(request: HttpRequest) -> str:
    """The path of our own page from which the visitor came; empty when unknown."""
    try:
        source = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return ""
    if source.netloc != request.get_host() or source.path == request.path:
        return ""
    return source.path[:300] if source.path.isprintable() else ""
