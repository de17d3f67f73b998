"""Days against public tables; the edges of every calendar; what is not known is said."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from miteinander.civic.planning.calendars import Hint, Place, SchoolSpan, hints_on, occasions_of, sun
from miteinander.civic.planning.calendars import school as school_calendar
from miteinander.civic.planning.calendars.guard import CALENDARS, fasting_hours, missing_calendars
from miteinander.civic.planning.enums import DayKind, Weight

COLOGNE = Place(50.94, 6.96)
SPANS = [
    SchoolSpan("Sommerferien", date(2026, 7, 20), date(2026, 9, 1), "Ministerium", date(2026, 1, 5)),
    SchoolSpan("Herbstferien", date(2026, 10, 17), date(2026, 10, 31)),
]


def first_of(name: str, year: int) -> list[str]:
    return [one.first.isoformat() for one in occasions_of(year) if name in str(one.name)]


def span_of(name: str, year: int) -> tuple[str, str]:
    (found,) = [one for one in occasions_of(year) if name in str(one.name)]
    return found.first.isoformat(), found.last.isoformat()


# First days by year as printed in public calendars: the church calendar, the Hebrew calendar (days after the evening
# on which they begin), the Umm al-Qura calendar of Saudi Arabia, and the calendars of Singapore and China.
TABLE = {
    "Ostern (westlich)": ["2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21"],
    "Ostern (orthodox)": ["2024-05-05", "2025-04-20", "2026-04-12", "2027-05-02", "2028-04-16", "2029-04-08", "2030-04-28"],
    "Rosch ha-Schana": ["2024-10-03", "2025-09-23", "2026-09-12", "2027-10-02", "2028-09-21", "2029-09-10", "2030-09-28"],
    "Jom Kippur": ["2024-10-12", "2025-10-02", "2026-09-21", "2027-10-11", "2028-09-30", "2029-09-19", "2030-10-07"],
    "Pessach": ["2024-04-23", "2025-04-13", "2026-04-02", "2027-04-22", "2028-04-11", "2029-03-31", "2030-04-18"],
    "Purim": ["2024-03-24", "2025-03-14", "2026-03-03", "2027-03-23", "2028-03-12", "2029-03-01", "2030-03-19"],
    "Mondneujahr": ["2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-03"],
}  # fmt: skip


@pytest.mark.parametrize("name", TABLE)
def test_days_stand_as_in_public_tables(name):
    assert [first_of(name, int(day[:4])) for day in TABLE[name]] == [[day] for day in TABLE[name]]


@pytest.mark.parametrize(
    ("year", "ramadan", "feast", "sacrifice"),
    [
        (2024, "2024-03-11", "2024-04-10", "2024-06-16"),
        (2025, "2025-03-01", "2025-03-30", "2025-06-06"),
        (2026, "2026-02-18", "2026-03-20", "2026-05-27"),
    ],
)
def test_ramadan_and_both_feasts(year, ramadan, feast, sacrifice):
    assert first_of("Ramadan", year)[0] == ramadan
    assert span_of("Ramadanfest", year)[0] == feast
    assert span_of("Opferfest", year)[0] == sacrifice
    fast = next(one for one in occasions_of(year) if str(one.name) == "Ramadan")
    assert fast.last == date.fromisoformat(feast) - timedelta(days=1)
    assert (fast.last - fast.first).days + 1 in (29, 30)


def test_a_year_may_hold_two_ramadans():
    fasts = [one.first for one in occasions_of(2030) if str(one.name) == "Ramadan"]
    assert [day.month for day in fasts] == [1, 12]


@pytest.mark.parametrize(
    ("year", "hizir", "asure"),
    [(2019, "2019-02-14", "2019-09-12"), (2020, "2020-02-13", "2020-09-01"), (2021, "2021-02-11", "2021-08-21"),
     (2022, "2022-02-10", "2022-08-10"), (2023, "2023-02-09", "2023-07-30")],
)  # fmt: skip
def test_alevi_days_as_the_school_authority_published_them(year, hizir, asure):
    assert span_of("Hızır-Fasten", year)[1] == hizir
    assert abs(date.fromisoformat(span_of("Aşure-Tag", year)[0]) - date.fromisoformat(asure)) <= timedelta(
        days=1
    )


def test_public_holidays_and_quiet_days():
    names = {one.first.isoformat(): str(one.name) for one in occasions_of(2026) if one.kind in (DayKind.PUBLIC, DayKind.REST)}  # fmt: skip
    assert names["2026-06-04"] == "Fronleichnam"
    assert names["2026-11-01"] == "Allerheiligen"
    assert (names["2026-11-15"], names["2026-11-22"]) == ("Volkstrauertag", "Totensonntag")
    assert "2026-01-06" not in names, "Epiphany is no holiday in North Rhine-Westphalia"
    assert len([one for one in occasions_of(2026) if one.kind == DayKind.PUBLIC]) == 11


@pytest.mark.parametrize("year", [2022, 2023, 2033])
def test_advent_is_right_whatever_weekday_christmas_has(year):
    (quiet,) = first_of("Totensonntag", year)
    day = date.fromisoformat(quiet)
    assert day.weekday() == 6
    assert date(year, 11, 20) <= day <= date(year, 11, 26)


def test_red_wednesday():
    assert [first_of("Çarşema Sor", year)[0] for year in (2023, 2024, 2025)] == [
        "2023-04-19", "2024-04-17", "2025-04-16",
    ]  # fmt: skip


# --- Hints ------------------------------------------------------------------------------------------------------------


def names(day: str, spans=SPANS) -> dict[str, Hint]:
    return {hint.name: hint for hint in hints_on(date.fromisoformat(day), school_spans=spans, place=COLOGNE)}


def test_ramadan_says_until_when_people_fast():
    hint = names("2026-02-20")["Ramadan"]
    assert hint.text.startswith("Fasten von etwa 5:4")
    assert "bis 17:56 Uhr: Essen erst danach." in hint.text
    assert "hijridate" in hint.source
    assert "Plus oder minus ein Tag" in hint.uncertainty


def test_the_day_before_is_only_perhaps():
    perhaps, sure = (
        names("2026-03-19")["Ramadanfest (Zuckerfest)"],
        names("2026-03-20")["Ramadanfest (Zuckerfest)"],
    )
    assert perhaps.text == "Vielleicht auch an diesem Tag."
    assert (perhaps.weight, sure.weight) == (Weight.MEDIUM, Weight.HIGH)


def test_jewish_days_begin_on_the_evening_before():
    assert names("2026-09-20")["Jom Kippur"].text == "Beginnt an diesem Abend."
    assert names("2026-09-21")["Jom Kippur"].weight == Weight.HIGH
    assert "Jom Kippur" not in names("2026-09-22")


def test_hints_stand_by_weight():
    hints = hints_on(date(2026, 4, 3), school_spans=SPANS)
    order = list(Weight)
    assert [hint.weight for hint in hints] == sorted((hint.weight for hint in hints), key=order.index)
    assert hints[0].weight == Weight.HIGH


def test_hints_come_in_the_language_of_the_reader():
    with translation.override("de"):
        assert "Karfreitag" in names("2026-04-03")


def test_school_holidays_name_source_and_date_of_the_table():
    hint = names("2026-07-20")["Sommerferien"]
    assert (hint.kind, hint.source) == (DayKind.SCHOOL, "Ministerium, Stand 05.01.2026")
    assert names("2026-10-20")["Herbstferien"].source == "im Büro eingetragen, ohne Quelle"
    assert "Sommerferien" in names("2026-09-01")
    assert "Sommerferien" not in names("2026-09-02")


@pytest.mark.parametrize(
    ("day", "known"),
    [
        ("2026-07-20", True),
        ("2026-09-15", True),
        ("2026-11-05", False),
        ("2026-01-10", False),
        ("2031-05-05", False),
    ],
)
def test_a_time_without_school_holidays_in_the_table_is_said(day, known):
    assert school_calendar.is_known(SPANS, date.fromisoformat(day)) is known
    assert ("Schulferien" not in names(day)) is known


def test_a_year_that_nobody_filled_is_a_gap_although_later_ones_are_there():
    spans = [*SPANS, SchoolSpan("Osterferien", date(2028, 4, 10), date(2028, 4, 22))]
    assert not school_calendar.is_known(spans, date(2027, 6, 1))


@pytest.mark.parametrize("year", [1, 1899, 2500, 9999])
def test_years_far_away_are_said_and_never_guessed(year):
    hints = hints_on(date(year, 12, 31), school_spans=[])
    assert {hint.kind for hint in hints} == {DayKind.UNKNOWN}
    assert len(hints) == 1 + len(CALENDARS)
    assert occasions_of(year) == []


@pytest.mark.parametrize("calendar", CALENDARS, ids=lambda one: str(one.name))
def test_a_calendar_works_for_every_year_it_claims(calendar):
    for year in (
        calendar.first_year,
        calendar.first_year + 1,
        2024,
        calendar.last_year - 1,
        calendar.last_year,
    ):
        for one in calendar.occasions(year):
            assert one.first.year == year
            assert one.first <= one.last
            assert str(one.name) and str(one.source) and str(one.advice)


def test_only_covered_years_are_asked_for():
    assert [str(one.name) for one in missing_calendars(2024)] == []
    assert len(missing_calendars(2090)) == 2


@settings(max_examples=60, deadline=None)
@given(st.dates())
def test_no_day_at_all_makes_it_fail(day):
    hints = hints_on(day, school_spans=SPANS)
    assert all(hint.name and hint.text for hint in hints)


def test_leap_day_has_its_hints():
    assert "Schulferien" in names("2024-02-29", spans=[])
    assert all(hint.kind == DayKind.UNKNOWN for hint in hints_on(date(2024, 2, 29), school_spans=[]))


def test_nobody_is_asked_for_a_religion():
    from django.apps import apps

    fields = {
        field.name
        for model in apps.get_app_config("planning").get_models()
        for field in model._meta.get_fields()
    }
    assert not [name for name in fields if "relig" in name or "faith" in name or "konfession" in name]


# --- Sun --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "moment"),
    # Sunset in Cologne in UTC, as another library (astral 3.2) computes it.
    [("2026-06-21", "19:50"), ("2026-12-21", "15:28"), ("2026-03-20", "17:44"), ("2026-09-23", "17:28")],
)
def test_sunset_is_right_to_two_minutes(day, moment):
    expected = datetime.fromisoformat(f"{day} {moment}").replace(tzinfo=UTC)
    found = sun.sunset(date.fromisoformat(day), COLOGNE)
    assert abs(found - expected) <= timedelta(minutes=2)


def test_bright_nights_and_polar_days():
    assert sun.dawn(date(2026, 6, 21), COLOGNE) is None
    assert fasting_hours(date(2026, 6, 21), COLOGNE) == "Fasten bis 21:50 Uhr: Essen erst danach."
    assert sun.sunset(date(2026, 6, 21), Place(80, 10)) is None
    assert fasting_hours(date(2026, 6, 21), Place(80, 10)) == ""


def test_fasting_hours_follow_the_clock_change():
    before, after = fasting_hours(date(2025, 3, 29), COLOGNE), fasting_hours(date(2025, 3, 30), COLOGNE)
    assert "bis 18:59 Uhr" in before and "bis 20:01 Uhr" in after
