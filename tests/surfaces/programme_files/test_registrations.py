"""How people take part, in programme files: written, read again without a change, never at the cost of a guest."""

import pytest

from miteinander.programme.participation.models import Answer, BringItem, RegistrationPlan
from miteinander.surfaces.programme_files.actions import import_programme
from miteinander.surfaces.programme_files.export import export_content
from miteinander.surfaces.programme_files.uploads import Upload
from tests.support.factories import make_event, make_registration, text
from tests.support.seats import books_agree

pytestmark = pytest.mark.django_db

WHOLE = {
    "slug": "fest",
    "mode": "required",
    "opens": "2025-05-01 08:00",
    "closes": "2035-06-05 18:00",
    "minimum": "4",
    "decides": "2035-06-01 12:00",
    "largest_party": "6",
    "asks_food": "yes",
    "note": {"de": "Bitte pünktlich", "tr": "Lütfen vaktinde"},
    "seats": "20",
    "kinds": [{"kind": "adult"}, {"kind": "child", "seats": "8"}, {"kind": "other", "label": {"de": "Delegierte"}}],
    "items": [{"item": "2", "seats": "5"}],
    "questions": [
        {"kind": "yes_no", "text": {"de": "Mit Rad?"}, "required": "yes", "purpose": {"de": "Für die Ständer"}},
        {"kind": "choice", "text": {"de": "Was?"}, "choices": {"de": "Rot\nBlau"}, "erase_after_days": "3"},
    ],
    "bring": [{"label": {"de": "Kuchen"}, "wanted": "3"}],
}  # fmt: skip


@pytest.fixture
def fest():
    return make_event(
        slug="fest",
        dates=["2035-06-06 15:00"],
        items=[{"title": text("Probe")}, {"title": text("Konzert")}],
    )


def read(**changes):
    report = import_programme(source=[{"programme": "1", "registrations": [WHOLE | changes]}])
    return [str(problem) for problem in report.problems], report


def plan() -> RegistrationPlan:
    return RegistrationPlan.objects.get(event__slug="fest")


def test_whole_plan_is_read_and_a_second_time_changes_nothing(fest):
    problems, _report = read()
    assert problems == []
    found = plan()
    assert (found.mode, found.minimum, found.largest_party, found.asks_food) == ("required", 4, 6, True)
    assert found.closes_at.isoformat() == "2035-06-05T16:00:00+00:00"
    assert found.note["tr"] == "Lütfen vaktinde"
    assert [(pool.scope, pool.kind, pool.seats) for pool in found.pools.all()] == [
        ("all", "", 20), ("kind", "adult", None), ("kind", "child", 8), ("kind", "other", None), ("item", "", 5),
    ]  # fmt: skip
    assert str(found.pools.get(scope="item")) == "Konzert"
    assert [one.is_required for one in found.questions.all()] == [True, False]
    _problems, again = read()
    assert again.nothing_new, [change.fields for change in again.changes]


@pytest.mark.parametrize("name", ["jahr.yaml", "jahr.xlsx", "registrations.csv"])
def test_export_is_read_again_without_a_change(fest, name):
    read()
    report = import_programme(source=Upload(name, export_content(name=name)))
    assert report.ok, report.text()
    assert report.nothing_new, [change.fields for change in report.changes]


def test_new_event_and_its_registration_come_in_one_file(fest):
    event = {"slug": "neu", "activity": fest.activity.slug, "format": fest.format.slug, "title": "Neu",
             "dates": ["2035-07-01 10:00"]}  # fmt: skip
    report = import_programme(
        source=[{"programme": "1", "registrations": [{"slug": "neu", "seats": "9"}], "events": [event]}]
    )
    assert report.ok, report.text()
    assert RegistrationPlan.objects.get(event__slug="neu").pools.get(scope="all").seats == 9


def test_change_of_a_plan_keeps_guests_answers_and_claims(fest):
    read()
    found = plan()
    question, cake = found.questions.first(), found.bring_items.get()
    delegate = found.pools.get(kind="other")
    registration = make_registration(
        plan=found, adults=2, answers={question.pk: "yes"}, bring={cake.pk: 1},
        items={found.pools.get(scope="item").pk: 1},
    )  # fmt: skip
    problems, _report = read(seats="15", bring=[{"label": {"de": "Torte"}, "wanted": "2"}])
    assert problems == []
    assert found.pools.get(kind="other").pk == delegate.pk
    assert Answer.objects.get(registration=registration).question == question
    assert (BringItem.objects.get().pk, BringItem.objects.get().claimed) == (cake.pk, 1)
    books_agree(plan())


def test_fewer_seats_than_promised_are_refused_and_nothing_changes(fest):
    read()
    make_registration(plan=plan(), adults=6)
    problems, _report = read(seats="5")
    assert len(problems) == 1
    assert "6 Plätze sind schon vergeben" in problems[0]
    assert plan().pools.get(scope="all").seats == 20


def test_left_out_fields_stay(fest):
    read()
    report = import_programme(
        source=[{"programme": "1", "registrations": [{"slug": "fest", "mode": "optional"}]}]
    )
    assert report.ok, report.text()
    assert (plan().mode, plan().minimum, plan().pools.count(), plan().questions.count()) == (
        "optional",
        4,
        5,
        2,
    )


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"slug": "gibt-es-nicht"}, "keine Veranstaltung „gibt-es-nicht“"),
        ({"mode": "vielleicht"}, "vielleicht"),
        ({"closes": "2035-06"}, "Tag mit Uhrzeit"),
        ({"closes": "2025-04-01 10:00"}, "registrations"),
        ({"items": [{"item": "7"}]}, "keinen Programmpunkt 7"),
        ({"seats": "-1"}, "seats"),
        ({"minimum": "4", "decides": None}, "registrations"),
        (
            {"questions": [{"kind": "text", "text": {"de": "Glaube?"}, "required": "yes", "special": "yes"}]},
            "freiwillig",
        ),
    ],
)
def test_wrong_values_are_refused_with_a_sentence(fest, wrong, sentence):
    problems, _report = read(**wrong)
    assert problems
    assert sentence in " ".join(problems)
    assert not RegistrationPlan.objects.exists()
