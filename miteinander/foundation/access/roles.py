"""The registry `access.roles`: which roles there are and what each may do.

A room registers in `AppConfig.ready()`. The council registers the roles themselves; every room adds what they may do
with its own records, in any order:

    roles.register(Role(key="editor", title=_("Redaktion"), description=_("..."), needs_second_factor=True))
    roles.permit("editor", *roles.allow("events.event", "view add change publish"))

A role that `ends_with_term` is given for the running term; who knows the terms registers them with `register_terms`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.utils.functional import Promise

ADMINISTRATOR = "administrator"
ENTER_OFFICE = "wagtailadmin.access_admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What somebody is in the office. `permissions` are Django's, "app.action_model".

    `needs_second_factor`: for every role that sees personal data or money. `by_language`: a grant names the languages
    it is for. `ends_with_term`: a grant ends when the term ends in which it was given. `everything`: needs no
    permissions, may all (the account becomes a superuser); such a grant has no end date.
    """

    key: str
    title: str | Promise
    description: str | Promise
    permissions: tuple[str, ...] = ()
    needs_second_factor: bool = True
    by_language: bool = False
    ends_with_term: bool = False
    everything: bool = False


class Terms(Protocol):
    """The council's terms by their number in the database; this floor knows no more of them."""

    def current(self, day: date) -> int | None:
        """The term a grant of that day belongs to; None when no term runs."""

    def running(self, day: date) -> Any:
        """The numbers of all terms that include the day, as a collection or as a subquery of one column."""

    def last_days(self, terms: Iterable[int]) -> dict[int, date]:
        """When the terms end, as far as that is known. One query."""


class UnknownRole(LookupError):
    """No room registered a role with this key."""


_roles: dict[str, Role] = {}
_permissions: dict[str, set[str]] = {}
_terms: list[Terms] = []


def register(role: Role) -> None:
    """Raises ValueError for a key that another role has."""
    known = _roles.get(role.key)
    if known is not None and known is not role:
        raise ValueError(f"Role {role.key!r} is registered twice")
    _roles[role.key] = role
    permit(role.key, *role.permissions)


def permit(key: str, *permissions: str) -> None:
    """Add permissions to a role; it may be registered later."""
    _permissions.setdefault(key, set()).update(permissions)


def allow(model: str, verbs: str) -> tuple[str, ...]:
    """`allow("events.event", "view change")` -> ("events.view_event", "events.change_event")."""
    app, _dot, name = model.partition(".")
    return tuple(f"{app}.{verb}_{name}" for verb in verbs.split())


def share(models: Iterable[str], verbs: Mapping[str, str]) -> None:
    """`share(["places.venue"], {"chair office": "view change", "member": "view"})` permits all of it."""
    for model in models:
        for keys, wanted in verbs.items():
            for key in keys.split():
                permit(key, *allow(model, wanted))


def role_of(key: str) -> Role:
    """Raises UnknownRole."""
    try:
        return _roles[key]
    except KeyError:
        raise UnknownRole(key) from None


def find_role(key: str) -> Role | None:
    """None for a role of a room that is gone; its grants give nothing."""
    return _roles.get(key)


def all_roles() -> tuple[Role, ...]:
    """In the order of registration."""
    return tuple(_roles.values())


def permissions_of(key: str) -> frozenset[str]:
    return frozenset(_permissions.get(key, ())) if key in _roles else frozenset()


def roles_with(permission: str) -> list[str]:
    """Keys of the roles that have a permission, without those that may everything."""
    return [key for key in _roles if permission in _permissions[key]]


def permitted_keys() -> frozenset[str]:
    """Keys that rooms gave permissions to; a test sees that each is a role."""
    return frozenset(_permissions)


def register_terms(terms: Terms) -> None:
    """The last one registered counts."""
    _terms[:] = [terms]


def terms() -> Terms | None:
    return _terms[0] if _terms else None


def when_ended(last_day: date | None, *others: date | None) -> date | None:
    """The earliest of some last days; None when none is set."""
    return min((day for day in (last_day, *others) if day), default=None)
