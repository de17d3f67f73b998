"""The office's pages about how people take part in one event: seats and rules, questions, things to bring."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from miteinander.foundation.interface.office_records import version_of
from miteinander.programme.events.models import Event
from miteinander.programme.events.office_planning import get_event_or_404

from . import policies
from .actions import SeatRow, save_parts, save_plan
from .enums import Scope
from .errors import SeatsPromised
from .models import BringItem, Question, RegistrationPlan, SeatPool
from .office_parts import allowed, get_plan_or_404, head_of
from .office_plan_forms import (
    BRING,
    KINDS,
    QUESTION_COLUMNS,
    QUESTIONS,
    ItemForm,
    PlanForm,
    bring_rows,
    item_forms,
    kept,
    kind_rows,
    question_rows,
)

PAGES = ["GET", "HEAD", "POST"]
HERE = "participation_office:plan-edit"
SEEN = "seen_version"


@allowed(policies.can_change_plans)
@require_http_methods(PAGES)
def plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Seats and rules of an event; the first time a proposal that works with the seats alone."""
    event = get_event_or_404(request.user, pk)
    plan = RegistrationPlan.objects.filter(event=event).first()
    pools = list(plan.pools.select_related("item")) if plan else []
    whole = next((pool for pool in pools if pool.scope == Scope.ALL), None)
    data = request.POST if request.method == "POST" else None
    form = PlanForm(data, instance=plan, initial={"seats": whole.seats if whole else None})
    kinds = KINDS(data, prefix="arten", initial=kind_rows(pools))
    items = item_forms(data, event, pools)
    version = _version(plan, pools)
    overtaken = data is not None and data.get(SEEN, version) != version
    if (
        data is not None
        and _are_valid(form, kinds, items)
        and not overtaken
        and _saved(request, event, form, kinds, items, pools)
    ):
        messages.success(request, _("Gespeichert."))
        return redirect("participation_office:registration-list", pk=event.pk)
    context = head_of(event, request.user, HERE) | {
        "form": form,
        "kinds": kinds,
        "items": items,
        "plan": plan,
        "whole": whole,
        "version": version,
        "overtaken": overtaken,
    }
    return render(request, "participation/office/plan.html", context, status=422 if data is not None else 200)


def _version(plan: RegistrationPlan | None, pools: list[SeatPool]) -> str:
    """Changes with everything the form shows; not with the seats people take meanwhile."""
    if plan is None:
        return ""
    rows = [[pool.pk, pool.seats, pool.stage, pool.label, pool.item_id] for pool in pools]
    text = json.dumps([version_of(plan), rows], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def _are_valid(form: PlanForm, kinds: Any, items: list[ItemForm]) -> bool:
    """All of them, so that every error is shown at once."""
    return all([form.is_valid(), kinds.is_valid(), *(one.is_valid() for one in items)])


def _saved(
    request: HttpRequest,
    event: Event,
    form: PlanForm,
    kinds: Any,
    items: list[ItemForm],
    pools: list[SeatPool],
) -> bool:
    """Whether the action took it; otherwise the sentence stands at the field."""
    rows = [
        SeatRow(Scope.ALL, form.cleaned_data["seats"]),
        *kinds.rows(),
        *(row for one in items if (row := one.row())),
    ]
    try:
        save_plan(event=event, values=form.values(), seats=rows, actor=request.user)
    except SeatsPromised as error:
        _say_at_the_field(error, form, kinds, items, pools)
        return False
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True


def _say_at_the_field(
    error: SeatsPromised, form: PlanForm, kinds: Any, items: list[ItemForm], pools: list[SeatPool]
) -> None:
    pool = next((one for one in pools if str(one) == error.pool), None)
    if pool is not None and pool.scope == Scope.KIND:
        for one in kinds.forms:
            if one.cleaned_data.get("pk") == pool.pk:
                one.add_error("seats", error.sentence)
                return
    for item in items:
        if pool is not None and item.pool is not None and item.pool.pk == pool.pk:
            item.add_error("seats", error.sentence)
            return
    form.add_error("seats", error.sentence)


@allowed(policies.can_change_plans)
@require_http_methods(PAGES)
def question_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What is asked beyond name and number."""
    return _parts(
        request, pk, model=Question, formset=QUESTIONS, rows_of=question_rows, columns=QUESTION_COLUMNS,
        template="participation/office/questions.html", here="participation_office:question-edit",
    )  # fmt: skip


@allowed(policies.can_change_plans)
@require_http_methods(PAGES)
def bring_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What people may bring along."""
    return _parts(
        request, pk, model=BringItem, formset=BRING, rows_of=bring_rows, columns=("pk", "label", "wanted"),
        template="participation/office/bring.html", here="participation_office:bring-edit",
    )  # fmt: skip


def _parts(
    request: HttpRequest,
    pk: int,
    *,
    model: Any,
    formset: Any,
    rows_of: Callable[[RegistrationPlan], list[dict[str, Any]]],
    columns: tuple[str, ...],
    template: str,
    here: str,
) -> HttpResponse:
    event = get_event_or_404(request.user, pk)
    if not RegistrationPlan.objects.filter(event=event).exists():
        messages.info(request, _("Legen Sie zuerst die Plätze fest. Danach geht es hier weiter."))
        return redirect(HERE, pk=event.pk)
    plan = get_plan_or_404(request.user, pk)
    data = request.POST if request.method == "POST" else None
    forms = formset(data, prefix="zeilen", initial=rows_of(plan))
    errors: list[str] = []
    if data is not None and forms.is_valid():
        rows = [{name: row.get(name) for name in columns} for row in kept(forms)]
        try:
            save_parts(plan=plan, model=model, rows=rows, actor=request.user)
        except ValidationError as error:
            errors = error.messages
        else:
            messages.success(request, _("Gespeichert."))
            return redirect(here, pk=event.pk)
    context = head_of(event, request.user, here) | {"forms": forms, "errors": errors}
    return render(request, template, context, status=422 if data is not None else 200)
