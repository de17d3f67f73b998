import enum

import pytest
from django.utils.safestring import mark_safe

from miteinander.foundation.work import UnknownWork, UnsuitableArgument, background, register, registry


@pytest.fixture(autouse=True)
def empty_registry(monkeypatch):
    monkeypatch.setattr(registry, "_registered", {})


def test_a_decorated_function_is_found_by_its_name_and_still_callable():
    @background("events.tell_everyone", queue="mail")
    def tell_everyone(*, event_id):
        return event_id

    work = registry.find("events.tell_everyone")

    assert (work.function, work.queue) == (tell_everyone, "mail")
    assert tell_everyone(event_id=3) == 3


def test_registering_the_same_function_again_does_no_harm():
    register("events.count", print)
    register("events.count", print)

    with pytest.raises(ValueError, match=r"events\.count.*twice"):
        register("events.count", len)


@pytest.mark.parametrize(
    "name", ["count", "events.", ".count", "Events.count", "events.count.all", "events count", ""]
)
def test_a_name_is_room_and_verb(name):
    with pytest.raises(ValueError, match=r"room\.verb"):
        register(name, print)


def test_an_unknown_name_fails_and_says_which_are_known():
    register("events.count", print)

    with pytest.raises(UnknownWork, match=r"events\.cuont.*Known: events\.count"):
        registry.find("events.cuont")


@pytest.mark.parametrize(
    "value", [None, True, 0, -1.5, "Frühstück", [], [1, ["a"]], {}, {"a": [{"b": None}]}]
)
def test_plain_json_is_suitable(value):
    registry.check_arguments({"value": value})


class Colour(enum.StrEnum):
    CORAL = "coral"


@pytest.mark.parametrize(
    "value",
    [
        (1, 2),
        {1, 2},
        {1: "one"},
        b"bytes",
        float("nan"),
        float("inf"),
        object(),
        Colour.CORAL,
        mark_safe("<b>"),
        [{"deep": (1,)}],
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_would_come_back_changed_is_not_suitable(value):
    with pytest.raises(UnsuitableArgument, match="value"):
        registry.check_arguments({"value": value})
