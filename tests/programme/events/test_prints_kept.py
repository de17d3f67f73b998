"""What was printed stays: date, run and the exact file; sheets with names without it."""

import hashlib
import re
import uuid
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from miteinander.foundation.typesetting.composing import compose, set_composed
from miteinander.foundation.typesetting.keeping import drop_unused_files, keep_print
from miteinander.foundation.typesetting.models import KeptPrint
from miteinander.foundation.typesetting.orders import Order, Part
from miteinander.programme.events.models import EventPrint
from tests.support import pdfs
from tests.support.accounts import make_account
from tests.support.factories import make_event
from tests.support.trial_documents import trial_document

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]


@pytest.fixture
def event():
    return make_event(title="Fest im Park", dates=["2035-06-06 15:00"])


def print_it(event, *, actor=None, order_id=None, copies=1, languages=("de",)):
    order = Order("event", event.pk, languages, (Part("events.trial", "a6", copies),))
    found = compose(order, run="x")
    printed = set_composed(found, order)
    kept = keep_print(
        order=order, order_id=order_id or uuid.uuid4(), composed=found, printed=printed, actor=actor
    )
    return kept, printed


def test_the_exact_file_is_kept_with_date_and_run(event, office):
    with trial_document():
        first, printed = print_it(event, actor=office, copies=20)
        second, _again = print_it(event, languages=("tr",))
    assert first.read() == printed.content and first.sha256 == hashlib.sha256(printed.content).hexdigest()
    assert [first.run, second.run] == [1, 2] and first.printed_by == office
    assert abs(first.printed_at - timezone.now()) < timedelta(minutes=1)
    assert first.contents == [
        {"document": "events.trial", "title": "Probezettel", "format": "a6", "copies": 20, "numbers": [], "pages": 1}
    ]  # fmt: skip


def test_the_same_order_is_kept_once(event):
    name = uuid.uuid4()
    with trial_document():
        first, _printed = print_it(event, order_id=name)
        second, _again = print_it(event, order_id=name)
    assert first == second and EventPrint.objects.count() == 1


def test_equal_files_are_stored_once(event):
    with trial_document():
        first, _printed = print_it(event)
        second, _again = print_it(event)
    assert first.file.name == second.file.name and first.run != second.run


def test_a_sheet_with_names_is_noted_without_its_file(event):
    with trial_document(personal=True, text="Frau Beispiel"):
        kept, printed = print_it(event)
    assert not kept.file and kept.sha256 == printed.sha256
    assert not default_storage.exists(f"prints/{printed.sha256}.pdf")


def test_two_runs_never_have_one_number(event):
    with trial_document():
        kept, _printed = print_it(event)
    kept.pk, kept.job = None, uuid.uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        kept.save()


def test_a_file_that_was_changed_is_not_shown_as_evidence(event, client, office):
    with trial_document():
        kept, _printed = print_it(event)
        default_storage.delete(kept.file.name)
        default_storage.save(kept.file.name, ContentFile(b"something else"))
        client.force_login(office)
        address = reverse("print_office:kept-file", args=["event", event.pk, kept.pk])
        answer = client.get(address, follow=True)
        assert "nicht mehr die, die gedruckt wurde" in answer.content.decode()
        default_storage.delete(kept.file.name)
        assert "Die Datei ist nicht mehr da." in client.get(address, follow=True).content.decode()


def test_the_office_sees_and_downloads_what_was_printed(event, client, office):
    with trial_document():
        kept, printed = print_it(event, actor=office, copies=3)
        other = make_event()
        client.force_login(office)
        page = client.get(reverse("print_office:kept", args=["event", event.pk])).content.decode()
        (address,) = re.findall(r'href="([^"]*gedruckt/\d+/)"', page)
        answer = client.get(address)
        foreign = client.get(reverse("print_office:kept-file", args=["event", other.pk, kept.pk]))
    assert "Probezettel" in page and "Lauf 1" in page and "Auflage 3" in page
    assert answer.content == printed.content and "no-store" in answer["Cache-Control"]
    assert foreign.status_code == 404


def test_who_may_not_print_a_sheet_does_not_get_its_file(event, client):
    with trial_document(allowed=lambda user, pk: user.has_perm("events.change_event")):
        kept, _printed = print_it(event)
        client.force_login(make_account("auditor"))
        answer = client.get(reverse("print_office:kept-file", args=["event", event.pk, kept.pk]))
    assert answer.status_code in (302, 403) and answer["Content-Type"] != "application/pdf"


def test_the_list_asks_equally_often_however_long_it_is(event, client, office, django_assert_num_queries):
    client.force_login(office)
    address = reverse("print_office:kept", args=["event", event.pk])
    with trial_document():
        print_it(event, actor=office)
        client.get(address)
        with django_assert_num_queries(22):
            client.get(address)
        print_it(event)
        print_it(event, actor=office)
        with django_assert_num_queries(22):
            client.get(address)


def test_files_that_nothing_names_are_deleted_after_a_day(event, monkeypatch):
    with trial_document():
        kept, _printed = print_it(event)
    lost = default_storage.save("prints/lost.pdf", ContentFile(b"%PDF"))
    drop_unused_files()
    assert default_storage.exists(lost), "it may get its record yet"
    later = timezone.now() + timedelta(days=2)
    monkeypatch.setattr("miteinander.foundation.typesetting.keeping.timezone.now", lambda: later)
    assert drop_unused_files() >= 1
    assert not default_storage.exists(lost) and default_storage.exists(kept.file.name)


def test_an_event_takes_its_prints_along(event):
    with trial_document():
        print_it(event)
    event.delete()
    assert not EventPrint.objects.exists()


def test_a_result_asks_for_what_was_printed_of_an_activity(event):
    """As the proof of use will ask it."""
    with trial_document():
        print_it(event, copies=20)
    rows = EventPrint.objects.filter(event__activity=event.activity, printed_at__year=timezone.now().year)
    assert [(one.title, one.copies) for one in rows] == [("Probezettel", 20)]
    assert issubclass(EventPrint, KeptPrint) and pdfs.page_count(rows[0].read()) == 1
