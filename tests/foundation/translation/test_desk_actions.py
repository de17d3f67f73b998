"""Writing through the desk: one text at a time, by the record's own room, with nothing lost."""

import pytest
from django.contrib.contenttypes.models import ContentType

from miteinander.civic.places.models import Venue
from miteinander.foundation.audit.actions import content_version, delete_record, save_record
from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.languages.enums import Origin
from miteinander.foundation.languages.models import TextRow
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.translation import sources, tidying
from miteinander.foundation.translation.actions import (
    ChangedMeanwhile,
    FaultyTexts,
    Gone,
    note_reading,
    save_translations,
)
from miteinander.foundation.translation.models import Reading
from miteinander.foundation.values.clock import today
from miteinander.programme.events.models import Event
from tests.support import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]


def save(record, lang, actor=None, **edits):
    source = sources.source_of_kind(sources.kind_of(type(record)))
    return save_translations(source=source, record_id=record.pk, lang=lang, edits=edits, actor=actor)


def state_of(record, lang):
    row = TextRow.objects.get(
        content_type=ContentType.objects.get_for_model(record), record_id=record.pk, language=lang
    )
    return row.state


@pytest.fixture
def venue(db):
    return make.make_venue(
        name={"de": "Bürgerhaus", "tr": "Halk Evi"},
        stop=Translated.of({"de": "Markt", "tr": "Pazar"}, Origin.CHECKED),
    )


def test_a_text_is_written_with_trail_row_and_content_version(venue, office, edit_of):
    before = content_version()
    written = save(venue, "tr", office, name=edit_of(venue, "name", "tr", "Yeni Ev", checked=True))
    stored = Venue.objects.get(pk=venue.pk)
    assert written == ["name"]
    assert (stored.name["tr"], stored.name.state("tr"), stored.name.base) == (
        "Yeni Ev",
        "checked",
        "Bürgerhaus",
    )
    entry = AuditEntry.objects.first()
    assert (entry.actor, entry.fields, entry.record_id) == (office, ["name"], str(venue.pk))
    assert content_version() > before
    assert state_of(venue, "tr") == "checked"


def test_a_change_of_german_makes_only_that_field_outdated(venue):
    save_record(record=venue, values={"name": venue.name.with_text("de", "Neues Bürgerhaus")})
    source = sources.source_of_kind("places-venue")
    states = {one.key: str(one.state) for one in source.segments(venue, "tr")}
    assert states == {"name": "outdated", "stop": "checked"}
    assert state_of(venue, "tr") == "outdated"


def test_checking_an_outdated_text_makes_it_current(venue, edit_of):
    save_record(record=venue, values={"name": venue.name.with_text("de", "Neues Bürgerhaus")})
    save(venue, "tr", name=edit_of(venue, "name", "tr", "Halk Evi", checked=True))
    assert Venue.objects.get(pk=venue.pk).name.state("tr") == "checked"


def test_nothing_is_written_when_nothing_differs(venue, edit_of):
    before = AuditEntry.objects.count()
    assert save(venue, "tr", name=edit_of(venue, "name", "tr", "Halk Evi")) == []
    assert AuditEntry.objects.count() == before


def test_an_empty_text_means_that_there_is_none(venue, edit_of):
    save(venue, "tr", name=edit_of(venue, "name", "tr", "  "))
    stored = Venue.objects.get(pk=venue.pk).name
    assert stored.state("tr") == "missing" and "tr" not in stored


def test_who_comes_second_is_refused_and_loses_nothing(venue, edit_of):
    second = edit_of(venue, "name", "tr", "İkinci")
    save(venue, "tr", name=edit_of(venue, "name", "tr", "Birinci"))
    with pytest.raises(ChangedMeanwhile) as refused:
        save(venue, "tr", name=second)
    assert refused.value.keys == {"name"}
    assert Venue.objects.get(pk=venue.pk).name["tr"] == "Birinci"


def test_two_people_at_different_fields_do_not_disturb_each_other(venue, edit_of):
    mine = {
        "name": edit_of(venue, "name", "tr", "Benim"),
        "stop": edit_of(venue, "stop", "tr", "Pazar", checked=True),
    }
    save(venue, "tr", stop=edit_of(venue, "stop", "tr", "Çarşı"))
    save(venue, "tr", **mine)
    stored = Venue.objects.get(pk=venue.pk)
    assert (stored.name["tr"], stored.stop["tr"]) == ("Benim", "Çarşı")


def test_two_languages_at_once_both_stay(venue, edit_of):
    turkish, russian = edit_of(venue, "name", "tr", "Ev"), edit_of(venue, "name", "ru", "Дом")
    save(venue, "tr", name=turkish)
    save(venue, "ru", name=russian)
    assert Venue.objects.get(pk=venue.pk).name.texts() == {"de": "Bürgerhaus", "tr": "Ev", "ru": "Дом"}


def test_german_that_changed_meanwhile_is_refused(venue, edit_of):
    edit = edit_of(venue, "name", "tr", "Ev")
    save_record(record=venue, values={"name": venue.name.with_text("de", "Rathaus")})
    with pytest.raises(ChangedMeanwhile):
        save(venue, "tr", name=edit)


