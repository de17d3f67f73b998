import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import InvitationState
from .plan import RegistrationPlan
from .registration import Registration


class Invitation(models.Model):
    """A household that is invited: its code opens one registration, and the office sees who answered."""

    plan = models.ForeignKey(RegistrationPlan, on_delete=models.CASCADE, related_name="invitations")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code_digest = models.CharField(max_length=64, unique=True, editable=False)
    name = models.CharField(_("Wer ist eingeladen"), max_length=160)
    address = models.TextField(_("Anschrift"), blank=True)
    email = models.EmailField(_("E-Mail-Adresse"), blank=True)
    language = models.CharField(_("Sprache"), max_length=12, default="de")
    most = models.PositiveSmallIntegerField(_("höchstens so viele Personen"), default=2)
    state = models.CharField(
        _("Stand"), max_length=8, choices=InvitationState.choices, default=InvitationState.READY
    )
    answered_at = models.DateTimeField(_("geantwortet am"), null=True, blank=True)
    greeting = models.CharField(_("Gruß"), max_length=300, blank=True)
    registration = models.OneToOneField(
        Registration, null=True, blank=True, on_delete=models.SET_NULL, related_name="invitation"
    )

    class Meta:
        verbose_name = _("Einladung")
        verbose_name_plural = _("Einladungen")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(most__range=(1, 100)), name="participation_invitation_most"
            )
        ]

    def __str__(self) -> str:
        return self.name
