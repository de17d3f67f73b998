"""Real processes lay out one series at once."""

from datetime import date

import pytest

from miteinander.foundation.audit.models import AuditEntry
from miteinander.programme.events.models import Event
from miteinander.programme.events.series_actions import save_series
from tests.foundation.audit.test_races import START, at_once  # noqa: F401
from tests.support.factories import make_format, make_series

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data_layer]

LAY_OUT = (
    START
    + """
from datetime import date
from miteinander.programme.events.layout import lay_out_series
from miteinander.programme.events.models import Series
result = lay_out_series(series=Series.objects.get(slug=sys.argv[1]), until=date(2027, 11, 30))
print(result.created, result.changed, result.withdrawn)
"""
)


def test_three_processes_make_each_event_once(at_once):  # noqa: F811
    series = save_series(
        series=make_series(slug="treff", format=make_format()),
        values={"rule": "FREQ=WEEKLY;BYDAY=MO", "first": date(2027, 9, 1)},
    )
    outcomes = at_once(LAY_OUT, ["treff"] * 3)
    assert sorted(outcomes) == ["0 0 0", "0 0 0", "13 0 0"]
    assert Event.objects.filter(series=series).count() == 13
    assert AuditEntry.objects.filter(content_type__model="event", verb="created").count() == 13
