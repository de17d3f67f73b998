"""The room's records in the office: checklists and school holidays; its pages and menu entries."""

from django.urls import include, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.admin.widgets import Button
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from miteinander.foundation.interface.office_records import RecordViewSet

from . import views
from .models import ChecklistTemplate, SchoolHoliday


class ChecklistViewSet(RecordViewSet):
    model = ChecklistTemplate
    icon = "tasks"
    search_backend_name = None
    search_fields = ["name", "about"]
    list_display = ["name", "about"]
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("about"),
        InlinePanel(
            "items",
            heading=_("Aufgaben"),
            label=_("Aufgabe"),
            panels=[
                FieldPanel("title"),
                FieldRowPanel([FieldPanel("topic"), FieldPanel("days")]),
                FieldPanel("role"),
                FieldPanel("note"),
                FieldPanel("questions"),
                FieldPanel("source"),
            ],
        ),
        FieldPanel("position"),
    ]


class SchoolHolidayIndex(RecordViewSet.index_view_class):
    """The table, with the way to a calendar file."""

    @cached_property
    def header_more_buttons(self):
        found = list(super().header_more_buttons)
        if self.request.user.has_perm("planning.add_schoolholiday"):
            address = reverse("planning:holiday-import")
            found.append(Button(_("Aus einer Kalenderdatei einlesen"), url=address, icon_name="upload"))
        return found


class SchoolHolidayViewSet(RecordViewSet):
    model = SchoolHoliday
    index_view_class = SchoolHolidayIndex
    icon = "calendar-alt"
    search_backend_name = None
    search_fields = ["name"]
    list_display = ["name", "first", "last", "source", "checked_on"]
    list_filter = {"first": ["gte", "lte"]}
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("first"), FieldPanel("last")]),
        FieldPanel("source"),
        FieldPanel("checked_on"),
    ]


class PlanningGroup(SnippetViewSetGroup):
    items = (ChecklistViewSet, SchoolHolidayViewSet)
    menu_label = _("Planung")
    menu_icon = "tasks"
    menu_order = 150


def menu_item():
    return MenuItem(
        _("Meine Aufgaben"), reverse("planning:my-todos"), name="my-todos", icon_name="tasks", order=50
    )


def urls():
    todos = [
        path("", views.my_todos, name="my-todos"),
        path("listen/", views.list_index, name="list-index"),
        path("listen/<int:pk>/", views.list_detail, name="list-detail"),
        path("kalender/", views.feed_settings, name="feed-settings"),
        path("schulferien/", views.holiday_import, name="holiday-import"),
        path("<int:pk>/", views.todo_edit, name="todo-edit"),
        path("<int:pk>/stand/", views.todo_state, name="todo-state"),
    ]
    return [path("aufgaben/", include((todos, "planning")))]
