"""Giving and ending roles."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from miteinander.foundation.audit.actions import write_entry
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.languages.registry import base_language, site_codes
from miteinander.foundation.values.clock import now, today

from .. import groups, policies, roles
from ..models import RoleGrant, User
from .guard import LastAdministrator, NotAllowed, allow_managing, keep_an_administrator

__all__ = ["AlreadyGranted", "LastAdministrator", "NotAllowed", "check_wish", "end_grant", "grant_role"]


class AlreadyGranted(Exception):
    """The account holds the role already, or will; end that grant first."""


def check_wish(*, role: str, languages: Iterable[str] = (), ends_on: date | None = None) -> None:
    """Raises ValidationError when a grant of these would make no sense, UnknownRole for a role nobody registered."""
    wanted = roles.role_of(role)
    chosen = list(languages)
    if wanted.by_language and not chosen:
        raise ValidationError({"languages": _("Bitte wählen Sie mindestens eine Sprache.")})
    if not wanted.by_language and chosen:
        raise ValidationError({"languages": _("Diese Rolle gilt nicht für einzelne Sprachen.")})
    if not set(chosen) <= site_codes() - {base_language()}:
        raise ValidationError({"languages": _("Diese Sprache gibt es auf der Webseite nicht.")})
    if wanted.everything and ends_on:
        raise ValidationError({"ends_on": _("Diese Rolle hat kein Enddatum. Beenden Sie sie von Hand.")})
    if ends_on and ends_on < today():
        raise ValidationError({"ends_on": _("Dieser Tag ist schon vorbei.")})


@transaction.atomic
def grant_role(
    *,
    user: User,
    role: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
    languages: Iterable[str] = (),
    actor: Any = None,
) -> RoleGrant:
    """Give a role from a day (default: today) to a last day, both included; for the running term where the role asks.

    Raises UnknownRole, ValidationError, NotAllowed (the actor may not give this), AlreadyGranted. An open grant that
    is over by its date or term is closed first.
    """
    wanted = roles.role_of(role)
    check_wish(role=role, languages=languages, ends_on=ends_on)
    if actor is not None and not policies.can_grant(actor, role):
        raise NotAllowed
    day = starts_on or today()
    _close_over(user, role, day)
    grant = RoleGrant(
        user=user,
        role=role,
        languages=sorted(set(languages)),
        starts_on=day,
        ends_on=ends_on,
        term=_term_of(wanted, max(day, today())),
        granted_by=actor,
    )
    grant.full_clean(validate_unique=False, validate_constraints=False)
    if ends_on and ends_on < day:
        raise ValidationError({"ends_on": _("Das Ende liegt vor dem Anfang.")})
    try:
        with transaction.atomic():
            grant.save()
    except IntegrityError:
        raise AlreadyGranted from None
    _set_everything(user, wanted, on=True)
    _after(user, actor, f"role_granted {role}")
    return grant


@transaction.atomic
def end_grant(*, grant: RoleGrant, actor: Any = None) -> None:
    """The role ends at once. Raises NotAllowed, LastAdministrator. Nothing happens to a grant already ended."""
    if actor is not None and not (
        policies.can_grant(actor, grant.role) and actor.has_perm("access.change_rolegrant")
    ):
        raise NotAllowed
    if actor is not None:
        allow_managing(actor, grant.user)
    role = roles.find_role(grant.role)
    if role and role.everything:
        keep_an_administrator(grant.user)
    if not RoleGrant.objects.filter(pk=grant.pk, ended_at=None).update(ended_at=now()):
        return
    if role:
        _set_everything(grant.user, role, on=False)
    _after(grant.user, actor, f"role_ended {grant.role}")


def _close_over(user: User, role: str, day: date) -> None:
    held = user.grants.open().filter(role=role)
    still = set(held.active(day).values_list("pk", flat=True))
    later = set(held.filter(starts_on__gt=today()).values_list("pk", flat=True))
    held.exclude(pk__in=still | later).update(ended_at=now())


def _term_of(role: roles.Role, day: date) -> int | None:
    terms = roles.terms()
    return terms.current(day) if role.ends_with_term and terms else None


def _set_everything(user: User, role: roles.Role, *, on: bool) -> None:
    if role.everything and user.is_superuser != on:
        user.is_superuser = on
        user.save(update_fields=["is_superuser"])


def _after(user: User, actor: Any, detail: str) -> None:
    policies.forget(user)
    groups.sync_groups(user)
    write_entry(record=user, verb=Verb.CHANGED, actor=actor, fields=["grants"], detail=detail)
