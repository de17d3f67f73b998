"""The public pages of the newspaper by post: without an account, an e-mail address, a cookie or a script."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from miteinander.foundation.access.limits import Limit, client_address, give_back, is_too_often, take
from miteinander.foundation.interface.guarded_forms import fresh_stamp

from ..models import PostalSubscriber, distribution_settings
from .actions import end_subscription, find_by_code, restart_subscription, subscribe
from .consent import consent_sentence
from .forms import CodeForm, SubscriptionForm

MOST_ORDERS = 10
"""From one address in an hour; whole houses share one."""
MOST_WRONG_CODES = 20
"""From one address in an hour, so that nobody can try them all; right ones do not count."""
HOUR = 60 * 60


@csrf_exempt  # nobody is signed in and there is no cookie: whoever pushes a visitor here could order himself
@require_http_methods(["GET", "HEAD", "POST"])
def subscription_form(request: HttpRequest) -> HttpResponse:
    """Order the newspaper by post."""
    if not distribution_settings().takes_subscribers:
        return _page(request, "subscription_closed", {})
    if request.method != "POST" or request.headers.get("Sec-Fetch-Site") == "cross-site":
        form = SubscriptionForm(initial={"stamp": fresh_stamp(), "once": uuid.uuid4().hex})
        return _form(request, form)
    form = SubscriptionForm(request.POST)
    if not form.is_valid():
        return _form(request, form.renewed(), status=422)
    if is_too_often(request, "newspaper subscription", most=MOST_ORDERS):
        form.refuse(
            _(
                "Von Ihrem Anschluss kamen viele Bestellungen. Bitte versuchen Sie es in einer Stunde noch einmal, "
                "oder rufen Sie uns an."
            )
        )
        return _form(request, form.renewed(), status=429)
    found = form.cleaned_data
    subscriber = subscribe(
        address=form.address(), copies=found["copies"], language=found["language"], once=found["once"]
    )
    return redirect("newspaper_distribution:subscription-thanks", subscriber.code)


@csrf_exempt  # the code in the form is the key
@require_http_methods(["GET", "HEAD", "POST"])
def subscription_find(request: HttpRequest) -> HttpResponse:
    """For the code on the label."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    status = 422 if form.errors else 200
    if form.is_valid():
        try:
            if _find(request, form.cleaned_data["code"]):
                return redirect("newspaper_distribution:subscription-own", form.cleaned_data["code"])
            form.add_error(
                "code", _("Diesen Code kennen wir nicht. Bitte prüfen Sie ihn, oder rufen Sie uns an.")
            )
            status = 422
        except TooManyWrongCodes:
            form.add_error(
                "code",
                _(
                    "Das waren viele falsche Codes. Bitte versuchen Sie es in einer Stunde, oder rufen Sie uns an."
                ),
            )
            status = 429
    return _page(request, "subscription_find", {"form": form}, status=status)


@csrf_exempt  # the code in the address is the key
@require_http_methods(["GET", "HEAD", "POST"])
def subscription_own(request: HttpRequest, code: str) -> HttpResponse:
    """What somebody with the code sees: how many copies, and how to end it. No name, no address."""
    try:
        subscriber = _find(request, code)
    except TooManyWrongCodes:
        return _page(request, "subscription_gone", {}, status=429)
    if subscriber is None:
        return _page(request, "subscription_gone", {}, status=410)
    if request.method == "POST" and request.headers.get("Sec-Fetch-Site") != "cross-site":
        if "wieder" in request.POST:
            restart_subscription(subscriber=subscriber)
        else:
            end_subscription(subscriber=subscriber)
        return redirect("newspaper_distribution:subscription-own", subscriber.code)
    return _page(request, "subscription_own", {"subscriber": subscriber})


@require_safe
def subscription_thanks(request: HttpRequest, code: str) -> HttpResponse:
    try:
        subscriber = _find(request, code)
    except TooManyWrongCodes:
        return _page(request, "subscription_gone", {}, status=429)
    if subscriber is None:
        return _page(request, "subscription_gone", {}, status=410)
    return _page(request, "subscription_thanks", {"subscriber": subscriber})


class TooManyWrongCodes(Exception):
    """Somebody tries codes."""


def _find(request: HttpRequest, code: str) -> PostalSubscriber | None:
    """Raises TooManyWrongCodes, also for a right one after too many wrong ones."""
    limit = Limit(f"newspaper code {client_address(request)}", MOST_WRONG_CODES, HOUR)
    if not take([limit]):
        raise TooManyWrongCodes
    if found := find_by_code(code):
        give_back([limit])
    return found


def _form(request: HttpRequest, form: SubscriptionForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "consent": consent_sentence()}
    return _page(request, "subscription_form", context, status=status)


def _page(request: HttpRequest, template: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    response = render(request, f"newspaper/distribution/{template}.html", context, status=status)
    patch_cache_control(response, private=True, no_store=True)
    # not "no-referrer": browsers would send the form from "null", and the check for forged forms refuses that
    response["Referrer-Policy"] = "strict-origin"
    if template != "subscription_form":
        response["X-Robots-Tag"] = "noindex"
    return response
