import pytest

from miteinander.programme.participation import telling
from miteinander.programme.participation.models import Registration


@pytest.fixture
def own_page(monkeypatch):
    """Letters link to the own page of a registration; what stands there is tested with that page."""

    def own_url(registration: Registration) -> str:
        return f"/de/anmeldung/{registration.uid.hex}/"

    monkeypatch.setattr(telling, "own_url", own_url)
