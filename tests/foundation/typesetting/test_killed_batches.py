"""A worker that is killed while it sets a large print: the next one sets it whole, once."""

import uuid

import pytest
from django_tasks_db.models import DBTaskResult

from miteinander.foundation.typesetting.batches import order_batch
from miteinander.foundation.typesetting.composing import compose
from miteinander.foundation.typesetting.enums import JobState
from miteinander.foundation.typesetting.models import PrintJob
from miteinander.foundation.typesetting.orders import Order, Part
from tests.support import pdfs
from tests.support.factories import make_event, make_format
from tests.support.workers import wait_until, workers_at

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data_layer]
COPIES = 150


@pytest.fixture
def workers(tmp_path):
    with workers_at(tmp_path / "home") as found:
        yield found


def test_a_killed_worker_loses_nothing_and_doubles_nothing(workers, tmp_path):
    event = make_event(title="Fest im Park", dates=["2035-06-06 15:00"], format=make_format())
    DBTaskResult.objects.all().delete()
    parts = (Part("events.poster", "a3", COPIES),)
    order = Order("event", event.pk, ("de", "tr", "ar"), parts, is_kit=True, repeats=True)
    job = order_batch(order=order, order_id=uuid.uuid4(), composed=compose(order))

    first = workers.start()
    wait_until(lambda: PrintJob.objects.get().state == JobState.SETTING)
    workers.kill(first)
    assert PrintJob.objects.get().state == JobState.SETTING, "killed too late: raise COPIES"

    workers.start()
    wait_until(lambda: PrintJob.objects.get().state == JobState.DONE, seconds=90)
    done = PrintJob.objects.get(pk=job.pk)
    content = (tmp_path / "home" / "media" / done.file.name).read_bytes()
    assert pdfs.page_count(content) == COPIES + 1
    assert len(list((tmp_path / "home" / "media" / "prints").iterdir())) == 1
