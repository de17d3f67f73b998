"""Where the records that pages of this room show can be found."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.urls import reverse

from miteinander.civic.concept.models import Activity, Concept, CrossCuttingTask
from miteinander.civic.council.models import WorkingGroup
from miteinander.civic.people.models import Organisation
from miteinander.civic.places.models import District, Venue
from miteinander.foundation.interface.models import Identity
from miteinander.programme.events.models import Event


def concept_address(concept: Concept) -> str:
    return reverse("website:concept")


def organisation_address(organisation: Organisation) -> str:
    return reverse("website:organisation", args=[organisation.slug]) if organisation.has_page else ""


def _page(name: str) -> Callable[[Any], str]:
    return lambda record: reverse(name, args=[record.slug])


ADDRESSES: dict[type[Model], Callable[[Any], str]] = {
    Concept: concept_address,
    CrossCuttingTask: _page("website:task"),
    Activity: _page("website:activity"),
    District: _page("website:district"),
    Venue: _page("website:venue"),
    Organisation: organisation_address,
    WorkingGroup: _page("website:working-group"),
}

PICTURES: dict[type[Model], Callable[[Any], str]] = {
    Identity: lambda identity: reverse("site-picture"),
    Event: lambda event: reverse("event-picture", args=[event.slug]),
}
"""Where the pictures lie that other sites show beside a link."""
