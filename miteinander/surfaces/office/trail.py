"""The trail in the office: who did what when, of one record or of all, with filters, and as a file."""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache, wraps
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import include, path, reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.menu import MenuItem

from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.interface.record_links import RecordLink
from miteinander.foundation.values.clock import end_of, start_of
from miteinander.foundation.values.spreadsheets import defused

VIEW = "audit.view_auditentry"
PER_PAGE = 50
DETAILS = {
    "privacy.erase": gettext_lazy("Datenschutz: Daten gelöscht"),
    "privacy.export": gettext_lazy("Datenschutz: Auskunft gegeben"),
    "people.asked": gettext_lazy("gebeten, den Eintrag zu prüfen"),
    "people.confirmed": gettext_lazy("Eintrag vom Verein bestätigt"),
    "people.proposed": gettext_lazy("Änderungen vom Verein vorgeschlagen"),
    "people.refused": gettext_lazy("Vorschlag des Vereins nicht übernommen"),
    "participation.out_of_turn": gettext_lazy("außer der Reihe hereingenommen"),
    "participation.offer_accepted": gettext_lazy("Angebot angenommen"),
    "participation.invitation": gettext_lazy("Einladung geschickt"),
    "participation.invitation_reminder": gettext_lazy("an die Einladung erinnert"),
    "media.withdrawn": gettext_lazy("Einwilligung zurückgezogen"),
    "wagtail.workflow.start": gettext_lazy("zur Prüfung gegeben"),
    "wagtail.workflow.approve": gettext_lazy("freigegeben"),
    "wagtail.workflow.reject": gettext_lazy("zurückgegeben"),
    "wagtail.workflow.resume": gettext_lazy("noch einmal zur Prüfung gegeben"),
    "wagtail.workflow.cancel": gettext_lazy("Prüfung abgebrochen"),
    "wagtail.publish.schedule": gettext_lazy("Tag der Veröffentlichung festgelegt"),
    "wagtail.schedule.cancel": gettext_lazy("Tag der Veröffentlichung zurückgenommen"),
    "signed_in": gettext_lazy("angemeldet"),
    "sessions_ended": gettext_lazy("überall abgemeldet"),
    "invited": gettext_lazy("eingeladen"),
    "invited_again": gettext_lazy("noch einmal eingeladen"),
    "invitation_accepted": gettext_lazy("Einladung angenommen"),
    "invitation_withdrawn": gettext_lazy("Einladung zurückgenommen"),
    "account_opened": gettext_lazy("Konto geöffnet"),
    "account_closed": gettext_lazy("Konto geschlossen"),
    "account_reopened": gettext_lazy("Konto wieder geöffnet"),
    "mailing.resend": gettext_lazy("E-Mail noch einmal geschickt"),
    "participation.takes_place": gettext_lazy("Mindestzahl erreicht, findet statt"),
    "participation.called_off": gettext_lazy("Mindestzahl nicht erreicht, abgesagt"),
    "password_changed": gettext_lazy("Kennwort geändert"),
    "totp_activated": gettext_lazy("App für Codes eingerichtet"),
    "totp_deactivated": gettext_lazy("App für Codes entfernt"),
    "passkey_added": gettext_lazy("Passkey eingerichtet"),
    "passkey_removed": gettext_lazy("Passkey entfernt"),
    "codes_made": gettext_lazy("Notfallcodes erzeugt"),
    "second_factor_removed": gettext_lazy("Zweiten Faktor entfernt"),
}

FIELDS = {"grants": gettext_lazy("Rollen"), "answers": gettext_lazy("Antworten")}
"""What has no title of its own."""


def allowed(view: Any) -> Any:
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(VIEW):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


@allowed
@require_safe
def entry_list(request: HttpRequest) -> HttpResponse:
    """The newest first. Five queries, however much there is; one record costs two more."""
    entries = filtered(request)
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("p"))
    query = request.GET.copy()
    query.pop("p", None)
    record = _record(request)
    context = {
        "page": page,
        "rows": [row_of(entry) for entry in page],
        "actors": get_user_model()._default_manager.filter(
            pk__in=AuditEntry.objects.order_by().values("actor").distinct()
        ),
        "kinds": kinds(),
        "chosen": request.GET,
        "query": query.urlencode(),
        "record": record,
        "record_url": AdminURLFinder(request.user).get_edit_url(record) if record is not None else None,
    }
    return render(request, "office/trail.html", context)


