"""Inviting households: adding, changing, sending, reminding, withdrawing, and noting what they said to the office."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from miteinander.foundation.audit.actions import write_entry
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.values.clock import now

from .. import own_links
from ..enums import IN_PLAY, InvitationState
from ..errors import CannotTakePart
from ..models import Invitation, Registration, RegistrationPlan

COLUMNS = ("name", "address", "email", "language", "most")


@dataclass(frozen=True)
class Household:
    """Who is invited, as it was typed; already checked by a form."""

    name: str
    email: str = ""
    address: str = ""
    most: int = 2
    language: str = "de"


class Answered(CannotTakePart):
    """The household holds seats; they are given back first."""

    @property
    def sentence(self) -> str:
        return _("Diese Einladung ist angenommen. Melden Sie zuerst die Anmeldung ab.")


@transaction.atomic
def invite(*, plan: RegistrationPlan, households: Iterable[Household], actor: Any = None) -> list[Invitation]:
    """Add households with their codes; nothing is sent yet."""
    added = []
    for one in households:
        invitation = Invitation(plan=plan, **{name: getattr(one, name) for name in COLUMNS})
        invitation.code_digest = own_links.digest_of(own_links.Purpose.INVITATION, invitation.uid)
        added.append(invitation)
    Invitation.objects.bulk_create(added)
    for invitation in added:
        write_entry(record=invitation, verb=Verb.CREATED, actor=actor)
    return added


@transaction.atomic
def change_invitation(*, invitation: Invitation, values: Mapping[str, Any], actor: Any = None) -> Invitation:
    """Correct a household; link and code stay. A higher number lets more register, a lower one takes nobody's seat."""
    present = Invitation.objects.select_for_update().get(pk=invitation.pk)
    changed = [name for name in COLUMNS if name in values and getattr(present, name) != values[name]]
    if changed:
        for name in changed:
            setattr(present, name, values[name])
        present.save(update_fields=changed)
        write_entry(record=present, verb=Verb.CHANGED, actor=actor, fields=changed)
    return present


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, actor: Any = None) -> None:
    """Its link and code open nothing any more. Raises Answered while the household holds seats or waits for some."""
    present = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if _comes(present):
        raise Answered
    write_entry(record=present, verb=Verb.DELETED, actor=actor)
    present.delete()


@transaction.atomic
def mark_sent(*, invitations: Sequence[Invitation], actor: Any = None) -> int:
    """Letters that were posted; how many were not marked before."""
    marked = 0
    for invitation in Invitation.objects.select_for_update().filter(
        pk__in=[one.pk for one in invitations], state=InvitationState.READY
    ):
        invitation.state = InvitationState.SENT
        invitation.save(update_fields=["state"])
        write_entry(record=invitation, verb=Verb.CHANGED, actor=actor, fields=["state"])
        marked += 1
    return marked


@transaction.atomic
def note_answer(
    *, invitation: Invitation, registration: Registration | None, actor: Any = None
) -> Invitation:
    """What a household told the office: it comes with this registration, or (None) it does not come.

    Raises Answered where it holds another registration already.
    """
    present = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if _comes(present) and present.registration != registration:
        raise Answered
    present.registration = registration
    present.state = InvitationState.ACCEPTED if registration else InvitationState.DECLINED
    present.answered_at = now()
    present.save(update_fields=["registration", "state", "answered_at"])
    write_entry(record=present, verb=Verb.CHANGED, actor=actor, fields=["state"])
    return present


def _comes(invitation: Invitation) -> bool:
    return invitation.registration is not None and invitation.registration.state in IN_PLAY
