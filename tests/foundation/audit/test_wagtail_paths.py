"""Every way in which Wagtail's admin writes a record ends in our trail and raises the content version."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks

from miteinander.foundation.audit import wagtail_adapter, writers
from miteinander.foundation.languages.models import TextRow
from miteinander.programme.events.enums import PUBLIC_STATES, EventState
from miteinander.programme.events.models import Event, EventReport
from miteinander.programme.newspaper.models import Article, DistributionSettings, Edition
from miteinander.surfaces.website.models import BarrierReport, FixedPage, FixedPageText
from tests.support import factories as make
from tests.support.office_forms import form_of, sent, url
from tests.support.office_records import FACTORIES

pytestmark = pytest.mark.django_db

ONLY_CHANGED = {"FixedPage", "BarrierReport"}
ON_A_PAGE_OF_ITS_OWN = {"DistributionSettings"}
NOT_ADDED_BY_THE_FORM = {"Article"}
MODELS = sorted(writers.models(), key=lambda model: model.__name__)
every_model_of_the_office = pytest.mark.parametrize(
    "model",
    [model for model in MODELS if model.__name__ not in ONLY_CHANGED | ON_A_PAGE_OF_ITS_OWN],
    ids=lambda model: model.__name__,
)


def rename(model, data, value):
    """Change the field that names the record, or who wrote it where its words stand elsewhere."""
    for name in ("title-de", "name-de", "name", "label", "title", "sentences", "author"):
        if name in data:
            data[name] = value
            return name
    raise AssertionError(f"{model.__name__} has no name in its form")


def rows_of(model, pk):
    return TextRow.objects.filter(content_type=ContentType.objects.get_for_model(model), record_id=pk)


def test_every_model_in_the_registry_has_a_factory_here():
    assert {model.__name__ for model in MODELS} == set(FACTORIES)


@every_model_of_the_office
def test_edit_is_written(model, desk, written):
    record = FACTORIES[model.__name__]()
    data = form_of(desk, url(model, "edit", record.pk))
    rename(model, data, "Umbenannt")
    with written(model, "changed", pk=record.pk):
        sent(desk, url(model, "edit", record.pk), data)
    if model is Article:
        assert model.objects.get(pk=record.pk).author == "Umbenannt"
    elif model not in (Event, EventReport, FixedPageText):
        number = f"Nr. {record.number}: " if model is Edition else ""
        assert str(model.objects.get(pk=record.pk)) == f"{number}Umbenannt"
    if hasattr(model, "text_parts") and model not in (Event, Article):
        assert rows_of(model, record.pk).get(language="de").title == "umbenannt"


@every_model_of_the_office
def test_create_is_written(model, desk, written):
    record = FACTORIES[model.__name__]()
    data = form_of(desk, url(model, "edit", record.pk))
    known = set(model.objects.values_list("pk", flat=True))
    if model.__name__ in NOT_ADDED_BY_THE_FORM:
        desk.post(url(model, "add"), data | {"slug": "ganz-neu"})
        assert set(model.objects.values_list("pk", flat=True)) == known
        return
    free = {
        "slug": "ganz-neu",
        "number": "77",
        "colour": "rose",
        "map_column": "",
        "map_row": "",
        "language": "pl",
    }
    for name, value in free.items():
        if name in data:
            data[name] = value
    for name in [name for name in data if name.endswith("-id") or name.endswith("-INITIAL_FORMS")]:
        data[name] = "0" if name.endswith("-INITIAL_FORMS") else ""
    if model is EventReport:
        data["event"] = make.make_event().pk
    rename(model, data, "Ganz neu")
    if model.__name__ == "Identity":
        answer = desk.post(url(model, "add"), data)  # there is one; a sentence, and nothing is overwritten
        assert answer.context["form"].non_field_errors()
        assert model.objects.get().name == record.name
        model.objects.all().delete()
        known = set()
    with written(model, "created"):
        sent(desk, url(model, "add"), data)
    (new,) = set(model.objects.values_list("pk", flat=True)) - known
    if hasattr(model, "text_parts"):
        assert rows_of(model, new).count() == 12


@every_model_of_the_office
def test_delete_is_written_and_forgets_the_text(model, desk, written):
    record = FACTORIES[model.__name__]()
    with written(model, "deleted", pk=record.pk):
        sent(desk, url(model, "delete", record.pk), {})
    assert not model.objects.filter(pk=record.pk).exists()
    assert not rows_of(model, record.pk).exists()


@every_model_of_the_office
def test_bulk_delete_is_written_for_each_record(model, desk, written):
    record = FACTORIES[model.__name__]()
    records = [record] if model.__name__ == "Identity" else [record, FACTORIES[model.__name__]()]
    address = (
        reverse("wagtail_bulk_action", args=(model._meta.app_label, model._meta.model_name, "delete"))
        + "?"
        + "&".join(f"id={one.pk}" for one in records)
    )
    with written(model, "deleted", pk=records[0].pk), written(model, "deleted", pk=records[-1].pk):
        sent(desk, address, {})
    assert not model.objects.filter(pk__in=[one.pk for one in records]).exists()
    assert not rows_of(model, record.pk).exists()


@pytest.mark.parametrize(
    ("model", "name", "value"), [(FixedPage, "as_of", "2026-11-22"), (BarrierReport, "done", "on")]
)
def test_what_is_only_changed_is_written_and_neither_added_nor_deleted(model, name, value, desk, written):
    record = FACTORIES[model.__name__]()
    data = form_of(desk, url(model, "edit", record.pk))
    data[name] = value
    with written(model, "changed", pk=record.pk):
        sent(desk, url(model, "edit", record.pk), data)
    kept = set(model.objects.values_list("pk", flat=True))
    bulk = reverse("wagtail_bulk_action", args=(model._meta.app_label, model._meta.model_name, "delete"))
    for address in (url(model, "add"), url(model, "delete", record.pk), f"{bulk}?id={record.pk}"):
        desk.post(address, data)
    assert set(model.objects.values_list("pk", flat=True)) == kept


def test_idea_added_on_its_own_page_is_written(desk, written):
    section = FACTORIES["Section"]()
    data = {"title": "Ganz neu", "section": section.pk, "kind": "report", "edition": "", "languages": "de"}
    with written(Article, "created"):
        sent(desk, reverse("newspaper_office:idea-add"), data)
    assert str(Article.objects.get()) == "Ganz neu"


def test_settings_of_distribution_saved_on_their_own_page_are_written(desk, written):
    record = FACTORIES["DistributionSettings"]()
    data = {"reserve_percent": "7", "print_step": "100", "bundle": "5"}
    with written(DistributionSettings, "changed", pk=record.pk):
        sent(desk, reverse("newspaper_distribution_office:settings"), data)
    assert DistributionSettings.objects.get().reserve_percent == 7


# --- Events: drafts, publishing, scheduling, revisions ----------------------------------------------------------------


def check_state(event, state):
    event.refresh_from_db()
    assert event.state == state
    assert event.live == (state in PUBLIC_STATES)


def edit_event(desk, event, **changes):
    address = url(Event, "edit", event.pk)
    data = form_of(desk, address)
    data.update(changes)
    return sent(desk, address, data)


@pytest.mark.parametrize("state", list(EventState))
def test_event_saved_as_draft_keeps_its_state_and_public_text(state, desk, written):
    event = make.make_event(title="Alt", state=state)
    with written(Event, "changed", pk=event.pk):
        edit_event(desk, event, **{"title-de": "Neu"})
    check_state(event, state)
    if event.live:
        assert event.title.base == "Alt"
        assert rows_of(Event, event.pk).get(language="de").title == "alt"


@pytest.mark.parametrize("state", [EventState.DRAFT, EventState.PLANNED])
def test_event_published_in_the_office_becomes_public(state, desk, written):
    event = make.make_event(state=state)
    with written(Event, "published", pk=event.pk):
        edit_event(desk, event, **{"title-de": "Neu", "action-publish": "1"})
    check_state(event, EventState.PUBLISHED)
    assert event.title.base == "Neu"
    assert rows_of(Event, event.pk).get(language="de").title == "neu"


@pytest.mark.parametrize("state", [EventState.CANCELLED, EventState.POSTPONED])
def test_event_published_again_stays_cancelled_or_postponed(state, desk, written):
    event = make.make_event(state=state)
    sequence = event.sequence
    with written(Event, "published", pk=event.pk):
        edit_event(desk, event, **{"title-de": "Neu", "action-publish": "1"})
    check_state(event, state)
    assert event.title.base == "Neu"
    assert event.state_reason
    assert event.sequence > sequence


@pytest.mark.parametrize("state", PUBLIC_STATES)
def test_event_unpublished_in_the_office_is_planned(state, desk, written):
    event = make.make_event(state=state)
    sequence = event.sequence
    with written(Event, "unpublished", pk=event.pk):
        sent(desk, url(Event, "unpublish", event.pk), {})
    check_state(event, EventState.PLANNED)
    assert event.sequence > sequence


def test_event_created_and_published_at_once(desk, written):
    pattern = make.make_event(state=EventState.DRAFT)
    data = form_of(desk, url(Event, "edit", pattern.pk))
    for name in [name for name in data if name.endswith("-id") or name.endswith("-INITIAL_FORMS")]:
        data[name] = "0" if name.endswith("-INITIAL_FORMS") else ""
    data.update({"slug": "sofort", "title-de": "Sofort", "action-publish": "1"})
    with written(Event, "published"):
        sent(desk, url(Event, "add"), data)
    event = Event.objects.get(slug="sofort")
    check_state(event, EventState.PUBLISHED)
    assert event.dates.count() == 1


def test_event_scheduled_is_published_when_its_moment_comes(office, written):
    event = make.make_event(title="Alt", state=EventState.PLANNED)
    event.title = make.text("Neu")
    event.go_live_at = timezone.now() + timedelta(days=2)
    revision = event.save_revision(user=office)
    with written(Event, "other", pk=event.pk):
        revision.publish(user=office)
    check_state(event, EventState.PLANNED)
    call_command("publish_scheduled", verbosity=0)
    check_state(event, EventState.PLANNED)
    past = timezone.now() - timedelta(minutes=5)
    revision.refresh_from_db()
    type(revision).objects.filter(pk=revision.pk).update(
        approved_go_live_at=past, content=revision.content | {"go_live_at": past.isoformat()}
    )
    with written(Event, "published", actor=None, pk=event.pk):
        call_command("publish_scheduled", verbosity=0)
    check_state(event, EventState.PUBLISHED)
    assert event.title.base == "Neu"
    assert event.sequence > 0


def test_event_that_expires_is_taken_back(written):
    event = make.make_event()
    Event.objects.filter(pk=event.pk).update(expire_at=timezone.now() - timedelta(minutes=5))
    with written(Event, "unpublished", actor=None, pk=event.pk):
        call_command("publish_scheduled", verbosity=0)
    check_state(event, EventState.PLANNED)


@pytest.mark.parametrize("state", list(EventState))
def test_event_reverted_to_an_older_revision_keeps_state_sequence_and_uid(state, desk, written):
    event = make.make_event(title="Eins", state=EventState.DRAFT)
    old = event.save_revision()
    make.save_event(event=event, values={"title": make.text("Zwei"), "state": state,
                                         "state_reason": make.text("Grund")})  # fmt: skip
    event.refresh_from_db()
    sequence, uid = event.sequence, event.uid
    data = form_of(desk, url(Event, "revisions_revert", event.pk, old.pk))
    assert data["title-de"] == "Eins"
    with written(Event, "changed", pk=event.pk):
        data["revision"] = str(old.pk)
        sent(desk, url(Event, "edit", event.pk), data)
    check_state(event, state)
    assert (event.uid, event.sequence >= sequence) == (uid, True)
    with written(Event, "published", pk=event.pk):
        edit_event(desk, event, **{"action-publish": "1"})
    check_state(event, state if state in PUBLIC_STATES else EventState.PUBLISHED)
    assert event.title.base == "Eins"
    assert (event.uid, event.sequence > sequence) == (uid, True)


def test_event_locked_and_unlocked_changes_nothing_else(desk, written):
    event = make.make_event()
    with written(Event, "other", pk=event.pk):
        sent(desk, url(Event, "lock", event.pk), {})
    event.refresh_from_db()
    assert event.locked
    with written(Event, "other", pk=event.pk):
        sent(desk, url(Event, "unlock", event.pk), {})
    check_state(event, EventState.PUBLISHED)
    assert not event.locked


def test_event_copied_is_a_draft_of_its_own(desk, written):
    event = make.make_event(title="Vorlage", dates=["2026-09-29 10:30"])
    data = form_of(desk, url(Event, "copy", event.pk))
    data["slug"] = "kopie"
    with written(Event, "created"):
        sent(desk, url(Event, "add"), data)  # where the form of the copy page sends to
    copy = Event.objects.get(slug="kopie")
    assert copy.uid != event.uid
    check_state(copy, copy.state)
    assert copy.state in (EventState.DRAFT, EventState.PLANNED)
    assert [date.as_partial().as_text() for date in copy.dates.all()] == ["2026-09-29 10:30"]
    assert event.dates.count() == 1
    check_state(event, EventState.PUBLISHED)
    assert event.title.base == "Vorlage"


def test_bulk_actions_are_heard_once_however_often_something_is_saved():
    make.make_venue().save()
    make.make_venue().save()
    for name in ("before_bulk_action", "after_bulk_action"):
        ours = [hook for hook in hooks.get_hooks(name) if hook.__module__ == wagtail_adapter.__name__]
        assert len(ours) == 1
