"""Feedback in the office: what it says, and typing in paper."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.widgets.button import Button

from miteinander.foundation.languages.registry import base_language
from miteinander.programme.events.models import Event
from miteinander.programme.events.office_planning import get_event_or_404
from miteinander.programme.events.presentation import full_when, place_line

from . import office_print
from .actions.feedback import enter_feedback
from .actions.sheets import SheetNotThere, entered_sheets, waiting_number
from .documents.registry import may_print_feedback
from .enums import SheetKind
from .evaluation import SMALLEST, evaluation_of
from .feedback_forms import FACE_WORDS, ROW_FORMS, SheetForm, SheetRows

SEE, ENTER = "participation.view_feedback", "participation.add_registration"
HERE = "participation_feedback_office"


def urls() -> list[Any]:
    pages = [
        path("", feedback_result, name="feedback-result"),
        path("blatt/", feedback_sheet, name="feedback-sheet"),
        path("aushang/", office_print.feedback_poster, name="feedback-poster"),
        path("blatt/leer/", office_print.feedback_slips, name="feedback-slips"),
    ]
    return [path("rueckmeldungen/<int:pk>/", include((pages, HERE)))]


@require_safe
def feedback_result(request: HttpRequest, pk: int) -> HttpResponse:
    event = _event(request, pk, SEE)
    shown = evaluation_of(event.pk)
    context = _head(event, request.user) | {
        "evaluation": shown,
        "rows": [(bar, FACE_WORDS[bar.face]) for bar in shown.bars],
        "smallest": SMALLEST,
    }
    return render(request, "participation/office/feedback_result.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def feedback_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """A grid for the keyboard: face, tab, sentence, tab."""
    event = _event(request, pk, ENTER)
    data = request.POST if request.method == "POST" else None
    form = SheetForm(data, initial={"number": waiting_number(event.pk, SheetKind.FEEDBACK)})
    rows = cast(SheetRows, ROW_FORMS(data))
    if data is not None and all([form.is_valid(), rows.is_valid()]):
        voices = rows.voices()
        if not voices:
            form.add_error(
                None, _("Auf diesem Blatt steht noch kein Gesicht. Bitte tippen Sie mindestens eines.")
            )
        else:
            try:
                enter_feedback(
                    event=event,
                    number=form.cleaned_data["number"],
                    voices=voices,
                    language=form.cleaned_data["language"],
                    actor=request.user,
                )
            except SheetNotThere as refused:
                form.add_error("number", refused.sentence)
            else:
                messages.success(request, _entered(len(voices)))
                return redirect(f"{HERE}:feedback-sheet", pk)
    context = _head(event, request.user) | {
        "form": form,
        "rows": rows,
        "words": FACE_WORDS.items(),
        "entered": entered_sheets(event.pk, SheetKind.FEEDBACK),
    }
    wrong = data is not None
    return render(request, "participation/office/feedback_sheet.html", context, status=422 if wrong else 200)


def may_see(user: Any) -> bool:
    return bool(user.is_active and user.has_perm(SEE))


def list_buttons(record: Any, user: Any, next_url: str | None = None) -> Any:
    """In the list of events, without a query for each row."""
    if isinstance(record, Event) and record.is_public and user.has_perm(SEE):
        url = reverse(f"{HERE}:feedback-result", args=[record.pk])
        yield Button(_("Rückmeldungen"), url, icon_name="comment", priority=45)


def _event(request: HttpRequest, pk: int, permission: str) -> Event:
    if not (request.user.is_active and request.user.has_perm(permission)):
        raise PermissionDenied
    return get_event_or_404(request.user, pk)


def _head(event: Event, user: Any) -> dict[str, Any]:
    lang = base_language()
    dates = [date for date in event.dates.all() if date.starts_at]
    return {
        "event": event,
        "when": full_when(dates[0], lang) if dates else "",
        "place": place_line(list(event.venues.all()), event),
        "may_enter": user.has_perm(ENTER),
        "may_print": may_print_feedback(user),
    }


def _entered(count: int) -> str:
    return ngettext(
        "%(count)d Antwort ist eingegeben. Das nächste Blatt, bitte.",
        "%(count)d Antworten sind eingegeben. Das nächste Blatt, bitte.",
        count,
    ) % {"count": count}
