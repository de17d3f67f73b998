"""What the room brings along: complete, with sources, and open where nobody knows."""

from itertools import pairwise

import pytest

from miteinander.civic.planning import shipped
from miteinander.civic.planning.enums import Topic
from miteinander.civic.planning.models import ChecklistItem, ChecklistTemplate, SchoolHoliday

pytestmark = pytest.mark.django_db

ISSUE_TOPICS = {
    "room", "permit", "noise", "music", "artists", "insurance", "first_aid", "food", "technology", "interpreters",
    "photos", "children", "accessibility",
}  # fmt: skip


def test_every_checklist_is_in_the_database_with_its_lines():
    for one in shipped.checklists():
        template = ChecklistTemplate.objects.get(slug=one["slug"])
        assert template.items.count() == len(one["items"]) > 5
        for item in template.items.all():
            item.full_clean()


def test_a_festival_brings_every_topic_the_council_asked_for():
    festival = ChecklistTemplate.objects.get(slug="outdoor-festival")
    assert set(festival.items.values_list("topic", flat=True)) >= ISSUE_TOPICS
    assert festival.items.get(title__startswith="Sondernutzung").days == -56
    assert festival.items.get(title="Flyer und Plakate drucken").days == -28


def test_the_permit_asks_for_what_the_form_asks_for():
    permit = ChecklistItem.objects.filter(title__startswith="Sondernutzung").first()
    asked = " ".join(permit.questions)
    for word in ("Anschrift", "Stadtteil", "Zeitraum", "Fahrbahn", "Gehweg", "Radweg", "Baumscheiben", "Buslinie",
                 "Altenheim", "gemeinnützig", "Sitzplätze", "Aktenzeichen"):  # fmt: skip
        assert word in asked
    assert "02.01.2012" in permit.source


def test_every_line_says_where_it_comes_from():
    assert not ChecklistItem.objects.filter(source="").exists()
    assert set(ChecklistItem.objects.values_list("topic", flat=True)) <= set(Topic.values)


def test_school_holidays_have_a_source_and_a_date():
    rows = list(SchoolHoliday.objects.all())
    assert len(rows) > 20
    assert all(row.source and row.checked_on for row in rows)
    assert not [(a, b) for a, b in pairwise(rows) if a.last >= b.first], "they overlap"
    summer = SchoolHoliday.objects.get(name="Sommerferien", first__year=2026)
    assert (summer.first.isoformat(), summer.last.isoformat()) == ("2026-07-20", "2026-09-01")
