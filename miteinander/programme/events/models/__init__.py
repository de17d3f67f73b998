"""The tables of the room: formats and series, events with their dates."""

from .engagement import Engagement
from .event import Event, EventDate, EventItem, EventLanguage, EventOrganisation
from .print import EventPrint
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
    "EventPrint",
    "EventReport",
    "Format",
    "Series",
    "SeriesException",
    "SeriesLanguage",
]
