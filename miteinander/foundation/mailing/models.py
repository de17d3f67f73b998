import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .enums import MailState
from .querysets import OutgoingMailQuerySet


class OutgoingMail(models.Model):
    """One mail to one address: the outbox. Its text is fixed when it is written."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    template = models.CharField(_("Vorlage"), max_length=80, blank=True)
    to = models.CharField(_("an"), max_length=254)
    subject = models.CharField(_("Betreff"), max_length=250)
    text = models.TextField(_("Text"))
    html = models.TextField(blank=True)
    language = models.CharField(_("Sprache"), max_length=12)
    reply_to = models.CharField(_("Antwort an"), max_length=254, blank=True)
    unsubscribe_url = models.CharField(max_length=500, blank=True)
    about = models.CharField(max_length=120, blank=True)
    about_label = models.CharField(_("wozu"), max_length=200, blank=True)
    dedupe_key = models.CharField(max_length=200, blank=True)
    is_secret = models.BooleanField(_("vertraulich"), default=False)

    state = models.CharField(_("Stand"), max_length=8, choices=MailState.choices, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("Versuche"), default=0)
    unanswered = models.PositiveSmallIntegerField(default=0)
    claim = models.CharField(max_length=36, blank=True)
    claimed_by = models.CharField(max_length=64, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    next_attempt_at = models.DateTimeField(_("nächster Versuch"), null=True, blank=True)
    created_at = models.DateTimeField(_("geschrieben"), auto_now_add=True)
    sent_at = models.DateTimeField(_("gesendet am"), null=True, blank=True)
    error = models.CharField(_("was der Mailserver sagt"), max_length=500, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("E-Mail")
        verbose_name_plural = _("Postausgang")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view",)
        permissions = [("resend_mail", _("Kann E-Mails noch einmal senden"))]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="mailing_newest"),
            models.Index(fields=["state", "next_attempt_at"], name="mailing_due"),
            models.Index(fields=["to"], name="mailing_to"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dedupe_key"], condition=~Q(dedupe_key=""), name="mailing_dedupe_key_once"
            ),
            models.CheckConstraint(condition=Q(state__in=MailState.values), name="mailing_state_known"),
            models.CheckConstraint(
                condition=Q(state=MailState.SENT, sent_at__isnull=False)
                | (~Q(state=MailState.SENT) & Q(sent_at__isnull=True)),
                name="mailing_sent_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.subject
