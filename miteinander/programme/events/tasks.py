"""Background work of the room."""

from miteinander.foundation.work import background

from .bulk_actions import index_events
from .layout import lay_out_many
from .models import Series


@background("events.lay_out_all_series")
def lay_out_all_series() -> None:
    """Keep every series laid out a year ahead; meant to run once a day."""
    lay_out_many(series=Series.objects.exclude(rule=""))


@background("events.index_events")
def index_events_for_office(ids: list[int]) -> None:
    """Let the office find events that were saved together."""
    index_events(ids)
