"""The page "Programmdateien" of the office: template, export, check of a file, taking it over."""

from functools import wraps
from pathlib import PurePath

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin.menu import MenuItem

from miteinander.foundation.exchange import FieldError, files
from miteinander.foundation.exchange.difference import Outcome
from miteinander.foundation.exchange.problems import shortened
from miteinander.foundation.exchange.reading import LARGEST_FILE
from miteinander.foundation.exchange.writing import Unwritable
from miteinander.foundation.values.clock import today

from . import uploads
from .actions import import_programme
from .export import export_content, template_content

TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yaml": "application/yaml",
    ".csv": "text/csv; charset=utf-8",
}
MOST_SHOWN = 300
"""Changed records in a preview; the numbers above them count all."""


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Datei"),
        help_text=gettext_lazy("XLSX, CSV oder YAML, höchstens 10 MB."),
        widget=forms.FileInput(attrs={"accept": ",".join(files.SUFFIXES)}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if PurePath(file.name).suffix.lower() not in files.SUFFIXES:
            raise forms.ValidationError(
                _("Diese Art von Datei wird nicht gelesen. Erlaubt sind XLSX, CSV und YAML.")
            )
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(
                _("Die Datei ist größer als 10 MB. Teilen Sie sie in mehrere Dateien.")
            )
        return file


def is_allowed(user):
    """Programme files write every kind of record: only those who may do everything."""
    return user.is_active and user.is_superuser


def allowed_only(view):
    @wraps(view)
    def checked(request, *args, **kwargs):
        if not is_allowed(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


@allowed_only
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request):
    """The page itself; a file posted to it is checked by a dry run and kept for an hour."""
    form = FileForm(request.POST or None, request.FILES or None) if request.method == "POST" else FileForm()
    if request.method == "POST" and form.is_valid():
        uploads.forget_old()
        file = form.cleaned_data["file"]
        upload = uploads.Upload(shortened(PurePath(file.name).name), file.read())
        report = import_programme(source=upload, dry_run=True, actor=request.user)
        ready = report.ok and not report.nothing_new
        token = uploads.keep(upload, user=request.user) if ready else ""
        return render(request, "programme_files/preview.html", preview_context(report, token))
    context = {"form": form, "kinds": [kind.name for kind in export_kinds()]}
    return render(request, "programme_files/overview.html", context, status=422 if form.errors else 200)


@allowed_only
@require_POST
def file_apply(request):
    """Take over the file that was checked, as a whole or not at all."""
    token = request.POST.get("token", "")
    try:
        upload = uploads.find(token, user=request.user)
    except uploads.UploadGone:
        messages.error(
            request, _("Die geprüfte Datei ist nicht mehr da. Bitte laden Sie sie noch einmal hoch.")
        )
        return redirect("programme_files:overview")
    report = import_programme(source=upload, actor=request.user)
    if not report.ok:
        return render(request, "programme_files/preview.html", preview_context(report, ""))
    uploads.drop(token, user=request.user)
    messages.success(request, _("„%(file)s“ ist übernommen.") % {"file": upload.name})
    return redirect("programme_files:overview")


@allowed_only
@require_GET
def template_download(request):
    return _download(template_content(), f"{_('vorlage')}.xlsx")


@allowed_only
@require_GET
def export_download(request, suffix):
    kinds = [name for name in request.GET.getlist("kind") if name]
    name = f"{kinds[0] if len(kinds) == 1 else _('programm')}-{today().isoformat()}.{suffix}"
    try:
        return _download(export_content(name=name, kinds=kinds), name)
    except FieldError as error:
        messages.error(request, error.sentences())
    except Unwritable as error:
        messages.error(request, str(error))
    return redirect("programme_files:overview")


def export_kinds():
    from miteinander.foundation.exchange.writing import stored_kinds

    return stored_kinds()


def preview_context(report, token):
    changes = [change for change in report.changes if change.outcome in (Outcome.CREATED, Outcome.CHANGED)]
    rows = []
    for kind in dict.fromkeys(change.kind for change in report.changes):
        counts = report.counts(kind)
        rows.append(
            [kind, *(counts.get(one, 0) for one in (Outcome.CREATED, Outcome.CHANGED, Outcome.UNCHANGED))]
        )
    return {
        "report": report,
        "document": report.documents[0],
        "rows": rows,
        "changes": [
            {"change": change, "is_new": change.outcome is Outcome.CREATED} for change in changes[:MOST_SHOWN]
        ],
        "left_out": max(0, len(changes) - MOST_SHOWN),
        "token": token,
    }


def _download(content, name):
    response = HttpResponse(content, content_type=TYPES[PurePath(name).suffix])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


class ProgrammeFilesMenuItem(MenuItem):
    def is_shown(self, request):
        return is_allowed(request.user)


def menu_item():
    return ProgrammeFilesMenuItem(
        gettext_lazy("Programmdateien"),
        reverse("programme_files:overview"),
        name="programme-files",
        icon_name="upload",
        order=850,
    )


def urls():
    patterns = [
        path("", overview, name="overview"),
        path("uebernehmen/", file_apply, name="file-apply"),
        path("vorlage.xlsx", template_download, name="template-download"),
        *(
            path(f"export.{suffix}", export_download, {"suffix": suffix}, name=f"export-{suffix}")
            for suffix in ("xlsx", "yaml", "csv")
        ),
    ]
    return [path("programmdateien/", include((patterns, "programme_files")))]
