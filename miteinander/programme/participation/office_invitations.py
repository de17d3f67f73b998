"""Invitations of an event in the office: who is invited, who answered, mails, letters, reminding."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from miteinander.foundation.languages.folding import fold
from miteinander.foundation.mailing.models import OutgoingMail
from miteinander.programme.events.enums import EventState
from miteinander.programme.events.models import Event

from . import policies
from .actions.invitations import change_invitation, invite, mark_sent, note_answer, withdraw_invitation
from .enums import IN_PLAY, InvitationState
from .errors import CannotTakePart
from .inviting import context_of, remind_invited, send_again, send_invitations
from .models import Invitation, RegistrationPlan
from .office_entry import without_plan
from .office_invitation_forms import HouseholdForm, LinesForm, initial_of, mark_known
from .office_parts import PER_PAGE, allowed, get_invitation_or_404, get_plan_or_404, head_of

PAGES = ["GET", "HEAD", "POST"]
HERE = "participation_office:invitation-list"
WAITING = (InvitationState.READY, InvitationState.SENT)


@allowed(policies.can_see_invitations)
@require_safe
def invitation_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is invited and what they said. Constant number of queries."""
    if (answer := without_plan(request, pk)) is not None:
        return answer
    plan = get_plan_or_404(request.user, pk)
    state = request.GET.get("stand", "")
    state = state if state in InvitationState.values else ""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:120]
    everybody = Invitation.objects.filter(plan=plan)
    found = everybody.filter(state=state) if state else everybody
    if words:
        found = found.filter(pk__in=_named(found, words))
    counted = dict(everybody.order_by().values_list("state").annotate(Count("pk")))
    with_size = (
        found.select_related("registration")
        .annotate(size=Count("registration__guests"))
        .order_by("name", "pk")
    )
    page = Paginator(with_size, PER_PAGE).get_page(request.GET.get("p"))
    query = request.GET.copy()
    query.pop("p", None)
    without_mail = everybody.filter(email="", state=InvitationState.READY).count()
    context = head_of(plan.event, request.user, HERE) | {
        "plan": plan,
        "page": page,
        "states": [(value, label, counted.get(value, 0)) for value, label in InvitationState.choices],
        "state": state,
        "words": words,
        "query": query.urlencode(),
        "total": sum(counted.values()),
        "people": sum(
            everybody.filter(state=InvitationState.ACCEPTED, registration__state__in=IN_PLAY)
            .annotate(size=Count("registration__guests"))
            .values_list("size", flat=True)
        ),
        "to_send": everybody.filter(state=InvitationState.READY).exclude(email="").count(),
        "to_print": without_mail,
        "to_remind": everybody.filter(state=InvitationState.SENT).exclude(email="").count(),
        "can_invite": policies.can_invite(request.user),
        "is_published": plan.event.state == EventState.PUBLISHED,
    }
    return render(request, "participation/office/invitation_list.html", context)


def _named(found: QuerySet[Invitation], words: str) -> list[int]:
    wanted = fold(words).split()
    return [
        pk
        for pk, name, email in found.order_by().values_list("pk", "name", "email")
        if all(word in fold(f"{name} {email}") for word in wanted)
    ]


@allowed(policies.can_invite)
@require_http_methods(PAGES)
def invitation_add(request: HttpRequest, pk: int) -> HttpResponse:
    """One household, or many lines; lines are shown before they are saved."""
    plan = get_plan_or_404(request.user, pk)
    verb = request.POST.get("was", "")
    one = HouseholdForm(request.POST if verb == "einzeln" else None)
    many = LinesForm(request.POST if verb in ("pruefen", "einladen") else None)
    read = None
    if one.is_bound and one.is_valid():
        (added,) = invite(plan=plan, households=[one.household()], actor=request.user)
        messages.success(
            request, _("„%(name)s“ steht in der Liste. Verschickt ist noch nichts.") % {"name": added.name}
        )
        return redirect("participation_office:invitation-add", pk=pk)
    if many.is_bound and many.is_valid():
        read = many.read
        mark_known(plan, read)
        if verb == "einladen":
            return _added(
                request, plan, [line.household for line in read if line.household and not line.is_known]
            )
    context = head_of(plan.event, request.user, HERE) | {
        "one": one,
        "many": many,
        "read": read,
        "new": sum(not line.is_known for line in read) if read else 0,
    }
    wrong = bool(one.errors or many.errors)
    return render(request, "participation/office/invitation_add.html", context, status=422 if wrong else 200)


def _added(request: HttpRequest, plan: RegistrationPlan, households: list[Any]) -> HttpResponse:
    count = len(invite(plan=plan, households=households, actor=request.user))
    sentence = ngettext(
        "%(count)d Haushalt steht in der Liste. Verschickt ist noch nichts.",
        "%(count)d Haushalte stehen in der Liste. Verschickt ist noch nichts.",
        count,
    )
    messages.success(request, sentence % {"count": count})
    return redirect(HERE, pk=plan.event_id)


