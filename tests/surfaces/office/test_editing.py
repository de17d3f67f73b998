"""Forms of the office: nobody overwrites silently; drafts are reviewed, previewed, compared and restored."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision, TaskState, WorkflowState

from miteinander.foundation.access.models import User
from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.values.clock import BERLIN
from miteinander.programme.events.enums import EventState
from miteinander.programme.events.models import Event
from tests.support import factories as make
from tests.support.accounts import make_account, with_second_factor
from tests.support.office_forms import form_of, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, office):
    client.force_login(office)
    reverse("wagtailadmin_home")
    return client


@pytest.fixture
def other(db):
    from django.test import Client

    found = Client()
    found.force_login(with_second_factor(User.objects.create_superuser("zweite@example.org", "x" * 20)))
    return found


def draft_of(event):
    return Event.objects.get(pk=event.pk).get_latest_revision_as_object()


@pytest.mark.parametrize("state", ["draft", "published"])
def test_two_editors_of_an_event_do_not_overwrite_each_other(desk, other, state):
    event = make.make_event(state=state, title="Anfang", dates=["2027-06-05"])
    address = url(Event, "edit", event.pk)
    mine, theirs = form_of(desk, address), form_of(other, address)
    theirs["title-de"] = "Ihr Titel"
    assert other.post(address, theirs).status_code == 302
    mine["title-de"], mine["title-tr"] = "Mein Titel", "Başlık"
    page = desk.post(address, mine)
    html = page.content.decode()
    assert page.status_code == 200
    assert "inzwischen geändert" in html
    assert 'value="Mein Titel"' in html and "Başlık" in html
    assert draft_of(event).title.base == "Ihr Titel"
    # Whoever saves again after reading that means it.
    again = form_of(desk, address)
    again["title-de"] = "Mein Titel"
    assert desk.post(address, again).status_code == 302
    assert draft_of(event).title.base == "Mein Titel"


def test_the_form_that_came_back_can_be_saved_on_purpose(desk, other):
    event = make.make_event(state="draft", title="Anfang", dates=["2027-06-05"])
    address = url(Event, "edit", event.pk)
    mine, theirs = form_of(desk, address), form_of(other, address)
    theirs["title-de"] = "Ihr Titel"
    other.post(address, theirs)
    mine["title-de"] = "Mein Titel"
    from wagtail.test.utils.form_data import querydict_from_html

    returned = querydict_from_html(desk.post(address, mine).content.decode(), form_id="w-editor-form")
    assert desk.post(address, returned).status_code == 302
    assert draft_of(event).title.base == "Mein Titel"


def test_autosave_does_not_overwrite_either(desk, other):
    event = make.make_event(state="draft", title="Anfang", dates=["2027-06-05"])
    address = url(Event, "edit", event.pk)
    mine, theirs = form_of(desk, address), form_of(other, address)
    theirs["title-de"] = "Ihr Titel"
    other.post(address, theirs)
    mine["title-de"] = "Mein Titel"
    answer = desk.post(address, mine, headers={"accept": "application/json"})
    assert answer.status_code == 400 and answer.json()["error_code"] == "invalid_revision"
    assert draft_of(event).title.base == "Ihr Titel"


def test_records_without_drafts_are_guarded_too(desk, other):
    from miteinander.civic.places.models import Venue

    venue = make.make_venue(name="Anfang")
    address = url(Venue, "edit", venue.pk)
    mine, theirs = form_of(desk, address), form_of(other, address)
    theirs["street"] = "Musterweg 1"
    assert other.post(address, theirs).status_code == 302
    mine["stop"] = "Markt"
    assert "inzwischen geändert" in desk.post(address, mine).content.decode()
    venue.refresh_from_db()
    assert venue.street == "Musterweg 1" and not venue.stop


def test_an_import_meanwhile_counts_as_a_change(desk):
    from miteinander.programme.events.actions import save_event

    event = make.make_event(title="Anfang", dates=["2027-06-05"])
    address = url(Event, "edit", event.pk)
    mine = form_of(desk, address)
    save_event(event=Event.objects.get(pk=event.pk), values={"childcare": True})
    mine["title-de"] = "Mein Titel"
    assert "inzwischen geändert" in desk.post(address, mine).content.decode()


def test_draft_review_published(client):
    lead_term = make.make_term(starts="2020-01-01")
    assert lead_term
    lead, editor = make_account("working_group_lead"), make_account("editor")
    event = make.make_event(state="draft", title="Grillen", dates=["2027-06-05"])
    address = url(Event, "edit", event.pk)
    client.force_login(lead)
    data = form_of(client, address) | {}
    data["title-de"] = "Großes Grillen"
    data["action-submit"] = "1"
    assert client.post(address, data).status_code == 302
    assert WorkflowState.objects.active().count() == 1
    event.refresh_from_db()
    assert event.state == EventState.DRAFT
    client.force_login(editor)
    assert "Großes Grillen" in client.get("/buero/").content.decode()
    step = TaskState.objects.get()
    approve = reverse("wagtailsnippets_events_event:workflow_action", args=[event.pk, "approve", step.pk])
    client.post(approve, {"comment": ""})
    event = Event.objects.get(pk=event.pk)
    assert event.state == EventState.PUBLISHED and event.live and event.title.base == "Großes Grillen"
    assert AuditEntry.objects.filter(record_id=str(event.pk), verb="published", actor=editor).exists()


def test_a_lead_cannot_approve_and_not_publish(client):
    make.make_term(starts="2020-01-01")
    lead = make_account("working_group_lead")
    event = make.make_event(state="draft", dates=["2027-06-05"])
    address = url(Event, "edit", event.pk)
    client.force_login(lead)
    data = form_of(client, address)
    data["action-publish"] = "1"
    client.post(address, data)
    event.refresh_from_db()
    assert event.state == EventState.DRAFT
    data = form_of(client, address)
    data["action-submit"] = "1"
    client.post(address, data)
    step = TaskState.objects.get()
    approve = reverse("wagtailsnippets_events_event:workflow_action", args=[event.pk, "approve", step.pk])
    client.post(approve, {"comment": ""})
    event.refresh_from_db()
    step.refresh_from_db()
    assert event.state == EventState.DRAFT and step.status == "in_progress"


def test_a_planned_publication_happens_on_its_own(desk):
    event = make.make_event(state="draft", title="Später", dates=["2027-06-05"])
    address = url(Event, "edit", event.pk)
    data = form_of(desk, address)
    data["go_live_at"] = "2099-01-01 10:00"
    data["action-publish"] = "1"
    assert desk.post(address, data).status_code == 302
    event = Event.objects.get(pk=event.pk)
    assert not event.live and Revision.objects.filter(approved_go_live_at__isnull=False).count() == 1
    revision = Revision.objects.get(approved_go_live_at__isnull=False)
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    call_command("publish_scheduled", verbosity=0)
    event = Event.objects.get(pk=event.pk)
    assert event.live and event.state == EventState.PUBLISHED


@pytest.mark.parametrize(
    ("lang", "word", "direction"), [("de", "Grillen", "ltr"), ("tr", "Mangal", "ltr"), ("ar", "شواء", "rtl")]
)
def test_preview_in_every_language_leaves_nothing_behind(desk, lang, word, direction):
    make.make_identity()
    event = make.make_event(
        state="draft", title={"de": "Grillen", "tr": "Mangal", "ar": "شواء"}, dates=["2027-06-05"]
    )
    address = url(Event, "edit", event.pk)
    data = form_of(desk, address)
    data["summary-de"] = "Noch nicht gespeichert."
    preview = url(Event, "preview_on_edit", event.pk)
    versions = Event.objects.values().get(pk=event.pk)
    assert desk.post(preview, data).json() == {"is_valid": True, "is_available": True}
    page = desk.get(preview, {"mode": lang})
    html = page.content.decode()
    assert page.status_code == 200
    assert word in html and "Noch nicht gespeichert." in html
    assert re.search(rf'<html[^>]*lang="{lang}"[^>]*dir="{direction}"', html)
    assert page.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert Event.objects.values().get(pk=event.pk) == versions


def test_preview_of_a_new_event_leaves_nothing_behind(desk):
    make.make_identity()
    address = url(Event, "add")
    data = form_of(desk, address)
    preview = url(Event, "preview_on_add")
    desk.post(preview, data)
    assert desk.get(preview, {"mode": "de"}).status_code == 200
    assert not Event.objects.exists()


def test_versions_are_compared_and_restored(desk):
    event = make.make_event(state="draft", title="Erste Fassung", dates=["2027-06-05"])
    address = url(Event, "edit", event.pk)
    for title in ("Zweite Fassung", "Dritte Fassung"):
        data = form_of(desk, address)
        data["title-de"] = title
        desk.post(address, data)
    first, second = Revision.objects.order_by("pk")
    page = desk.get(url(Event, "revisions_compare", event.pk, first.pk, second.pk)).content.decode()
    assert "Zweite" in page and "Dritte" in page
    old = form_of(desk, url(Event, "revisions_revert", event.pk, first.pk))
    assert old["title-de"] == "Zweite Fassung"
    desk.post(url(Event, "revisions_revert", event.pk, first.pk), old)
    assert draft_of(event).title.base == "Zweite Fassung"


def bulk(desk, kind, *events):
    query = "&".join(f"id={event.pk}" for event in events)
    address = f"/buero/bulk/events/event/{kind}/?{query}"
    page = desk.get(address)
    assert page.status_code == 200
    return page, desk.post(address)


def test_many_events_are_published_and_withdrawn(desk, office):
    events = [make.make_event(state="draft") for _ in range(3)]
    page, answer = bulk(desk, "publish", *events)
    assert all(str(event) in page.content.decode() for event in events)
    assert answer.status_code == 302
    assert {event.state for event in Event.objects.all()} == {EventState.PUBLISHED}
    assert AuditEntry.objects.filter(verb="published", actor=office).count() == 3
    bulk(desk, "withdraw", *events)
    assert {event.state for event in Event.objects.all()} == {EventState.PLANNED}
    assert not Event.objects.filter(live=True).exists()


def test_what_cannot_be_published_is_said_and_the_rest_goes_on(desk):
    good, bad = make.make_event(state="draft"), make.make_event(state="draft", title={})
    _page, answer = bulk(desk, "publish", good, bad)
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.state, bad.state) == (EventState.PUBLISHED, EventState.DRAFT)
    assert "Ohne Titel" in desk.get(answer.headers["Location"]).content.decode()


def test_who_may_not_publish_does_nothing_with_many(client):
    make.make_term(starts="2020-01-01")
    client.force_login(make_account("working_group_lead"))
    event = make.make_event(state="draft")
    bulk(client, "publish", event)
    event.refresh_from_db()
    assert event.state == EventState.DRAFT


def test_bulk_publishing_takes_the_latest_draft(desk):
    event = make.make_event(title="Alt", dates=["2027-06-05"])
    address = url(Event, "edit", event.pk)
    data = form_of(desk, address)
    data["title-de"] = "Neu"
    desk.post(address, data)
    assert Event.objects.get(pk=event.pk).title.base == "Alt"
    bulk(desk, "publish", event)
    assert Event.objects.get(pk=event.pk).title.base == "Neu"


def test_what_waits_for_review_shows_its_answer_on_the_big_button(client):
    make.make_term(starts="2020-01-01")
    lead, editor = make_account("working_group_lead"), make_account("editor")
    event = make.make_event(state="draft", dates=["2027-06-05"])
    address = url(Event, "edit", event.pk)
    client.force_login(lead)
    data = form_of(client, address) | {"action-submit": "1"}
    client.post(address, data)
    waiting = client.get(address).content.decode()
    assert (
        "Bis zur Antwort können Sie nichts ändern" in waiting
        and "Dieser Eintrag wartet auf Prüfung." in waiting
    )
    assert "oderation" not in waiting and "-Objekt" not in waiting
    client.force_login(editor)
    html = client.get(address).content.decode()
    assert "Wartet auf Prüfung." in html and "Gegeben von Working_Group_Lead" in html
    footer = html[html.index("<footer") :]
    buttons = re.findall(r'data-workflow-action-name="(\w+)"|name="(action-\w+)"', footer)
    assert "".join(buttons[0]) == "approve" and ("", "action-publish") not in buttons
    assert "Freigeben und veröffentlichen" in footer
    assert "veröffentlichen und veröffentlichen" not in html
    step = TaskState.objects.get()
    reject = reverse("wagtailsnippets_events_event:workflow_action", args=[event.pk, "reject", step.pk])
    client.post(reject, {"comment": "Bitte den Ort <nennen>."})
    client.force_login(lead)
    assert "Die Bitte: Bitte den Ort &lt;nennen&gt;." in client.get(address).content.decode()


def test_several_places_are_ticked_and_the_chosen_stand_first(client, office):
    places = [make.make_venue(name=name) for name in ("Aula", "Bücherei", "Zelt")]
    event = make.make_event(dates=["2027-06-05"], venues=[places[2]])
    client.force_login(office)
    html = client.get(url(Event, "edit", event.pk)).content.decode()
    ticks = re.findall(r'<input type="checkbox" name="venues" value="(\d+)"[^>]*?(checked)?>', html)
    assert [int(value) for value, _checked in ticks] == [places[2].pk, places[0].pk, places[1].pk]
    assert [checked for _value, checked in ticks] == ["checked", "", ""]


@pytest.mark.parametrize("language", ["de", "en"])
def test_days_are_written_and_read_as_people_here_write_them(client, office, language):
    type(office).objects.filter(pk=office.pk).update(language=language)
    event = make.make_event(dates=["2027-06-05 10:00"])
    client.force_login(office)
    address = url(Event, "edit", event.pk)
    data = form_of(client, address)
    assert data["dates-0-starts_at"] == "05.06.2027 10:00"
    for typed, day in (("06.07.2027 11:30", "2027-07-06 11:30"), ("2027-08-07 12:00", "2027-08-07 12:00")):
        data = form_of(client, address) | {"dates-0-starts_at": typed}
        assert client.post(address, data).status_code == 302
        stored = Event.objects.get(pk=event.pk).get_latest_revision_as_object().dates.first().starts_at
        assert f"{stored.astimezone(BERLIN):%Y-%m-%d %H:%M}" == day
