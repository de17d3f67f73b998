"""The public pages of taking part."""

from .codes import code_entry
from .inviting import invitation
from .own import own_cancel, own_change, own_registration
from .papers import own_calendar, own_certificate, own_slip, own_ticket
from .registering import register, register_again

__all__ = [
    "code_entry",
    "invitation",
    "own_calendar",
    "own_cancel",
    "own_certificate",
    "own_change",
    "own_registration",
    "own_slip",
    "own_ticket",
    "register",
    "register_again",
]
