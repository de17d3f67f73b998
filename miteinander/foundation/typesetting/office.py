"""The part of the office that prints: addresses and the menu entry of its settings."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from . import office_prints, office_views
from .office_pages import CHANGE_SETTINGS

urls = [
    path(
        "drucken/",
        include(
            (
                [
                    path("einstellungen/", office_prints.settings, name="settings"),
                    path("auftrag/<uuid:pk>/", office_prints.job, name="job"),
                    path("<slug:about>/<int:pk>/", office_views.sheets, name="sheets"),
                    path("<slug:about>/<int:pk>/mappe/", office_views.kit, name="kit"),
                    path("<slug:about>/<int:pk>/gedruckt/", office_prints.kept, name="kept"),
                    path(
                        "<slug:about>/<int:pk>/gedruckt/<int:print_pk>/",
                        office_prints.kept_file,
                        name="kept-file",
                    ),
                    path("<slug:about>/<int:pk>/blatt/<str:key>/", office_views.sheet, name="sheet"),
                    path(
                        "<slug:about>/<int:pk>/blatt/<str:key>/vorschau/",
                        office_views.preview,
                        name="preview",
                    ),
                ],
                "print_office",
            ),
            namespace="print_office",
        ),
    )
]


class SettingsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(CHANGE_SETTINGS)


def menu_item():
    return SettingsMenuItem(
        _("Drucken"), reverse("print_office:settings"), name="print-settings", icon_name="print", order=920
    )
