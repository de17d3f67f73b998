"""Organisations in the public search; persons are not found there."""

from django.utils.translation import gettext_lazy as _

from miteinander.foundation.interface.search import Kind, show_records

from .models import Organisation
from .querysets import OrganisationQuerySet


def associations() -> OrganisationQuerySet:
    """Only associations have a public page."""
    return Organisation.objects.of_kind("association")


KINDS = (
    Kind(
        Organisation,
        _("Verein"),
        associations,
        show_records(associations, _("Verein"), "people", summary="about"),
        order=30,
    ),
)
