"""Consent: what may be chosen and shown, and a withdrawal that reaches pages, files and the list of prints."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import ReferenceIndex

from miteinander.foundation.audit.actions import content_version
from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.media import print_uses
from miteinander.foundation.media.consents import (
    AlreadyWithdrawn,
    rendition_for_web,
    take_down_expired,
    withdraw_image,
)
from miteinander.foundation.media.enums import ConsentBasis
from miteinander.foundation.media.forms import PublishablePictureField
from miteinander.foundation.media.models import CouncilImage, CouncilRendition
from miteinander.foundation.media.print_uses import PrintUse
from miteinander.foundation.values.clock import today
from tests.support.accounts import make_account
from tests.support.factories import make_event

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def make_image():
    def make(**values):
        defaults = {"title": "Zoe beim Fest", "consent_basis": ConsentBasis.CONSENT, "credit": "Zoe",
                    "alternative": Translated.of("Zoe lacht")}  # fmt: skip
        return CouncilImage.objects.create(file=get_test_image_file(), **(defaults | values))

    return make


def states():
    day = today()
    return {
        "consent": ({}, True),
        "no persons": ({"consent_basis": ConsentBasis.NO_PERSONS}, True),
        "until today": ({"consent_until": day}, True),
        "until yesterday": ({"consent_until": day - timedelta(days=1)}, False),
        "unclear": ({"consent_basis": ConsentBasis.UNCLEAR}, False),
    }


@pytest.mark.data_layer
@pytest.mark.parametrize("name", states())
def test_what_may_be_published(make_image, name):
    values, expected = states()[name]
    image = make_image(**values)
    assert image.is_publishable is expected
    assert CouncilImage.objects.publishable(today()).exists() is expected
    assert (rendition_for_web(image, "width-20") is not None) is expected


def test_nothing_is_shown_of_no_picture():
    assert rendition_for_web(None, "width-20") is None


@pytest.mark.parametrize("name", states())
def test_chooser_offers_and_accepts_only_what_may_be_published(client, office, make_image, name):
    values, expected = states()[name]
    image = make_image(**values)
    client.force_login(office)
    answer = client.get(reverse("wagtailimages_chooser:choose_results"))
    assert ("Zoe beim Fest" in answer.content.decode()) is expected
    field = PublishablePictureField(CouncilImage.objects.all())
    if expected:
        assert field.clean(image.pk) == image
    else:
        with pytest.raises(Exception, match="nicht veröffentlicht"):
            field.clean(image.pk)


def test_form_of_an_event_refuses_an_unclear_picture(client, office, make_image):
    from miteinander.programme.events.models import Event

    client.force_login(office)
    reverse("wagtailadmin_home")
    form = (
        Event.snippet_viewset.get_form_class() if hasattr(Event.snippet_viewset, "get_form_class") else None
    )
    field = (form or Event.snippet_viewset._edit_handler.get_form_class()).base_fields.get("image")
    if field is None:
        pytest.skip("the form of an event has no picture yet")
    assert isinstance(field, PublishablePictureField)


def test_withdrawal_takes_pages_files_words_and_tags(
    make_image, office, django_capture_on_commit_callbacks, client
):
    image = make_image()
    image.tags.add("Zoe")
    rendition = image.get_rendition("width-20")
    original, small, storage = image.file.name, rendition.file.name, image.file.storage
    url, version = rendition.url, content_version()
    assert client.get(url).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_image(image=image, note="Zoe am Telefon, 22. November", actor=office)
    assert not storage.exists(original) and not storage.exists(small)
    assert client.get(url).status_code == 404
    assert not CouncilRendition.objects.filter(image=image).exists()
    image = CouncilImage.objects.get(pk=image.pk)
    assert not image.is_publishable
    assert "Zoe" not in f"{image.title} {image.alternative} {image.credit} {image.description}"
    assert not image.tags.exists() and image.withdrawn_note.startswith("Zoe am Telefon")
    assert content_version() > version
    assert AuditEntry.objects.filter(detail="media.withdrawn", actor=office, record_id=str(image.pk)).exists()
    assert image.get_rendition("width-20").width == 20  # a grey tile for whoever still asks
    with pytest.raises(AlreadyWithdrawn):
        withdraw_image(image=image)


@pytest.mark.data_layer
def test_withdrawn_picture_never_becomes_publishable_again(make_image):
    image = make_image()
    withdraw_image(image=image)
    with pytest.raises(IntegrityError), transaction.atomic():
        CouncilImage.objects.filter(pk=image.pk).update(consent_basis=ConsentBasis.CONSENT)


def test_withdrawal_page_shows_places_and_prints_and_needs_a_sentence(
    client, office, make_image, monkeypatch
):
    monkeypatch.setattr(print_uses, "_finders", [])
    image = make_image()
    print_uses.register(lambda found: [(image.pk, PrintUse("Zeitung 3, Seite 4"))] if image in found else [])
    event = make_event(title="Sommerfest", image=image)
    ReferenceIndex.create_or_update_for_object(event)  # elsewhere a worker does it
    client.force_login(office)
    address = reverse("media:image-withdraw", args=[image.pk])
    html = client.get(address).content.decode()
    assert "Zeitung 3, Seite 4" in html
    assert str(event) in html
    assert client.post(address, {"note": ""}).status_code == 422
    assert CouncilImage.objects.get().withdrawn_at is None
    html = client.post(address, {"note": "Anruf heute"}, follow=True).content.decode()
    assert "Auf Papier steht es noch" in html and "Zeitung 3, Seite 4" in html and "Anruf heute" in html
    again = client.post(address, {"note": "noch einmal"}, follow=True).content.decode()
    assert "schon zurückgezogen" in again


@pytest.mark.parametrize(
    ("role", "status"), [("editor", 200), ("member", 302), ("translator", 302), ("", 302)]
)
def test_who_may_withdraw(client, make_image, role, status):
    image = make_image()
    client.force_login(make_account(role, **({"languages": ["tr"]} if role == "translator" else {})))
    assert client.get(reverse("media:image-withdraw", args=[image.pk])).status_code == status
    assert client.get(reverse("media:withdrawn-list")).status_code == status
    if status != 200:
        client.post(reverse("media:image-withdraw", args=[image.pk]), {"note": "x"})
        assert CouncilImage.objects.get().withdrawn_at is None


def test_edit_page_leads_to_withdrawal_and_trail(client, office, make_image):
    image = make_image()
    client.force_login(office)
    html = client.get(reverse("wagtailimages:edit", args=[image.pk])).content.decode()
    assert reverse("media:image-withdraw", args=[image.pk]) in html
    assert f"?art=media.councilimage&amp;eintrag={image.pk}" in html


def test_unclear_picture_is_shown_to_the_office_only(client, office, outsider, make_image):
    url = make_image(consent_basis=ConsentBasis.UNCLEAR).get_rendition("width-20").url
    assert client.get(url).status_code == 404
    client.force_login(outsider)
    assert client.get(url).status_code == 404
    client.force_login(office)
    answer = client.get(url)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")


def test_public_picture_costs_one_query(client, make_image, count_queries):
    url = make_image().get_rendition("width-20").url
    with count_queries() as queries:
        assert client.get(url).status_code == 200
    assert len(queries) == 1


def test_what_the_web_shows_goes_when_the_consent_is_over(make_image, django_capture_on_commit_callbacks):
    image = make_image(consent_until=today())
    rendition = image.get_rendition("width-20")
    name, storage = rendition.file.name, rendition.file.storage
    assert take_down_expired() == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert take_down_expired(day=today() + timedelta(days=1)) == 1
    assert not storage.exists(name) and storage.exists(image.file.name)


def test_list_of_withdrawn_pictures_costs_the_same_for_one_and_for_many(
    client, office, make_image, count_queries
):
    def cost():
        with count_queries() as queries:
            assert client.get(reverse("media:withdrawn-list")).status_code == 200
        return len(queries)

    client.force_login(office)
    withdraw_image(image=make_image())
    cost()
    first = cost()
    for _number in range(3):
        withdraw_image(image=make_image())
    assert cost() == first
