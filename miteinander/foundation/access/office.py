"""The pages "Konten und Rollen" of the office."""

from functools import wraps

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.menu import MenuItem

from miteinander.foundation.values.clock import now, today

from . import actions, policies, roles
from .actions.invitations import titles_of, wishes_of
from .models import Invitation, RoleGrant, User
from .office_forms import InvitationForm, WishForm

PER_PAGE = 50
STRONG = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def office_page(view):
    """For everybody who may see accounts; what an action refuses becomes a sentence."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        if not policies.can_see_accounts(request.user):
            raise PermissionDenied
        try:
            return view(request, *args, **kwargs)
        except actions.NotAllowed:
            raise PermissionDenied from None

    return checked


@require_safe
@office_page
def account_list(request):
    """Accounts with their roles. Five queries, however many there are on the page."""
    grants = RoleGrant.objects.active(today()).order_by("role")
    factor = Authenticator.objects.filter(user=OuterRef("pk"), type__in=STRONG)
    accounts = (
        User.objects.annotate(has_second_factor=Exists(factor))
        .prefetch_related(Prefetch("grants", queryset=grants, to_attr="active"))
        .order_by("-is_active", "last_name", "first_name", "email")
    )
    if wanted := request.GET.get("q", "").strip()[:100].replace("\x00", ""):
        for word in wanted.split():
            accounts = accounts.filter(
                Q(email__icontains=word) | Q(first_name__icontains=word) | Q(last_name__icontains=word)
            )
    page = Paginator(accounts, PER_PAGE).get_page(request.GET.get("p"))
    for account in page:
        account.titles = titles(account)
    invitations = list(Invitation.objects.open().select_related("invited_by")[:PER_PAGE])
    for one in invitations:
        one.titles, one.is_expired = titles_of(wishes_of(one)), one.expires_at <= now()
    context = {
        "page": page,
        "wanted": wanted,
        "invitations": invitations,
        "may_invite": bool(policies.grantable(request.user)),
    }
    return render(request, "access/office/account_list.html", context)


def titles(account):
    shown = [grant.title for grant in account.active if grant.role != roles.ADMINISTRATOR]
    return [str(roles.role_of(roles.ADMINISTRATOR).title), *shown] if account.is_superuser else shown


@require_http_methods(["GET", "HEAD", "POST"])
@office_page
def invitation_new(request):
    """Invite somebody; the link goes by mail and is shown once, for handing over in person."""
    form = InvitationForm(request.POST or None, offered=policies.grantable(request.user))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            invitation, address = actions.invite(
                email=data["email"],
                first_name=data["first_name"],
                last_name=data["last_name"],
                language=data["language"],
                wishes=[form.wish()],
                base_url=request.build_absolute_uri("/"),
                actor=request.user,
            )
        except actions.AccountExists as error:
            messages.warning(
                request, _("Zu dieser Adresse gibt es schon ein Konto. Geben Sie ihm hier die Rolle.")
            )
            return redirect("access_office:account", error.user.pk)
        return render(request, "access/office/invited.html", {"invitation": invitation, "address": address})
    return render(request, "access/office/invitation_new.html", {"form": form})


@require_POST
@office_page
def invitation_change(request, pk):
    """Send an invitation again, or withdraw it."""
    invitation = get_object_or_404(Invitation.objects.open(), pk=pk)
    if request.POST.get("do") == "withdraw":
        actions.withdraw_invitation(invitation=invitation, actor=request.user)
        messages.success(request, _("Die Einladung ist zurückgenommen."))
        return redirect("access_office:account-list")
    address = actions.send_again(
        invitation=invitation, base_url=request.build_absolute_uri("/"), actor=request.user
    )
    return render(request, "access/office/invited.html", {"invitation": invitation, "address": address})


@require_http_methods(["GET", "HEAD", "POST"])
@office_page
def account(request, pk):
    """One account: its roles, sign-in and sessions; a form to give a role."""
    user = get_object_or_404(User, pk=pk)
    form = WishForm(request.POST or None, offered=policies.grantable(request.user))
    if request.method == "POST" and form.is_valid():
        wish = form.wish()
        try:
            actions.grant_role(
                user=user, role=wish.role, ends_on=wish.ends_on, languages=wish.languages, actor=request.user
            )
            messages.success(request, _("Die Rolle ist vergeben."))
            return redirect("access_office:account", user.pk)
        except actions.AlreadyGranted:
            form.add_error("role", _("Dieses Konto hat die Rolle schon. Beenden Sie sie zuerst."))
        except ValidationError as error:
            form.add_error(None, error)
    grants = list(user.grants.select_related("granted_by").order_by("ended_at", "role"))
    active = {grant.pk for grant in user.grants.active(today())}
    for grant in grants:
        grant.is_active = grant.pk in active
        grant.may_end = grant.ended_at is None and policies.can_grant(request.user, grant.role)
    terms = roles.terms()
    last_days = terms.last_days({grant.term for grant in grants if grant.term}) if terms else {}
    for grant in grants:
        grant.last_day = roles.when_ended(grant.ends_on, last_days.get(grant.term))
    context = {
        "account": user,
        "form": form,
        "grants": grants,
        "sessions": UserSession.objects.filter(user=user).order_by("-created_at"),
        "has_second_factor": policies.has_second_factor(user),
        "needs_second_factor": policies.needs_second_factor(user),
        "may_manage": policies.can_manage(request.user, user),
        "may_grant": bool(policies.grantable(request.user)),
    }
    return render(request, "access/office/account.html", context)


@require_POST
@office_page
def grant_end(request, pk):
    grant = get_object_or_404(RoleGrant.objects.select_related("user"), pk=pk)
    try:
        actions.end_grant(grant=grant, actor=request.user)
        messages.success(request, _("Die Rolle ist beendet."))
    except actions.LastAdministrator as error:
        messages.error(request, error.sentence)
    return redirect("access_office:account", grant.user_id)


DONE = {
    "sessions": gettext_lazy("Das Konto ist überall abgemeldet."),
    "second-factor": gettext_lazy(
        "Der zweite Faktor ist entfernt. Bei der nächsten Anmeldung wird er neu eingerichtet."
    ),
    "close": gettext_lazy("Das Konto ist geschlossen."),
    "reopen": gettext_lazy("Das Konto ist wieder offen."),
}


@require_POST
@office_page
def account_change(request, pk):
    """Sign out everywhere, remove the second factor, close or open again."""
    user = get_object_or_404(User, pk=pk)
    do = request.POST.get("do", "")
    try:
        if do == "sessions":
            session = request.POST.get("session", "")
            actions.end_sessions(
                user=user, session=int(session) if session.isdecimal() else None, actor=request.user
            )
        elif do == "second-factor":
            actions.remove_second_factor(user=user, actor=request.user)
        elif do == "close":
            actions.close_account(user=user, actor=request.user)
        elif do == "reopen":
            actions.reopen_account(user=user, actor=request.user)
        else:
            raise PermissionDenied
        messages.success(request, DONE[do])
    except actions.LastAdministrator as error:
        messages.error(request, error.sentence)
    return redirect("access_office:account", user.pk)


class AccountsMenuItem(MenuItem):
    def is_shown(self, request):
        return policies.can_see_accounts(request.user)


def menu_item():
    return AccountsMenuItem(
        gettext_lazy("Konten und Rollen"),
        reverse("access_office:account-list"),
        name="accounts-and-roles",
        icon_name="user",
        order=910,
    )


def urls():
    patterns = [
        path("", account_list, name="account-list"),
        path("einladen/", invitation_new, name="invitation-new"),
        path("einladungen/<int:pk>/", invitation_change, name="invitation-change"),
        path("rollen/<int:pk>/beenden/", grant_end, name="grant-end"),
        path("<int:pk>/", account, name="account"),
        path("<int:pk>/aendern/", account_change, name="account-change"),
    ]
    return [path("konten/", include((patterns, "access_office")))]


HIDDEN = {"users", "groups"}


def without_wagtails_own(request, items):
    """Wagtail's entries for accounts and groups; their addresses lead to our list."""
    items[:] = [item for item in items if item.name not in HIDDEN]
