"""The yearly question to associations in the office: ask, see what came back, take it over or leave it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import F, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.menu import MenuItem

from miteinander.foundation.values.telephone import format_telephone

from .confirmations import AlreadyDecided, apply_proposal, ask_many, differences, refuse_proposal
from .models import EntryProposal, Organisation
from .presentation import field_title

CHANGE = "people.change_organisation"
PER_PAGE = 50
MOST_AT_ONCE = 100
View = Callable[..., HttpResponse]


def allowed(view: View) -> View:
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


@allowed
@require_safe
def confirmation_list(request: HttpRequest) -> HttpResponse:
    """Associations, those nobody heard of for longest first. Three queries beside the office's own."""
    rows = Organisation.objects.who_confirm().order_by(F("confirmed_on").asc(nulls_first=True), "name")
    rows = rows.prefetch_related(
        Prefetch("proposals", EntryProposal.objects.open(), to_attr="open_proposals")
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "people/office/confirmation_list.html", {"page": page})


@allowed
@require_POST
def confirmation_ask(request: HttpRequest) -> HttpResponse:
    """Send the link to the chosen associations."""
    chosen = [int(pk) for pk in request.POST.getlist("verein") if pk.isdecimal() and len(pk) < 19][
        :MOST_AT_ONCE
    ]
    wanted = Organisation.objects.who_confirm().filter(pk__in=chosen)
    asked, refused = ask_many(organisations=wanted, actor=request.user)
    if asked:
        sentence = ngettext("%(count)d Verein wird gefragt.", "%(count)d Vereine werden gefragt.", asked)
        messages.success(request, sentence % {"count": asked})
    if not chosen:
        messages.warning(request, _("Wählen Sie erst Vereine aus."))
    for organisation in refused:
        messages.error(
            request, _("Die E-Mail-Adresse von „%(name)s“ ist unbrauchbar.") % {"name": organisation.name}
        )
    return redirect("entry-check:confirmation-list")


@allowed
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What stands there now beside what is proposed; nothing changes before somebody agrees."""
    proposal = get_object_or_404(EntryProposal.objects.select_related("organisation", "decided_by"), pk=pk)
    if request.method == "POST":
        if _decided(request, proposal):
            return redirect("entry-check:confirmation-list")
        proposal.refresh_from_db()
    rows = [
        (field_title(name), _words(name, now), _words(name, then))
        for name, now, then in differences(proposal)
    ]
    return render(request, "people/office/proposal_detail.html", {"proposal": proposal, "rows": rows})


def _decided(request: HttpRequest, proposal: EntryProposal) -> bool:
    try:
        if request.POST.get("was") == "apply":
            apply_proposal(proposal=proposal, actor=request.user)
            messages.success(request, _("Die Änderungen stehen jetzt im Eintrag."))
        elif request.POST.get("was") == "refuse":
            refuse_proposal(proposal=proposal, actor=request.user)
            messages.success(request, _("Der Eintrag bleibt, wie er ist."))
        else:
            return False
    except AlreadyDecided:
        messages.warning(request, _("Jemand hat schon entschieden."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    return True


def _words(name: str, value: Any) -> str:
    if name == "telephone":
        return format_telephone(value)
    return ", ".join(value) if isinstance(value, list) else str(value)


urls = [
    path(
        "vereine-pruefen/",
        include(
            (
                [
                    path("", confirmation_list, name="confirmation-list"),
                    path("fragen/", confirmation_ask, name="confirmation-ask"),
                    path("<int:pk>/", proposal_detail, name="proposal-detail"),
                ],
                "entry-check",
            ),
            namespace="entry-check",
        ),
    )
]


class ConfirmationMenuItem(MenuItem):  # type: ignore[misc]
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(CHANGE))


def menu_item() -> MenuItem:
    return ConfirmationMenuItem(
        gettext_lazy("Vereine fragen"),
        reverse("entry-check:confirmation-list"),
        name="entry-check",
        icon_name="mail",
        order=320,
    )
