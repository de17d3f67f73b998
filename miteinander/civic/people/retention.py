"""How long a person is kept."""

from datetime import date

from django.db.models import QuerySet

from miteinander.foundation.privacy import uses

from .models import Person


def unneeded_persons(day: date) -> QuerySet[Person]:
    """Persons we have known since before the day and whom no room needed on it or later."""
    return uses.without_needed(Person._default_manager.filter(known_since__lt=day), day)
