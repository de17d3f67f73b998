"""The public page for feedback: without an account, a cookie or a script."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from miteinander.foundation.access.limits import DAY, Limit, client_address, take
from miteinander.foundation.interface.models import present_identity
from miteinander.foundation.languages.dates import format_date, format_time
from miteinander.foundation.languages.middleware import preferred_language
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.values.clock import BERLIN, today
from miteinander.programme.events.models import Event
from miteinander.programme.events.presentation import full_when, place_line

from . import own_links
from .actions.feedback import FeedbackClosed, check_open, leave_feedback
from .feedback_forms import FeedbackForm, fresh_form

MOST_ANSWERS = 60
"""From one address in a day and for one event: all guests of a hall may share its network."""


@csrf_exempt  # nobody is signed in and there is no cookie: whoever knows the link may answer, and nobody can be pushed
@require_http_methods(["GET", "HEAD", "POST"])
def feedback_form(request: HttpRequest, token: str) -> HttpResponse:
    event = find_event(token)
    if event is None:
        return _page(request, "participation/feedback_gone.html", {"sentence": unknown_link()}, status=404)
    try:
        check_open(event)
    except FeedbackClosed as closed:
        context = _about(event) | {"sentence": when_open(closed)}
        return _page(request, "participation/feedback_gone.html", context, status=200)
    if request.method != "POST" or request.headers.get("Sec-Fetch-Site") == "cross-site":
        return _form(request, event, fresh_form())
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        return _form(request, event, form, status=422)
    if not take([Limit(f"feedback once {form.cleaned_data['once']}", 1, DAY)]):
        return redirect("participation_feedback:feedback-thanks", token)
    if not take([_limit(request, event)]):
        form.add_error(
            None, _("Von diesem Anschluss kamen heute sehr viele Antworten. Bitte versuchen Sie es morgen.")
        )
        return _form(request, event, form, status=429)
    leave_feedback(event=event, voice=form.voice(), language=get_language() or base_language())
    return redirect("participation_feedback:feedback-thanks", token)


@require_safe
def feedback_any_language(request: HttpRequest, token: str) -> HttpResponse:
    """The short address of the poster: leads to the page in the best language of the phone. No query for the event."""
    best = preferred_language(
        request.headers.get("Accept-Language", ""), but=present_identity().hidden_languages
    )
    with override(best):
        response = redirect("participation_feedback:feedback-form", token)
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def feedback_thanks(request: HttpRequest, token: str) -> HttpResponse:
    event = find_event(token)
    if event is None:
        return _page(request, "participation/feedback_gone.html", {"sentence": unknown_link()}, status=404)
    return _page(request, "participation/feedback_thanks.html", _about(event))


def find_event(token: str) -> Event | None:
    """The public event that a token names; a forged one costs no query."""
    opened = own_links.open_token(own_links.Purpose.FEEDBACK, token)
    if opened is None:
        return None
    return Event.objects.visible_to(None).with_page_data().filter(uid=opened.uid).first()


def unknown_link() -> str:
    return _(
        "Dieser Link stimmt nicht. Bitte nehmen Sie den Link aus Ihrer E-Mail oder vom Plakat am Ausgang."
    )


def when_open(closed: FeedbackClosed) -> str:
    if closed.opens_at is None:
        return _("Für diese Veranstaltung können Sie keine Rückmeldung mehr geben. Rufen Sie uns gern an.")
    lang = get_language() or base_language()
    local = closed.opens_at.astimezone(BERLIN)
    return _("Ihre Rückmeldung können Sie ab dem Beginn geben: %(day)s, %(time)s.") % {
        "day": format_date(local.date(), lang),
        "time": format_time(local.time(), lang),
    }


def _limit(request: HttpRequest, event: Event) -> Limit:
    return Limit(f"feedback {event.pk} {today().isoformat()} {client_address(request)}", MOST_ANSWERS, DAY)


def _about(event: Event) -> dict[str, object]:
    lang = get_language() or base_language()
    dates = [date for date in event.dates.all() if date.starts_at]
    return {
        "title": event.shown_title.localized(lang),
        "when": full_when(dates[0], lang) if dates else "",
        "place": place_line(list(event.venues.all()), event),
        "slug": event.slug,
        "colour": event.activity.colour,
        "motifs": event.format.pictogram,
    }


def _form(request: HttpRequest, event: Event, form: FeedbackForm, status: int = 200) -> HttpResponse:
    return _page(request, "participation/feedback_form.html", _about(event) | {"form": form}, status=status)


def _page(request: HttpRequest, template: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    response = render(request, template, context, status=status)
    patch_cache_control(response, private=True, no_store=True)
    # not "no-referrer": browsers would send the form from "null", and the check for forged forms refuses that
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex"
    return response
