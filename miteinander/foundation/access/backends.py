"""Signing in by e-mail and password (allauth's way), and permissions from the grants in force."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from miteinander.foundation.values.clock import today

from . import policies, roles
from .models import RoleGrant, User


class RoleBackend(AuthenticationBackend):
    """The only backend. Groups and permissions given one by one mean nothing here: a role ends on its day without
    anybody doing anything."""

    def user_can_authenticate(self, user: Any) -> bool:
        return policies.can_sign_in(user)

    def _get_permissions(self, user_obj: Any, obj: Any, from_name: str) -> set[str]:
        if not user_obj.is_active or isinstance(user_obj, AnonymousUser) or obj is not None:
            return set()
        if user_obj.is_superuser:
            found: set[str] = super()._get_permissions(user_obj, obj, from_name)
            return found
        return policies.permissions(user_obj) if from_name == "user" else set()

    def with_perm(
        self,
        perm: Any,
        is_active: bool = True,
        include_superusers: bool = True,
        obj: Any = None,
    ) -> QuerySet[User]:
        """Accounts whose grants in force allow `perm` ("app.action_model")."""
        grants = RoleGrant.objects.active(today()).filter(role__in=roles.roles_with(str(perm)))
        allowed = Q(pk__in=grants.values("user"))
        if include_superusers:
            allowed |= Q(is_superuser=True)
        return User.objects.filter(allowed, is_active=is_active)
