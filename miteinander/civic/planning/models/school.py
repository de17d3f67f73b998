from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..querysets import SchoolHolidayQuerySet


class SchoolHoliday(models.Model):
    """A span of school holidays as published; the office corrects and adds them year by year."""

    name = models.CharField(_("Name"), max_length=80)
    first = models.DateField(_("erster Tag"))
    last = models.DateField(_("letzter Tag"))
    source = models.CharField(_("Quelle"), max_length=200, blank=True)
    checked_on = models.DateField(_("Stand"), null=True, blank=True)

    objects = SchoolHolidayQuerySet.as_manager()

    class Meta:
        verbose_name = _("Schulferien")
        verbose_name_plural = _("Schulferien")
        ordering = ["first"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last__gte=F("first")),
                name="planning_school_last_not_before_first",
                violation_error_message=_(
                    "Der letzte Tag liegt vor dem ersten. Bitte tauschen Sie die beiden."
                ),
            ),
            models.UniqueConstraint(
                fields=["name", "first"],
                name="planning_school_once",
                violation_error_message=_("Diese Ferien stehen schon da."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
