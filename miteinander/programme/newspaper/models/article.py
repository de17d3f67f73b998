import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from miteinander.civic.concept.models import Activity
from miteinander.foundation.languages.enums import Origin, TextState
from miteinander.foundation.languages.fields import TranslatedField
from miteinander.foundation.languages.registry import base_language, direction, site_languages
from miteinander.foundation.languages.text import META, Translated, stamp
from miteinander.foundation.languages.versions import LanguageVersion
from miteinander.foundation.media.models import CouncilImage
from miteinander.foundation.values.lists import ChoiceListField, TextListField

from ..blocks import ArticleBlocks, clean_blocks, motif_choices, words_of_blocks
from ..enums import READY, ArticleKind, ArticleState
from ..querysets import ArticleQuerySet
from .edition import Edition
from .section import Section


def language_choices() -> list[tuple[str, str]]:
    return [(language.code, language.name) for language in site_languages()]


class Article(models.Model):
    """Beitrag. Its words stand in one `ArticleText` per language; without an edition it waits in the pool of ideas."""

    slug = models.SlugField(_("Adresse"), max_length=100, unique=True)
    edition = models.ForeignKey(
        Edition,
        verbose_name=_("Ausgabe"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
        help_text=_("Leer: Der Beitrag liegt im Ideenspeicher."),
    )
    section = models.ForeignKey(
        Section, verbose_name=_("Rubrik"), on_delete=models.PROTECT, related_name="articles"
    )
    activity = models.ForeignKey(
        Activity,
        verbose_name=_("Vorhaben"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
    )
    kind = models.CharField(_("Art"), max_length=12, choices=ArticleKind.choices, default=ArticleKind.REPORT)
    state = models.CharField(
        _("Stand"), max_length=12, choices=ArticleState.choices, default=ArticleState.IDEA, editable=False
    )
    order = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)
    tags = TextListField(_("Schlagwörter"), help_text=_("Eines je Zeile."))
    author = models.CharField(
        _("Autorenzeile"), max_length=160, blank=True, help_text=_("So, wie sie gedruckt wird.")
    )
    languages = ChoiceListField(
        _("soll erscheinen in"),
        options=language_choices,
        help_text=_("Deutsch ist immer dabei. Was hier steht und noch fehlt, mahnt die Ausgabe an."),
    )
    picture = models.ForeignKey(
        CouncilImage,
        verbose_name=_("Bild"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    motifs = models.CharField(
        _("oder gezeichnet aus"),
        max_length=40,
        blank=True,
        choices=motif_choices,
        help_text=_("Name der Motive des Mosaiks."),
    )
    picture_alt = TranslatedField(_("Bildbeschreibung"), longest=300)
    picture_caption = TranslatedField(_("Bildunterschrift"), longest=300)
    picture_credit = models.CharField(_("Bildnachweis"), max_length=120, blank=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("zuletzt bearbeitet von"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("freigegeben von"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    approved_at = models.DateTimeField(_("freigegeben am"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("angelegt am"), auto_now_add=True)
    changed_at = models.DateTimeField(_("geändert am"), auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("Beitrag")
        verbose_name_plural = _("Beiträge")
        ordering = ["edition", "order", "pk"]
        permissions = [("approve_article", "Can approve an article for print")]
        constraints = [
            models.CheckConstraint(
                condition=Q(picture__isnull=True) | Q(motifs=""),
                name="newspaper_article_one_picture",
                violation_error_message=_(
                    "Bitte wählen Sie ein Bild oder ein gezeichnetes Motiv, nicht beides."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ArticleState.PLACED, ArticleState.PRINTED])
                | Q(edition__isnull=False),
                name="newspaper_article_placed_has_edition",
                violation_error_message=_("Ein platzierter Beitrag gehört zu einer Ausgabe."),
            ),
        ]

    def __str__(self) -> str:
        german = self.text(base_language())
        return german.title if german else self.slug

    def text(self, language: str) -> "ArticleText | None":
        """One language of it. Causes a query unless `texts` are prefetched."""
        if self.pk is None:  # deleted a moment ago, and the office still says its name
            return None
        return next((text for text in self.texts.all() if text.language == language), None)

    def shown_texts(self) -> "list[ArticleText]":
        """What the public may see, in the order of the site's languages; never a machine's unchecked words."""
        texts = {text.language: text for text in self.texts.all() if text.is_shown}
        return [texts[language.code] for language in site_languages() if language.code in texts]

    def shown_text(self, language: str) -> "ArticleText | None":
        """The public text in a language, else the German one, else any."""
        shown = {text.language: text for text in self.shown_texts()}
        return shown.get(language) or shown.get(base_language()) or next(iter(shown.values()), None)

    def wanted_languages(self) -> list[str]:
        """German, and those it is meant to appear in, in the order of the site."""
        return [
            language.code
            for language in site_languages()
            if language.code == base_language() or language.code in self.languages
        ]

    def language_state(self, language: str) -> TextState:
        """A title without words is not a text yet."""
        text = self.text(language)
        if text is None or not text.length:
            return TextState.MISSING
        return text.state(self.text(base_language()))

    @property
    def is_ready(self) -> bool:
        """Somebody has said that it may go to print."""
        return self.state in READY

    @property
    def credit(self) -> str:
        """Who made the picture. Causes a query unless `picture` is loaded."""
        return self.picture_credit or (self.picture.credit if self.picture else "")

    def text_parts(self) -> tuple[Sequence[Translated], Sequence[Translated]]:
        """Titles and bodies that search finds. Causes a query."""
        title, body = self._as_texts([text for text in self.texts.all() if text.is_shown])
        return [title], [body, self.picture_caption]

    def texts_to_translate(self) -> dict[str, Translated]:
        """What the translation desk counts. Causes a query."""
        title, body = self._as_texts(self.texts.all())
        return {
            "title": title,
            "body": body,
            "picture_alt": self.picture_alt,
            "picture_caption": self.picture_caption,
        }

    def _as_texts(self, all_texts: "Iterable[ArticleText]") -> tuple[Translated, Translated]:
        texts = {text.language: text for text in all_texts}
        title, body = Translated(), Translated()
        german = texts.get(base_language())
        for language, text in texts.items():
            current = german is None or text.made_from == german.stamp
            for whole, words, base in (
                (title, text.title, german.title if german else ""),
                (body, text.words, german.words if german else ""),
            ):
                whole[language] = words
                if language != base_language():
                    made_from = stamp(base) if current else ""
                    whole.setdefault(META, {})[language] = [text.made_by, made_from]
        return title, body


class ArticleText(LanguageVersion, models.Model):
    """One language of an article. `made_from` is the stamp of the German text it was translated from."""

    article = models.ForeignKey(
        Article, verbose_name=_("Beitrag"), on_delete=models.CASCADE, related_name="texts"
    )
    language = models.CharField(_("Sprache"), max_length=15, choices=language_choices)
    kicker = models.CharField(_("Dachzeile"), max_length=120, blank=True)
    title = models.CharField(_("Überschrift"), max_length=160)
    standfirst = models.TextField(_("Vorspann"), max_length=1200, blank=True)
    body = StreamField(ArticleBlocks(), verbose_name=_("Text"), blank=True)
    made_by = models.CharField(_("Herkunft"), max_length=10, choices=Origin.choices, default=Origin.HUMAN)
    made_from = models.CharField(max_length=8, blank=True, editable=False)
    made_of = models.JSONField(default=dict, blank=True, editable=False)
    """By the key of a German part (see `translation`): who made its translation, and the stamp of that German."""
    held_back = models.BooleanField(_("zurückgehalten"), default=False, editable=False)
    """Parts are missing, or a machine wrote some that nobody has checked."""
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("Text eines Beitrags")
        verbose_name_plural = _("Texte der Beiträge")
        ordering = ["article", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "language"],
                name="newspaper_articletext_one_per_language",
                violation_error_message=_("Dieser Beitrag hat in dieser Sprache schon einen Text."),
            ),
            models.CheckConstraint(condition=~Q(title=""), name="newspaper_articletext_has_title"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language_name})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_blocks(self.blocks)
        super().save(*args, **kwargs)

    @property
    def language_name(self) -> str:
        return dict(language_choices()).get(self.language, self.language)

    @property
    def direction(self) -> str:
        return direction(self.language)

    def set_blocks(self, raw: Iterable[Mapping[str, Any]]) -> None:
        """The body from plain data, cleaned."""
        self.body = json.dumps(clean_blocks(raw))

    @property
    def words(self) -> str:
        """Standfirst and body without markup."""
        return " ".join(part for part in (self.standfirst, words_of_blocks(self.blocks)) if part)

    @property
    def length(self) -> int:
        """Characters that run through the columns: standfirst and body, with spaces."""
        return len(self.words)

    @property
    def stamp(self) -> str:
        return stamp(f"{self.kicker}\n{self.title}\n{self.words}")

    @property
    def is_shown(self) -> bool:
        """Whether readers may see it: complete, and no unchecked words of a machine."""
        return not self.held_back and self.made_by != Origin.MACHINE
