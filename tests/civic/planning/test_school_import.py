"""School holidays from iCalendar files, good ones and bad ones."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from miteinander.civic.planning.models import SchoolHoliday
from miteinander.civic.planning.school_import import (
    LARGEST_FILE,
    UnreadableCalendar,
    import_school_holidays,
    read_spans,
)
from tests.support.accounts import make_account
from tests.support.factories import make_school_holiday

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]


def entry(name: str, first: str, last: str = "") -> str:
    end = f"DTEND;VALUE=DATE:{last}\r\n" if last else ""
    return f"BEGIN:VEVENT\r\nUID:{name}-{first}\r\nSUMMARY:{name}\r\nDTSTART;VALUE=DATE:{first}\r\n{end}END:VEVENT\r\n"


def file_of(*entries: str) -> bytes:
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{''.join(entries)}END:VCALENDAR\r\n".encode()


def test_a_file_is_taken_over_and_a_second_time_nothing_changes(office):
    content = file_of(entry("Osterferien", "20350319", "20350401"), entry("Pfingstferien", "20350515"))
    outcome = import_school_holidays(content=content, source="Ministerium", actor=office)
    assert (outcome.created, outcome.changed, outcome.unchanged) == (2, 0, 0)
    easter = SchoolHoliday.objects.get(name="Osterferien", first__year=2035)
    assert (easter.first, easter.last, easter.source) == (date(2035, 3, 19), date(2035, 3, 31), "Ministerium")
    assert SchoolHoliday.objects.get(name="Pfingstferien", first__year=2035).last == date(2035, 5, 15)
    again = import_school_holidays(content=content, source="Ministerium")
    assert (again.created, again.changed, again.unchanged) == (0, 0, 2)


def test_an_overlapping_one_of_the_same_name_is_corrected():
    row = make_school_holiday(name="Sommerferien", first=date(2035, 7, 2), last=date(2035, 8, 14))
    outcome = import_school_holidays(
        content=file_of(entry("Sommerferien", "20350709", "20350822")), source="Ministerium"
    )
    assert outcome.changed == 1
    row.refresh_from_db()
    assert (row.first, row.last) == (date(2035, 7, 9), date(2035, 8, 21))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"BEGIN:VCALENDAR",
        b"\xff\xfe\x00nonsense",
        b"<html><script>alert(1)</script></html>",
        file_of(),
        file_of(entry("", "20350319")),
        file_of(entry("Ewige Ferien", "20350101", "20360101")),
        file_of(entry("Rückwärts", "20350319", "20350101")),
        file_of(entry("Urzeit", "00010101")),
        file_of(entry("Jahr 9999", "99991231")),
        file_of(entry("kein Tag", "20351340")),
        file_of("BEGIN:VEVENT\r\nSUMMARY:ohne Tag\r\nEND:VEVENT\r\n"),
        file_of(*(entry("Ferien", f"20350{1 + n % 9}{10 + n % 18}") for n in range(500))),
        b"x" * (LARGEST_FILE + 1),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(content):
    before = SchoolHoliday.objects.count()
    with pytest.raises(UnreadableCalendar, match=r"\.$"):
        import_school_holidays(content=content, source="x")
    assert SchoolHoliday.objects.count() == before


def test_one_bad_entry_refuses_the_whole_file():
    content = file_of(entry("Osterferien", "20350319", "20350401"), entry("Jahr 9999", "99991231"))
    with pytest.raises(UnreadableCalendar):
        import_school_holidays(content=content, source="x")
    assert not SchoolHoliday.objects.filter(first__year=2035).exists()


def test_times_with_a_zone_become_days_in_germany():
    content = file_of("BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Ferien\r\nDTSTART:20350318T230000Z\r\nDTEND:20350331T220000Z\r\nEND:VEVENT\r\n")  # fmt: skip
    (span,) = read_spans(content)
    assert (span.first, span.last) == (date(2035, 3, 19), date(2035, 3, 31))


def test_the_page_takes_a_file_and_says_what_happened(client, office):
    client.force_login(office)
    file = SimpleUploadedFile("ferien.ics", file_of(entry("Osterferien", "20350319", "20350401")))
    answer = client.post(reverse("planning:holiday-import"), {"file": file, "source": "Schule"}, follow=True)
    assert "Ferien neu: 1" in answer.content.decode()


def test_the_page_says_what_is_wrong(client, office):
    client.force_login(office)
    file = SimpleUploadedFile("ferien.ics", b"kein Kalender")
    answer = client.post(reverse("planning:holiday-import"), {"file": file, "source": "Schule"})
    assert answer.status_code == 422
    assert "lässt sich" in answer.content.decode() or "lesen lässt" in answer.content.decode()
    assert 'value="Schule"' in answer.content.decode()


def test_only_who_keeps_the_table_may_import(client):
    client.force_login(make_account("editor"))
    assert client.get(reverse("planning:holiday-import")).status_code in (302, 403)


def test_the_table_leads_to_the_import_for_those_who_may(client, office):
    address = reverse("planning:holiday-import")
    client.force_login(office)
    assert address in client.get("/buero/snippets/planning/schoolholiday/").content.decode()
    client.force_login(make_account("member"))
    assert address not in client.get("/buero/snippets/planning/schoolholiday/").content.decode()
