"""Telephone numbers, short lists, the present moment."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from miteinander.foundation.values import clock
from miteinander.foundation.values.lists import ChoiceListField, LinesFormField, TextListField
from miteinander.foundation.values.telephone import format_telephone, parse_telephone, validate_telephone


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0214 123456", "+49214123456"),
        ("+49 (0)214 / 12 34 56", "+49214123456"),
        ("0049 214 123456", "+49214123456"),
        ("+90 212 555 12 12", "+902125551212"),
    ],
)
def test_telephone_is_kept_in_one_form(text, number):
    assert parse_telephone(text) == number


@pytest.mark.parametrize("text", ["", "keine", "1", "0214 12345678901234567", "<script>"])
def test_telephone_refuses_with_an_example(text):
    with pytest.raises(ValueError, match="0214 123456"):
        parse_telephone(text)
    with pytest.raises(ValidationError) as refused:
        validate_telephone(text)
    assert refused.value.code == "telephone"


def test_telephone_is_shown_as_people_dial_it():
    assert format_telephone("+492214710123") == "0221 4710123"
    assert format_telephone("+902125551212").startswith("+90 ")
    assert format_telephone("") == ""


COLOURS = ChoiceListField("Farben", options=lambda: [("r", "rot"), ("g", "grün")])


def test_choice_list_takes_known_values():
    assert COLOURS.clean(["g", "r"], None) == ["g", "r"]
    assert COLOURS.clean([], None) == []


@pytest.mark.parametrize(("value", "code"), [(["x"], "invalid_choice"), (["r", "r"], "twice")])
def test_choice_list_refuses(value, code):
    with pytest.raises(ValidationError) as refused:
        COLOURS.clean(value, None)
    assert refused.value.code == code


def test_choice_list_has_a_box_per_choice():
    field = COLOURS.formfield()
    assert [value for value, _label in field.choices] == ["r", "g"]
    assert field.clean(["r"]) == ["r"]
    assert field.clean([]) == []


def test_choice_list_default_is_fresh():
    assert COLOURS.get_default() == []
    assert COLOURS.get_default() is not COLOURS.get_default()


def test_lines_are_a_list_without_blanks():
    field = TextListField("Namen").formfield()
    assert isinstance(field, LinesFormField)
    assert field.clean(" Am Bühl \r\n\r\nBühl\n") == ["Am Bühl", "Bühl"]
    assert field.clean("") == []
    assert field.prepare_value(["a", "b"]) == "a\nb"


def test_lines_know_whether_something_changed():
    field = LinesFormField(required=False)
    assert not field.has_changed(["a", "b"], "a\n b \n")
    assert field.has_changed(["a"], "b")


def test_lines_refuse_too_much():
    with pytest.raises(ValidationError) as refused:
        LinesFormField(required=False).clean("x" * 81)
    assert refused.value.code == "too_long"
    with pytest.raises(ValidationError):
        LinesFormField().clean(" \n ")


def test_clock_is_the_real_one_by_default(settings):
    settings.TODAY = None
    before = timezone.now()
    assert before <= clock.now() <= timezone.now()


def test_clock_is_moved_to_the_given_day(settings):
    settings.TODAY = date(2012, 9, 29)
    assert clock.today() == date(2012, 9, 29)
    assert clock.now().tzinfo is not None
    assert clock.now().astimezone(clock.BERLIN).date() == date(2012, 9, 29)


def test_clock_keeps_the_hour_of_the_real_day(settings, monkeypatch):
    settings.TODAY = date(2024, 2, 29)
    monkeypatch.setattr(clock.timezone, "now", lambda: datetime(2026, 7, 1, 22, 30, tzinfo=clock.BERLIN))
    assert clock.now() == datetime(2024, 2, 29, 22, 30, tzinfo=clock.BERLIN)


def test_day_ends_where_the_next_one_starts():
    assert clock.end_of(date(2026, 10, 25)) == clock.start_of(date(2026, 10, 26))
    assert clock.end_of(date(2026, 12, 31)) == datetime(2027, 1, 1, tzinfo=clock.BERLIN)