@allowed(policies.can_see_invitations)
@require_http_methods(PAGES)
def invitation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """One household: its data, what it said, its mails."""
    invitation = get_invitation_or_404(request.user, pk)
    may = policies.can_invite(request.user)
    form = HouseholdForm(request.POST or None, initial=initial_of(invitation))
    if request.method == "POST":
        if not may:
            raise Http404
        if form.is_valid():
            change_invitation(invitation=invitation, values=form.cleaned_data, actor=request.user)
            messages.success(request, _("Gespeichert."))
            return redirect(HERE, pk=invitation.plan.event_id)
    event = Event.objects.with_page_data().get(pk=invitation.plan.event_id)
    registration = invitation.registration
    may_see_mails = request.user.has_perm("mailing.view_outgoingmail")
    mails = OutgoingMail.objects.filter(about=f"{invitation._meta.label_lower}:{invitation.pk}")
    context = head_of(event, request.user, HERE) | {
        "invitation": invitation,
        "form": form,
        "may": may,
        "may_withdraw": policies.can_withdraw(request.user),
        "waits": invitation.state in WAITING,
        "comes": registration if registration is not None and registration.state in IN_PLAY else None,
        "mails": mails.defer("text", "html")[:20] if may_see_mails else [],
        "is_published": event.state == EventState.PUBLISHED,
        **{name: context_of(invitation, invitation.plan, event)[name] for name in ("code", "invitation_url")},
    }
    return render(
        request, "participation/office/invitation.html", context, status=422 if form.errors else 200
    )


@allowed(policies.can_invite)
@require_POST
def invitation_do(request: HttpRequest, pk: int) -> HttpResponse:
    """One of the verbs for one household."""
    invitation = get_invitation_or_404(request.user, pk)
    verb = request.POST.get("was", "")
    if verb == "zuruecknehmen":
        return _withdrawn(request, invitation)
    if verb == "absagen":
        note_answer(invitation=invitation, registration=None, actor=request.user)
        messages.success(request, _("„%(name)s“ kommt nicht.") % {"name": invitation.name})
    elif verb == "senden":
        _tell_sent(
            request,
            invitation.plan,
            int(_may_send(invitation.plan) and send_again(invitation=invitation, actor=request.user)),
        )
    else:
        return HttpResponseBadRequest()
    return redirect("participation_office:invitation", pk=invitation.pk)


def _withdrawn(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if not policies.can_withdraw(request.user):
        raise Http404
    try:
        withdraw_invitation(invitation=invitation, actor=request.user)
    except CannotTakePart as error:
        messages.error(request, error.sentence)
        return redirect("participation_office:invitation", pk=invitation.pk)
    messages.success(request, _("Die Einladung ist zurückgenommen. Link und Code gelten nicht mehr."))
    return redirect(HERE, pk=invitation.plan.event_id)


@allowed(policies.can_invite)
@require_POST
def invitations_do(request: HttpRequest, pk: int) -> HttpResponse:
    """Send, remind, or note that the letters are posted."""
    plan = get_plan_or_404(request.user, pk)
    verbs: dict[str, Callable[..., int]] = {"senden": send_invitations, "erinnern": remind_invited}
    verb = request.POST.get("was", "")
    if verb == "briefe-sind-weg":
        letters = list(Invitation.objects.filter(plan=plan, email="", state=InvitationState.READY))
        marked = mark_sent(invitations=letters, actor=request.user)
        sentence = ngettext("%(count)d Brief ist verschickt.", "%(count)d Briefe sind verschickt.", marked)
        messages.success(request, sentence % {"count": marked})
    elif verb in verbs:
        _tell_sent(request, plan, verbs[verb](plan=plan, actor=request.user) if _may_send(plan) else 0)
    else:
        return HttpResponseBadRequest()
    return redirect(HERE, pk=pk)


def _may_send(plan: RegistrationPlan) -> bool:
    """The link of an invitation takes registrations only for what is published."""
    return bool(plan.event.state == EventState.PUBLISHED)


def _tell_sent(request: HttpRequest, plan: RegistrationPlan, sent: int) -> None:
    if not _may_send(plan):
        messages.error(
            request,
            _(
                "Veröffentlichen Sie zuerst die Veranstaltung. Vorher kann niemand auf die Einladung antworten."
            ),
        )
    elif sent:
        sentence = ngettext(
            "%(count)d E-Mail liegt im Postausgang.", "%(count)d E-Mails liegen im Postausgang.", sent
        )
        messages.success(request, sentence % {"count": sent})
    else:
        messages.info(request, _("Es war nichts zu senden. Erinnert wird höchstens einmal am Tag."))
