"""Who may what, by the grants in force."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings

from miteinander.foundation.languages.registry import base_language, site_codes
from miteinander.foundation.values.clock import today

from . import roles
from .models import RoleGrant, User

_CACHE = "_active_grants"


def active_grants(user: Any, day: date | None = None) -> list[RoleGrant]:
    """The grants in force on the day (default: today). One query for an account and day, then remembered on it."""
    if not getattr(user, "pk", None) or not user.is_active:
        return []
    wanted = day or today()
    remembered: dict[date, list[RoleGrant]] = user.__dict__.setdefault(_CACHE, {})
    if wanted not in remembered:
        remembered[wanted] = list(user.grants.active(wanted))
    return remembered[wanted]


def forget(user: User) -> None:
    """What was remembered on this object no longer holds."""
    for name in (_CACHE, "_perm_cache", "_user_perm_cache", "_group_perm_cache"):
        user.__dict__.pop(name, None)


def role_keys(user: Any, day: date | None = None) -> frozenset[str]:
    keys = frozenset(grant.role for grant in active_grants(user, day))
    return keys | {roles.ADMINISTRATOR} if _is_administrator(user) else keys - {roles.ADMINISTRATOR}


def has_role(user: Any, key: str, day: date | None = None) -> bool:
    return key in role_keys(user, day)


def permissions(user: Any, day: date | None = None) -> set[str]:
    """What the grants in force allow; of an administrator everything is allowed beside this."""
    return {name for key in role_keys(user, day) for name in roles.permissions_of(key)}


def languages_of(user: Any, day: date | None = None) -> frozenset[str]:
    """The languages in which the account may change texts: all of the site, or only those a grant names."""
    held = [(roles.find_role(grant.role), grant) for grant in active_grants(user, day)]
    if _is_administrator(user) or any(role and not role.by_language and _writes(role) for role, _g in held):
        return site_codes()
    return frozenset(
        code for role, grant in held if role and role.by_language for code in grant.languages
    ) & (site_codes() - {base_language()})


def may_translate(user: Any, lang: str, day: date | None = None) -> bool:
    return lang in languages_of(user, day)


def needs_second_factor(user: Any) -> bool:
    """Whether a role in force demands it. No query for an administrator, else one."""
    if _is_administrator(user):
        return True
    return any(role.needs_second_factor for key in role_keys(user) if (role := roles.find_role(key)))


def has_second_factor(user: Any) -> bool:
    """One query. Recovery codes alone are none."""
    strong = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user_id=user.pk, type__in=strong).exists()


def can_enter_office(user: Any) -> bool:
    return bool(user.has_perm(roles.ENTER_OFFICE))


def can_sign_in(user: Any) -> bool:
    """A demo account signs in only where demo accounts are allowed: never in production."""
    return bool(user.is_active) and (not user.is_demo or settings.DEMO_ACCOUNTS)


def can_see_accounts(user: Any) -> bool:
    return bool(user.has_perm("access.view_user"))


def can_grant(user: Any, key: str) -> bool:
    """Whoever may grant roles gives only what is theirs: a role whose every permission they have themselves."""
    role = roles.find_role(key)
    if role is None or not user.is_active:
        return False
    if _is_administrator(user):
        return True
    if role.everything or not user.has_perm("access.add_rolegrant"):
        return False
    return bool(user.has_perms(roles.permissions_of(key)))


def grantable(user: Any) -> list[roles.Role]:
    return [role for role in roles.all_roles() if can_grant(user, role.key)]


def can_manage(user: Any, account: User) -> bool:
    """End roles and sessions of an account, take away its second factor, close it: only who could have given it all
    the roles it has. So nobody reaches the account of somebody who may more."""
    if not can_see_accounts(user) or not user.has_perm("access.change_user"):
        return False
    return all(can_grant(user, key) for key in role_keys(account) | _open_roles(account))


def can_invite(user: Any, keys: Iterable[str]) -> bool:
    wanted = list(keys)
    return bool(wanted) and can_see_accounts(user) and all(can_grant(user, key) for key in wanted)


def _is_administrator(user: Any) -> bool:
    return bool(user.is_active and user.is_superuser)


def _open_roles(account: User) -> frozenset[str]:
    """Also roles that begin later."""
    return (
        frozenset(account.grants.open().values_list("role", flat=True)) if account.is_active else frozenset()
    )


def _writes(role: roles.Role) -> bool:
    return any(".change_" in name for name in roles.permissions_of(role.key))
