"""The tables of the room: formats and series, events with their dates."""

from .engagement import Engagement
from .event import Event, EventDate, EventItem, EventLanguage, EventOrganisation
from .series import Format, Series, SeriesException, SeriesLanguage

__all__ = [
    "Engagement",
    "Event",
    "EventDate",
    "EventItem",
    "EventLanguage",
    "EventOrganisation",
    "Format",
    "Series",
    "SeriesException",
    "SeriesLanguage",
]
