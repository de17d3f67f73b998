"""The trail lets nobody change or shorten it, not even who writes SQL; only its own deletion run may."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from miteinander.civic.people.models import Person
from miteinander.civic.places.models import Venue
from miteinander.foundation.audit import retention
from miteinander.foundation.audit.actions import write_entry
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.audit.models import AuditEntry, AuditPurge
from miteinander.foundation.audit.retention import delete_old_entries, keep_longer
from tests.support.factories import make_person, make_venue

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]
OLD = timezone.now() - timedelta(days=91)


@pytest.fixture
def entry(office):
    return write_entry(
        record=make_venue(name="Haus"), verb=Verb.CHANGED, actor=office, fields=["name"], detail="x"
    )


@pytest.fixture
def written_at(monkeypatch):
    """An entry of another day, as it would have been written then."""

    def write(record, at):
        with monkeypatch.context() as patch:
            patch.setattr(timezone, "now", lambda: at)
            return write_entry(record=record, verb=Verb.CHANGED)

    return write


@pytest.mark.parametrize(
    "change",
    [
        "at = '2001-01-01 00:00:00'", "verb = 'deleted'", "detail = 'y'", "record_id = '9'", "fields = '[]'",
        "record_label = 'anders'", "content_type_id = content_type_id + 1", "id = id + 1",
        "actor_id = (SELECT MAX(id) FROM access_user)",
    ],
)  # fmt: skip
def test_sql_cannot_change_an_entry(entry, outsider, change):
    before = AuditEntry.objects.filter(pk=entry.pk).values().get()
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE audit_auditentry SET {change} WHERE id = %s", [entry.pk])
    assert AuditEntry.objects.filter(pk=entry.pk).values().get() == before


def test_querysets_cannot_change_or_delete(entry):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).update(verb=Verb.OTHER)
    with pytest.raises(DatabaseError, match="own deletion run"), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).delete()
    with (
        pytest.raises(DatabaseError, match="own deletion run"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM audit_auditentry")
    assert AuditEntry.objects.filter(pk=entry.pk).exists()


def test_names_may_be_taken_out_but_not_exchanged(entry, outsider):
    AuditEntry.objects.filter(pk=entry.pk).update(actor=None, record_label="")
    for change in ({"actor": outsider}, {"record_label": "Haus"}):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            AuditEntry.objects.filter(pk=entry.pk).update(**change)


def test_the_kind_of_a_record_cannot_take_its_entries_along(entry):
    with pytest.raises(ProtectedError), transaction.atomic():
        ContentType.objects.get_for_model(Venue).delete()


def test_own_run_deletes_what_is_old_and_closes_behind_itself(entry, written_at):
    old = written_at(make_venue(), OLD)
    assert delete_old_entries() == 1
    assert not AuditEntry.objects.filter(pk=old.pk).exists()
    assert AuditEntry.objects.filter(pk=entry.pk).exists()
    run = AuditPurge.objects.get()
    assert (run.deleted, run.is_open) == (1, False)
    assert delete_old_entries() == 0
    with pytest.raises(DatabaseError, match="own deletion run"), transaction.atomic():
        AuditEntry.objects.all().delete()


def test_an_open_run_lets_only_old_entries_go(entry):
    AuditPurge.objects.create(before=OLD)
    with pytest.raises(DatabaseError, match="own deletion run"), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).delete()


def test_entries_bound_by_law_are_kept_longer(monkeypatch, written_at):
    monkeypatch.setattr(retention, "_longer", {})
    keep_longer(Person, days=3000)
    kept, gone = written_at(make_person(), OLD), written_at(make_venue(), OLD)
    very_old = written_at(make_person(), timezone.now() - timedelta(days=3001))
    assert delete_old_entries() == 2
    left = set(AuditEntry.objects.values_list("pk", flat=True))
    assert kept.pk in left and not {gone.pk, very_old.pk} & left
    with pytest.raises(ValueError, match="90"):
        keep_longer(Venue, days=1)


def test_many_entries_go_in_batches(monkeypatch, written_at):
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    venue = make_venue()
    for _number in range(5):
        written_at(venue, OLD)
    assert delete_old_entries() == 5
    assert not AuditPurge.objects.filter(is_open=True).exists()


def test_bulk_hooks_of_wagtail_are_registered_once():
    """They stood where every saved slug registered them again, and one deletion left many entries."""
    from wagtail import hooks

    for _number in range(3):
        make_venue()
    for name in ("before_bulk_action", "after_bulk_action"):
        ours = [hook for hook in hooks.get_hooks(name) if hook.__module__.endswith("wagtail_adapter")]
        assert len(ours) == 1
