from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.values.clock import today

from . import roles
from .querysets import InvitationQuerySet, RoleGrantQuerySet, SignedLinkQuerySet


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A new account. Raises ValueError without an e-mail address."""
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractUser):
    """An account; signs in by e-mail. What it may do comes from its active grants, nowhere else."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("E-Mail-Adresse"), unique=True)
    language = models.CharField(_("Sprache"), max_length=15, default="de")
    is_demo = models.BooleanField(
        default=False, editable=False
    )  # signs in where demo accounts may, else nowhere

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()  # type: ignore[misc,assignment]

    class Meta:
        verbose_name = _("Konto")
        verbose_name_plural = _("Konten")
        constraints = [models.UniqueConstraint(Lower("email"), name="access_user_one_per_email")]

    def __str__(self) -> str:
        return self.get_full_name() or self.email


class RoleGrant(models.Model):
    """Somebody holds a role from a day to a day, perhaps for some languages, perhaps until a term ends.

    `role` is a key of the registry, `term` a number that only the registered terms understand.
    """

    user = models.ForeignKey(User, verbose_name=_("Konto"), on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(_("Rolle"), max_length=40)
    languages = models.JSONField(_("Sprachen"), default=list, blank=True)
    starts_on = models.DateField(_("von"), default=today)
    ends_on = models.DateField(_("bis"), null=True, blank=True)
    term = models.BigIntegerField(null=True, blank=True, editable=False)
    granted_by = models.ForeignKey(
        User,
        verbose_name=_("vergeben von"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    granted_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("Rolle")
        verbose_name_plural = _("Rollen")
        ordering = ["role", "-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"], condition=Q(ended_at=None), name="access_rolegrant_one_open"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="access_rolegrant_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} – {self.user}"

    @property
    def title(self) -> str:
        role = roles.find_role(self.role)
        return str(role.title) if role else self.role


class Invitation(models.Model):
    """Somebody is asked to open an account. `grants` are the roles it will have: [{role, ends_on, languages}]."""

    email = models.EmailField(_("E-Mail-Adresse"))
    first_name = models.CharField(_("Vorname"), max_length=150, blank=True)
    last_name = models.CharField(_("Nachname"), max_length=150, blank=True)
    language = models.CharField(_("Sprache"), max_length=15, default="de")
    grants = models.JSONField(default=list)
    invited_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Einladung")
        verbose_name_plural = _("Einladungen")
        ordering = ["-invited_at"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="access_invitation_one_open",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None), name="access_invitation_one_ending"
            ),
        ]

    def __str__(self) -> str:
        return self.email


class SignedLink(models.Model):
    """A link that somebody without an account holds; its token is not kept, only what it hashes to."""

    purpose = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    max_uses = models.PositiveIntegerField(null=True)
    used_count = models.PositiveIntegerField(default=0)
    last_used_at = models.DateTimeField(null=True)

    objects = SignedLinkQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["purpose", "subject"], name="access_signedlink_subject")]
        constraints = [
            models.CheckConstraint(
                condition=Q(max_uses=None) | Q(used_count__lte=F("max_uses")),
                name="access_signedlink_not_overused",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.subject}"


class Attempt(models.Model):
    """How often something was tried lately, under a keyed hash: no address and no account can be read from it."""

    digest = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count} until {self.until:%H:%M:%S}"
