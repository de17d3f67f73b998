from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.languages.fields import TranslatedField
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.media.models import CouncilImage

from ..enums import FILLS_ITSELF, Pattern, SlotKind
from .article import Article, language_choices
from .edition import Edition
from .section import Section


class FlatplanPage(models.Model):
    """One page of the Seitenplan."""

    edition = models.ForeignKey(
        Edition, verbose_name=_("Ausgabe"), on_delete=models.CASCADE, related_name="flatplan"
    )
    number = models.PositiveSmallIntegerField(_("Seite"), validators=[MinValueValidator(1)])
    section = models.ForeignKey(
        Section, verbose_name=_("Rubrik"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    pattern = models.CharField(
        _("Aufteilung"), max_length=14, choices=Pattern.choices, default=Pattern.TWO_HALVES
    )

    class Meta:
        verbose_name = _("Seite")
        verbose_name_plural = _("Seiten")
        ordering = ["edition", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="newspaper_page_one_per_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="newspaper_page_from_one"),
        ]

    def __str__(self) -> str:
        return str(_("Seite %(number)d")) % {"number": self.number}


class Slot(models.Model):
    """A place on a page. Where its article was deleted it says which one stood there, until somebody fills it anew."""

    page = models.ForeignKey(
        FlatplanPage, verbose_name=_("Seite"), on_delete=models.CASCADE, related_name="slots"
    )
    order = models.PositiveSmallIntegerField(_("Platz"), default=1)
    kind = models.CharField(_("Art"), max_length=14, choices=SlotKind.choices, default=SlotKind.ARTICLE)
    article = models.ForeignKey(
        Article,
        verbose_name=_("Beitrag"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="slots",
    )
    kept_title = models.CharField(max_length=160, blank=True, editable=False)
    """The German title of the article, for the day it is gone."""
    language = models.CharField(_("Sprache"), max_length=15, choices=language_choices, default=base_language)
    wanted_length = models.PositiveIntegerField(
        _("Länge in Zeichen"), null=True, blank=True, help_text=_("Vorspann und Text, mit Leerzeichen.")
    )
    title = TranslatedField(_("Überschrift"), longest=160)
    text = TranslatedField(_("Text"), multiline=True, longest=2000)
    picture = models.ForeignKey(
        CouncilImage,
        verbose_name=_("Bild"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    is_paid = models.BooleanField(
        _("bezahlt"), default=False, help_text=_("Trägt dann das Wort „Anzeige“ (§ 10 LPresseG NRW).")
    )
    continued_on = models.PositiveSmallIntegerField(_("Fortsetzung auf Seite"), null=True, blank=True)

    class Meta:
        verbose_name = _("Platz")
        verbose_name_plural = _("Plätze")
        ordering = ["page", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "order"], name="newspaper_slot_one_per_place"),
            models.CheckConstraint(
                condition=Q(kind=SlotKind.ARTICLE) | Q(article__isnull=True),
                name="newspaper_slot_article_in_article_slot",
                violation_error_message=_("Nur ein Platz für einen Beitrag kann einen Beitrag tragen."),
            ),
            models.CheckConstraint(
                condition=Q(is_paid=False)
                | Q(kind__in=[SlotKind.ADVERTISEMENT, SlotKind.NOTICE, SlotKind.FILLER]),
                name="newspaper_slot_paid_is_no_article",
                violation_error_message=_("Ein Beitrag der Redaktion ist nie bezahlt."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Platz %(number)d")) % {"number": self.order}

    @property
    def must_be_marked(self) -> bool:
        """Whether the page has to carry the word "Anzeige" with it."""
        return self.is_paid or self.kind == SlotKind.ADVERTISEMENT

    @property
    def fills_itself(self) -> bool:
        return self.kind in FILLS_ITSELF

    @property
    def lost_article(self) -> str:
        """The title of an article that stood here and was deleted; empty otherwise."""
        return self.kept_title if self.kind == SlotKind.ARTICLE and self.article_id is None else ""
