from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    ASSOCIATION = "association", _("Verein")
    AUTHORITY = "authority", _("Behörde")
    PRESS = "press", _("Presse")
    FUNDER = "funder", _("Förderer")
    VENUE_OWNER = "venue_owner", _("Träger eines Ortes")
    SPONSOR = "sponsor", _("Sponsor")
    EDUCATION = "education", _("Bildungseinrichtung")
    OTHER = "other", _("andere")


class LogoPosition(TextChoices):
    """Where a supporter wants its logo on a sheet."""

    BOTTOM = "bottom", _("unten, neben anderen Logos")
    BESIDE = "beside", _("neben dem Zeichen des Rates")
    ALONE = "alone", _("allein in einer Zeile")


class ProposalState(TextChoices):
    OPEN = "open", _("wartet auf Prüfung")
    APPLIED = "applied", _("übernommen")
    REFUSED = "refused", _("nicht übernommen")


PUBLIC_KINDS = (OrganisationKind.ASSOCIATION, OrganisationKind.EDUCATION, OrganisationKind.VENUE_OWNER)
"""Whom people can turn to: organisations with a public page."""
