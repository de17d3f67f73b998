import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .enums import SENT, Bounce, MailState
from .querysets import MailAddressQuerySet, OutgoingMailQuerySet


class OutgoingMail(models.Model):
    """One mail to one address: the outbox. Its text is fixed when it is written.

    `domain` belongs to `to`, for the rates. `kind` names the kind of mail its reader may stop; empty: none.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    template = models.CharField(_("Vorlage"), max_length=80, blank=True)
    to = models.CharField(_("an"), max_length=254)
    domain = models.CharField(max_length=254, blank=True, editable=False)
    kind = models.CharField(max_length=60, blank=True)
    subject = models.CharField(_("Betreff"), max_length=250)
    text = models.TextField(_("Text"))
    html = models.TextField(blank=True)
    language = models.CharField(_("Sprache"), max_length=12)
    reply_to = models.CharField(_("Antwort an"), max_length=254, blank=True)
    unsubscribe_url = models.CharField(max_length=1000, blank=True)
    about = models.CharField(max_length=120, blank=True)
    about_label = models.CharField(_("wozu"), max_length=200, blank=True)
    dedupe_key = models.CharField(max_length=200, blank=True)
    is_secret = models.BooleanField(_("vertraulich"), default=False)
    resent_from = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="resent_as",
        verbose_name=_("noch einmal von"),
    )

    state = models.CharField(_("Stand"), max_length=12, choices=MailState.choices, default=MailState.WAITING)
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
        permissions = [
            ("resend_mail", _("Kann E-Mails noch einmal senden")),
            ("cancel_mail", _("Kann wartende E-Mails abbrechen")),
        ]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="mailing_newest"),
            models.Index(fields=["state", "next_attempt_at"], name="mailing_due"),
            models.Index(fields=["to"], name="mailing_to"),
            models.Index(fields=["claim"], condition=~Q(claim=""), name="mailing_claim"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dedupe_key"], condition=~Q(dedupe_key=""), name="mailing_dedupe_key_once"
            ),
            models.CheckConstraint(condition=Q(state__in=MailState.values), name="mailing_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=SENT, sent_at__isnull=False)
                | (~Q(state__in=SENT) & Q(sent_at__isnull=True)),
                name="mailing_sent_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.domain = self.to.rpartition("@")[2].lower()
        super().save(*args, **kwargs)


class MailAttachment(models.Model):
    """A file that goes with a mail, for example the entry for a calendar. Its size is bounded in `attachments`."""

    mail = models.ForeignKey(OutgoingMail, models.CASCADE, related_name="attachments")
    name = models.CharField(_("Dateiname"), max_length=100)
    mime_type = models.CharField(max_length=100)
    content = models.BinaryField()

    class Meta:
        verbose_name = _("Anhang")
        verbose_name_plural = _("Anhänge")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class MailAddress(models.Model):
    """What we know of an address (small letters, domain in ASCII): that it cannot be reached, since when and why.

    `stopped_at` is set by a permanent failure: no mail goes there until the office lifts the stop.
    """

    address = models.CharField(_("Adresse"), max_length=254, unique=True)
    stopped_at = models.DateTimeField(_("gesperrt seit"), null=True, blank=True)
    reason = models.CharField(_("Grund"), max_length=500, blank=True)
    temporary_failures = models.PositiveIntegerField(_("vorläufige Fehler"), default=0)
    failed_at = models.DateTimeField(_("zuletzt zurückgekommen"), null=True, blank=True)
    created_at = models.DateTimeField(_("angelegt"), auto_now_add=True)

    objects = MailAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("Adresse")
        verbose_name_plural = _("Adressen")
        ordering = ["-stopped_at", "address"]
        default_permissions = ("view",)
        permissions = [("lift_stop", _("Kann gesperrte Adressen freigeben"))]
        indexes = [models.Index(fields=["-stopped_at"], name="mailing_stopped")]

    def __str__(self) -> str:
        return self.address


class OptOut(models.Model):
    """The person behind the address does not want this kind of mail."""

    address = models.ForeignKey(MailAddress, models.CASCADE, related_name="opt_outs")
    kind = models.CharField(max_length=60)
    created_at = models.DateTimeField(_("abbestellt am"), auto_now_add=True)

    class Meta:
        verbose_name = _("Abbestellung")
        verbose_name_plural = _("Abbestellungen")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["address", "kind"], name="mailing_opt_out_once")]

    def __str__(self) -> str:
        return self.kind


class DeliveryReport(models.Model):
    """A message of the bounce mailbox that was read; `digest` keeps it from counting twice."""

    digest = models.CharField(max_length=64, unique=True)
    mail = models.ForeignKey(OutgoingMail, models.SET_NULL, null=True, related_name="reports")
    bounce = models.CharField(_("Art"), max_length=12, choices=Bounce.choices)
    status = models.CharField(_("Nummer"), max_length=20, blank=True)
    read_at = models.DateTimeField(_("gelesen"), auto_now_add=True)

    class Meta:
        verbose_name = _("Rückläufer")
        verbose_name_plural = _("Rückläufer")
        ordering = ["-read_at"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_bounce_display()} {self.status}".strip()


class MailRate(models.Model):
    """When the next mail of a scope (a provider, or all) may go: shared by all worker processes. See `rates`."""

    scope = models.CharField(max_length=254, unique=True)
    next_at = models.FloatField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.scope
