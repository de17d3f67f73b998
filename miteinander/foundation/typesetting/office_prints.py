"""The office's pages of print: a large print on its way, what was printed, and how this council prints."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from miteinander.foundation.audit.actions import write_entry
from miteinander.foundation.audit.enums import Verb

from .documents import documents
from .enums import JobState
from .findings import Level
from .forms import ReleaseForm, SettingsForm
from .keeping import keep, restored_findings
from .kit_cover import language_names
from .models import PrintJob, PrintSettings
from .office_pages import (
    CHANGE_SETTINGS,
    LONGEST_NUMBER,
    allowed_documents,
    file_name,
    file_response,
    get_about_or_404,
    head_of,
)
from .orders import KIT, Order

PAGES = ["GET", "HEAD", "POST"]
PER_PAGE = 30
MOST_JOBS = 5


def get_job_or_404(user: Any, pk: uuid.UUID) -> PrintJob:
    """For whoever may print everything in it."""
    job = get_object_or_404(PrintJob, pk=pk)
    allowed = {one.key for one in allowed_documents(user, job.about, job.subject)}
    if not allowed.issuperset(part.document for part in Order.from_json(job.order).parts):
        raise PermissionDenied
    return job


@require_http_methods(PAGES)
def job(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """How far a large print is; when it is done, its file."""
    one = get_job_or_404(request.user, pk)
    _subject, shown = get_about_or_404(request.user, one.about, one.subject)
    order = Order.from_json(one.order)
    findings = restored_findings(one.findings)
    stops = any(finding.level == Level.STOP for finding in findings)
    data = request.POST if request.method == "POST" else None
    answer = {"auftrag": one.pk, "trotzdem": data.get("trotzdem")} if data is not None else None
    release = ReleaseForm(answer, stops=stops)
    if data is not None and one.state == JobState.DONE and release.is_valid():
        with one.file.open("rb") as file:
            content = file.read()
        keep(
            order=order,
            order_id=one.pk,
            title=one.title,
            contents=one.contents,
            content=content,
            findings=one.findings,
            actor=request.user,
        )
        return file_response(content, file_name(one.title, order))
    context = head_of(request.user, one.about, one.subject, shown, "") | {
        "job": one,
        "findings": findings,
        "stops": stops,
        "release": release,
        "languages": language_names(order.languages),
        "documents": [part.document for part in order.parts],
    }
    return render(request, "typesetting/office/job.html", context, status=422 if data is not None else 200)


@require_safe
def kept(request: HttpRequest, about: str, pk: int) -> HttpResponse:
    """What was printed of a subject, the last first. Constant queries."""
    found, shown = get_about_or_404(request.user, about, pk)
    rows = found.kept._default_manager.filter(**{f"{about}_id": pk}).select_related("printed_by")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    titles = {one.key: one.title for one in documents(about)} | {KIT: _("Papiermappe")}
    context = head_of(request.user, about, pk, shown, "print_office:kept") | {
        "page": page,
        "jobs": PrintJob.objects.filter(about=about, subject=pk)[:MOST_JOBS],
        "rows": [
            {
                "one": one,
                "name": titles.get(one.document, ""),
                "languages": language_names(one.languages),
                "numbers": [number for part in one.contents for number in part.get("numbers", [])],
            }
            for one in page
        ],
    }
    return render(request, "typesetting/office/kept.html", context)


@require_safe
def kept_file(request: HttpRequest, about: str, pk: int, print_pk: int) -> HttpResponseBase:
    """The exact file that was printed."""
    found, _shown = get_about_or_404(request.user, about, pk)
    if len(str(print_pk)) > LONGEST_NUMBER:
        raise Http404
    rows = found.kept._default_manager.filter(**{f"{about}_id": pk})
    one = get_object_or_404(rows, pk=print_pk)
    allowed = {document.key for document in allowed_documents(request.user, about, pk)}
    if not allowed.issuperset(part["document"] for part in one.contents):
        raise PermissionDenied
    if not one.file:
        raise Http404
    try:
        content = one.read()
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("print_office:kept", about, pk)
    return file_response(content, f"{one.title} lauf {one.run}")


@require_http_methods(PAGES)
def settings(request: HttpRequest) -> HttpResponse:
    """The distance of crop marks and the print shop's profile."""
    if not request.user.has_perm(CHANGE_SETTINGS):
        raise PermissionDenied
    stored = PrintSettings.objects.filter(pk=1).first() or PrintSettings(pk=1)
    form = SettingsForm(request.POST or None, request.FILES or None, instance=stored, label_suffix="")
    if request.method == "POST" and form.is_valid():
        _save(form, request.user)
        messages.success(request, _("Die Druckeinstellungen sind gespeichert."))
        return redirect("print_office:settings")
    status = 422 if request.method == "POST" else 200
    return render(
        request, "typesetting/office/settings.html", {"form": form, "stored": stored}, status=status
    )


def _save(form: SettingsForm, actor: Any) -> None:
    row = form.save(commit=False)
    changed = list(form.changed_data)
    if form.cleaned_data["remove"]:
        row.profile, row.profile_name = b"", ""
    if form.read is not None:
        row.profile, row.profile_name = form.read.content, form.read.name
    row.save()
    write_entry(record=row, verb=Verb.CHANGED, actor=actor, fields=changed)
