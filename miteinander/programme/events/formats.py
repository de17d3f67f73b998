"""The registry `events.formats`: behaviour for a format's slug. The formats themselves are rows the office extends.

A higher room registers in `AppConfig.ready()`: `formats.register("consultation-hour", Behaviour(landing="..."))`.
"""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Behaviour:
    """`landing` is the URL name of the page about all events of the format; empty: the filtered calendar."""

    landing: str = ""


_behaviours: dict[str, Behaviour] = {}
NONE = Behaviour()


def register(slug: str, behaviour: Behaviour) -> None:
    """Raises ValueError when two rooms claim one format."""
    if slug in _behaviours:
        raise ValueError(f"Format {slug} has a behaviour already.")
    _behaviours[slug] = behaviour


def behaviour(slug: str) -> Behaviour:
    return _behaviours.get(slug, NONE)


def landing_url(slug: str) -> str:
    """The page about all events of the format."""
    landing = behaviour(slug).landing
    return reverse(landing) if landing else f"{reverse('events:event-list')}?format={slug}"
