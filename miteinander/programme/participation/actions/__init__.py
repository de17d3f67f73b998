"""The verbs of taking part, one file per noun; the only writers."""

from .announcing import announce_change
from .answering import accept_invitation, decline_invitation
from .booking import cancel_party, change_party, register_party, renew_link
from .door import (
    DoorLine,
    add_phone,
    find_phone,
    issue_link,
    lock_out,
    open_door,
    remove_door,
    revoke_links,
    save_door,
    write_book,
)
from .forgetting import empty_food, forget_guests, forget_registrations
from .plans import SeatRow, copy_plan, save_parts, save_plan
from .verdict import booked_guests, decide_minimum, decide_minimums
from .waiting import accept_offer, book_anyway, offer_seats, pass_on_offers

__all__ = [
    "DoorLine",
    "SeatRow",
    "accept_invitation",
    "accept_offer",
    "add_phone",
    "announce_change",
    "book_anyway",
    "booked_guests",
    "cancel_party",
    "change_party",
    "copy_plan",
    "decide_minimum",
    "decide_minimums",
    "decline_invitation",
    "empty_food",
    "find_phone",
    "forget_guests",
    "forget_registrations",
    "issue_link",
    "lock_out",
    "offer_seats",
    "open_door",
    "pass_on_offers",
    "register_party",
    "remove_door",
    "renew_link",
    "revoke_links",
    "save_door",
    "save_parts",
    "save_plan",
    "write_book",
]
