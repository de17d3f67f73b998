from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from miteinander.foundation.interface.office_records import RecordViewSet
from miteinander.foundation.interface.office_widgets import TickMany

from .models import Activity, Concept, CrossCuttingTask, FieldOfAction, Goal, Measure


class ActivityViewSet(RecordViewSet):
    model = Activity
    icon = "tasks"
    search_backend_name = None
    search_fields = ["title__de", "slug"]
    list_display = ["__str__", "main_task", "working_group"]
    list_filter = ["main_task", "working_group"]
    panels = [
        FieldPanel("title"),
        FieldPanel("slug"),
        FieldPanel("summary"),
        FieldPanel("description"),
        FieldPanel("main_task"),
        FieldPanel("tasks", widget=TickMany),
        FieldPanel("fields_of_action", widget=TickMany),
        FieldPanel("goals", widget=TickMany),
        FieldPanel("audiences"),
        FieldPanel("working_group"),
        FieldPanel("own_colour"),
        FieldPanel("supporters", widget=TickMany),
    ]


class TaskViewSet(RecordViewSet):
    model = CrossCuttingTask
    icon = "list-ol"
    search_backend_name = None
    search_fields = ["name__de"]
    list_display = ["__str__", "number", "concept", "colour"]
    list_filter = ["concept"]
    panels = [
        FieldPanel("name", help_text=_("Leer lassen, solange der Name nicht bekannt ist.")),
        FieldPanel("slug"),
        FieldPanel("concept"),
        FieldPanel("number"),
        FieldPanel("about"),
        FieldPanel("colour"),
    ]


class ConceptViewSet(RecordViewSet):
    model = Concept
    icon = "doc-full"
    search_backend_name = None
    search_fields = ["title__de"]
    list_display = ["__str__", "resolved", "is_current"]
    list_filter = ["is_current"]
    panels = [
        FieldPanel("title"),
        FieldPanel("slug"),
        FieldPanel("summary"),
        FieldPanel("resolved"),
        FieldPanel("is_current"),
    ]


class FieldOfActionViewSet(RecordViewSet):
    model = FieldOfAction
    icon = "list-ol"
    search_backend_name = None
    search_fields = ["name__de"]
    list_display = ["__str__", "number", "concept"]
    list_filter = ["concept"]
    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("concept"), FieldPanel("number")]


class GoalViewSet(RecordViewSet):
    model = Goal
    icon = "pick"
    search_backend_name = None
    search_fields = ["name__de"]
    list_display = ["__str__", "number", "concept"]
    list_filter = ["concept"]
    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("concept"), FieldPanel("number")]


class MeasureViewSet(RecordViewSet):
    model = Measure
    icon = "check"
    search_backend_name = None
    search_fields = ["title__de"]
    list_display = ["__str__", "state", "task", "field_of_action"]
    list_filter = ["state", "task", "field_of_action"]
    panels = [
        FieldPanel("title"),
        FieldPanel("slug"),
        FieldPanel("task"),
        FieldPanel("field_of_action"),
        FieldPanel("state"),
    ]


class ConceptGroup(SnippetViewSetGroup):
    items = (ActivityViewSet, TaskViewSet, MeasureViewSet, GoalViewSet, FieldOfActionViewSet, ConceptViewSet)
    menu_label = _("Konzept")
    menu_icon = "tasks"
    menu_order = 200
