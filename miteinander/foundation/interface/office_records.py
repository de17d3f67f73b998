"""What every list and form of the office does: search, filters, export without formulas, and no silent overwriting.

Rooms derive their viewsets from `RecordViewSet`.
"""

import hashlib
import json
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.db.models import BooleanField, Model, Q, QuerySet
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from modelcluster.models import ClusterableModel
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import (
    ConfirmWorkflowCancellationView,
    EditView,
    IndexView,
    SnippetViewSet,
)

from miteinander.foundation.languages.folding import search_words
from miteinander.foundation.languages.models import TextRow
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.values.spreadsheets import defused

from .office_choosers import RecordChooserViewSet
from .record_links import links_of

SEEN = "seen_version"


class YesNoColumn(Column):
    def get_value(self, instance: Any) -> str:
        value = super().get_value(instance)
        return "" if value is None else _("ja") if value else _("nein")


class RecordIndexView(IndexView):
    """A list in a constant number of queries: what its columns show is loaded with the rows."""

    list_related: tuple[str, ...] = ()

    def get_base_queryset(self) -> QuerySet[Any]:
        related = [name for name in self.list_display if isinstance(name, str) and self._is_link(name)]
        found: QuerySet[Any] = super().get_base_queryset()
        wanted = [*related, *self.list_related]
        return found.select_related(*wanted) if wanted else found

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Records with texts are found in their folded German row: "fruhstuck" finds "Frühstück", 10,000 at once."""
        if not self.is_searching or not hasattr(self.model, "text_parts"):
            found: QuerySet[Any] = super().search_queryset(queryset)
            return found
        plain = [name for name in self.search_fields or () if not name.endswith(f"__{base_language()}")]
        wanted = Q(pk__in=self._rows_with(self.search_query))
        for name in plain:
            wanted |= Q(**{f"{name}__icontains": self.search_query})
        return queryset.filter(wanted)

    def _rows_with(self, words: str) -> QuerySet[Any, Any]:
        """Numbers of the records in whose German every word is."""
        rows = TextRow.objects.filter(
            content_type=ContentType.objects.get_for_model(self.model), language=base_language()
        )
        spelled = search_words(words[:200])[:8]
        for spellings in spelled:
            held = Q()
            for spelling in sorted(spellings):
                held |= Q(title__contains=spelling) | Q(body__contains=spelling)
            rows = rows.filter(held)
        return rows.values("record_id") if spelled else rows.none().values("record_id")

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        row: dict[str, Any] = super().to_row_dict(item)
        for name in row:
            if words := getattr(item, f"get_{name}_display", None):
                row[name] = words()
        return row

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        written = super().preprocess_field_value(field, value, export_format)
        return defused(written) if isinstance(written, str) else written

    def _get_custom_column(self, field_name: str, column_class: Any = Column, **kwargs: Any) -> Any:
        """Yes and no in words."""
        if column_class is Column and isinstance(self._field(field_name), BooleanField):
            column_class = YesNoColumn
        return super()._get_custom_column(field_name, column_class, **kwargs)

    def _field(self, name: str) -> Any:
        try:
            return self.model._meta.get_field(name)
        except FieldDoesNotExist:
            return None

    def _is_link(self, name: str) -> bool:
        field = self._field(name)
        return field is not None and bool(field.many_to_one or field.one_to_one) and field.concrete


class RecordEditView(EditView):
    """Refuses to save over what somebody else saved since the form was opened; what was typed stays in the form."""

    def is_valid(self, form: Any) -> bool:
        if self.is_overtaken():
            form.is_valid()  # so that what was typed comes back as it was
            self.produced_error_code = "invalid_revision"
            self.produced_error_message = _(
                "Jemand hat diesen Eintrag inzwischen geändert. Ihre Eingaben stehen noch hier, sind aber nicht "
                "gespeichert. Sehen Sie im Verlauf nach, was neu ist. Wenn Sie noch einmal speichern, gilt Ihre Fassung."
            )
            return False
        return bool(super().is_valid(form))

    def is_overtaken(self) -> bool:
        """Wagtail compares revisions that this form itself made; we, what the form was opened with."""
        if self.request.POST.get("overwrite_revision_id"):
            return bool(self.is_out_of_date)
        seen = self.request.POST.get(SEEN)
        return seen is not None and seen != self.version

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Also what the surfaces lead to from any record: its trail, what a person may ask for."""
        found = links_of(self.request.user, self.object)
        return [
            *super().header_more_buttons,
            *(
                Button(link.label, url=link.url, icon_name=link.icon, priority=60 + number)
                for number, link in enumerate(found)
            ),
        ]

    @property
    def version(self) -> str:
        return version_of(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"seen_version": self.version}


class RecordCancellationView(ConfirmWorkflowCancellationView):
    """The question before publishing ends a review; Wagtail answers it to anybody in the office."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        policy = self.model.snippet_viewset.permission_policy
        if not policy.user_has_permission_for_instance(request.user, "change", self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class RecordViewSet(SnippetViewSet):
    index_view_class = RecordIndexView
    edit_view_class = RecordEditView
    confirm_workflow_cancellation_view_class = RecordCancellationView
    chooser_viewset_class = RecordChooserViewSet
    edit_template_name = "interface/record_edit.html"
    list_display = ["__str__"]
    list_per_page = 50
    list_related: tuple[str, ...] = ()
    """What `__str__` needs beside the columns, for `select_related`."""

    @property
    def list_export(self) -> list[str]:
        """The columns of the list."""
        return [name for name in self.list_display if isinstance(name, str)]

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_index_view_kwargs(list_related=self.list_related, **kwargs)
        return found


def version_of(record: Model) -> str:
    """Changes with every change of the stored record, its parts, its links and its drafts. A few queries."""
    stored = type(record)._base_manager.filter(pk=record.pk).first()
    if stored is None:
        return ""
    content = stored.serializable_data() if isinstance(stored, ClusterableModel) else model_to_dict(stored)
    for field in stored._meta.concrete_fields:
        if getattr(field, "auto_now", False):  # set anew by reading a record of several parts
            content.pop(field.name, None)
    revision = getattr(stored, "latest_revision", None)
    draft = [revision.pk, revision.created_at] if revision else []
    text = json.dumps([content, draft], default=_plain, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def _plain(value: Any) -> str:
    return str(value.pk) if isinstance(value, Model) else str(value)
