"""What a machine wrote is hidden from readers and from search until a person has checked it."""

import pytest

from miteinander.civic.places.models import Venue
from miteinander.foundation.audit.actions import content_version, save_record, save_texts
from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.exchange import fields
from miteinander.foundation.languages.enums import Origin, TextState
from miteinander.foundation.languages.models import TextRow
from miteinander.foundation.languages.rows import matching
from miteinander.foundation.languages.text import Translated, stamp
from tests.support import factories as make


def machine(german="Haus", turkish="Makine"):
    return Translated.of({"de": german, "tr": turkish}, Origin.MACHINE)


def test_readers_see_german_instead_of_machine_text():
    local = machine().localized("tr")
    assert (local.text, local.lang, local.is_fallback) == ("Haus", "de", True)


def test_outdated_machine_text_stays_hidden():
    text = machine().with_text("de", "Neues Haus")
    assert text.state("tr") == TextState.OUTDATED
    assert text.localized("tr").text == "Neues Haus"


def test_no_other_reader_is_given_machine_text_as_a_fallback():
    text = Translated({"tr": "Makine", "_": {"tr": ["machine", stamp("")]}})
    assert not text.localized("fr")


@pytest.mark.parametrize("origin", [Origin.HUMAN, Origin.CHECKED])
def test_readers_see_it_once_a_person_has_taken_it_on(origin):
    assert machine().with_text("tr", "Makine", origin).localized("tr").text == "Makine"


def test_outdated_text_of_a_person_is_still_shown():
    text = Translated.of({"de": "Haus", "tr": "Ev"}).with_text("de", "Neues Haus")
    assert text.localized("tr").text == "Ev"


def test_a_text_can_be_stamped_with_an_older_german():
    text = Translated.of("Neues Haus").with_text("tr", "Ev", made_from=stamp("Haus"))
    assert text.state("tr") == TextState.OUTDATED


@pytest.mark.django_db
@pytest.mark.data_layer
def test_search_does_not_find_machine_text():
    venue = make.make_venue(name=machine())
    assert not matching(Venue.objects.all(), "makine", "tr").exists()
    save_texts(record=venue, texts={"name": venue.name.with_text("tr", "Makine", Origin.CHECKED)})
    assert matching(Venue.objects.all(), "makine", "tr").get() == venue


@pytest.mark.django_db
@pytest.mark.data_layer
def test_save_texts_writes_a_state_where_save_record_sees_no_change():
    venue = make.make_venue(name={"de": "Haus", "tr": "Ev"})
    checked = venue.name.with_text("tr", "Ev", Origin.CHECKED)
    before = content_version()
    save_record(record=venue, values={"name": checked})
    assert content_version() == before
    assert save_texts(record=venue, texts={"name": checked}) == ["name"]
    assert content_version() == before + 1
    assert AuditEntry.objects.first().fields == ["name"]
    assert TextRow.objects.get(record_id=venue.pk, language="tr", title="ev").state == "checked"
    assert save_texts(record=venue, texts={"name": checked}) == []


@pytest.mark.django_db
@pytest.mark.data_layer
def test_state_of_an_event_counts_its_programme_items_and_only_texts_that_are_german():
    event = make.make_event(
        title={"de": "Fest", "tr": "Şenlik"},
        items=[{"title": Translated.of("Tanz")}, {"title": Translated.of("Musik")}],
    )
    rows = TextRow.objects.filter(content_type__model="event", record_id=event.pk)
    assert rows.get(language="tr").state == "missing"
    for item in event.items.all():
        item.title = item.title.with_text("tr", "Dans")
        item.save()
    save_record(record=event, values={"childcare": True})
    assert rows.get(language="tr").state == "draft"
    assert rows.get(language="ru").state == "missing"


@pytest.mark.django_db
def test_programme_files_do_not_carry_machine_text_elsewhere():
    field = fields.Translated()
    assert field.comparable(machine()) == {"de": "Haus"}
    assert field.comparable(machine().with_text("tr", "Ev")) == {"de": "Haus", "tr": "Ev"}
