"""The roles of a council's office, and the terms with which some of them end.

What each may do with the records of a room stands in that room, beside its registration.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from miteinander.foundation.access import roles
from miteinander.foundation.access.roles import Role

from .models import Term

PACKS = (
    Role(
        key="chair",
        title=_("Vorsitz"),
        description=_("leitet den Rat: plant, veröffentlicht, sieht alles und lädt Menschen ein"),
        ends_with_term=True,
    ),
    Role(
        key="office",
        title=_("Geschäftsstelle"),
        description=_("führt das Büro: plant, veröffentlicht, pflegt alle Einträge und lädt Menschen ein"),
    ),
    Role(
        key="working_group_lead",
        title=_("Leitung eines Arbeitskreises"),
        description=_("plant Veranstaltungen des Arbeitskreises"),
        ends_with_term=True,
    ),
    Role(
        key="editor",
        title=_("Redaktion"),
        description=_("schreibt und veröffentlicht Veranstaltungen und Seiten"),
    ),
    Role(
        key="translator",
        title=_("Übersetzung"),
        description=_("übersetzt Texte in die eigenen Sprachen"),
        needs_second_factor=False,
        by_language=True,
    ),
    Role(
        key="treasurer",
        title=_("Kasse"),
        description=_("führt Haushalt und Belege, sieht sonst nur"),
        ends_with_term=True,
    ),
    Role(
        key="volunteer_coordinator",
        title=_("Koordination Ehrenamt"),
        description=_("begleitet Freiwillige und Vereine"),
    ),
    Role(
        key="member",
        title=_("Mitglied"),
        description=_("sieht Planung und eigene Aufgaben"),
        needs_second_factor=False,
        ends_with_term=True,
    ),
    Role(
        key="auditor",
        title=_("Prüfung"),
        description=_("sieht alles und ändert nichts"),
    ),
)


class CouncilTerms:
    """The council's terms, for roles that end with them."""

    def current(self, day: date) -> int | None:
        return Term.objects.running(day).order_by("-starts").values_list("pk", flat=True).first()

    def running(self, day: date) -> Any:
        return Term.objects.running(day).values("pk")

    def last_days(self, terms: Iterable[int]) -> dict[int, date]:
        ended = Term.objects.filter(pk__in=list(terms)).exclude(ends=None)
        return {pk: ends for pk, ends in ended.values_list("pk", "ends") if ends}


def register() -> None:
    for role in PACKS:
        roles.register(role)
    roles.register_terms(CouncilTerms())
    roles.share(
        ("council.body", "council.term", "council.membership", "council.workinggroup"),
        {
            "chair office": "view add change delete",
            "working_group_lead editor volunteer_coordinator treasurer member auditor": "view",
        },
    )
