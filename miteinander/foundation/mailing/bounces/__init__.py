"""Mails that come back: fetched from a mailbox, understood (RFC 3464), and told to the address they are about."""

from .reading import read_mailbox, take_in
from .reports import Report, read_report

__all__ = ["Report", "read_mailbox", "read_report", "take_in"]
