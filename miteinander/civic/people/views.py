from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from miteinander.foundation.access.links import LinkInvalid

from .confirmations import confirm_entry, organisation_of, propose_changes
from .forms import EntryForm
from .presentation import entry_rows


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirmation(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the yearly link of an association: confirm the entry, or say what should change."""
    try:
        organisation = organisation_of(token, counted=request.method == "POST")
    except LinkInvalid:
        return _private(render(request, "people/confirmation_invalid.html", status=410))
    if request.method == "POST" and "confirm" in request.POST:
        confirm_entry(organisation=organisation)
        return redirect("people:confirmation-thanks")
    form = EntryForm.of(organisation, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        note = form.cleaned_data["note"]
        propose_changes(organisation=organisation, values=form.cleaned_data, note=note)
        return redirect("people:confirmation-thanks")
    context = {"name": organisation.name, "rows": entry_rows(organisation), "form": form}
    return _private(render(request, "people/confirmation.html", context, status=422 if form.errors else 200))


@require_safe
def confirmation_thanks(request: HttpRequest) -> HttpResponse:
    return _private(render(request, "people/confirmation_thanks.html"))


def _private(response: HttpResponse) -> HttpResponse:
    """Not for search engines, and the address with its token goes to nobody else: others learn only the site.

    With "strict-origin" browsers would send forms from "null", which the check for forged forms refuses.
    """
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "strict-origin"
    return response
