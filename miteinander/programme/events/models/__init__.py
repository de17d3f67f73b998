"""The tables of the room: formats and series, events with their dates."""

from .engagement import Engagement
from .event import Event, EventDate, EventItem, EventLanguage, EventOrganisation
from .report import EventPhoto, EventReport
from .series import Format, Series, SeriesException, SeriesLanguage

__all__ = [
    "Engagement",
    "Event",
    "EventDate",
    "EventItem",
    "EventLanguage",
    "EventOrganisation",
    "EventPhoto",
    "EventReport",
    "Format",
    "Series",
    "SeriesException",
    "SeriesLanguage",
]
