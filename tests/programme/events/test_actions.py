"""The verbs of events: what they write, what they refuse, and that nothing turns a public event back."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.models import Revision

from miteinander.foundation.audit.actions import content_version
from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.partial_dates import PartialDate
from miteinander.programme.events import companions
from miteinander.programme.events.actions import (
    NotPublicYet,
    ReasonMissing,
    cancel_event,
    dates_from,
    part_rows,
    postpone_event,
    publish_event,
    save_event,
    withdraw_event,
)
from miteinander.programme.events.enums import PUBLIC_STATES, EventState
from miteinander.programme.events.models import Event, EventDate
from tests.support.factories import (
    get_format,
    make_activity,
    make_event,
    make_organisation,
    make_series,
    make_venue,
    text,
)

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]
REASON = "Der Raum ist gesperrt."
DAY = "2026-12-06 10:30"


def verbs(event):
    return list(
        AuditEntry.objects.filter(record_id=str(event.pk), content_type__model="event")
        .order_by("pk")
        .values_list("verb", flat=True)
    )


def again(event):
    return Event.objects.get(pk=event.pk)


# --- save_event ---------------------------------------------------------------------------------------------------------


def test_event_without_date_gets_the_row_that_says_so():
    event = save_event(
        event=Event(),
        values={"activity": make_activity(), "format": get_format(), "title": text("Lesung")},
    )
    assert [(row.precision, row.starts_at, str(row)) for row in event.dates.all()] == [
        ("none", None, "Termin folgt")
    ]
    assert (event.state, event.live, event.sequence) == (EventState.DRAFT, False, 0)


def test_event_without_slug_gets_one_from_its_title():
    series = make_series(title="Märchen für Kinder")
    event = save_event(
        event=Event(), values={"activity": series.activity, "format": series.format, "series": series}
    )
    assert event.slug.startswith("marchen-fur-kinder-")
    nameless = save_event(event=Event(), values={"activity": series.activity, "format": series.format})
    assert nameless.slug.startswith("termin-")


def test_saving_the_same_again_writes_nothing():
    venue, organisation = make_venue(), make_organisation()
    event = make_event(
        title={"de": "Lesung", "tr": "Okuma"},
        dates=[DAY],
        venues=[venue],
        languages=["de", ("ar", "interpreted")],
        organisations=[(organisation, "organiser")],
        items=[{"title": "Beginn"}],
    )
    before = (AuditEntry.objects.count(), content_version(), again(event).changed_at)
    parts = {
        name: part_rows(event, name) for name in ("dates", "event_languages", "event_organisations", "items")
    }

    save_event(
        event=again(event),
        values={"title": text({"de": "Lesung", "tr": "Okuma"}), "state": EventState.PUBLISHED},
        parts=parts,
        venues=[venue],
    )

    assert (AuditEntry.objects.count(), content_version(), again(event).changed_at) == before
    assert again(event).sequence == 0


def test_a_translation_whose_origin_alone_differs_is_no_change():
    event = make_event(title={"de": "Lesung", "tr": "Okuma"})
    before = AuditEntry.objects.count()
    checked = Translated.of({"de": "Lesung", "tr": "Okuma"}, origin="checked")

    save_event(event=again(event), values={"title": checked})

    assert AuditEntry.objects.count() == before
    assert again(event).sequence == 0


@pytest.mark.parametrize("state", EventState.values)
def test_sequence_rises_with_a_change_of_a_public_event_only(state):
    event = make_event(state=state, dates=[DAY])
    save_event(event=event, values={"title": text("Neuer Titel")})
    save_event(event=event, values={}, parts={"dates": dates_from([PartialDate.parse("2026-12-07")])})
    assert again(event).sequence == (2 if state in PUBLIC_STATES else 0)


def test_sequence_rises_when_only_the_place_changes():
    event = make_event(dates=[DAY], venues=[make_venue()])
    save_event(event=again(event), values={}, venues=[make_venue()])
    assert again(event).sequence == 1


def test_parts_are_replaced_and_parts_not_named_stay():
    event = make_event(dates=[DAY, "2026-12-13"], languages=["de", "tr"], items=[{"title": "Beginn"}])
    save_event(event=event, values={}, parts={"event_languages": [{"code": "uk", "mode": "spoken"}]})

    event = again(event)
    assert [(row.code, row.mode) for row in event.event_languages.all()] == [("uk", "spoken")]
    assert [row.position for row in event.dates.all()] == [0, 1]
    assert [str(row.title) for row in event.items.all()] == ["Beginn"]
    assert "event_languages" in AuditEntry.objects.order_by("pk").last().fields


def test_error_in_a_part_leaves_the_whole_event_as_it_was():
    event = make_event(title="Lesung", languages=["de"])
    twice = [{"code": "tr", "mode": "spoken"}] * 2
    with pytest.raises(IntegrityError), transaction.atomic():
        save_event(event=again(event), values={"title": text("Anders")}, parts={"event_languages": twice})
    assert str(again(event).title) == "Lesung"
    assert [row.code for row in again(event).event_languages.all()] == ["de"]


def test_public_event_needs_a_title_of_its_own_or_of_its_series():
    activity, format_ = make_activity(), get_format()
    with pytest.raises(ValidationError, match="Ohne Titel"):
        save_event(
            event=Event(),
            values={"activity": activity, "format": format_, "state": EventState.PUBLISHED},
        )
    assert not Event.objects.exists()

    series = make_series(activity=activity, format=format_, title="Frühstück", summary="Jeden Monat.")
    event = save_event(
        event=Event(),
        values={"activity": activity, "format": format_, "series": series, "state": EventState.PUBLISHED},
    )
    assert (str(event.shown_title), str(event.shown_summary)) == ("Frühstück", "Jeden Monat.")
    assert (str(event.title), str(event)) == ("", "Frühstück")


@pytest.mark.parametrize("state", ["cancelled", "postponed"])
def test_imported_cancellation_needs_a_reason(state):
    with pytest.raises(ReasonMissing):
        make_event(state=state, state_reason="")
    assert not Event.objects.exists()


# --- States -------------------------------------------------------------------------------------------------------------


def test_publish_and_withdraw():
    event = make_event(state=EventState.PLANNED)
    publish_event(event=event)
    assert (again(event).state, again(event).live) == (EventState.PUBLISHED, True)
    withdraw_event(event=event)
    assert (again(event).state, again(event).live, again(event).sequence) == (EventState.PLANNED, False, 2)
    assert verbs(event) == ["created", "published", "unpublished"]


def test_event_without_title_cannot_be_published():
    event = make_event(state=EventState.DRAFT, title="")
    with pytest.raises(ValidationError, match="Ohne Titel"):
        publish_event(event=event)
    assert again(event).state == EventState.DRAFT


@pytest.mark.parametrize(
    ("action", "state"), [(cancel_event, EventState.CANCELLED), (postpone_event, EventState.POSTPONED)]
)
def test_cancelled_and_postponed_events_stay_public_with_their_reason(action, state):
    event = make_event(dates=[DAY])
    action(event=event, reason=text(REASON))
    event = again(event)
    assert (event.state, event.live, str(event.state_reason), event.sequence) == (state, True, REASON, 1)
    assert event.dates.get().starts_at is not None
    assert verbs(event)[-1] == state


@pytest.mark.parametrize("action", [cancel_event, postpone_event])
def test_cancelling_needs_a_reason(action):
    event = make_event()
    with pytest.raises(ReasonMissing, match="in einem Satz"):
        action(event=event, reason=Translated())
    assert (again(event).state, again(event).sequence) == (EventState.PUBLISHED, 0)


@pytest.mark.parametrize("action", [cancel_event, postpone_event])
@pytest.mark.parametrize("state", [EventState.DRAFT, EventState.PLANNED])
def test_what_the_public_never_saw_does_not_become_public_by_cancelling(action, state):
    event = make_event(state=state, title="Geheim")
    with pytest.raises(NotPublicYet, match="noch nicht veröffentlicht"):
        action(event=event, reason=text(REASON))
    assert (again(event).state, again(event).live, again(event).sequence) == (state, False, 0)
    assert not Event.objects.visible_to(None).exists()


def test_publishing_again_takes_the_reason_away():
    event = make_event()
    cancel_event(event=event, reason=text(REASON))
    publish_event(event=event)
    assert (again(event).state, again(event).state_reason) == (EventState.PUBLISHED, {})


def test_companions_hear_of_cancelled_and_moved_events_after_the_state_is_written():
    heard = []

    class Companion(companions.Companion):
        def on_cancelled(self, event):
            heard.append(("cancelled", again(event).state))

        def on_moved(self, event):
            heard.append(("moved", again(event).state))

    companion = Companion()
    companions.register(companion)
    try:
        cancel_event(event=make_event(), reason=text(REASON))
        postpone_event(event=make_event(), reason=text(REASON))
        with pytest.raises(ReasonMissing):
            cancel_event(event=make_event(), reason=Translated())
    finally:
        companions.unregister(companion)
    assert heard == [("cancelled", "cancelled"), ("moved", "postponed")]


# --- Wagtail's revisions ------------------------------------------------------------------------------------------------


def test_an_old_revision_turns_back_neither_state_nor_sequence(office):
    event = make_event(title="Lesung", dates=[DAY])
    revision = event.save_revision(user=office)
    revision.publish(user=office)
    cancel_event(event=again(event), reason=text(REASON), actor=office)
    cancelled = again(event)

    revision = Revision.objects.get(pk=revision.pk)
    revised = revision.as_object()

    assert (revised.state, str(revised.state_reason)) == (EventState.CANCELLED, REASON)
    assert (revised.sequence, revised.uid) == (cancelled.sequence, cancelled.uid)
    Revision.objects.get(pk=revision.pk).publish(user=office)
    assert again(event).state == EventState.CANCELLED
    assert again(event).sequence > cancelled.sequence


def test_import_after_an_edit_in_the_office_makes_a_new_revision(office):
    event = make_event(title="Lesung", dates=[DAY])
    event.save_revision(user=office).publish(user=office)

    save_event(event=again(event), values={"title": text("Neuer Titel")})

    event = again(event)
    assert str(event.latest_revision.as_object().title) == "Neuer Titel"
    assert event.live_revision_id == event.latest_revision_id
    assert [row.precision for row in event.latest_revision.as_object().dates.all()] == ["time"]


def test_wagtail_publishing_brings_the_state_in_line(office):
    event = make_event(state=EventState.PLANNED, title="Lesung")
    event.save_revision(user=office).publish(user=office)
    assert (again(event).state, again(event).live) == (EventState.PUBLISHED, True)
    UnpublishAction(again(event), user=office).execute(skip_permission_checks=True)
    assert (again(event).state, again(event).live) == (EventState.PLANNED, False)


# --- What the tables refuse ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("live", "state"),
    [(True, "draft"), (True, "planned"), (False, "published"), (False, "cancelled"), (False, "postponed")],
)
def test_live_and_state_cannot_disagree(live, state):
    event = make_event()
    with pytest.raises(IntegrityError, match="live_follows_state"), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(live=live, state=state)


def test_price_is_never_negative():
    event = make_event()
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(price=-1)
    with pytest.raises(ValidationError):
        save_event(event=event, values={"price": -1})


START, LATER = (PartialDate.parse(day).start for day in ("2026-12-06", "2026-12-07"))


@pytest.mark.parametrize(
    "columns",
    [
        {"precision": "none", "starts_at": START},
        {"precision": "none", "ends_at": LATER},
        {"precision": "day"},
        {"precision": "time"},
        {"precision": "month", "ends_at": LATER},
        {"precision": "time", "starts_at": LATER, "ends_at": START},
        {"precision": "time", "starts_at": START, "ends_at": START},
    ],
    ids=str,
)
def test_dates_that_make_no_sense_are_refused(columns):
    event = make_event()
    with pytest.raises(IntegrityError), transaction.atomic():
        EventDate.objects.create(event=event, position=7, **columns)


def test_two_dates_never_have_one_position():
    event = make_event(dates=[DAY])
    with pytest.raises(IntegrityError), transaction.atomic():
        EventDate.objects.create(event=event, position=0)
