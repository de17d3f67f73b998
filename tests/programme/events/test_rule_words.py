"""Rules in plain words, as the office reads them."""

from datetime import date, time

import pytest
from django.utils.translation import override

from miteinander.programme.events.recurrence import Rule
from miteinander.programme.events.rule_words import rule_words


@pytest.mark.parametrize(
    ("text", "more", "words"),
    [
        ("FREQ=MONTHLY;BYDAY=2SU", {"starts": time(10, 30), "ends": time(13)}, "jeden 2. Sonntag im Monat, 10:30–13 Uhr"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", {"starts": time(18)}, "jeden Montag und jeden Donnerstag, 18 Uhr"),
        ("FREQ=MONTHLY;BYDAY=-1FR", {}, "jeden letzten Freitag im Monat"),
        ("FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1", {}, "jeden letzten Freitag im Monat"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", {}, "jeden Dienstag, alle 2 Wochen"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", {}, "am 1. Tag und 15. Tag, jeden Monat"),
        ("FREQ=MONTHLY;BYDAY=3MO;BYMONTH=2,9", {}, "jeden 3. Montag im Monat, nur im Februar und September"),
        ("FREQ=DAILY;COUNT=3", {"until": date(2027, 1, 3)}, "jeden Tag, höchstens 3-mal, bis 3. Januar 2027"),
        ("FREQ=YEARLY;BYMONTH=9;BYDAY=-1FR", {"days": 3}, "jeden letzten Freitag, jedes Jahr, nur im September, 3 ganze Tage"),
        ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", {}, "nach der Regel FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1"),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", {}, "nach der Regel FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13"),
        ("FREQ=HOURLY", {}, "Die Regel beginnt mit FREQ=DAILY, FREQ=WEEKLY, FREQ=MONTHLY oder FREQ=YEARLY."),
    ],
)  # fmt: skip
def test_rule_in_words(text, more, words):
    with override("de"):
        assert rule_words(Rule(text=text, first=date(2026, 1, 1), **more), "de") == words
