"""Distribution in the office: lists and forms, addresses, menu."""

from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from miteinander.foundation.interface.office_records import RecordIndexView, RecordViewSet, YesNoColumn

from ..models import CarrierRound, Outlet, PostalSubscriber
from . import office_pages as pages
from . import policies
from .office_forms import SubscriberForm

HERE = pages.HERE
PostalSubscriber.base_form_class = SubscriberForm  # type: ignore[attr-defined]


class OutletViewSet(RecordViewSet):
    model = Outlet
    icon = "home"
    search_backend_name = None
    search_fields = ["name", "street", "slug"]
    list_display = ["name", "district", "round", "usual_copies", "is_active"]
    list_filter = ["round", "district", "is_active"]
    copy_view_enabled = False
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
        FieldRowPanel([FieldPanel("organisation"), FieldPanel("venue")]),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postal_code"), FieldPanel("town")]),
                FieldPanel("district"),
            ],
            heading=_("Anschrift"),
        ),
        FieldPanel("place_note"),
        FieldPanel("contact"),
        FieldPanel("usual_copies"),
        FieldRowPanel([FieldPanel("round"), FieldPanel("stop")]),
        FieldPanel("is_active"),
    ]


class CarrierRoundViewSet(RecordViewSet):
    model = CarrierRound
    icon = "list-ol"
    search_backend_name = None
    search_fields = ["name", "slug"]
    list_display = ["name", "carrier"]
    copy_view_enabled = False
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
        FieldPanel("carrier"),
        FieldPanel("note"),
    ]


class SubscriberIndex(RecordIndexView):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().with_doubles()


class PostalSubscriberViewSet(RecordViewSet):
    model = PostalSubscriber
    icon = "mail"
    index_view_class = SubscriberIndex
    search_backend_name = None
    search_fields = ["name", "street", "postal_code", "town"]
    list_display = [
        "name",
        "postal_code",
        "copies",
        "consent_on",
        "ended_on",
        YesNoColumn("is_double", label=_("vielleicht doppelt")),
    ]
    list_filter = ["consent_way", "language"]
    list_export = (
        "name",
        "addition",
        "street",
        "postal_code",
        "town",
        "copies",
        "language",
        "consent_on",
        "consent_way",
        "ended_on",
    )
    copy_view_enabled = False
    panels = [
        FieldPanel("name"),
        FieldPanel("addition"),
        FieldPanel("street"),
        FieldRowPanel([FieldPanel("postal_code"), FieldPanel("town")]),
        FieldRowPanel([FieldPanel("copies"), FieldPanel("language")]),
        FieldRowPanel([FieldPanel("consent_on"), FieldPanel("consent_way")]),
        FieldPanel("ended_on"),
    ]


class DistributionGroup(SnippetViewSetGroup):
    items = (OutletViewSet, CarrierRoundViewSet, PostalSubscriberViewSet)
    menu_label = _("Verteilung")
    menu_icon = "table"
    menu_order = 306


class DistributionItem(MenuItem):  # type: ignore[misc]  # Wagtail is untyped
    def is_shown(self, request: Any) -> bool:
        return policies.can_see(request.user)


def menu_item() -> MenuItem:
    return DistributionItem(
        _("Verteilung"),
        reverse(f"{HERE}:overview"),
        name="newspaper-distribution",
        icon_name="table",
        order=305,
    )


def urls() -> list[Any]:
    patterns = [
        path("", pages.overview, name="overview"),
        path("einstellungen/", pages.settings_edit, name="settings"),
        path("<int:pk>/", pages.delivery_list, name="delivery-list"),
        path("<int:pk>/auflage/", pages.run_adopt, name="run-adopt"),
        path("<int:pk>/reste/", pages.leftovers, name="leftovers"),
        path("<int:pk>/drucken/", pages.print_page, name="print"),
        path("<int:pk>/drucken/<str:document>.pdf", pages.sheet, name="sheet"),
    ]
    return [path("zeitung-verteilen/", include((patterns, HERE)))]
