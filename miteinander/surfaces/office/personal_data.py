"""Data protection in the office: the register, the log of deletions, and what a person may ask for."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.apps import apps
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import include, path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.menu import MenuItem

from miteinander.foundation.access import policies
from miteinander.foundation.access.models import User
from miteinander.foundation.audit.actions import write_entry
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.interface.record_links import RecordLink
from miteinander.foundation.privacy import register
from miteinander.foundation.privacy.actions import erase_person, note_export, preview_erasure
from miteinander.foundation.privacy.exporting import Part, as_data, export_person
from miteinander.foundation.privacy.models import ErasureLog
from miteinander.foundation.privacy.persons import PersonKey, own_rows

VIEW, ANSWER, ERASE = "privacy.view_erasurelog", "privacy.answer_person", "privacy.erase_person"
PER_PAGE = 50
View = Callable[..., HttpResponse]


class PersonForm(forms.Form):
    """Whom it is about. `art` and `eintrag` name a record, when the way led here from one."""

    address = forms.EmailField(
        label=gettext_lazy("E-Mail-Adresse der Person"), required=False, max_length=254
    )
    art = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    eintrag = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)

    def clean(self) -> None:
        record = record_of(self.cleaned_data.get("art", ""), self.cleaned_data.get("eintrag"))
        self.key = PersonKey(self.cleaned_data.get("address", ""), record)
        if not self.key and not self.errors:
            raise forms.ValidationError(_("Geben Sie die E-Mail-Adresse der Person ein."), code="nobody")


def allowed(permission: str) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return checked

    return decorate


@allowed(VIEW)
@require_safe
def register_table(request: HttpRequest) -> HttpResponse:
    """The register of processing (Art. 30 GDPR). No query of its own."""
    entries = sorted(register.entries(), key=lambda entry: str(entry.model._meta.verbose_name_plural))
    rows = [
        {
            "kind": entry.model._meta.verbose_name_plural,
            "fields": ", ".join(_title(entry.model, name) for name in entry.fields),
            "entry": entry,
        }
        for entry in entries
    ]
    return render(
        request, "office/privacy_register.html", {"rows": rows, "may_answer": _may(request, ANSWER)}
    )


@allowed(VIEW)
@require_safe
def erasure_log(request: HttpRequest) -> HttpResponse:
    """Two queries beside the office's own."""
    page = Paginator(ErasureLog.objects.select_related("actor"), PER_PAGE).get_page(request.GET.get("p"))
    rows = [{"log": log, "kind": _kind(log.model)} for log in page]
    return render(request, "office/privacy_log.html", {"page": page, "rows": rows})


@sensitive_post_parameters()
@never_cache
@allowed(ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest) -> HttpResponse:
    """What is kept about somebody: look, hand over, erase. Addresses are sent, never part of an address of a page."""
    if request.method != "POST":
        initial = {name: request.GET.get(name, "") for name in ("art", "eintrag")}
        record = record_of(initial["art"], _number(initial["eintrag"]))
        form = PersonForm(initial=initial if record is not None else None)
        return render(request, "office/privacy_person.html", {"form": form, "record": record})
    form = PersonForm(request.POST)
    if not form.is_valid():
        return render(request, "office/privacy_person.html", {"form": form}, status=422)
    verb = request.POST.get("was", "")
    if verb in ("json", "page"):
        return _handed_over(request, form.key, as_file=verb == "json")
    if verb == "erase":
        return _erased(request, form)
    return _found(request, form)


def _found(request: HttpRequest, form: PersonForm, *, problem: str = "") -> HttpResponse:
    context = {
        "form": form,
        "record": form.key.record,
        "plans": preview_erasure(key=form.key),
        "problem": problem,
        "may_erase": _may(request, ERASE),
        "searched": True,
    }
    return render(request, "office/privacy_person.html", context, status=422 if problem else 200)


