"""The public pages of taking part."""

from .codes import code_entry
from .inviting import invitation
from .own import own_cancel, own_change, own_registration
from .papers import (
    own_calendar,
    own_certificate,
    own_certificate_pdf,
    own_slip,
    own_ticket,
    own_ticket_pdf,
)
from .registering import register, register_again

__all__ = [
    "code_entry",
    "invitation",
    "own_calendar",
    "own_cancel",
    "own_certificate",
    "own_certificate_pdf",
    "own_change",
    "own_registration",
    "own_slip",
    "own_ticket",
    "own_ticket_pdf",
    "register",
    "register_again",
]
