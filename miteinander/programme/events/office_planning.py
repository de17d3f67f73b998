"""The office's pages that begin an event, cancel it, postpone it and move a draft."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from miteinander.foundation.values.clock import today

from . import actions, companions, drafts, policies
from .clashes import Plan
from .date_advice import advice_for, office_address
from .models import Event, Format
from .office_money import money_of
from .planning_forms import MoveForm, PlanForm, ReasonForm
from .proposals import Proposal, proposal_for, proposal_like, repeatable_titles

LONGEST_NUMBER = 18


@require_safe
def plan_start(request: HttpRequest) -> HttpResponse:
    """Choose what to plan again, or a format. Six queries beside the shell's."""
    if not policies.can_plan(request.user):
        raise PermissionDenied
    context = {"repeatable": repeatable_titles(today()), "formats": Format.objects.all()}
    return render(request, "events/office_plan_start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_format(request: HttpRequest, slug: str) -> HttpResponse:
    """A new event of a format."""
    if not policies.can_plan(request.user):
        raise PermissionDenied
    format = get_object_or_404(Format.objects.select_related("checklist"), slug=slug)
    return _plan(request, proposal_for(format), None)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_again(request: HttpRequest, pk: int) -> HttpResponse:
    """The next one of an earlier event."""
    if not policies.can_plan(request.user):
        raise PermissionDenied
    old = get_event_or_404(request.user, pk)
    return _plan(request, proposal_like(old), old)


def _plan(request: HttpRequest, proposal: Proposal, old: Event | None) -> HttpResponse:
    form = PlanForm(request.POST or None, proposal=proposal, with_activity=old is None)
    if request.method == "POST" and form.is_valid():
        try:
            event = _begun(form, old, request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return _after_planning(request, event)
    day = form.cleaned_data.get("day") if form.is_bound and form.is_valid() else proposal.day
    context = {
        "form": form,
        "proposal": proposal,
        "old": old,
        "advice": advice_for(_plan_of(proposal, day)) if day else None,
        "may_publish": policies.can_publish(request.user),
        "money": money_of(proposal.activity) if policies.can_see_engagements(request.user) else None,
    }
    return render(request, "events/office_plan.html", context, status=422 if form.errors else 200)


def _begun(form: PlanForm, old: Event | None, user: Any) -> Event:
    if old is not None:
        return drafts.copy_event(
            old=old, dates=form.partials, title=form.title_texts(), venues=form.venues(), actor=user
        )
    return drafts.plan_event(
        format=form.proposal.format,
        activity=form.cleaned_data["activity"],
        title=form.title_texts(),
        dates=form.partials,
        venues=form.venues(),
        languages=form.proposal.languages,
        actor=user,
    )


def _after_planning(request: HttpRequest, event: Event) -> HttpResponse:
    if request.POST.get("danach") == "veroeffentlichen" and policies.can_publish(request.user):
        actions.publish_event(event=event, actor=request.user)
        messages.success(request, _("„%(title)s“ ist veröffentlicht.") % {"title": event})
    else:
        messages.success(
            request,
            _("„%(title)s“ ist als Entwurf angelegt. Niemand außer dem Büro sieht ihn.") % {"title": event},
        )
    return redirect(office_address(event) or "wagtailadmin_home")


def _plan_of(proposal: Proposal, day: Any) -> Plan:
    return Plan(
        day=day,
        venues=[venue.pk for venue in proposal.venues],
        districts=[venue.district_id for venue in proposal.venues if venue.district_id],
        audiences=proposal.activity.audiences if proposal.activity else (),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def event_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a public event; says before who will be told."""
    return _with_reason(request, pk, cancelling=True)


@require_http_methods(["GET", "HEAD", "POST"])
def event_postpone(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a public event takes place later."""
    return _with_reason(request, pk, cancelling=False)


def _with_reason(request: HttpRequest, pk: int, *, cancelling: bool) -> HttpResponse:
    event = get_event_or_404(request.user, pk)
    if not policies.can_publish(request.user):
        raise PermissionDenied
    may = policies.can_cancel(request.user, event)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and may and form.is_valid():
        verb = actions.cancel_event if cancelling else actions.postpone_event
        try:
            verb(event=event, reason=form.cleaned_data["reason"], actor=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            sentence = _("„%(title)s“ ist abgesagt.") if cancelling else _("„%(title)s“ ist verschoben.")
            messages.success(request, sentence % {"title": event})
            return redirect(office_address(event) or "wagtailadmin_home")
    context = {
        "form": form,
        "event": event,
        "cancelling": cancelling,
        "may": may,
        "people": companions.people_to_tell(event),
        "address": office_address(event),
    }
    return render(
        request, "events/office_reason.html", context, status=422 if form.errors or form.is_bound else 200
    )


@require_POST
def draft_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Another day for a draft, typed into the table of the year."""
    event = get_event_or_404(request.user, pk)
    if not policies.can_move_draft(request.user, event):
        raise PermissionDenied
    form = MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(one) for one in form.errors.get("day", [])))
    else:
        try:
            drafts.move_draft(event=event, day=form.cleaned_data["day"], actor=request.user)
            messages.success(
                request,
                _("„%(title)s“ ist jetzt am %(day)s.")
                % {"title": event, "day": f"{form.cleaned_data['day']:%d.%m.%Y}"},
            )
        except ValidationError as error:
            messages.error(request, error.messages[0])
    wanted = request.POST.get("zurueck", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) and wanted.startswith("/"):
        return redirect(wanted)
    return redirect(office_address(event) or "wagtailadmin_home")


def get_event_or_404(user: Any, pk: int) -> Event:
    """The event for whoever may see drafts; as it was edited last where that differs."""
    if not policies.can_see_office(user):
        raise PermissionDenied
    if len(str(pk)) > LONGEST_NUMBER:
        raise Http404
    found: Event = get_object_or_404(
        Event.objects.visible_to(user).select_related("format", "activity", "series", "todo_list"), pk=pk
    )
    return found