def _handed_over(request: HttpRequest, key: PersonKey, *, as_file: bool) -> HttpResponse:
    parts = export_person(key=key)
    note_export(counts={part.entry: len(part.rows) for part in parts}, actor=request.user)
    _write_trail(request, key, "privacy.export")
    now = timezone.localtime()
    if not as_file:
        return render(
            request, "office/privacy_answer.html", {"parts": [_shown(part) for part in parts], "now": now}
        )
    body = json.dumps({"as_of": now.isoformat(), "parts": as_data(parts)}, ensure_ascii=False, indent=2)
    response = HttpResponse(body, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="auskunft.json"'
    return response


def _erased(request: HttpRequest, form: PersonForm) -> HttpResponse:
    if not _may(request, ERASE):
        raise PermissionDenied
    if problem := refusal(request.user, form.key):
        return _found(request, form, problem=problem)
    if not request.POST.get("sure"):
        return _found(request, form, problem=_("Bestätigen Sie erst, dass die Person es selbst möchte."))
    _write_trail(request, form.key, "privacy.erase")
    count = erase_person(key=form.key, actor=request.user)
    if count:
        messages.success(
            request,
            _("Gelöscht oder geleert: %(count)d Einträge. Der Nachweis steht unten.") % {"count": count},
        )
    else:
        messages.info(request, _("Es gab nichts zu löschen."))
    return redirect("privacy:erasure-log")


def refusal(user: Any, key: PersonKey) -> str:
    """Why somebody may not erase this person; empty when they may. Accounts only by whoever may close them."""
    accounts = _accounts(key)
    if any(account.pk == user.pk for account in accounts):
        return _("Ihr eigenes Konto löscht jemand anders.")
    if any(not policies.can_manage(user, account) for account in accounts):
        return _(
            "Zu dieser Person gehört ein Konto, das Sie nicht schließen dürfen. Fragen Sie die Verwaltung des Programms."
        )
    return ""


def record_of(label: str, number: int | None) -> Model | None:
    """The record a way led here from: one that is itself about a person."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return None
    if number is None or not register.is_about_persons(model):
        return None
    found: Model | None = model._base_manager.filter(pk=number).first()
    return found


def _accounts(key: PersonKey) -> list[User]:
    found: dict[Any, User] = {}
    for entry in register.entries_of(User):
        rows = own_rows(entry, key)
        if rows is not None:
            found |= {account.pk: account for account in rows}
    return list(found.values())


def _write_trail(request: HttpRequest, key: PersonKey, detail: str) -> None:
    """Who asked for what, at the record; for an address alone the log says that it happened, not to whom."""
    for record in filter(None, (key.record, *_accounts(key))):
        write_entry(record=record, verb=Verb.OTHER, actor=request.user, detail=detail)


def _shown(part: Part) -> dict[str, Any]:
    return {"title": part.title, "entry": part.entry, "rows": part.rows}


def _title(model: type[Model], name: str) -> str:
    return str(getattr(model._meta.get_field(name), "verbose_name", name))


def _kind(label: str) -> str:
    try:
        return str(apps.get_model(label)._meta.verbose_name_plural)
    except (LookupError, ValueError):
        return label


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 19 else None


def _may(request: HttpRequest, permission: str) -> bool:
    return bool(request.user.has_perm(permission))


urls = [
    path(
        "datenschutz/",
        include(
            (
                [
                    path("", register_table, name="register"),
                    path("nachweis/", erasure_log, name="erasure-log"),
                    path("person/", person, name="person"),
                ],
                "privacy",
            ),
            namespace="privacy",
        ),
    )
]


def link_to_person(user: Any, record: Any) -> RecordLink | None:
    """For `interface.record_links`: only from a record that is about a person."""
    if not register.is_about_persons(type(record)) or not user.has_perm(ANSWER):
        return None
    query = urlencode({"art": record._meta.label_lower, "eintrag": record.pk})
    return RecordLink(gettext_lazy("Auskunft oder Löschen"), f"{reverse('privacy:person')}?{query}", "lock")


class PrivacyMenuItem(MenuItem):  # type: ignore[misc]
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(VIEW))


def menu_item() -> MenuItem:
    return PrivacyMenuItem(
        gettext_lazy("Datenschutz"), reverse("privacy:register"), name="privacy", icon_name="lock", order=890
    )
