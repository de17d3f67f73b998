"""Activities and tasks in the public search."""

from django.utils.translation import gettext_lazy as _

from miteinander.foundation.interface.search import Kind, show_records

from .models import Activity, CrossCuttingTask

KINDS = (
    Kind(
        Activity,
        _("Vorhaben"),
        Activity.objects.all,
        show_records(Activity.objects.all, _("Vorhaben"), "flag", title="title", summary="summary"),
        order=15,
    ),
    Kind(
        CrossCuttingTask,
        _("Querschnittsaufgabe"),
        CrossCuttingTask.objects.all,
        show_records(CrossCuttingTask.objects.all, _("Querschnittsaufgabe"), "flag", summary="about"),
        order=25,
    ),
)
