"""The registry `interface.office_menu`: under which heading of the office's menu a page stands.

A room places its pages by the URL names of their menu entries, beside where it registers these with Wagtail:
`office_menu.place(Heading.PLAN, "wagtailsnippets_events_event:list", "days:day-check", order=10)`. The menu itself is
built by the surface `office`. What no room placed keeps the place Wagtail gives it, so nothing gets lost.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Heading(TextChoices):
    """What people do in the office, in the order of the menu. A heading without pages is not shown."""

    PLAN = "plan", _("Planen")
    INVITE = "invite", _("Einladen")
    PEOPLE = "people", _("Menschen")
    NEWSPAPER = "newspaper", _("Zeitung")
    MONEY = "money", _("Geld")
    IMPACT = "impact", _("Wirkung")
    SETTINGS = "settings", _("Einstellungen")


@dataclass(frozen=True, slots=True)
class Place:
    heading: Heading
    order: int


_places: dict[str, Place] = {}


def place(heading: Heading, *url_names: str, order: int) -> None:
    """Lower orders stand higher; the names follow each other. Raises ValueError for a page placed twice."""
    for offset, name in enumerate(url_names):
        wanted = Place(heading, order + offset)
        if _places.get(name, wanted) != wanted:
            raise ValueError(f"{name!r} has a place in the menu already")
        _places[name] = wanted


def place_of(url_name: str) -> Place | None:
    return _places.get(url_name)


def placed() -> tuple[str, ...]:
    return tuple(_places)
