"""Fixed pages and reported barriers in the office."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from miteinander.foundation.interface.office_records import RecordViewSet
from miteinander.foundation.values.clock import now

from .models import BarrierReport, FixedPage, FixedPageText


class OnlyChanging(ModelPermissionPolicy):
    """Nobody adds or deletes these in the office."""

    def user_has_permission(self, user, action):
        return action not in ("add", "delete") and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


class FixedPageViewSet(RecordViewSet):
    model = FixedPage
    icon = "doc-full"
    list_display = ["__str__", "published", "as_of"]
    copy_view_enabled = False
    panels = [
        FieldPanel("published"),
        FieldPanel("as_of"),
        MultiFieldPanel([FieldPanel("film"), FieldPanel("film_url")], heading=_("Film in Gebärdensprache")),
    ]

    @property
    def permission_policy(self):
        return OnlyChanging(self.model)


class FixedPageTextViewSet(RecordViewSet):
    model = FixedPageText
    icon = "doc-full-inverse"
    search_backend_name = None
    search_fields = ["title"]
    list_display = ["__str__", "title", "language", "made_by"]
    list_related = ("page",)
    list_filter = ["page", "language", "made_by"]
    list_per_page = 60
    copy_view_enabled = False
    panels = [
        FieldRowPanel([FieldPanel("page"), FieldPanel("language")]),
        FieldPanel("title"),
        FieldPanel("body"),
        FieldPanel("made_by"),
    ]


class PagesGroup(SnippetViewSetGroup):
    items = (FixedPageTextViewSet, FixedPageViewSet)
    menu_label = _("Feste Seiten")
    menu_icon = "doc-full"
    menu_order = 800


class BarrierReportForm(WagtailAdminModelForm):
    """Only one thing can be said about a report here: that it is done."""

    done = forms.BooleanField(label=_("erledigt"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["done"] = self.instance.closed_at is not None

    def save(self, commit=True):
        if self.cleaned_data["done"] != (self.instance.closed_at is not None):
            self.instance.closed_at = now() if self.cleaned_data["done"] else None
        return super().save(commit)


BarrierReport.base_form_class = BarrierReportForm


class ReportsMenuItem(MenuItem):
    """Says how many reports wait. Causes a query."""

    def is_shown(self, request):
        return request.user.has_perm("website.change_barrierreport")

    def render_component(self, request):
        waiting = BarrierReport.objects.filter(closed_at=None).count()
        label = f"{self.label} ({waiting})" if waiting else self.label
        return LinkMenuItem(
            self.name, label, self.url, icon_name=self.icon_name, classname=self.classname, attrs=self.attrs
        )


class BarrierReportViewSet(RecordViewSet):
    model = BarrierReport
    icon = "warning"
    add_to_admin_menu = True
    menu_label = _("Barrieren")
    menu_order = 110
    menu_item_class = ReportsMenuItem
    search_backend_name = None
    search_fields = ["what"]
    list_display = ["__str__", "received_at", "page", "language", "closed_at"]
    list_filter = {"closed_at": ["isnull"], "language": ["exact"]}
    copy_view_enabled = False
    panels = [
        FieldPanel("received_at", read_only=True),
        FieldPanel("what", read_only=True),
        FieldPanel("page", read_only=True),
        FieldPanel("reach", read_only=True),
        FieldPanel("language", read_only=True),
        FieldPanel("done"),
    ]

    @property
    def permission_policy(self):
        return OnlyChanging(self.model)
