"""The office's list of events."""

import pytest

from tests.support import factories

pytestmark = pytest.mark.django_db


def test_events_are_found_by_their_title_or_that_of_their_series(client, office):
    series = factories.make_series(title={"de": "Nachtlesung"})
    factories.make_event(slug="eins", title={}, series=series)
    factories.make_event(slug="zwei", title={"de": "Konzert im Hof"})
    client.force_login(office)
    page = client.get("/buero/snippets/events/event/", {"q": "nachtles"}).content.decode()
    assert "Nachtlesung" in page and "Konzert im Hof" not in page
    page = client.get("/buero/snippets/events/event/", {"q": "konzert im"}).content.decode()
    assert "Konzert im Hof" in page and "Nachtlesung" not in page
