"""The demo's supporters have logos, so that its posters show some."""

import pytest

from miteinander.civic.people.models import Organisation
from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.typesetting.documents import Wish, document
from miteinander.foundation.typesetting.printing import print_wish
from miteinander.programme.events.models import Event
from miteinander.surfaces.operations.demo_logos import FOLDER, load_logos
from tests.support import pdfs
from tests.support.demo import demo, demo_file  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def test_every_shipped_logo_belongs_to_an_organisation_and_loads_once():
    load_logos(None)
    slugs = {path.stem for path in FOLDER.glob("*.svg")}
    assert len(slugs) == 3
    assert set(Organisation.objects.exclude(logo="").values_list("slug", flat=True)) == slugs
    entries = AuditEntry.objects.count()
    load_logos(None)
    assert AuditEntry.objects.count() == entries


def test_a_logo_whose_file_is_gone_is_loaded_again():
    load_logos(None)
    organisation = Organisation.objects.get(slug="beispielstiftung")
    organisation.logo.storage.delete(organisation.logo.name)
    load_logos(None)
    with Organisation.objects.get(pk=organisation.pk).logo.open() as file:
        assert b"<svg" in file.read()


def test_poster_of_the_demo_shows_the_logos_of_its_supporters():
    load_logos(None)
    event = Event.objects.filter(activity__slug="fruehstueck").order_by("pk").first()
    one = document("events.poster")
    printed = print_wish(one, Wish(event.pk, ("de",), one.format()))
    said = pdfs.alternative_texts(printed.content)
    assert "Logo: Beispielstiftung Nachbarschaft" in said and "Logo: Bildungswerk Muster" in said
    assert "Gefördert von der Beispielstiftung Nachbarschaft." in pdfs.text_of(printed.content)
