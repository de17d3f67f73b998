"""Old slugs are kept whoever changes them, and lead pages and programme files to the record of today."""

import pytest
from django.urls import reverse

from miteinander.civic.concept.models import Activity
from miteinander.civic.places.models import Venue
from miteinander.foundation.audit.actions import delete_record, save_record
from miteinander.foundation.audit.models import OldSlug
from miteinander.foundation.exchange import kinds
from miteinander.foundation.interface.old_slugs import find_by_old_slug, redirect_old_slug
from miteinander.programme.events.actions import save_event
from miteinander.programme.events.models import Event, Series
from tests.support.factories import make_event, make_series, make_venue, text

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]


def old_slugs():
    return set(OldSlug.objects.values_list("model", "slug", "record_id"))


def test_action_that_changes_a_slug_keeps_the_old_one():
    venue = make_venue(slug="haus")
    save_record(record=venue, values={"slug": "haus-am-park"})
    save_record(record=venue, values={"street": "Weg 3"})
    assert old_slugs() == {("places.venue", "haus", venue.pk)}


def test_an_object_changed_in_memory_before_is_noticed():
    event = make_event(slug="lesung")
    event.slug = "lesung-im-park"
    save_event(event=event, values={"title": text("Lesung im Park")})
    assert old_slugs() == {("events.event", "lesung", event.pk)}


def test_office_that_changes_a_slug_keeps_the_old_one(client, office):
    client.force_login(office)
    venue = make_venue(slug="haus", name="Haus")
    address = reverse("wagtailsnippets_places_venue:edit", args=[venue.pk])
    form = client.get(address).context["form"]
    data = {name: form.initial.get(name) or "" for name in form.fields} | {
        "slug": "haus-am-park",
        "name-de": "Haus",
    }
    assert client.post(address, data).status_code == 302
    assert old_slugs() == {("places.venue", "haus", venue.pk)}


def test_publishing_a_revision_with_another_slug_keeps_the_old_one(office):
    event = make_event(slug="lesung")
    event.slug = "lesung-im-park"
    event.save_revision(user=office).publish(user=office)
    assert Event.objects.get(pk=event.pk).slug == "lesung-im-park"
    assert old_slugs() == {("events.event", "lesung", event.pk)}


def test_first_save_and_same_slug_keep_nothing():
    venue = make_venue(slug="haus")
    save_record(record=venue, values={"slug": "haus", "street": "Weg 3"})
    assert old_slugs() == set()


def test_the_last_owner_of_an_old_slug_counts():
    one, other = make_venue(slug="haus"), make_venue(slug="halle")
    save_record(record=one, values={"slug": "a"})
    save_record(record=other, values={"slug": "haus"})
    save_record(record=other, values={"slug": "b"})
    assert old_slugs() == {
        ("places.venue", "haus", other.pk), ("places.venue", "halle", other.pk),
    }  # fmt: skip


def test_deleted_record_takes_its_old_slugs_along():
    venue = make_venue(slug="haus")
    save_record(record=venue, values={"slug": "haus-am-park"})
    delete_record(record=venue)
    assert old_slugs() == set()


def test_record_is_found_by_its_old_slug_in_one_query(count_queries):
    venue = make_venue(slug="haus")
    make_series(slug="haus-am-park")
    save_record(record=venue, values={"slug": "haus-am-park"})
    with count_queries() as queries:
        assert find_by_old_slug(Venue.objects.all(), "haus") == venue
    assert len(queries) == 1
    assert find_by_old_slug(Venue.objects.all(), "HAUS-am-Park") == venue
    assert find_by_old_slug(Venue.objects.all(), "haus-am-park") is None  # its own address: no circle
    assert find_by_old_slug(Venue.objects.none(), "haus") is None
    assert find_by_old_slug(Series.objects.all(), "haus") is None


def test_redirect_needs_an_address():
    event = make_event(slug="lesung")
    save_event(event=event, values={"slug": "lesung-im-park"})
    response = redirect_old_slug(Event.objects.all(), "lesung")
    assert (response.status_code, response["Location"]) == (301, "/de/termine/lesung-im-park/")
    series = make_series(slug="reihe")
    save_record(record=series, values={"slug": "andere-reihe"})
    assert redirect_old_slug(Series.objects.all(), "reihe") is None


def test_programme_file_finds_the_record_by_its_old_slug(count_queries):
    event = make_event(slug="lesung")
    activity = event.activity
    save_event(event=event, values={"slug": "lesung-im-park"})
    stored = kinds.get("events").load(["lesung", "neu"])
    assert stored == {"lesung": event}
    save_record(record=activity, values={"slug": "vorhaben-neu"})
    assert Activity.objects.get() == activity
    with count_queries() as known:
        kinds.get("events").load(["lesung-im-park"])
    with count_queries() as unknown:
        kinds.get("events").load(["neu"])
    assert len(unknown) <= len(known)
