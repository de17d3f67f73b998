"""Who may do what with distribution. Django's permissions decide; the roles of `access` give them."""

from typing import Any


def can_see(user: Any) -> bool:
    return _may(user, "view_delivery")


def can_save_deliveries(user: Any) -> bool:
    return _may(user, "change_delivery")


def can_plan_run(user: Any) -> bool:
    """Take the proposal over into the edition."""
    return _may(user, "change_edition")


def can_see_subscribers(user: Any) -> bool:
    return _may(user, "view_postalsubscriber")


def can_change_settings(user: Any) -> bool:
    return _may(user, "change_distributionsettings")


def _may(user: Any, permission: str) -> bool:
    return bool(getattr(user, "is_active", False) and user.has_perm(f"newspaper.{permission}"))
