"""Who may do what with plans, registrations and invitations. Django's permissions decide; the roles of `access` give them."""

from typing import Any

ROOM = "participation"


def can_see_plans(user: Any) -> bool:
    """How people take part and how many seats are left: numbers without names."""
    return _may(user, "view_registrationplan")


def can_change_plans(user: Any) -> bool:
    return _may(user, "change_registrationplan")


def can_see_people(user: Any) -> bool:
    return _may(user, "view_registration")


def can_register(user: Any) -> bool:
    return _may(user, "add_registration")


def can_change_people(user: Any) -> bool:
    return _may(user, "change_registration")


def can_see_invitations(user: Any) -> bool:
    return _may(user, "view_invitation")


def can_invite(user: Any) -> bool:
    return _may(user, "add_invitation")


def can_withdraw(user: Any) -> bool:
    return _may(user, "delete_invitation")


def _may(user: Any, permission: str) -> bool:
    return bool(user.is_active and user.has_perm(f"{ROOM}.{permission}"))
