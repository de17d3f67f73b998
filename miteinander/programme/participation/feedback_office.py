"""Feedback in the office: what it says, typing in paper, the poster for the exit."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.widgets.button import Button

from miteinander.foundation.interface.addresses import absolute
from miteinander.foundation.interface.models import present_identity
from miteinander.foundation.interface.qr_codes import qr_svg
from miteinander.foundation.languages.registry import base_language
from miteinander.programme.events.models import Event
from miteinander.programme.events.office_planning import get_event_or_404
from miteinander.programme.events.presentation import full_when, place_line

from . import own_links
from .actions.feedback import SHEET_KIND, SheetKnown, enter_feedback
from .evaluation import SMALLEST, evaluation_of
from .feedback_forms import FACE_WORDS, ROW_FORMS, SheetForm, SheetRows
from .models import Sheet

SEE, ENTER = "participation.view_feedback", "participation.add_registration"
HERE = "participation_feedback_office"


def urls() -> list[Any]:
    pages = [
        path("", feedback_result, name="feedback-result"),
        path("blatt/", feedback_sheet, name="feedback-sheet"),
        path("aushang/", feedback_poster, name="feedback-poster"),
        path("blatt/leer/", feedback_slips, name="feedback-slips"),
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
    form, rows = SheetForm(data), cast(SheetRows, ROW_FORMS(data))
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
            except SheetKnown:
                form.add_error("number", _("Dieses Blatt ist schon eingegeben. Bitte prüfen Sie die Nummer."))
            else:
                messages.success(request, _entered(len(voices)))
                return redirect(f"{HERE}:feedback-sheet", pk)
    context = _head(event, request.user) | {
        "form": form,
        "rows": rows,
        "words": FACE_WORDS.items(),
        "entered": Sheet.objects.filter(event=event, kind=SHEET_KIND),
    }
    wrong = data is not None
    return render(request, "participation/office/feedback_sheet.html", context, status=422 if wrong else 200)


@require_safe
def feedback_poster(request: HttpRequest, pk: int) -> HttpResponse:
    """For the exit: one question in all languages and a code that opens the page in the language of the phone."""
    event = _event(request, pk, SEE)
    address = short_address(event)
    context = _head(event, request.user) | {
        "questions": questions(),
        "code": qr_svg(address, _("Code, der die Seite für Rückmeldungen öffnet")),
        "address": address,
    }
    return render(request, "participation/office/feedback_poster.html", context)


@require_safe
def feedback_slips(request: HttpRequest, pk: int) -> HttpResponse:
    """Slips with the five faces, for those without a phone; four on a page."""
    event = _event(request, pk, SEE)
    faces = [(face, FACE_WORDS[face]) for face in sorted(FACE_WORDS)]
    context = _head(event, request.user) | {"slips": range(4), "faces": faces}
    return render(request, "participation/office/feedback_slips.html", context)


def short_address(event: Event) -> str:
    token = own_links.token(own_links.Purpose.FEEDBACK, event.uid)
    return absolute(reverse("feedback-any-language", args=[token]))


def questions() -> list[tuple[str, str, str]]:
    """(language, direction, "How was it?") for every other language visitors are offered that has the sentence."""
    found: list[tuple[str, str, str]] = []
    base = ""
    for language in present_identity().shown_languages:
        with override(language.code):
            words = _("Wie war es?")
        if language.code == base_language():
            base = words  # stands large above
            continue
        if words == base or language.code.endswith("-simple"):
            continue
        found.append((language.code, language.direction, words))
    return found


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
    }


def _entered(count: int) -> str:
    return ngettext(
        "%(count)d Antwort ist eingegeben. Das nächste Blatt, bitte.",
        "%(count)d Antworten sind eingegeben. Das nächste Blatt, bitte.",
        count,
    ) % {"count": count}
