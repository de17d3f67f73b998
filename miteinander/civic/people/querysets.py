from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from .enums import PUBLIC_KINDS, OrganisationKind, ProposalState

if TYPE_CHECKING:
    from .models import EntryProposal, Organisation  # noqa: F401  (the type parameters below)


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def of_kind(self, kind: str) -> Self:
        """Organisations of one kind; compares the stored list as text, which works on every database."""
        return self.filter(kinds__icontains=f'"{kind}"')

    def with_page(self) -> Self:
        """Organisations people can turn to; press, funders and the like have no page of their own."""
        wanted = Q()
        for kind in PUBLIC_KINDS:
            wanted |= Q(kinds__icontains=f'"{kind}"')
        return self.filter(wanted)

    def who_confirm(self) -> Self:
        """Associations that can be asked whether their entry is right."""
        return self.of_kind(OrganisationKind.ASSOCIATION).exclude(email="")

    def to_be_asked_again(self, day: date) -> Self:
        """Asked or confirmed for the last time a year ago, and asked by the office before."""
        last_year = date(day.year - 1, day.month, min(day.day, 28))
        quiet = Q(confirmed_on__isnull=True) | Q(confirmed_on__lte=last_year)
        return self.who_confirm().filter(quiet, asked_on__lte=last_year)


class EntryProposalQuerySet(models.QuerySet["EntryProposal"]):
    def open(self) -> Self:
        return self.filter(state=ProposalState.OPEN)
