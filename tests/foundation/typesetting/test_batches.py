"""Large prints: ordered in the office, set in the background, there once."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from miteinander.foundation.privacy.register import entries_of
from miteinander.foundation.typesetting import batches
from miteinander.foundation.typesetting.composing import compose
from miteinander.foundation.typesetting.documents import CannotPrint
from miteinander.foundation.typesetting.enums import JobState
from miteinander.foundation.typesetting.models import PrintJob
from miteinander.foundation.typesetting.orders import Order, Part
from tests.support import pdfs
from tests.support.accounts import make_account
from tests.support.factories import make_event
from tests.support.trial_documents import trial_document

pytestmark = pytest.mark.django_db
MANY = 70


@pytest.fixture
def event():
    return make_event(title="Fest im Park", dates=["2035-06-06 15:00"])


@pytest.fixture
def desk(client, office):
    client.force_login(office)
    return client


def order_many(desk, event):
    address = reverse("print_office:sheet", args=["event", event.pk, "events.trial"])
    page = desk.get(address).content.decode()
    order = re.search(r'name="auftrag" value="([^"]+)"', page)[1]
    data = {"sprache": "de", "format": "a6", "ziel": "buero", "auflage": "1", "abstand": "3.0"}
    return page, lambda: desk.post(address, data | {"auftrag": order, "tun": "drucken"})


def test_many_sheets_go_to_the_background_and_come_back_as_a_file(desk, event):
    with trial_document(sheets=MANY):
        page, press = order_many(desk, event)
        assert "70 Blätter" in page and "Im Hintergrund drucken" in page
        answer = press()
        assert press()["Location"] == answer["Location"], "pressed twice it is ordered once"
        job = PrintJob.objects.get()
        assert answer["Location"] == reverse("print_office:job", args=[job.pk])
        waiting = desk.get(answer["Location"]).content.decode()
        assert "Der Auftrag wartet" in waiting and 'http-equiv="refresh"' in waiting
        listed = desk.get(reverse("print_office:kept", args=["event", event.pk])).content.decode()
        assert answer["Location"] in listed and "wartet" in listed
        assert DBTaskResult.objects.filter(queue_name="pdf").count() == 1
        batches.print_batch(str(job.pk))
        done = desk.get(answer["Location"]).content.decode()
        assert "Fertig." in done and "refresh" not in done
        first, second = desk.post(answer["Location"]), desk.post(answer["Location"])
    assert pdfs.page_count(first.content) == MANY and first.content == second.content
    assert event.prints.get().pages == MANY, "downloaded twice it is kept once"


def stored_order(event, **values):
    order = Order("event", event.pk, ("de",), (Part("events.trial", "a6"),))
    return batches.order_batch(order=order, order_id=uuid.uuid4(), composed=compose(order), **values)


def test_running_twice_does_no_harm(event, monkeypatch):
    with trial_document(sheets=MANY):
        job = stored_order(event)
        batches.print_batch(str(job.pk))
        first = PrintJob.objects.get(pk=job.pk)
        monkeypatch.setattr(batches, "set_composed", lambda *_: pytest.fail("set again"))
        batches.print_batch(str(job.pk))
    assert PrintJob.objects.get(pk=job.pk).finished_at == first.finished_at


def test_a_second_attempt_has_the_same_numbers(event, monkeypatch):
    asked = []

    def numbered(wish, run):
        asked.append(run)
        return [f"{number:03d}" for number in range(1, MANY + 1)]

    with trial_document(sheets=MANY, numbered=numbered):
        job = stored_order(event)
        with monkeypatch.context() as patch, pytest.raises(OSError):
            patch.setattr(batches, "store", lambda content: (_ for _ in ()).throw(OSError("no room left")))
            batches.print_batch(str(job.pk))
        assert PrintJob.objects.get().state == JobState.SETTING
        batches.print_batch(str(job.pk))
    done = PrintJob.objects.get()
    assert done.state == JobState.DONE and len(done.contents[0]["numbers"]) == MANY
    assert len(set(asked)) == 1


def test_what_cannot_be_printed_is_said_and_not_tried_again(desk, event):
    with trial_document(sheets=MANY):
        job = stored_order(event)

    def read(wish):
        raise CannotPrint("Alle haben abgesagt.")

    with trial_document(read=read):
        batches.print_batch(str(job.pk))
        page = desk.get(reverse("print_office:job", args=[job.pk])).content.decode()
    assert PrintJob.objects.get().state == JobState.REFUSED
    assert "Alle haben abgesagt." in page and "PDF herunterladen" not in page


def test_a_mistake_of_ours_is_said_and_logged(desk, event, caplog):
    with trial_document(sheets=MANY):
        job = stored_order(event)
    with trial_document(sheets=MANY, template="/foundation/typesetting/sheets/pictures.typ"):
        batches.print_batch(str(job.pk))
        page = desk.get(reverse("print_office:job", args=[job.pk])).content.decode()
    assert "lässt sich gerade nicht setzen" in page and "cannot be set" in caplog.text


def test_an_order_that_hangs_says_so(desk, event):
    with trial_document(sheets=MANY):
        job = stored_order(event)
        address = reverse("print_office:job", args=[job.pk])
        assert "Das dauert länger" not in desk.get(address).content.decode()
        PrintJob.objects.update(ordered_at=timezone.now() - timedelta(minutes=11))
        assert "Das dauert länger" in desk.get(address).content.decode()


def test_a_fault_in_many_sheets_needs_a_tick(desk, event):
    with trial_document(sheets=MANY, text="𓀀"):
        job = stored_order(event)
        batches.print_batch(str(job.pk))
        address = reverse("print_office:job", args=[job.pk])
        assert desk.post(address).status_code == 422
        assert desk.post(address, {"trotzdem": "on"})["Content-Type"] == "application/pdf"


def test_an_order_is_for_those_who_may_print_it(client, event):
    with trial_document(sheets=MANY, allowed=lambda user, pk: user.has_perm("events.change_event")):
        job = stored_order(event)
        batches.print_batch(str(job.pk))
        client.force_login(make_account("auditor"))
        answer = client.post(reverse("print_office:job", args=[job.pk]))
    assert answer.status_code in (302, 403) and answer["Content-Type"] != "application/pdf"


def test_results_are_deleted_in_time(event):
    with trial_document(sheets=MANY):
        plain = stored_order(event)
    with trial_document(sheets=MANY, personal=True):
        personal = stored_order(event)
    for job, hours in ((plain, 6 * 24), (personal, 25)):
        PrintJob.objects.filter(pk=job.pk).update(ordered_at=timezone.now() - timedelta(hours=hours))
    assert batches.erase_old_batches() == 1
    assert PrintJob.objects.get().pk == plain.pk
    assert entries_of(PrintJob)[0].retention


def test_names_do_not_stay_in_the_storage(event):
    with trial_document(sheets=MANY, personal=True):
        job = stored_order(event)
        batches.print_batch(str(job.pk))
        name = PrintJob.objects.get().file.name
    assert default_storage.exists(name)
    PrintJob.objects.update(ordered_at=timezone.now() - timedelta(days=2))
    batches.erase_old_batches()
    assert not default_storage.exists(name)
