"""Background work of the room."""

from miteinander.foundation.work import background

from .layout import lay_out_many
from .models import Series


@background("events.lay_out_all_series")
def lay_out_all_series() -> None:
    """Keep every series laid out a year ahead; meant to run once a day."""
    lay_out_many(series=Series.objects.exclude(rule=""))
