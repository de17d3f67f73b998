"""Inviting people by mail: the only way to an account."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from miteinander.foundation.audit.actions import write_entry
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.values.clock import now

from .. import links, mails, policies, roles
from ..models import Invitation, User
from .accounts import open_account
from .grants import AlreadyGranted, NotAllowed, check_wish, grant_role

PURPOSE = "access.invitation"
DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A role the invited person will have."""

    role: str
    ends_on: date | None = None
    languages: tuple[str, ...] = ()


class AccountExists(Exception):
    """The address has an account; give that a role instead."""

    def __init__(self, user: User) -> None:
        super().__init__(user.pk)
        self.user = user


class InvitationInvalid(Exception):
    """Accepted, withdrawn, expired or forged; `fault` is the link's when it is known."""

    def __init__(self, fault: links.Fault = links.Fault.USED) -> None:
        super().__init__(fault.value)
        self.fault = fault


@transaction.atomic
def invite(
    *,
    email: str,
    wishes: Sequence[Wish],
    base_url: str,
    first_name: str = "",
    last_name: str = "",
    language: str = "de",
    actor: Any = None,
    mail: bool = True,
) -> tuple[Invitation, str]:
    """Invite by mail; the invitation and the address of its page. `base_url` ends in a slash.

    An open invitation of this address is withdrawn first, so that only the newest link works. Raises NotAllowed,
    ValidationError, UnknownRole, AccountExists.
    """
    for wish in wishes:
        check_wish(role=wish.role, languages=wish.languages, ends_on=wish.ends_on)
    if actor is not None and not policies.can_invite(actor, [wish.role for wish in wishes]):
        raise NotAllowed
    account = User.objects.filter(email__iexact=email).first()
    if account is not None:
        raise AccountExists(account)
    for former in Invitation.objects.select_for_update().open().filter(email__iexact=email):
        _withdraw(former)
    invitation = Invitation(
        email=User.objects.normalize_email(email),
        first_name=first_name,
        last_name=last_name,
        language=language,
        grants=[_stored(wish) for wish in wishes],
        invited_by=actor,
        expires_at=now() + timedelta(days=DAYS),
    )
    invitation.full_clean()
    invitation.save()
    write_entry(
        record=invitation, verb=Verb.CREATED, actor=actor, fields=["email", "grants"], detail="invited"
    )
    return invitation, _send(invitation, base_url, mail=mail)


@transaction.atomic
def send_again(*, invitation: Invitation, base_url: str, actor: Any = None, mail: bool = True) -> str:
    """A new link, good for seven days; older ones stop working. Raises NotAllowed, InvitationInvalid."""
    _allow(actor, invitation)
    renewed = Invitation.objects.open().filter(pk=invitation.pk)
    if not renewed.update(expires_at=now() + timedelta(days=DAYS)):
        raise InvitationInvalid
    links.revoke(purpose=PURPOSE, subject=str(invitation.pk))
    invitation.refresh_from_db()
    write_entry(record=invitation, verb=Verb.OTHER, actor=actor, detail="invited_again")
    return _send(invitation, base_url, mail=mail)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, actor: Any) -> None:
    """The link stops working. Raises NotAllowed. Nothing happens to one that is accepted."""
    _allow(actor, invitation)
    if _withdraw(invitation):
        write_entry(record=invitation, verb=Verb.CANCELLED, actor=actor, detail="invitation_withdrawn")


def open_invitation(token: str) -> Invitation:
    """The invitation behind a link, for showing its page. Two queries. Raises InvitationInvalid."""
    try:
        subject = links.peek(token, PURPOSE)
    except links.LinkInvalid as error:
        raise InvitationInvalid(error.fault) from None
    invitation = Invitation.objects.open().select_related("invited_by").filter(pk=subject).first()
    if invitation is None:
        raise InvitationInvalid
    return invitation


@transaction.atomic
def accept_invitation(*, token: str, password: str, first_name: str = "", last_name: str = "") -> User:
    """Open the account with its roles. Of several tries at once one succeeds. Raises InvitationInvalid.

    Roles are given again by whoever invited: what they may no longer give, the new account does not get.
    """
    try:
        subject = links.resolve(token, PURPOSE)
    except links.LinkInvalid as error:
        raise InvitationInvalid(error.fault) from None
    if not Invitation.objects.open().filter(pk=subject).update(accepted_at=now()):
        raise InvitationInvalid
    invitation = Invitation.objects.select_related("invited_by").get(pk=subject)
    try:
        with transaction.atomic():
            user = open_account(
                email=invitation.email,
                password=password,
                first_name=first_name or invitation.first_name,
                last_name=last_name or invitation.last_name,
                language=invitation.language,
            )
    except IntegrityError:  # the address got an account in the meantime
        raise InvitationInvalid from None
    write_entry(record=invitation, verb=Verb.OTHER, actor=user, detail="invitation_accepted")
    for wish in wishes_of(invitation):
        _grant_as_invited(user, wish, invitation)
    return user


def wishes_of(invitation: Invitation) -> list[Wish]:
    return [
        Wish(
            role=stored["role"],
            ends_on=date.fromisoformat(stored["ends_on"]) if stored.get("ends_on") else None,
            languages=tuple(stored.get("languages", ())),
        )
        for stored in invitation.grants
    ]


def titles_of(wishes: Iterable[Wish]) -> list[str]:
    return [str(role.title) for wish in wishes if (role := roles.find_role(wish.role))]


def _grant_as_invited(user: User, wish: Wish, invitation: Invitation) -> None:
    try:
        with transaction.atomic():
            grant_role(
                user=user,
                role=wish.role,
                ends_on=wish.ends_on,
                languages=wish.languages,
                actor=invitation.invited_by,
            )
    except (NotAllowed, AlreadyGranted, ValidationError, roles.UnknownRole):
        write_entry(record=user, verb=Verb.OTHER, detail=f"role_not_granted {wish.role}")


def _allow(actor: Any, invitation: Invitation) -> None:
    if actor is not None and not policies.can_invite(actor, [wish.role for wish in wishes_of(invitation)]):
        raise NotAllowed


def _withdraw(invitation: Invitation) -> bool:
    links.revoke(purpose=PURPOSE, subject=str(invitation.pk))
    return bool(Invitation.objects.open().filter(pk=invitation.pk).update(withdrawn_at=now()))


def _send(invitation: Invitation, base_url: str, *, mail: bool) -> str:
    token = links.issue(purpose=PURPOSE, subject=str(invitation.pk), days=DAYS, uses=1)
    address = base_url.rstrip("/") + reverse("access:invitation", args=[token])
    if mail:
        mails.send_invitation(invitation=invitation, address=address, roles=titles_of(wishes_of(invitation)))
    return address


def _stored(wish: Wish) -> dict[str, Any]:
    stored = asdict(wish)
    return stored | {
        "ends_on": wish.ends_on.isoformat() if wish.ends_on else None,
        "languages": list(wish.languages),
    }
