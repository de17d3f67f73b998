"""What a report says of a year of events."""

import uuid
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from miteinander.civic.concept.results import FileKind, Part, Period, UnitKind, results, results_of
from miteinander.foundation.media.models import CouncilImage
from miteinander.programme.events import companions
from miteinander.programme.events.companions import Companion
from miteinander.programme.events.models import EventPhoto, EventPrint
from tests.support.factories import (
    make_activity,
    make_district,
    make_engagement,
    make_event,
    make_organisation,
    make_person,
    make_report,
    make_venue,
)
from tests.support.newspaper_pages import make_photo

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture
def activity():
    return make_activity()


def texts(found, part):
    return [one.text for one in found.part(part)]


def figures(found):
    return {one.key: one.value for one in found.figures if one.key.startswith("events.")}


def keep_print(event, *contents, day=datetime(2025, 5, 2, 10, tzinfo=UTC), with_file=True):
    """`contents`: triples of document, title and copies."""
    name = f"prints/{uuid.uuid4()}.pdf"
    if with_file:
        default_storage.save(name, ContentFile(b"%PDF-x"))
    return EventPrint.objects.create(
        event=event,
        document=contents[0][0],
        title=contents[0][1],
        run=EventPrint.objects.count() + 1,
        contents=[
            {"document": key, "title": title, "format": "a4", "copies": copies, "numbers": [], "pages": 1}
            for key, title, copies in contents
        ],
        sha256="ab" * 32,
        size=6,
        file=name if with_file else "",
        printed_at=day,
    )


def test_an_event_becomes_whole_sentences(activity):
    venue = make_venue(name="Bürgerhaus", district=make_district(name="Opladen"))
    event = make_event(
        activity=activity,
        title="Internationales Frühstück",
        dates=["2025-05-12 10:00"],
        venues=[venue],
        languages=["de", "tr", ("ar", "interpreted"), ("gsg", "signed")],
        organisations=[(make_organisation(name="Chor Beispiel"), "partner"), (make_organisation(name="Stiftung Beispiel"), "supporter")],
    )  # fmt: skip
    make_report(event=event, guests=45, sentences="Es war voll.\nAlle blieben.", lessons="Mehr Stühle.")
    make_engagement(event=event, state="agreed")
    make_engagement(event=event, state="declined")
    found = results(activity, YEAR)
    assert texts(found, Part.SUMMARY) == [
        "Vom 1. Januar 2025 bis 31. Dezember 2025 fand 1 Veranstaltung statt. Ort war der Stadtteil Opladen. "
        "Zusammen kamen 45 Gäste."
    ]
    assert texts(found, Part.DONE) == [
        "Am 12. Mai 2025 fand „Internationales Frühstück“ statt (Bürgerhaus, Opladen). "
        "Gesprochen wurden Deutsch und Türkisch. Gedolmetscht wurde in diese Sprache: Arabisch. "
        "Es wurde in Gebärdensprache übersetzt. Beteiligt war Chor Beispiel. Unterstützt hat Stiftung Beispiel. "
        "Es wirkte 1 Person oder Gruppe mit. Es kamen 45 Gäste."
    ]
    assert texts(found, Part.EFFECT) == [
        "Rückblick auf „Internationales Frühstück“ (12. Mai 2025): Es war voll. Alle blieben."
    ]
    assert texts(found, Part.LESSON) == [
        "Gelernt aus „Internationales Frühstück“ (12. Mai 2025): Mehr Stühle."
    ]
    done = found.part(Part.DONE)[0]
    assert (done.record, done.typed) == (f"events.event:{event.pk}", False)
    assert done.office_url == f"/buero/snippets/events/event/edit/{event.pk}/"
    assert done.public_url.endswith(f"/termine/{event.slug}/")
    assert all(one.typed for one in (*found.part(Part.EFFECT), *found.part(Part.LESSON)))


