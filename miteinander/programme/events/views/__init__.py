"""The pages and feeds of the calendar, one module per page."""

from .detail import event_detail, event_ics, get_event_or_404
from .feeds import feed_atom, feed_ics, feed_json
from .list import event_list
from .map import event_map
from .month import event_month, event_month_present
from .share import share_picture, share_qr

__all__ = [
    "event_detail",
    "event_ics",
    "event_list",
    "event_map",
    "event_month",
    "event_month_present",
    "feed_atom",
    "feed_ics",
    "feed_json",
    "get_event_or_404",
    "share_picture",
    "share_qr",
]
