"""Opening and closing accounts, their sessions and second factor."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from miteinander.foundation.audit.actions import write_entry
from miteinander.foundation.audit.enums import Verb

from .. import mails
from ..models import User
from .guard import LastAdministrator, allow_managing, keep_an_administrator

__all__ = [
    "LastAdministrator",
    "close_account",
    "end_sessions",
    "note_security_event",
    "open_account",
    "remove_second_factor",
    "reopen_account",
    "save_profile",
]


@transaction.atomic
def open_account(
    *,
    email: str,
    password: str | None,
    first_name: str = "",
    last_name: str = "",
    language: str = "de",
    is_demo: bool = False,
    actor: Any = None,
) -> User:
    """A new account without any role. Raises IntegrityError when the address has one."""
    user = User.objects.create_user(
        email, password, first_name=first_name, last_name=last_name, language=language, is_demo=is_demo
    )
    write_entry(record=user, verb=Verb.CREATED, actor=actor, fields=["email"], detail="account_opened")
    return user


@transaction.atomic
def save_profile(*, user: User, first_name: str, last_name: str, language: str, actor: Any = None) -> None:
    """Name and language. Raises NotAllowed."""
    allow_managing(actor, user)
    wanted = {"first_name": first_name, "last_name": last_name, "language": language}
    changed = [name for name, value in wanted.items() if getattr(user, name) != value]
    for name in changed:
        setattr(user, name, wanted[name])
    if changed:
        user.save(update_fields=changed)
        write_entry(record=user, verb=Verb.CHANGED, actor=actor or user, fields=changed, detail="profile")


@transaction.atomic
def close_account(*, user: User, actor: Any) -> None:
    """Nobody signs in to the account any more; its sessions end. Raises NotAllowed, LastAdministrator."""
    allow_managing(actor, user)
    keep_an_administrator(user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    _end_all(user)
    write_entry(record=user, verb=Verb.CHANGED, actor=actor, fields=["is_active"], detail="account_closed")


@transaction.atomic
def reopen_account(*, user: User, actor: Any) -> None:
    """The account with the roles it still holds. Raises NotAllowed."""
    user.is_active = True
    allow_managing(actor, user)
    user.save(update_fields=["is_active"])
    write_entry(record=user, verb=Verb.CHANGED, actor=actor, fields=["is_active"], detail="account_reopened")


@transaction.atomic
def end_sessions(*, user: User, session: int | None = None, actor: Any) -> int:
    """Sign the account out everywhere, or of one session; how many ended. Raises NotAllowed."""
    allow_managing(actor, user)
    ended = _end_all(user, session)
    if ended:
        write_entry(record=user, verb=Verb.OTHER, actor=actor, detail="sessions_ended")
    return ended


@transaction.atomic
def remove_second_factor(*, user: User, actor: Any) -> None:
    """For somebody who lost telephone and codes: the next sign-in needs the password only and then asks to set the
    second factor up anew. Sessions end, and the account is told by mail. Raises NotAllowed."""
    allow_managing(actor, user)
    Authenticator.objects.filter(user=user).delete()
    _end_all(user)
    write_entry(record=user, verb=Verb.CHANGED, actor=actor, detail="second_factor_removed")
    mails.send_notice(user=user, event="second_factor_removed")


@transaction.atomic
def note_security_event(*, user: User, event: str, mail: bool = True) -> None:
    """What somebody did to their own sign-in: into the trail, and as a mail to them."""
    write_entry(record=user, verb=Verb.OTHER, actor=user, detail=event)
    if mail:
        mails.send_notice(user=user, event=event)


def _end_all(user: User, session: int | None = None) -> int:
    sessions = UserSession.objects.filter(user=user)
    found = list(sessions if session is None else sessions.filter(pk=session))
    for one in found:
        one.end()
    return len(found)
