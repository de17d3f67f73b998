"""The verbs of accounts. Each writes its entry into the trail."""

from .accounts import (
    LastAdministrator,
    close_account,
    end_sessions,
    note_security_event,
    open_account,
    remove_second_factor,
    reopen_account,
    save_profile,
)
from .grants import AlreadyGranted, NotAllowed, end_grant, grant_role
from .invitations import (
    AccountExists,
    InvitationInvalid,
    Wish,
    accept_invitation,
    invite,
    open_invitation,
    send_again,
    withdraw_invitation,
)

__all__ = [
    "AccountExists",
    "AlreadyGranted",
    "InvitationInvalid",
    "LastAdministrator",
    "NotAllowed",
    "Wish",
    "accept_invitation",
    "close_account",
    "end_grant",
    "end_sessions",
    "grant_role",
    "invite",
    "note_security_event",
    "open_account",
    "open_invitation",
    "remove_second_factor",
    "reopen_account",
    "save_profile",
    "send_again",
    "withdraw_invitation",
]
