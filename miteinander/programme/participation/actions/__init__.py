"""The verbs of taking part, one file per noun; the only writers."""

from .answering import accept_invitation, decline_invitation
from .booking import cancel_party, change_party, register_party, renew_link
from .forgetting import forget_registrations
from .plans import SeatRow, copy_plan, save_parts, save_plan
from .waiting import accept_offer, book_anyway, offer_seats, pass_on_offers

__all__ = [
    "SeatRow",
    "accept_invitation",
    "accept_offer",
    "book_anyway",
    "cancel_party",
    "change_party",
    "copy_plan",
    "decline_invitation",
    "forget_registrations",
    "offer_seats",
    "pass_on_offers",
    "register_party",
    "renew_link",
    "save_parts",
    "save_plan",
]
