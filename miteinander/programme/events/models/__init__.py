"""The tables of the room: formats and series, events with their dates."""

from .event import Event, EventDate, EventItem, EventLanguage, EventOrganisation
from .series import Format, Series, SeriesException, SeriesLanguage

__all__ = [
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
