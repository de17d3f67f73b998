"""Saving records: the trail, the content version, and nothing when nothing differs."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from miteinander.civic.concept.models import CrossCuttingTask
from miteinander.civic.people.models import EntryProposal, Person
from miteinander.civic.places.models import Venue
from miteinander.foundation.audit import writers
from miteinander.foundation.audit.actions import (
    content_version,
    delete_record,
    raise_content_version,
    save_record,
    write_entry,
)
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.audit.models import AuditEntry, ContentVersion
from miteinander.foundation.languages.enums import Origin
from miteinander.foundation.languages.models import TextRow
from miteinander.foundation.languages.text import Translated
from tests.support.factories import make_activity, make_organisation, make_person, make_task, make_venue

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]


def entries():
    return list(AuditEntry.objects.order_by("pk"))


def test_save_writes_one_entry_with_names_of_fields_and_no_value(office):
    person = make_person(name="Alt", email="alt@example.org", telephone="+492141234567")
    before = len(entries())
    save_record(
        record=person, values={"email": "neu@example.org", "telephone": "+492141234567"}, actor=office
    )
    (entry,) = entries()[before:]
    assert (entry.verb, entry.fields, entry.actor) == (Verb.CHANGED, ["email"], office)
    stored = AuditEntry.objects.filter(pk=entry.pk).values().get()
    assert "neu@example.org" not in str(stored)
    assert "alt@example.org" not in str(stored)


def test_save_of_a_new_record_names_what_was_given():
    person = make_person(name="Neu")
    entry = entries()[-1]
    assert (entry.verb, entry.record_id, entry.record_label) == (Verb.CREATED, str(person.pk), "Neu")
    assert entry.fields == ["name", "slug"]


def test_save_writes_nothing_when_nothing_differs():
    venue = make_venue(name="Haus", street="Weg 1")
    before, version = len(entries()), content_version()
    save_record(record=venue, values={"name": Translated.of("Haus"), "street": "Weg 1"}, links={})
    assert len(entries()) == before
    assert content_version() == version


def test_save_does_not_see_a_difference_in_stamps_alone():
    venue = make_venue(name=Translated.of({"de": "Haus", "tr": "Ev"}, Origin.CHECKED))
    before = len(entries())
    save_record(record=venue, values={"name": Translated.of({"de": "Haus", "tr": "Ev"}, Origin.MACHINE)})
    assert len(entries()) == before
    assert Venue.objects.get(pk=venue.pk).name.state("tr") == "checked"


def test_save_raises_the_content_version_and_renews_the_text():
    venue = make_venue(name="Alt")
    version = content_version()
    save_record(record=venue, values={"name": Translated.of("Neu")})
    assert content_version() == version + 1
    assert TextRow.objects.get(record_id=venue.pk, language="de", content_type__model="venue").title == "neu"


def test_save_sets_links_and_names_them():
    task, other, activity = make_task(), make_task(), make_activity()
    save_record(record=activity, values={}, links={"tasks": [task, other]})
    assert set(activity.tasks.all()) == {task, other}
    assert entries()[-1].fields == ["tasks"]
    before = len(entries())
    save_record(record=activity, values={}, links={"tasks": [other, task]})
    assert len(entries()) == before
    save_record(record=activity, values={}, links={"tasks": []})
    assert not activity.tasks.exists()


def test_validation_error_leaves_nothing_behind():
    venue = make_venue(name="Haus", street="Weg 1")
    before, version = len(entries()), content_version()
    with pytest.raises(ValidationError):
        save_record(record=venue, values={"street": "Weg 2", "step_free": "vielleicht"})
    stored = Venue.objects.get(pk=venue.pk)
    assert (stored.street, stored.step_free) == ("Weg 1", "unknown")
    assert (len(entries()), content_version()) == (before, version)


def test_validation_error_of_a_new_record_creates_nothing():
    with pytest.raises(ValidationError) as refused:
        save_record(record=Person(), values={"slug": "x", "name": "", "email": "keine"})
    assert set(refused.value.message_dict) == {"name", "email"}
    assert not Person.objects.exists()
    assert entries() == []


def test_failing_link_takes_everything_back():
    activity = make_activity(title="Alt")
    before = len(entries())
    unsaved = CrossCuttingTask()
    with pytest.raises((ValueError, TypeError, IntegrityError)), transaction.atomic():
        save_record(record=activity, values={"title": Translated.of("Neu")}, links={"tasks": [unsaved]})
    assert type(activity).objects.get(pk=activity.pk).title.base == "Alt"
    assert len(entries()) == before


def test_delete_leaves_its_entry_and_takes_the_text(office):
    venue = make_venue(name="Haus")
    pk, version = venue.pk, content_version()
    delete_record(record=venue, actor=office)
    entry = entries()[-1]
    assert (entry.verb, entry.record_id, entry.record_label, entry.actor) == (
        "deleted",
        str(pk),
        "Haus",
        office,
    )
    assert not Venue.objects.filter(pk=pk).exists()
    assert content_version() > version


def test_entries_cannot_be_changed_or_deleted():
    entry = write_entry(record=make_venue(), verb=Verb.OTHER)
    entry.detail = "anders"
    with pytest.raises(TypeError, match="never changed"):
        entry.save()
    with pytest.raises(TypeError, match="never deleted"):
        entry.delete()
    assert AuditEntry.objects.get(pk=entry.pk).detail == ""


def test_entry_outlives_its_actor(outsider):
    entry = write_entry(record=make_venue(), verb=Verb.OTHER, actor=outsider)
    outsider.delete()
    entry.refresh_from_db()
    assert entry.actor is None


def test_entry_without_a_signed_in_actor_has_none():
    from django.contrib.auth.models import AnonymousUser

    assert write_entry(record=make_venue(), verb=Verb.OTHER, actor=AnonymousUser()).actor is None


def test_long_labels_and_details_are_cut():
    entry = write_entry(record=make_venue(name="x" * 300), verb=Verb.OTHER, detail="y" * 100)
    assert (len(entry.record_label), len(entry.detail)) == (200, 60)


def test_content_version_starts_and_has_one_row():
    ContentVersion.objects.all().delete()
    assert content_version() == 0
    raise_content_version()
    raise_content_version()
    assert content_version() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        ContentVersion.objects.create(pk=2)


def test_reading_the_content_version_costs_one_query(count_queries):
    with count_queries() as queries:
        content_version()
    assert len(queries) == 1


def test_registry_knows_every_model_of_the_civic_rooms():
    from django.apps import apps

    kept = {
        model
        for label in ("places", "people", "council", "concept")
        for model in apps.get_app_config(label).get_models()
    }
    assert kept - {EntryProposal} <= set(writers.models())  # a proposal has pages of its own


def test_registered_functions_are_called_with_record_verb_and_actor(office, monkeypatch):
    from wagtail.log_actions import log

    from miteinander.foundation.audit import wagtail_adapter

    seen = []
    monkeypatch.setitem(
        writers._writers,
        Venue,
        writers.Writer(
            Venue,
            saved=lambda record, *, verb, actor: seen.append((record, verb, actor)),
            deleted=lambda record, *, actor: seen.append((record, "deleted", actor)),
        ),
    )
    venue = make_venue()
    log(instance=venue, action="wagtail.edit", user=office)
    log(instance=venue, action="wagtail.delete", user=office)
    assert seen == [(venue, Verb.CHANGED, office), (venue, "deleted", office)]
    assert set(wagtail_adapter.VERBS.values()) <= set(Verb)


def test_log_entry_of_a_record_that_is_gone_keeps_its_label(office):
    from wagtail.log_actions import log

    organisation = make_organisation(name="Verein")
    pk = organisation.pk
    type(organisation).objects.filter(pk=pk).delete()
    version = content_version()
    log(instance=organisation, action="wagtail.delete", user=office)
    entry = entries()[-1]
    assert (entry.verb, entry.record_label, entry.record_id) == ("deleted", "Verein", str(pk))
    assert not TextRow.objects.filter(record_id=pk, content_type__model="organisation").exists()
    assert content_version() > version
