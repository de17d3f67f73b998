"""The registry of results: who answers, in which order, and what comes of it without anybody."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from miteinander.civic.concept import results as registry
from miteinander.civic.concept.result_words import day_words, listed, number_words, plain, quoted
from miteinander.civic.concept.results import (
    Figure,
    FileKind,
    Missing,
    Part,
    Period,
    ResultFile,
    Results,
    Sentence,
    UnitCount,
    UnitKind,
    results,
    results_of,
)
from tests.support.factories import make_activity

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]
MAY = Period(date(2025, 5, 1), date(2025, 5, 31))


@pytest.fixture
def alone(monkeypatch):
    monkeypatch.setattr(registry, "_providers", {})


def said(day, text, part=Part.DONE):
    return Results(sentences=(Sentence(date(2025, 5, day), text, part),))


def test_without_rooms_nothing_came_of_it(alone, count_queries):
    activity = make_activity()
    with count_queries() as queries:
        found = results(activity, MAY)
        assert results_of([], MAY) == {}
    assert found == Results() and len(queries) == 0
    assert found.total(UnitKind.GUEST) == 0 and found.part(Part.DONE) == ()


def test_rooms_answer_together_in_order_of_part_and_time(alone):
    one, other = make_activity(), make_activity()
    asked = []

    def first(activities, period):
        asked.append((list(activities), period))
        return {
            one.pk: said(9, "spät")
            + said(1, "gelernt", Part.LESSON)
            + Results(figures=(Figure("a.x", "X", 1, "x", "y"),))
        }

    registry.register("a", first)
    registry.register("b", lambda activities, period: {
        one.pk: said(3, "früh") + said(31, "alles", Part.SUMMARY) + Results(
            figures=(Figure("b.x", "X", 2, "x", "y"),),
            units=(UnitCount(UnitKind.GUEST, "b:1", "B", 5, date(2025, 5, 2)),
                   UnitCount(UnitKind.EVENT, "b:1", "B", 1, date(2025, 5, 2))),
            missing=(Missing("Es fehlt etwas."),),
        )
    })  # fmt: skip
    found = results_of([one, other, one], MAY)
    assert list(found) == [one.pk, other.pk] and found[other.pk] == Results()
    assert [sentence.text for sentence in found[one.pk].sentences] == ["alles", "früh", "spät", "gelernt"]
    assert [figure.key for figure in found[one.pk].figures] == ["a.x", "b.x"]
    assert (found[one.pk].total(UnitKind.GUEST), found[one.pk].total(UnitKind.COPY)) == (5, 0)
    assert asked == [([one, other], MAY)]
    registry.unregister("b")
    assert results(one, MAY).missing == ()


def test_two_rooms_cannot_take_one_name(alone):
    def provider(activities, period):
        return {}

    registry.register("a", provider)
    registry.register("a", provider)
    with pytest.raises(ValueError, match="twice"):
        registry.register("a", lambda activities, period: {})


def test_the_rooms_that_stand_have_registered():
    assert {"events", "participation", "newspaper"} <= set(registry._providers)


def test_a_file_without_a_stored_hash_is_read_for_it():
    reads = []

    def read():
        reads.append(1)
        return b"abc"

    file = ResultFile(MAY.first, "Bild", FileKind.PICTURE, "bild.png", "image/png", read)
    assert file.fingerprint().startswith("ba7816bf") and reads == [1]

    def gone():
        raise ValidationError("weg")

    with pytest.raises(ValidationError):
        ResultFile(MAY.first, "Bild", FileKind.PICTURE, "bild.png", "image/png", gone).fingerprint()


def test_words_of_sentences():
    assert [listed([]), listed(["A"]), listed(["A", "B"]), listed(["A", "B", "C"])] == [
        "",
        "A",
        "A und B",
        "A, B und C",
    ]
    assert (day_words(date(2025, 3, 1)), number_words(12345)) == ("1. März 2025", "12.345")
    assert plain(" a\x00\n\u202eb\u00adc\ud800 ") == "a bc"
    assert quoted("") == "„“" and quoted("Was nun?") == "„Was nun?“"
    assert date(2025, 5, 31) in MAY and date(2025, 6, 1) not in MAY
