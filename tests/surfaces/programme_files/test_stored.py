"""Imports into real tables: a dry run or an error leaves nothing, a second import writes nothing."""

import pytest

from miteinander.civic.places.models import Borough, District, Venue
from miteinander.foundation.audit.actions import content_version
from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.exchange import fields, kinds, model_kind
from miteinander.surfaces.programme_files.actions import import_programme

pytestmark = pytest.mark.django_db

PROGRAMME = {
    "boroughs": [{"slug": "bezirk-1", "number": 1, "name": "Erster Bezirk"}],
    "districts": [
        {"slug": "am-fluss", "name": "Am Fluss", "borough": "bezirk-1", "synonyms": ["Flussdorf"],
         "latitude": 51.1, "longitude": "6.9876543"},
        {"slug": "am-wald", "name": "Am Wald", "borough": "bezirk-1"},
    ],
    "venues": [
        {"slug": "forum", "name": {"de": "Forum", "tr": "Forum"}, "district": "am-fluss", "step_free": "yes"}
    ],
}  # fmt: skip


@pytest.fixture(autouse=True)
def empty():
    """Boroughs or venues that a migration ships must not disturb the counts."""
    Venue.objects.all().delete()
    District.objects.all().delete()
    Borough.objects.all().delete()


def test_import_stores_everything_and_a_second_one_writes_nothing():
    assert import_programme(source=PROGRAMME).ok
    venue = Venue.objects.get()
    assert (venue.name["tr"], venue.district.borough.number, venue.step_free) == ("Forum", 1, "yes")
    before = (AuditEntry.objects.count(), content_version())
    assert before[0] >= 4
    report = import_programme(source=PROGRAMME)
    assert report.nothing_new
    assert (AuditEntry.objects.count(), content_version()) == before


def test_dry_run_leaves_nothing():
    report = import_programme(source=PROGRAMME, dry_run=True)
    assert report.ok
    assert [change.slug for change in report.changes] == ["bezirk-1", "am-fluss", "am-wald", "forum"]
    assert (Borough.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_error_leaves_nothing():
    wrong = {**PROGRAMME, "venues": [{"slug": "forum", "name": "Forum", "district": "am-bach"}]}
    report = import_programme(source=wrong)
    assert "„am-bach“ gibt es in districts nicht. Erlaubt: am-fluss, am-wald." in str(report.problems[0])
    assert Borough.objects.count() == 0


def test_rule_of_a_table_is_an_error_with_its_place():
    report = import_programme(
        source={
            "boroughs": [{"slug": "a", "number": 1, "name": "A"}, {"slug": "b", "number": 1, "name": "B"}]
        }
    )
    assert len(report.problems) == 1
    assert report.problems[0].path == ("boroughs b", "number")
    assert Borough.objects.count() == 0


def test_length_of_a_column_is_an_error_with_its_line(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(f"programme: 1\nboroughs:\n  - slug: a\n    number: 1\n    name: {'x' * 81}\n")
    (problem,) = import_programme(source=path).problems
    assert (problem.line, problem.path) == (5, ("boroughs", "name"))
    assert "höchstens 80 Zeichen" in problem.text


@pytest.mark.parametrize("count", [1, 30])
def test_unchanged_import_costs_the_same_for_one_and_for_many(count, django_assert_num_queries):
    programme = {
        "boroughs": [{"slug": "bezirk-1", "number": 1, "name": "Erster Bezirk"}],
        "districts": [{"slug": f"d{n}", "name": f"D {n}", "borough": "bezirk-1"} for n in range(count)],
        "venues": [{"slug": f"v{n}", "name": f"V {n}", "district": f"d{n}"} for n in range(count)],
    }
    import_programme(source=programme)
    with django_assert_num_queries(5):  # savepoint, one load per kind, release
        assert import_programme(source=programme).nothing_new


def test_kind_refuses_a_field_the_model_does_not_have():
    with pytest.raises(ValueError, match="colour"):
        model_kind(Borough, {"colour": fields.Text()}, name="boroughs")


def test_every_registered_reference_has_its_kind():
    names = {kind.name for kind in kinds.all()}
    assert {
        target for kind in kinds.all() for field in kind.fields.values() for target in field.kinds()
    } <= names


def test_emptied_field_gets_the_declared_empty_value():
    import_programme(source=PROGRAMME)
    report = import_programme(source={"venues": [{"slug": "forum", "step_free": None, "district": None}]})
    assert not report.ok  # the name is missing
    import_programme(source={"venues": [{"slug": "forum", "name": "F", "step_free": None, "district": None}]})
    venue = Venue.objects.get()
    assert (venue.step_free, venue.district, venue.name["tr"]) == ("unknown", None, "Forum")
