"""Many events at once are what they would be one by one."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from miteinander.foundation.audit.actions import content_version
from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.languages.models import TextRow
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.partial_dates import PartialDate
from miteinander.foundation.work import registry
from miteinander.programme.events.actions import PARTS, dates_from, save_event
from miteinander.programme.events.bulk_actions import EventWrite, index_events, save_events
from miteinander.programme.events.models import Event
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]
PREFETCH = ("dates", "event_languages", "event_organisations", "items", "venues__district")
DIFFERENT_ANYWAY = {"id", "uid", "slug", "changed_at", "event_id", "at", "record_id"}


@pytest.fixture
def cast():
    venues = [
        factories.make_venue(district=factories.make_district(name=f"Stadtteil {name}"), slug=f"{name}-haus")
        for name in "ba"
    ]
    return {
        "activity": factories.make_activity(),
        "format": factories.get_format(),
        "venues": venues,
        "organisation": factories.make_organisation(),
    }


def wishes(cast: dict[str, Any], prefix: str) -> list[dict[str, Any]]:
    """What `save_event` is called with, for events of every kind."""
    day = PartialDate.parse({"from": "2026-12-06 10:30", "to": "2026-12-06 13:00"})
    required = {"activity": cast["activity"], "format": cast["format"]}
    full = {
        "title": Translated.of({"de": "Fest", "tr": "Şenlik", "ar": "عيد"}),
        "summary": Translated.of("Kurz."),
        "audiences": ["youth"],
        "childcare": True,
        "price": 5,
        "online_url": "https://example.org/",
    }
    parts = {
        "dates": dates_from([day, PartialDate.parse("2026-12-08")]),
        "event_languages": [{"code": "de", "mode": "spoken"}, {"code": "tr", "mode": "interpreted"}],
        "event_organisations": [{"organisation_id": cast["organisation"].pk, "role": "partner"}],
        "items": [
            {"time": None, "title": Translated.of("Punkt"), "description": Translated(), "venue_id": None}
        ],
    }
    plans: list[tuple[dict[str, Any], dict[str, Any], Any]] = [
        ({**full, "state": "published"}, parts, cast["venues"]),
        ({"title": Translated.of("Ohne alles"), "state": "published"}, {}, None),
        ({"title": Translated.of("Geplant"), "state": "planned"}, {"dates": dates_from([])}, []),
        ({**full, "state": "cancelled", "state_reason": Translated.of("Sturm.")}, parts, cast["venues"][:1]),
        ({"state": "published"}, {}, None),  # refused: no title
        ({**full, "state": "cancelled"}, {}, None),  # refused: no reason
        ({**full, "online_url": "javascript:alert(1)", "state": "published"}, {}, None),  # refused
        ({**full, "audiences": ["nobody"], "state": "draft"}, {}, None),  # refused
    ]
    return [
        {"slug": f"{prefix}-{number}", "values": {**required, **values}, "parts": rows, "venues": places}
        for number, (values, rows, places) in enumerate(plans)
    ]


def one_by_one(plans: list[dict[str, Any]], actor: Any) -> list[Any]:
    refused = []
    for plan in plans:
        try:
            with transaction.atomic():
                event = Event.objects.filter(slug=plan["slug"]).first() or Event(slug=plan["slug"])
                save_event(
                    event=event,
                    values=plan["values"],
                    parts=plan["parts"],
                    venues=plan["venues"],
                    actor=actor,
                )
        except Exception as error:
            refused.append((type(error), str(error)))
        else:
            refused.append(None)
    return refused


def together(plans: list[dict[str, Any]], actor: Any) -> list[Any]:
    stored = {event.slug: event for event in Event.objects.prefetch_related(*PREFETCH)}
    writes = [
        EventWrite(
            stored.get(plan["slug"]) or Event(slug=plan["slug"]),
            plan["values"],
            plan["parts"],
            plan["venues"],
        )
        for plan in plans
    ]
    return [error and (type(error), str(error)) for error in save_events(writes=writes, actor=actor)]


def picture(prefix: str) -> list[Any]:
    """Everything the database knows of the events, without keys and moments."""
    known = []
    for event in Event.objects.filter(slug__startswith=prefix).order_by("slug"):
        parts = {
            name: [_columns(row) for row in model.objects.filter(event=event).order_by("pk")]
            for name, model in PARTS.items()
        }
        texts = [
            _columns(row)
            for row in TextRow.objects.filter(record_id=event.pk, content_type__model="event").order_by(
                "language"
            )
        ]
        trail = [
            _columns(entry)
            for entry in AuditEntry.objects.filter(
                record_id=str(event.pk), content_type__model="event"
            ).order_by("pk")
        ]
        known.append((_columns(event), parts, [venue.slug for venue in event.venues.all()], texts, trail))
    return known


def _columns(row: Any) -> dict[str, Any]:
    skipped = DIFFERENT_ANYWAY if not isinstance(row, TextRow) else {"id", "record_id"}
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in skipped
    }


def test_new_events_are_the_same_on_both_ways(cast, office):
    assert one_by_one(wishes(cast, "einzeln"), office) == together(wishes(cast, "zusammen"), office)
    assert len(picture("einzeln")) == 4
    assert picture("einzeln") == picture("zusammen")


def test_changed_events_are_the_same_on_both_ways(cast, office):
    def change(prefix: str) -> list[dict[str, Any]]:
        plans = wishes(cast, prefix)[:4]
        plans[0]["values"] = {"title": Translated.of({"de": "Anders", "tr": "Başka"}), "price": None}
        plans[0]["parts"] = {"dates": dates_from([PartialDate.parse("2027-01")]), "items": []}
        plans[1]["venues"] = cast["venues"]
        plans[1]["values"] = {}
        plans[2]["values"] = {"state": "published"}
        plans[3]["parts"] = {**plans[3]["parts"], "event_languages": []}
        return plans

    def refuse(prefix: str) -> list[dict[str, Any]]:
        plans = wishes(cast, prefix)[:2]
        plans[0]["values"] = {"title": Translated(), "childcare": False}
        plans[1]["values"] = {"price": -1, "title": Translated.of("x" * 301)}
        return plans

    for make in (wishes, lambda _cast, prefix: change(prefix), lambda _cast, prefix: refuse(prefix)):
        assert one_by_one(make(cast, "einzeln"), office) == together(make(cast, "zusammen"), office)
        assert picture("einzeln") == picture("zusammen")
    assert [entry.fields for entry in AuditEntry.objects.filter(record_label="Anders")][:2] == [
        ["dates", "items"], ["price", "sequence", "title"],
    ]  # fmt: skip


def test_nothing_is_written_when_nothing_differs(cast, office):
    together(wishes(cast, "zusammen")[:4], office)
    before = AuditEntry.objects.count(), content_version(), picture("zusammen")
    together(wishes(cast, "zusammen")[:4], office)
    assert (AuditEntry.objects.count(), content_version(), picture("zusammen")) == before


def test_content_version_rises_once(cast, office):
    before = content_version()
    together(wishes(cast, "zusammen")[:4], office)
    assert content_version() == before + 1


def test_event_with_a_revision_keeps_its_way(cast, office):
    together(wishes(cast, "zusammen")[:1], office)
    event = Event.objects.get()
    event.save_revision(user=office, clean=False)
    plan = {"slug": event.slug, "values": {"title": Translated.of("Neu")}, "parts": {}, "venues": None}
    together([plan], office)
    assert Event.objects.get().latest_revision.content["title"]["de"] == "Neu"


def test_taken_slug_stores_nothing(cast, office):
    plans = wishes(cast, "zusammen")[:2]
    plans[1]["slug"] = plans[0]["slug"]
    with pytest.raises(DatabaseError), transaction.atomic():
        together(plans, office)
    assert not Event.objects.exists()


@pytest.mark.parametrize("count", [2, 40])
def test_cost_does_not_depend_on_how_many(cast, office, count, django_assert_max_num_queries):
    plans = [wishes(cast, "zusammen")[0] | {"slug": f"zusammen-{number}"} for number in range(count)]
    together(plans[:1], office)
    Event.objects.all().delete()
    with django_assert_max_num_queries(21):
        together(plans, office)


def test_office_finds_them_by_background_work(cast, office):
    from wagtail.models import ReferenceIndex

    together(wishes(cast, "zusammen")[:4], office)
    assert registry.find("events.index_events")
    ids = list(Event.objects.values_list("pk", flat=True))
    for _again in range(2):
        index_events(ids)
    assert ReferenceIndex.get_references_to(cast["activity"]).count() == len(ids)
