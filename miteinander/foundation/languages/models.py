"""One row per record and language: what search reads, lists sort by and the desk counts."""

from django.contrib.contenttypes.models import ContentType
from django.db import models

from .enums import TextState


class TextRow(models.Model):
    """Folded text of one record in one language; derived, never edited (written by `rows.project`)."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    record_id = models.BigIntegerField()
    language = models.CharField(max_length=15)
    title = models.TextField(blank=True)
    body = models.TextField(blank=True)
    sort_key = models.BinaryField(blank=True, default=b"", max_length=400)
    state = models.CharField(max_length=10, choices=TextState.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "record_id", "language"], name="languages_textrow_one_per_language"
            )
        ]
        indexes = [models.Index(fields=["content_type", "language", "state"], name="languages_textrow_desk")]

    def __str__(self) -> str:
        return f"{self.content_type_id}/{self.record_id}/{self.language}"