def test_a_year_adds_up(activity):
    for month in range(1, 13):
        event = make_event(
            activity=activity,
            dates=[f"2025-{month:02}-10 18:00"],
            languages=["de", "tr"],
            audiences=["parents"],
        )
        if month <= 10:
            make_report(event=event, guests=month, is_estimate=month == 3)
    make_event(activity=activity, dates=["2025-03-01"], state="cancelled", state_reason="Sturm.")
    make_event(activity=activity, dates=["2025-04-01"], state="postponed")
    make_event(activity=activity, dates=["2025-05-01"], state="draft")
    make_event(activity=activity)
    found = results(activity, YEAR)
    assert figures(found) == {
        "events.held": 12, "events.guests": 55, "events.cancelled": 1, "events.postponed": 1,
        "events.languages": 2, "events.audience.parents": 12,
    }  # fmt: skip
    assert [one.day.month for one in found.part(Part.DONE)] == list(range(1, 13))
    assert texts(found, Part.SUMMARY)[0].endswith(
        "Zusammen kamen 55 Gäste. Bei 2 Veranstaltungen wurden die Gäste nicht gezählt. "
        "Bei 1 Veranstaltung ist die Zahl geschätzt."
    )
    assert "Es kamen schätzungsweise 3 Gäste." in texts(found, Part.DONE)[2]
    assert "Es kam 1 Gast." in texts(found, Part.DONE)[0]
    assert "Gäste" not in texts(found, Part.DONE)[11]
    assert [text.split(") ")[1] for text in texts(found, Part.DEVIATION)] == [
        "wurde abgesagt. Der Grund: Sturm.", "wurde auf später verschoben. Der Grund: Der Raum ist gesperrt.",
    ]  # fmt: skip
    assert (found.total(UnitKind.EVENT), found.total(UnitKind.GUEST)) == (12, 55)
    assert [one.count for one in found.units if one.estimated] == [3]
    assert len(found.missing) == 2 and "Tragen Sie die Zahl im Rückblick ein." in found.missing[0].text
    assert "veranstaltung=" in found.missing[0].office_url


def test_a_period_includes_both_its_days_and_counts_nothing_twice(activity):
    for day in ("2024-12-31 23:30", "2025-01-01 00:00", "2025-12-31 23:59", "2026-01-01 00:00"):
        make_event(activity=activity, dates=[day])
    make_event(activity=activity, dates=[{"from": "2025-12-30", "to": "2026-01-02"}])
    make_event(activity=activity, dates=["2025-12-29 18:00", "2026-01-05 18:00"])
    years = [Period(date(year, 1, 1), date(year, 12, 31)) for year in (2024, 2025, 2026)]
    assert [figures(results(activity, one))["events.held"] for one in years] == [1, 4, 1]
    one_day = Period(date(2025, 1, 1), date(2025, 1, 1))
    assert figures(results(activity, one_day))["events.held"] == 1
    done = texts(results(activity, years[1]), Part.DONE)
    assert done[1].startswith("An 2 Terminen vom 29. Dezember 2025 bis 5. Januar 2026 fand ")
    assert done[2].startswith("Vom 30. Dezember 2025 bis 2. Januar 2026 fand ")
    with pytest.raises(ValueError, match="lies before"):
        Period(date(2025, 1, 2), date(2025, 1, 1))


def test_what_is_to_come_is_no_result(activity, settings):
    settings.TODAY = date(2025, 6, 15)
    for day in ("2025-06-14 18:00", "2025-06-16 18:00", "2025-05", "2025-08"):
        make_event(activity=activity, dates=[day])
    found = results(activity, YEAR)
    assert figures(found)["events.held"] == 1
    assert [one.text.split(") ")[1] for one in found.missing[:1]] == [
        "ist nur der Monat bekannt. Tragen Sie den Tag ein, wenn sie stattgefunden hat."
    ]
    assert "(Mai 2025)" in found.missing[0].text and len(found.missing) == 2


def test_other_activities_stay_out(activity):
    other = make_activity()
    event = make_event(activity=other, title="Fremd", dates=["2025-05-05"])
    make_report(event=event, guests=99)
    keep_print(event, ("events.flyer", "Flyer", 500))
    found = results(activity, YEAR)
    assert figures(found) == {"events.held": 0}
    assert (found.sentences, found.units, found.files, found.missing) == ((), (), (), ())
    both = results_of([activity, other, activity], YEAR)
    assert list(both) == [activity.pk, other.pk] and both[other.pk].total(UnitKind.GUEST) == 99


def test_people_who_work_there_are_a_number(activity):
    event = make_event(activity=activity, dates=["2025-05-05"])
    make_engagement(event=event, person=make_person(name="Kim Beispiel"), state="agreed", fee=150)
    make_engagement(event=event, name="Trio Toni Muster", state="agreed")
    found = results(activity, YEAR)
    assert figures(found)["events.engagements"] == 2
    assert "Es wirkten 2 Personen oder Gruppen mit." in texts(found, Part.DONE)[0]
    assert "Kim" not in repr(found) and "Muster" not in repr(found)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Fest %(day)s {x} %s", "„Fest %(day)s {x} %s“"),
        ("<b>Fest</b> #strong[x] $1$", "„<b>Fest</b> #strong[x] $1$“"),
        ("Fest\r\nmit\tUmbruch\u202e", "„Fest mit Umbruch“"),
        ("Das „Fest“ \"hier\"", "„Das ‚Fest‘ ’hier’“"),
        ("می‌خواهم", "„می‌خواهم“"),
        ("x" * 300, f"„{'x' * 159}…“"),
    ],
)  # fmt: skip
def test_a_title_is_never_more_than_a_title(activity, title, said):
    event = make_event(activity=activity, dates=["2025-05-05"])
    type(event).objects.filter(pk=event.pk).update(title={"de": title})
    keep_print(event, ("events.flyer", title, 500))
    found = results(activity, YEAR)
    done = texts(found, Part.DONE)
    assert any(f"fand {said} statt." in text for text in done)
    assert any(text.startswith(f"Für {said} wurde am 2. Mai 2025 gedruckt: 500 × ") for text in done)


