"""The verbs of distribution; the only writers."""

from .deliveries import (
    Line,
    adopt_run,
    draft_lines,
    grid_version,
    lines_of,
    rows_of,
    save_deliveries,
    what_is_wrong,
)
from .records import save_settings
from .subscriptions import PostalAddress, end_subscription, find_by_code, restart_subscription, subscribe

__all__ = [
    "Line",
    "PostalAddress",
    "adopt_run",
    "draft_lines",
    "end_subscription",
    "find_by_code",
    "grid_version",
    "lines_of",
    "restart_subscription",
    "rows_of",
    "save_deliveries",
    "save_settings",
    "subscribe",
    "what_is_wrong",
]
