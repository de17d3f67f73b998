from typing import Any, NoReturn

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from .enums import Verb


class AuditEntry(models.Model):
    """One thing somebody did to one record: names of fields, never their values. Written once, never changed.

    The database itself refuses changes and deletions (migration 0004), whoever asks. Only the two names in an entry,
    who and which record, may be taken out; `retention.delete_old_entries` deletes when the time is over.
    """

    at = models.DateTimeField(_("Zeitpunkt"), auto_now_add=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("wer"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    verb = models.CharField(_("was"), max_length=12, choices=Verb.choices)
    detail = models.CharField(_("genauer"), max_length=60, blank=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    record_id = models.CharField(max_length=40)
    record_label = models.CharField(_("Eintrag"), max_length=200)
    fields = models.JSONField(_("Felder"), default=list, blank=True)

    class Meta:
        verbose_name = _("Protokolleintrag")
        verbose_name_plural = _("Protokoll")
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["content_type", "record_id"], name="audit_entry_record")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.record_label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk and not self._state.adding:
            raise TypeError("An audit entry is written once and never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("An audit entry is never deleted one by one.")


class AuditPurge(models.Model):
    """One deletion run of the trail. While it is open the database lets entries go that are older than `before`, of
    one kind of record or (without `content_type`) of all."""

    started_at = models.DateTimeField(auto_now_add=True)
    before = models.DateTimeField()
    content_type = models.ForeignKey(ContentType, null=True, on_delete=models.PROTECT, related_name="+")
    deleted = models.PositiveIntegerField(default=0)
    is_open = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d} {self.deleted}"


class ContentVersion(models.Model):
    """The one row whose number rises with every change of public content; part of every page-cache key."""

    version = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="audit_contentversion_one_row")]

    def __str__(self) -> str:
        return str(self.version)


class OldSlug(models.Model):
    """A slug that a record of ours had once; links and programme files that use it still find the record."""

    model = models.CharField(max_length=60)
    slug = models.CharField(max_length=120)
    record_id = models.BigIntegerField()
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "slug"], name="audit_oldslug_once")]
        indexes = [models.Index(fields=["model", "record_id"], name="audit_oldslug_record")]

    def __str__(self) -> str:
        return f"{self.model} {self.slug}"
