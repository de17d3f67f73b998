from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkerLease(models.Model):
    """A worker that lives, as it says itself again and again. All times are the database's."""

    worker_id = models.CharField(max_length=64, unique=True)
    machine = models.CharField(max_length=120, blank=True)
    process = models.PositiveBigIntegerField(default=0)
    process_started = models.CharField(max_length=40, blank=True)
    started_at = models.DateTimeField(_("läuft seit"))
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = _("laufende Hintergrundarbeit")
        verbose_name_plural = _("laufende Hintergrundarbeit")

    def __str__(self) -> str:
        return self.worker_id


class ScheduledRun(models.Model):
    """When work with a schedule is due next. The row is the lock: who moves `next_run_at` on, enqueues the work."""

    name = models.CharField(max_length=100, unique=True)
    rule = models.CharField(max_length=100)
    next_run_at = models.DateTimeField(_("nächster Lauf"))
    last_run_at = models.DateTimeField(_("letzter Lauf"), null=True)
    last_entry = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("regelmäßige Arbeit")
        verbose_name_plural = _("regelmäßige Arbeit")
        default_permissions = ("view",)
        permissions = [("retry_work", _("Kann gescheiterte Hintergrundarbeit noch einmal versuchen"))]

    def __str__(self) -> str:
        return self.name