def test_faulty_texts_are_refused_as_a_whole(edit_of):
    kind = make.make_format(name="Frühstück", title_pattern=Translated.of("Frühstück in {district}"))
    edits = {
        "name": edit_of(kind, "name", "tr", "Kahvaltı"),
        "title_pattern": edit_of(kind, "title_pattern", "tr", "Kahvaltı {semt}"),
    }
    with pytest.raises(FaultyTexts) as refused:
        save(kind, "tr", **edits)
    assert list(refused.value.faults) == ["title_pattern"]
    assert "{district}" in refused.value.faults["title_pattern"][0]
    kind.refresh_from_db()
    assert "tr" not in kind.name


def test_a_text_that_is_too_long_is_refused(venue, edit_of):
    with pytest.raises(FaultyTexts):
        save(venue, "tr", name=edit_of(venue, "name", "tr", "x" * 301))


def test_control_characters_do_not_reach_the_record(venue, edit_of):
    save(venue, "tr", name=edit_of(venue, "name", "tr", "Halk\x00\x1b\nEvi "))
    assert Venue.objects.get(pk=venue.pk).name["tr"] == "Halk Evi"


def test_a_record_that_is_gone(venue, edit_of):
    edit = edit_of(venue, "name", "tr", "Ev")
    source = sources.source_of_kind("places-venue")
    pk = venue.pk
    delete_record(record=venue)
    with pytest.raises(Gone):
        save_translations(source=source, record_id=pk, lang="tr", edits={"name": edit}, actor=None)


def test_items_of_an_event_are_written_with_it(edit_of):
    event = make.make_event(title="Fest", items=[{"title": Translated.of("Tanz")}])
    (item,) = event.items.all()
    sequence = event.sequence
    key = f"items.{item.pk}.title"
    save(
        event,
        "tr",
        **{"title": edit_of(event, "title", "tr", "Şenlik"), key: edit_of(event, key, "tr", "Dans")},
    )
    stored = Event.objects.get(pk=event.pk)
    assert stored.title["tr"] == "Şenlik"
    assert stored.items.get().title["tr"] == "Dans"
    assert stored.sequence == sequence + 1
    assert state_of(event, "tr") == "draft"


def test_a_draft_in_the_works_keeps_its_german_and_gets_the_translation(office, edit_of):
    event = make.make_event(title="Fest", summary="Kurz", items=[{"title": Translated.of("Tanz")}])
    (item,) = event.items.all()
    draft = Event.objects.get(pk=event.pk)
    draft.title = Translated.of("Großes Fest")
    first = draft.save_revision(user=office)
    event.refresh_from_db()
    key = f"items.{item.pk}.title"
    edits = {name: edit_of(event, name, "tr", f"tr {name}") for name in ("title", "summary", key)}
    save(event, "tr", office, **edits)
    live = Event.objects.get(pk=event.pk)
    latest = live.get_latest_revision_as_object()
    assert live.latest_revision_id != first.pk and live.has_unpublished_changes
    assert (live.title["tr"], live.title.state("tr")) == ("tr title", "draft")
    assert (latest.title.base, latest.title["tr"], latest.title.state("tr")) == (
        "Großes Fest",
        "tr title",
        "outdated",
    )
    assert latest.summary.state("tr") == "draft"
    assert next(iter(latest.items.all())).title["tr"] == f"tr {key}"


def test_a_draft_nobody_sees_is_translated_as_it_stands_in_the_draft(office, edit_of):
    event = make.make_event(title="Alt", state="draft")
    draft = Event.objects.get(pk=event.pk)
    draft.title = Translated.of("Neu")
    draft.save_revision(user=office)
    event.refresh_from_db()
    save(event, "tr", office, title=edit_of(event, "title", "tr", "Yeni"))
    latest = Event.objects.get(pk=event.pk).get_latest_revision_as_object()
    assert (latest.title.base, latest.title["tr"], latest.title.state("tr")) == ("Neu", "Yeni", "draft")


def test_what_is_scheduled_gets_the_translation_too(office, edit_of):
    event = make.make_event(title="Fest")
    draft = Event.objects.get(pk=event.pk)
    draft.childcare = True
    scheduled = draft.save_revision(user=office, approved_go_live_at="2099-01-01T10:00:00+00:00")
    Event.objects.get(pk=event.pk).save_revision(user=office)
    event.refresh_from_db()
    save(event, "tr", office, title=edit_of(event, "title", "tr", "Şenlik"))
    scheduled.refresh_from_db()
    assert scheduled.as_object().title["tr"] == "Şenlik"
    assert scheduled.as_object().childcare is True


def test_a_reading_says_who_when_and_whether_the_text_changed_since(venue, office, edit_of):
    source = sources.source_of_kind("places-venue")
    reading = note_reading(
        source=source,
        record_id=venue.pk,
        lang="de-simple",
        reader="Prüfgruppe",
        read_on=today(),
        actor=office,
    )
    assert (reading.entered_by, AuditEntry.objects.first().detail) == (office, "reading.de-simple")
    delete_record(record=venue)
    tidying.forget_readings()
    assert not Reading.objects.exists()


def test_tidying_adds_rows_that_are_missing(venue):
    TextRow.objects.all().delete()
    tidying.tidy()
    assert state_of(venue, "tr") == "draft"
    tidying.tidy()
