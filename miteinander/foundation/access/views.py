"""Our own pages under /konto/, and the door of the office."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from . import actions, limits, policies
from .actions.invitations import titles_of, wishes_of
from .forms import AcceptInvitationForm, ProfileForm
from .models import User

INVITATION_TRIES = 30


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def office_sign_in(request: HttpRequest) -> HttpResponse:
    """Stands before Wagtail's own sign-in, which knows no second factor. An account that may not enter is refused
    here instead of being sent round in circles."""
    wanted = request.GET.get("next", "")
    home = reverse("wagtailadmin_home")
    if not url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        wanted = home
    if not request.user.is_authenticated:
        return redirect_to_login(wanted, reverse("account_login"))
    if not policies.can_enter_office(request.user):
        raise PermissionDenied
    return HttpResponseRedirect(wanted)


@require_safe
def office_accounts(request: HttpRequest) -> HttpResponse:
    """In place of Wagtail's screens for accounts and groups: they would go round roles, invitations and the last
    administrator. Their addresses lead to our list."""
    return redirect("access_office:account-list")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: HttpRequest) -> HttpResponse:
    """The own account: name and language, roles, password, second factor, devices."""
    user = request.user
    assert isinstance(user, User)
    initial = {"first_name": user.first_name, "last_name": user.last_name, "language": user.language}
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.save_profile(user=user, **form.cleaned_data)
        messages.success(request, _("Ihre Angaben sind gespeichert."))
        return redirect("access:overview")
    context = {
        "form": form,
        "grants": policies.active_grants(user),
        "may_enter_office": policies.can_enter_office(user),
        "has_second_factor": policies.has_second_factor(user),
        "needs_second_factor": policies.needs_second_factor(user),
    }
    return render(request, "access/overview.html", context)


@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link of an invitation: choose a password, and be signed in."""
    tries = limits.Limit(f"invitation {limits.client_address(request)}", INVITATION_TRIES, limits.MINUTES_15)
    if request.method == "POST" and not limits.take([tries]):
        return render(request, "429.html", status=429)
    try:
        found = actions.open_invitation(token)
        form = AcceptInvitationForm(
            request.POST or None, initial={"first_name": found.first_name, "last_name": found.last_name}
        )
        if request.method == "POST" and form.is_valid():
            user = actions.accept_invitation(
                token=token,
                password=form.cleaned_data["password1"],
                first_name=form.cleaned_data["first_name"],
                last_name=form.cleaned_data["last_name"],
            )
            return _sign_in(request, user)
    except actions.InvitationInvalid as error:
        return render(request, "access/invitation_invalid.html", {"fault": error.fault.value}, status=410)
    context = {"form": form, "invitation": found, "roles": titles_of(wishes_of(found))}
    return render(request, "access/invitation.html", context)


@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    """Addresses that allauth knows and we do not offer: signing up, several e-mail addresses."""
    return render(request, "access/closed.html", status=404)


def _sign_in(request: HttpRequest, user: User) -> HttpResponse:
    """Whoever was signed in here before is signed out first."""
    if request.user.is_authenticated:
        request.session.flush()
    record_authentication(request, user, method="password", email=user.email)
    goal = reverse("mfa_index") if policies.needs_second_factor(user) else ""
    response: HttpResponse = perform_login(request, user, redirect_url=goal or None)
    return response
