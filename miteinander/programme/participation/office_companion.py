"""The way from an event in the office to its registration."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from miteinander.programme.events import companions
from miteinander.programme.events.companions import Companion, Step
from miteinander.programme.events.models import Event

from . import policies
from .models import RegistrationPlan


class OfficeSteps(Companion):
    def steps(self, event: Event, user: Any) -> Iterator[Step]:
        """One query."""
        if not policies.can_see_plans(user):
            return
        if RegistrationPlan.objects.filter(event=event).exists():
            yield Step(_("Anmeldung"), reverse("participation_office:registration-list", args=[event.pk]))
        elif policies.can_change_plans(user):
            yield Step(_("Anmeldung einrichten"), reverse("participation_office:plan-edit", args=[event.pk]))

    def returned_sheets(self, event: Event, user: Any) -> Iterator[Step]:
        """One query."""
        if policies.can_register(user) and RegistrationPlan.objects.filter(event=event).exists():
            yield Step(_("Anmeldeblatt eingeben"), reverse("participation_office:sheet", args=[event.pk]))


def register() -> None:
    companions.register(OfficeSteps())
