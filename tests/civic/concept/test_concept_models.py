"""Concept, tasks, measures, activities: what the database refuses and what they say of themselves."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from miteinander.civic.concept.models import Concept, CrossCuttingTask, FieldOfAction, Goal, Measure
from miteinander.foundation.audit.actions import save_record
from tests.support.factories import (
    make_activity,
    make_concept,
    make_field_of_action,
    make_goal,
    make_measure,
    make_task,
    make_venue,
    make_working_group,
)

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]


def refused_by_database(model, **values):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**values)


def test_only_one_concept_is_current():
    make_concept(is_current=True)
    make_concept()
    make_concept()
    refused_by_database(Concept, slug="x", title="X", is_current=True)
    with pytest.raises(ValidationError):
        make_concept(is_current=True)
    assert Concept.objects.filter(is_current=True).count() == 1


def test_one_task_per_number():
    task = make_task(number=1, colour="blue")
    refused_by_database(CrossCuttingTask, slug="x", concept=task.concept, number=1, colour="rose")
    with pytest.raises(ValidationError):
        make_task(concept=task.concept, number=1, colour="rose")
    assert make_task(number=1, colour="blue").concept != task.concept


def test_one_task_per_colour():
    task = make_task(number=1, colour="blue")
    refused_by_database(CrossCuttingTask, slug="x", concept=task.concept, number=2, colour="blue")
    with pytest.raises(ValidationError):
        make_task(concept=task.concept, number=2, colour="blue")


@pytest.mark.parametrize(("model", "factory"), [(FieldOfAction, make_field_of_action), (Goal, make_goal)])
def test_one_field_and_one_goal_per_number(model, factory):
    first = factory(number=3)
    refused_by_database(model, slug="x", concept=first.concept, number=3, name="X")
    assert factory(number=3).concept != first.concept


def test_measure_has_exactly_one_parent():
    assert make_measure(task=make_task()).field_of_action is None
    assert make_measure(field_of_action=make_field_of_action()).task is None
    refused_by_database(Measure, slug="none", title="X")
    refused_by_database(
        Measure, slug="both", title="X", task=make_task(), field_of_action=make_field_of_action()
    )
    with pytest.raises(ValidationError):
        make_measure(task=None)
    assert Measure.objects.count() == 2


def test_unnamed_task_says_so_with_its_number():
    assert str(make_task(number=4, name="")) == "Querschnittsaufgabe 4 (noch nicht benannt)"
    assert str(make_task(number=4, name="Öffentlichkeitsarbeit")) == "Öffentlichkeitsarbeit"


def test_activity_has_the_colour_of_its_main_task_unless_its_own():
    activity = make_activity(main_task=make_task(colour="leaf"))
    assert activity.colour == "leaf"
    save_record(record=activity, values={"own_colour": "plum"})
    assert activity.colour == "plum"


def test_colour_of_a_loaded_activity_costs_no_query(count_queries):
    pk = make_activity().pk
    activity = type(make_activity()).objects.select_related("main_task").get(pk=pk)
    with count_queries() as queries:
        assert activity.colour == "blue"
    assert len(queries) == 0


@pytest.mark.parametrize(
    ("field", "value"), [("own_colour", "pink"), ("audiences", ["cats"]), ("audiences", ["youth", "youth"])]
)
def test_activity_refuses_what_is_not_on_the_lists(field, value):
    with pytest.raises(ValidationError) as refused:
        make_activity(**{field: value})
    assert set(refused.value.message_dict) == {field}


def test_what_an_activity_hangs_on_cannot_be_deleted():
    activity = make_activity()
    with pytest.raises(ProtectedError):
        activity.main_task.delete()
    with pytest.raises(ProtectedError):
        activity.main_task.concept.delete()


def test_activity_outlives_its_working_group():
    activity = make_activity(working_group=make_working_group())
    activity.working_group.delete()
    activity.refresh_from_db()
    assert activity.working_group is None


def test_a_title_is_needed_in_german():
    for factory in (make_activity, make_concept, make_measure):
        with pytest.raises(ValidationError) as refused:
            factory(title={"tr": "Yalnız"})
        assert set(refused.value.message_dict) == {"title"}


def test_slugs_are_unique_per_kind():
    make_venue(slug="gleich")
    make_goal(slug="gleich")
    with pytest.raises(ValidationError) as refused:
        make_goal(slug="gleich")
    assert "slug" in refused.value.message_dict
