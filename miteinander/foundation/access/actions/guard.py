"""Rules that several verbs share."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from .. import policies
from ..models import User


class NotAllowed(Exception):
    """The person may not do this; nothing was written."""


class LastAdministrator(Exception):
    """Nobody could look after the installation any more; nothing was written."""

    sentence = _(
        "Das ist das letzte Konto mit der Rolle Administration. Bitte geben Sie diese Rolle zuerst jemand anderem."
    )


def allow_managing(actor: Any, account: User) -> None:
    """Raises NotAllowed. Without an actor it is the machine itself (init, demo)."""
    if actor is not None and actor.pk != account.pk and not policies.can_manage(actor, account):
        raise NotAllowed


def keep_an_administrator(account: User) -> None:
    """Inside a transaction, before the account stops being an administrator. Locks all of them, so that two cannot
    remove each other at once. Raises LastAdministrator."""
    administrators = User.objects.select_for_update().filter(is_superuser=True, is_active=True)
    left = [
        one for one in administrators.order_by("pk") if one.pk != account.pk and policies.can_sign_in(one)
    ]
    if account.is_superuser and not left:
        raise LastAdministrator
