from collections.abc import Iterator

import pytest

from miteinander.foundation.interface import sections
from miteinander.foundation.interface.sections import Section


@pytest.fixture(autouse=True)
def own_registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sections, "_entries", {})
    yield


def named(name: str):  # type: ignore[no-untyped-def]
    return lambda record: Section(f"{name}.html", {"record": record})


def test_sections_stand_in_order_and_get_the_record() -> None:
    record = object()
    sections.register("district", named("last"), order=90)
    sections.register("district", named("first"), order=10)
    sections.register("district", named("second"), order=10)
    found = sections.sections_of("district", record)
    assert [section.template for section in found] == ["first.html", "second.html", "last.html"]
    assert all(section.context["record"] is record for section in found)


def test_a_provider_with_nothing_to_say_leaves_no_section() -> None:
    sections.register("venue", lambda record: None)
    assert sections.sections_of("venue", object()) == []


def test_slots_do_not_mix_and_an_unknown_slot_is_empty() -> None:
    sections.register("task", named("task"))
    assert sections.sections_of("activity", object()) == []


def test_a_registration_can_be_taken_back_once() -> None:
    provider = named("once")
    sections.register("task", provider)
    sections.unregister("task", provider)
    assert sections.sections_of("task", object()) == []
    with pytest.raises(ValueError):
        sections.unregister("task", provider)


def test_styles_are_named_once() -> None:
    found = [
        Section("a.html", styles=("cards.css", "people.css")),
        Section("b.html", styles=("people.css",)),
        Section("c.html"),
    ]
    assert sections.styles_of(found) == ["cards.css", "people.css"]
