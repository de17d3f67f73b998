"""The answer to an invitation: coming or not, changed as often as one likes until the registration closes."""

from miteinander.foundation.values.clock import now
from miteinander.foundation.values.writing import write_in_turn

from ..enums import IN_PLAY, Channel, InvitationState
from ..models import Invitation, Registration
from ..party import PartyWish
from .booking import cancel_party, change_party, check_way, register_party
from .seats import lock_plan


def accept_invitation(*, invitation: Invitation, wish: PartyWish, greeting: str = "") -> Registration:
    """Register the household, or let its registration be another one; all in one transaction, so that two answers at
    once are one registration. Raises CannotTakePart."""
    with write_in_turn():
        present = _locked(invitation)
        registration = present.registration
        if registration is None or registration.state not in IN_PLAY:
            registration = register_party(
                plan_id=present.plan_id, wish=wish, channel=Channel.INVITATION, invitation=present
            )
        elif registration.submission != wish.submission:
            registration = change_party(registration=registration, wish=wish)
        present.registration = registration
        _answer(present, InvitationState.ACCEPTED, greeting)
        return registration


def decline_invitation(*, invitation: Invitation, greeting: str = "") -> Invitation:
    """The household does not come; seats it had are free again. Raises CannotTakePart."""
    with write_in_turn():
        present = _locked(invitation)
        if present.registration is not None:
            cancel_party(registration=present.registration)
        _answer(present, InvitationState.DECLINED, greeting)
        return present


def _locked(invitation: Invitation) -> Invitation:
    """As it is now, with the plan locked, if it can still be answered."""
    locked = lock_plan(invitation.plan_id)
    present = Invitation.objects.select_related("registration").get(pk=invitation.pk)
    check_way(locked, Channel.INVITATION, present)
    return present


def _answer(invitation: Invitation, state: InvitationState, greeting: str) -> None:
    invitation.state, invitation.answered_at, invitation.greeting = state, now(), greeting
    invitation.save(update_fields=["registration", "state", "answered_at", "greeting"])