@allowed
@require_safe
def entry_export(request: HttpRequest) -> StreamingHttpResponse:
    """The same entries as CSV for a spreadsheet, without formulas. Rows are fetched a thousand at a time."""
    response = StreamingHttpResponse(_lines(filtered(request)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="protokoll.csv"'
    return response


def filtered(request: HttpRequest) -> QuerySet[AuditEntry]:
    """Filters that make no sense are left out."""
    entries = AuditEntry.objects.select_related("actor", "content_type")
    wanted = request.GET
    if (actor := wanted.get("wer", "")).isdecimal() and len(actor) < 19:
        entries = entries.filter(actor=int(actor))
    if kind := _type_of(wanted.get("art", "")):
        entries = entries.filter(content_type=kind)
        if record := wanted.get("eintrag", "")[:40]:
            entries = entries.filter(record_id=record)
    if first := _day(wanted.get("von")):
        entries = entries.filter(at__gte=start_of(first))
    if last := _day(wanted.get("bis")):
        entries = entries.filter(at__lte=end_of(last))
    return entries


def row_of(entry: AuditEntry) -> dict[str, Any]:
    model = entry.content_type.model_class()
    return {
        "entry": entry,
        "kind": capfirst(str(model._meta.verbose_name)) if model else entry.content_type.model,
        "art": _label(entry.content_type),
        "who": str(entry.actor) if entry.actor else _("das Programm oder ein gelöschtes Konto"),
        "what": str(DETAILS.get(entry.detail, entry.get_verb_display())),
        "fields": ", ".join(_field_title(model, name) for name in entry.fields),
    }


def kinds() -> list[tuple[str, str]]:
    """Kinds of records with entries, in the order of their names."""
    types = ContentType.objects.filter(pk__in=AuditEntry.objects.order_by().values("content_type").distinct())
    found = [
        (_label(kind), capfirst(str(model._meta.verbose_name)))
        for kind in types
        if (model := kind.model_class()) is not None
    ]
    return sorted(found, key=lambda pair: pair[1])


def _lines(entries: QuerySet[AuditEntry]) -> Iterator[str]:
    writer = csv.writer(_Line(), delimiter=";")
    head = [_("Zeitpunkt"), _("wer"), _("was"), _("Art"), _("Eintrag"), _("Nummer"), _("Felder")]
    yield "\ufeff" + writer.writerow(head)
    for entry in entries.iterator(chunk_size=1000):
        row = row_of(entry)
        cells = [
            f"{localtime(entry.at):%Y-%m-%d %H:%M:%S}", row["who"], row["what"], row["kind"],
            entry.record_label, entry.record_id, row["fields"],
        ]  # fmt: skip
        yield writer.writerow([defused(str(cell)) for cell in cells])


class _Line:
    """What `csv` writes to: gives each line back."""

    def write(self, line: str) -> str:
        return line


def _record(request: HttpRequest) -> Any:
    kind, number = _type_of(request.GET.get("art", "")), request.GET.get("eintrag", "")
    model = kind.model_class() if kind else None
    if model is None or not number.isdecimal() or len(number) > 18:
        return None
    return model._base_manager.filter(pk=number).first()


def _type_of(label: str) -> ContentType | None:
    app, _dot, model = label.partition(".")
    try:
        return ContentType.objects.get_by_natural_key(app, model) if model else None
    except ContentType.DoesNotExist:
        return None


def _label(kind: ContentType) -> str:
    return f"{kind.app_label}.{kind.model}"


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _field_title(model: Any, name: str) -> str:
    if name in FIELDS:
        return str(FIELDS[name])
    field = _fields_of(model).get(name) if model else None
    return str(getattr(field, "verbose_name", name))


@cache
def _fields_of(model: Any) -> dict[str, Any]:
    return {field.name: field for field in model._meta.get_fields()}


urls = [
    path(
        "protokoll/",
        include(
            (
                [
                    path("", entry_list, name="entry-list"),
                    path("protokoll.csv", entry_export, name="entry-export"),
                ],
                "audit",
            ),
            namespace="audit",
        ),
    )
]


def link_to_trail(user: Any, record: Any) -> RecordLink | None:
    """For `interface.record_links`."""
    if not user.has_perm(VIEW):
        return None
    query = urlencode({"art": record._meta.label_lower, "eintrag": record.pk})
    return RecordLink(gettext_lazy("Protokoll"), f"{reverse('audit:entry-list')}?{query}", "history")


class TrailMenuItem(MenuItem):  # type: ignore[misc]
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(VIEW))


def menu_item() -> MenuItem:
    return TrailMenuItem(
        gettext_lazy("Protokoll"), reverse("audit:entry-list"), name="trail", icon_name="history", order=880
    )
