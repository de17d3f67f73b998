"""The page behind the link of an author from outside: without an account, without a script."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from miteinander.foundation.access.limits import is_too_often
from miteinander.foundation.access.links import LinkInvalid
from miteinander.foundation.interface.guarded_forms import fresh_stamp

from . import actions
from .actions.texts import last_version
from .blocks import plain_text
from .contribution_forms import ContributionForm
from .errors import LinkClosed, NewspaperRefused, Overtaken
from .models import ContributionLink

MOST_SUBMISSIONS = 30
"""From one address in an hour."""


@require_http_methods(["GET", "HEAD", "POST"])
def contribution(request: HttpRequest, token: str) -> HttpResponse:
    """The form with what stands there; it may be sent again until the editors approve."""
    try:
        link = actions.link_of(token)
    except (LinkInvalid, LinkClosed) as closed:
        return _gone(request, closed)
    if request.method != "POST":
        return _form(request, link, _fresh(link))
    form = ContributionForm(request.POST)
    if not form.is_valid():
        return _form(request, link, form.renewed(), status=422)
    if is_too_often(request, "contribution", most=MOST_SUBMISSIONS):
        form.refuse(_("Das war sehr oft. Bitte versuchen Sie es in einer Stunde noch einmal."))
        return _form(request, link, form.renewed(), status=429)
    try:
        actions.submit_contribution(
            token=token,
            words=form.words(),
            author=form.cleaned_data["author"],
            seen=form.cleaned_data["seen"],
        )
    except Overtaken:
        form.put("seen", str(last_version(link.article, link.language)))
        form.refuse(
            _(
                "Die Redaktion hat inzwischen an diesem Text gearbeitet. Wenn Sie noch einmal senden, gilt Ihr Text."
            )
        )
        return _form(request, link, form.renewed(), status=409)
    except NewspaperRefused as refused:
        return _gone(request, refused)
    except ValidationError as error:
        form.refuse(" ".join(error.messages))
        return _form(request, link, form.renewed(), status=422)
    return redirect("newspaper_contribution:thanks", token)


@require_safe
def thanks(request: HttpRequest, token: str) -> HttpResponse:
    try:
        link = actions.link_of(token)
    except (LinkInvalid, LinkClosed) as closed:
        return _gone(request, closed)
    return _page(request, "newspaper/contribution_thanks.html", {"link": link, "token": token})


def _fresh(link: ContributionLink) -> ContributionForm:
    text = link.article.text(link.language)
    initial = {"stamp": fresh_stamp(), "seen": last_version(link.article, link.language), "author": link.name}
    if text is not None:
        initial |= {"title": text.title, "standfirst": text.standfirst, "text": plain_text(text.blocks)}
    if link.submitted_at:
        initial["author"] = link.article.author
    return ContributionForm(initial=initial)


def _form(
    request: HttpRequest, link: ContributionLink, form: ContributionForm, status: int = 200
) -> HttpResponse:
    return _page(request, "newspaper/contribution.html", {"link": link, "form": form}, status)


def _gone(request: HttpRequest, closed: Exception) -> HttpResponse:
    sentence = (
        closed.sentence
        if isinstance(closed, NewspaperRefused)
        else _("Dieser Link stimmt nicht oder gilt nicht mehr. Bitte schreiben Sie der Redaktion.")
    )
    return _page(request, "newspaper/contribution_gone.html", {"sentence": sentence}, 410)


def _page(request: HttpRequest, template: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    response = render(request, template, context, status=status)
    patch_cache_control(response, private=True, no_store=True)
    # not "no-referrer": browsers would send the form from "null", and the check for forged forms refuses that
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex"
    return response
