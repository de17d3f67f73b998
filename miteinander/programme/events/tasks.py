"""Background work of the room."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from miteinander.foundation.work import background, register_schedule

from .bulk_actions import index_events
from .layout import lay_out_many
from .models import Series


@background("events.lay_out_all_series")
def lay_out_all_series() -> None:
    """Keep every series laid out a year ahead."""
    lay_out_many(series=Series.objects.exclude(rule=""))


register_schedule(
    "events.lay_out_all_series", at=time(2, 40), title=_("Termine der Reihen ein Jahr voraus anlegen")
)


@background("events.index_events")
def index_events_for_office(ids: list[int]) -> None:
    """Let the office find events that were saved together."""
    index_events(ids)
