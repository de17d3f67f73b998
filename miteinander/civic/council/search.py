"""Working groups in the public search."""

from django.utils.translation import gettext_lazy as _

from miteinander.foundation.interface.search import Kind, show_records

from .models import WorkingGroup

KINDS = (
    Kind(
        WorkingGroup,
        _("Arbeitskreis"),
        WorkingGroup.objects.all,
        show_records(WorkingGroup.objects.all, _("Arbeitskreis"), "people", summary="about"),
        order=35,
    ),
)
