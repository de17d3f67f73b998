"""Where the records that pages of this room show can be found."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import get_language

from miteinander.civic.concept.models import Activity, Concept, CrossCuttingTask
from miteinander.civic.council.models import WorkingGroup
from miteinander.civic.people.models import Organisation
from miteinander.civic.places.models import District, Venue
from miteinander.foundation.interface.models import Identity
from miteinander.foundation.languages.registry import base_language
from miteinander.programme.events.models import Event


def concept_address(concept: Concept) -> str:
    return reverse("website:concept")


def organisation_address(organisation: Organisation) -> str:
    return reverse("website:organisation", args=[organisation.slug]) if organisation.has_page else ""


def _page(name: str) -> Callable[[Any], str]:
    return lambda record: reverse(name, args=[record.slug])


def _event_picture(event: Event, lang: str) -> str:
    """In the language of the page that names it; German goes without saying."""
    address = reverse("event-picture", args=[event.slug])
    return address if lang == base_language() else f"{address}?lang={lang}"


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
    Event: lambda event: _event_picture(event, get_language() or base_language()),
}
"""Where the pictures lie that other sites show beside a link."""
