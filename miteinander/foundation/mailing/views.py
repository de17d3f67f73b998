"""The public page behind the link "unsubscribe": no account, no cookie; the link itself is the permission."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from . import kinds, preferences


@csrf_exempt  # who knows the signed link may do this, and mail programs post without a cookie (RFC 8058)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preferences_page(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing: programs that check links only look."""
    try:
        reader = preferences.reader_of(token)
    except preferences.LinkInvalid:
        return _private(render(request, "mailing/preferences_invalid.html", status=410))
    is_saved = request.method == "POST"
    if is_saved and request.POST.get("List-Unsubscribe") == "One-Click":
        preferences.stop_kind(address=reader.address, kind=reader.kind)
        return _private(HttpResponse(status=200))
    if is_saved:
        _choose(request, reader.address)
    stopped = preferences.stopped_kinds(reader.address)
    this = kinds.find(reader.kind)
    context = {
        "address": reader.address,
        "kinds": [(kind.key, kind.title, kind.key not in stopped) for kind in kinds.mail_kinds()],
        "this": this if this and this.key not in stopped else None,
        "is_saved": is_saved,
    }
    return _private(render(request, "mailing/preferences.html", context))


def _choose(request: HttpRequest, address: str) -> None:
    registered = {kind.key for kind in kinds.mail_kinds()}
    if (one := request.POST.get("stop", "")) in registered:
        preferences.stop_kind(address=address, kind=one)
        return
    wanted = set() if "all" in request.POST else set(request.POST.getlist("kind"))
    preferences.choose_kinds(address=address, stopped=registered - wanted)


def _private(response: HttpResponse) -> HttpResponse:
    """Not for search engines, and the address with its token goes to nobody else."""
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
