"""Where the records that pages of this room show can be found."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.urls import reverse

from miteinander.civic.concept.models import Activity, Concept, CrossCuttingTask


def concept_address(concept: Concept) -> str:
    return reverse("website:concept")


def part_address(part: CrossCuttingTask | Activity) -> str:
    """A task or an activity is a part of the concept page."""
    return f"{reverse('website:concept')}#{part.slug}"


ADDRESSES: dict[type[Model], Callable[[Any], str]] = {
    Concept: concept_address,
    CrossCuttingTask: part_address,
    Activity: part_address,
}
