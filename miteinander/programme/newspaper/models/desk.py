"""What people write around an article: comments, earlier versions, links for authors from outside."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.values.clock import today

from .article import Article, language_choices


class ArticleComment(models.Model):
    article = models.ForeignKey(
        Article, verbose_name=_("Beitrag"), on_delete=models.CASCADE, related_name="comments"
    )
    language = models.CharField(_("Sprache"), max_length=15, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("von"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    text = models.TextField(_("Kommentar"), max_length=2000)
    written_at = models.DateTimeField(_("geschrieben am"), auto_now_add=True)
    resolved_at = models.DateTimeField(_("erledigt am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Kommentar")
        verbose_name_plural = _("Kommentare")
        ordering = ["written_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="newspaper_comment_says_something")]

    def __str__(self) -> str:
        return self.text[:60]


class ArticleVersion(models.Model):
    """What one language of an article said after a save; kept so that nothing is lost."""

    article = models.ForeignKey(
        Article, verbose_name=_("Beitrag"), on_delete=models.CASCADE, related_name="versions"
    )
    language = models.CharField(_("Sprache"), max_length=15)
    number = models.PositiveIntegerField(_("Fassung"))
    made_at = models.DateTimeField(_("gespeichert am"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("von"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    from_outside = models.BooleanField(_("über einen Link eingereicht"), default=False)
    kicker = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=160)
    standfirst = models.TextField(blank=True)
    blocks = models.JSONField(default=list)

    class Meta:
        verbose_name = _("Fassung")
        verbose_name_plural = _("Fassungen")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "language", "number"], name="newspaper_version_one_per_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class ContributionLink(models.Model):
    """Somebody from outside may write one article. The token itself is kept nowhere (see `access.links`)."""

    article = models.ForeignKey(
        Article, verbose_name=_("Beitrag"), on_delete=models.CASCADE, related_name="contribution_links"
    )
    name = models.CharField(_("Name"), max_length=120)
    email = models.EmailField(_("E-Mail-Adresse"), blank=True)
    language = models.CharField(
        _("schreibt auf"), max_length=15, choices=language_choices, default=base_language
    )
    note = models.TextField(_("Bitte an die Autorin oder den Autor"), max_length=1000, blank=True)
    wanted_length = models.PositiveIntegerField(_("gewünschte Länge in Zeichen"), null=True, blank=True)
    expires_on = models.DateField(_("gilt bis"))
    issued_at = models.DateTimeField(_("ausgestellt am"), auto_now_add=True)
    submitted_at = models.DateTimeField(_("eingereicht am"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("gesperrt am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Link für einen Beitrag")
        verbose_name_plural = _("Links für Beiträge")
        ordering = ["-issued_at", "-pk"]

    def __str__(self) -> str:
        return str(_("Link %(number)s")) % {"number": self.pk}

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_on >= today()
