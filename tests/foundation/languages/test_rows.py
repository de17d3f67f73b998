"""Text rows: searching, sorting, states."""

import pytest
from django.contrib.contenttypes.models import ContentType

from miteinander.civic.places.models import District, Venue
from miteinander.foundation.audit.actions import delete_record, save_record
from miteinander.foundation.languages.enums import Origin
from miteinander.foundation.languages.models import TextRow
from miteinander.foundation.languages.rows import matching, project, sorted_by_text
from miteinander.foundation.languages.text import Translated
from tests.support.factories import make_district, make_venue

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]


def rows_of(record):
    return TextRow.objects.filter(content_type=ContentType.objects.get_for_model(record), record_id=record.pk)


def found(query, lang="de"):
    return set(matching(Venue.objects.all(), query, lang))


def test_project_writes_one_row_per_language_in_two_queries_at_most(count_queries):
    venue = make_venue(name={"de": "Bürgerhaus", "tr": "Halk Evi"})
    with count_queries() as queries:
        project(venue)
    assert len(queries) == 1
    assert rows_of(venue).count() == 12
    assert rows_of(venue).get(language="tr").title == "halk evi"
    assert rows_of(venue).get(language="ar").title == ""


def test_project_writes_the_worst_state_of_a_record():
    venue = make_venue(
        name=Translated.of({"de": "Haus", "tr": "Ev"}, Origin.CHECKED),
        stop=Translated.of({"de": "Markt", "tr": "Pazar"}, Origin.MACHINE),
    )
    states = dict(rows_of(venue).values_list("language", "state"))
    assert (states["tr"], states["ru"], states["de"]) == ("machine", "missing", "checked")


def test_project_again_replaces_the_rows():
    venue = make_venue(name={"de": "Altes Haus", "tr": "Eski"})
    save_record(record=venue, values={"name": Translated.of("Neues Haus")})
    assert rows_of(venue).count() == 12
    assert found("alt") == set()
    assert found("neu") == {venue}


def test_deleting_a_record_forgets_its_rows():
    venue = make_venue()
    pk, rows = venue.pk, rows_of(venue)
    delete_record(record=venue)
    assert not TextRow.objects.filter(pk__in=rows.values("pk"), record_id=pk).exists()


def test_rows_of_other_models_with_the_same_id_are_left_alone():
    venue, district = make_venue(name="Gleich"), make_district(name="Gleich")
    delete_record(record=district)
    assert rows_of(venue).count() == 12


def test_matching_finds_own_language_and_german_only():
    venue = make_venue(name={"de": "Bürgerhaus", "tr": "Halk Evi", "ru": "Дом"})
    assert found("halk", "tr") == {venue}
    assert found("bürger", "tr") == {venue}
    assert found("дом", "tr") == set()
    assert found("halk", "de") == set()


def test_matching_needs_every_word_but_in_any_part():
    venue = make_venue(name="Bürgerhaus", access_note="Rampe am Hof")
    make_venue(name="Bürgerhaus")
    assert found("rampe bürgerhaus") == {venue}
    assert found("rampe schwimmbad") == set()


@pytest.mark.parametrize("spelling", ["Küppersteg", "Kueppersteg", "Kuppersteg", "KÜPPER", "kueppe"])
def test_matching_does_not_care_how_the_umlaut_is_written(spelling):
    venue = make_venue(name="Bürgerhaus Küppersteg")
    assert found(spelling) == {venue}


@pytest.mark.parametrize("spelling", ["Kueppersteg", "Küppersteg"])
def test_matching_finds_a_name_written_with_ue(spelling):
    venue = make_venue(name="Haus Kueppersteg")
    assert found(spelling) == {venue}


def test_matching_puts_titles_first():
    in_body = make_venue(name="Haus A", access_note="Rampe")
    in_title = make_venue(name="Rampe")
    assert list(matching(Venue.objects.all(), "rampe", "de").order_by("title_hit", "pk")) == [
        in_title,
        in_body,
    ]


@pytest.mark.parametrize("query", ["", "   ", "\u200f"])
def test_matching_without_words_finds_everything(query):
    venue = make_venue()
    assert venue in found(query)


@pytest.mark.parametrize("query", ["%", "_", "'; DROP TABLE", "\\", '"', "a\x00b"])
def test_matching_takes_hostile_queries_as_plain_text(query):
    make_venue(name="Haus")
    assert found(query) == set()


def test_matching_reads_at_most_eight_words_of_two_hundred_characters():
    venue = make_venue(name="eins zwei drei vier fuenf sechs sieben acht")
    assert found("eins zwei drei vier fuenf sechs sieben acht neun") == {venue}
    assert found("x" * 100_000) == set()


def test_sorted_by_text_follows_the_alphabet_of_the_language():
    names = ["Cami", "Çarşı", "Dere", "Şehir", "Saray"]
    venues = {name: make_venue(name={"de": "x", "tr": name}) for name in names}
    ordered = sorted_by_text(Venue.objects.filter(pk__in=[v.pk for v in venues.values()]), "tr")
    assert [venue.name["tr"] for venue in ordered] == ["Cami", "Çarşı", "Dere", "Saray", "Şehir"]


def test_sorted_by_text_sorts_untranslated_records_by_their_german():
    names = ["Zeche", "Äpfelhof", "Bahnhof"]
    venues = [make_venue(name=name) for name in names]
    ordered = sorted_by_text(Venue.objects.filter(pk__in=[v.pk for v in venues]), "de")
    assert [venue.name.base for venue in ordered] == ["Äpfelhof", "Bahnhof", "Zeche"]


def test_district_is_found_by_name_and_synonym_however_written():
    district = make_district(name="Küppersteg", synonyms=["Am Bühl"])
    make_district(name="Rheindorf")
    for spelling in ("Küppersteg", "Kueppersteg", "Kuppersteg", "Am Buehl", "BÜHL"):
        assert list(District.objects.named_like(spelling)) == [district], spelling