def test_what_was_printed_is_evidence(activity):
    event = make_event(activity=activity, title="Fest", dates=["2026-02-01"])
    kept = keep_print(
        event, ("events.poster", "Plakat", 25), ("events.flyer", "Flyer", 1200), ("events.social", "Bild", 1)
    )
    keep_print(event, ("participation.signin", "Liste", 3), with_file=False)
    keep_print(event, ("events.flyer", "Flyer", 9), day=datetime(2024, 12, 31, 22, 59, tzinfo=UTC))
    keep_print(event, ("events.card", "Karte", 7), day=datetime(2024, 12, 31, 23, 0, tzinfo=UTC))
    found = results(activity, YEAR)
    assert texts(found, Part.DONE) == [
        "Für „Fest“ wurde am 1. Januar 2025 gedruckt: 7 × Karte.",
        "Für „Fest“ wurde am 2. Mai 2025 gedruckt: 25 × Plakat und 1.200 × Flyer.",
    ]
    card, both = found.files
    assert (card.kind, both.kind) == (FileKind.FLYER, FileKind.OTHER)
    assert both.fingerprint() == kept.sha256 and both.content_type == "application/pdf"
    assert {one.label: one.count for one in found.units} == {
        "Karte für „Fest“": 7, "Plakat für „Fest“": 25, "Flyer für „Fest“": 1200,
    }  # fmt: skip
    with pytest.raises(ValidationError, match="nicht mehr die, die gedruckt wurde"):
        both.read()


def test_only_pictures_that_may_be_shown_are_evidence(activity):
    event = make_event(activity=activity, dates=["2025-05-05"])
    report = make_report(event=event)
    for basis, until in (("consent", None), ("unclear", None), ("consent", date(2020, 1, 1))):
        image = make_photo(credit="Foto: Beispiel", consent_basis=basis, consent_until=until)
        CouncilImage.objects.filter(pk=image.pk).update(consent_note="Kim Beispiel hat zugestimmt")
        EventPhoto.objects.create(report=report, image=image)
    (picture,) = results(activity, YEAR).files
    assert picture.kind == FileKind.PICTURE and picture.credit == "Foto: Beispiel"
    assert picture.consent == "Einwilligung der Abgebildeten" and "Kim" not in repr(picture)
    assert len(picture.read()) > 100 and len(picture.fingerprint()) == 64


def test_who_counted_at_the_door_is_heard_where_the_review_says_nothing(activity, monkeypatch):
    class Door(Companion):
        def counted_guests(self, events):
            return {event.pk: 7 for event in events}

    monkeypatch.setattr(companions, "_companions", [Door()])
    first, second = (make_event(activity=activity, dates=[f"2025-05-0{day}"]) for day in (1, 2))
    make_report(event=first, guests=0)
    make_report(event=second, guests=None)
    found = results(activity, YEAR)
    assert [one.count for one in found.units if one.kind == UnitKind.GUEST] == [0, 7]
    assert "Es kamen keine Gäste." in texts(found, Part.DONE)[0]


def test_queries_do_not_grow(activity, count_queries):
    days = (date(2025, 1, 1) + timedelta(days=number) for number in count())

    def add():
        venue = make_venue(district=make_district())
        event = make_event(
            activity=activity, dates=[f"{next(days)}"], venues=[venue], languages=["tr"],
            organisations=[(make_organisation(), "partner")],
        )  # fmt: skip
        make_engagement(event=event, state="agreed")
        EventPhoto.objects.create(report=make_report(event=event), image=make_photo(consent_basis="consent"))
        keep_print(event, ("events.flyer", "Flyer", 5))

    def cost():
        with count_queries() as queries:
            found = results_of([activity, make_activity_once], YEAR)
        return len(queries), len(found[activity.pk].files)

    make_activity_once = make_activity()
    add()
    first, files = cost()
    for _each in range(4):
        add()
    assert cost() == (first, files + 8)
    assert first <= 21
