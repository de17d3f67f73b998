import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from miteinander.foundation.languages.enums import Origin
from miteinander.foundation.languages.registry import base_language, site_languages
from miteinander.foundation.languages.text import META, Translated, stamp
from miteinander.foundation.languages.versions import LanguageVersion
from miteinander.foundation.media.models import CouncilDocument

from .blocks import PageBlocks, clean_blocks, words_of_blocks
from .enums import PageKey


def language_choices() -> list[tuple[str, str]]:
    return [(language.code, language.name) for language in site_languages()]


class FixedPage(models.Model):
    """A page every installation has; its words stand in one `FixedPageText` per language."""

    key = models.CharField(_("Seite"), max_length=30, choices=PageKey.choices, unique=True)
    published = models.BooleanField(_("veröffentlicht"), default=True)
    as_of = models.DateField(_("Stand"), null=True, blank=True)
    film = models.ForeignKey(
        CouncilDocument,
        verbose_name=_("Film als Datei"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Ein Video (MP4 oder WebM), das als öffentlich gekennzeichnet ist."),
    )
    film_url = models.URLField(
        _("Film an anderer Stelle"), blank=True, help_text=_("Die Seite verlinkt den Film nur.")
    )
    brought = models.JSONField(default=dict, blank=True, editable=False)
    """Texts the software brought along: language and fingerprint; see `shipped`."""

    class Meta:
        verbose_name = _("Feste Seite")
        verbose_name_plural = _("Feste Seiten")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.get_key_display())

    def clean(self) -> None:
        if self.film and not self.film.is_public:
            raise ValidationError(
                {"film": _("Diese Datei ist nicht öffentlich. Bitte kennzeichnen Sie sie.")}
            )

    def text_parts(self) -> tuple[Sequence[Translated], Sequence[Translated]]:
        """Titles and bodies that the public may find. Causes a query; nothing while unpublished."""
        if not self.published:
            return [Translated()], [Translated()]
        shown = [text for text in self.texts.all() if not text.held_back]
        title, body = self._as_texts(shown, made_by=Origin.HUMAN)
        return [title], [body]

    def texts_to_translate(self) -> dict[str, Translated]:
        """What the translation desk counts, published or not. Causes a query."""
        title, body = self._as_texts(self.texts.all())
        return {"title": title, "body": body}

    def _as_texts(
        self, all_texts: "Iterable[FixedPageText]", made_by: Origin | None = None
    ) -> tuple[Translated, Translated]:
        texts = {text.language: text for text in all_texts}
        title, body = Translated(), Translated()
        german = texts.get(base_language())
        for language, text in texts.items():
            for whole, words in ((title, text.title), (body, text.words)):
                base = "" if german is None else german.title if whole is title else german.words
                current = german is None or text.made_from == german.stamp
                whole[language] = words
                if language != base_language():
                    origin = made_by or text.made_by
                    whole.setdefault(META, {})[language] = [origin, stamp(base) if current else ""]
        return title, body


class FixedPageText(LanguageVersion, models.Model):
    """One language of a fixed page. `made_from` is the stamp of the German text it was translated from."""

    page = models.ForeignKey(
        FixedPage, verbose_name=_("Seite"), on_delete=models.CASCADE, related_name="texts"
    )
    language = models.CharField(_("Sprache"), max_length=15, choices=language_choices)
    title = models.CharField(_("Titel"), max_length=160)
    body = StreamField(PageBlocks(), verbose_name=_("Text"), blank=True)
    made_by = models.CharField(_("Herkunft"), max_length=10, choices=Origin.choices, default=Origin.HUMAN)
    made_from = models.CharField(max_length=8, blank=True, editable=False)
    made_of = models.JSONField(default=dict, blank=True, editable=False)
    """By the key of a German part (see `translation`): who made its translation, and the stamp of that German."""
    held_back = models.BooleanField(_("zurückgehalten"), default=False, editable=False)
    """The public sees German instead: parts are missing, or a machine wrote some that nobody has checked."""

    class Meta:
        verbose_name = _("Text einer festen Seite")
        verbose_name_plural = _("Texte der festen Seiten")
        ordering = ["page", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "language"],
                name="website_fixedpagetext_one_per_language",
                violation_error_message=_("Diese Seite hat in dieser Sprache schon einen Text."),
            ),
            models.CheckConstraint(condition=~Q(title=""), name="website_fixedpagetext_has_title"),
        ]

    def __str__(self) -> str:
        return f"{self.page} ({dict(language_choices()).get(self.language, self.language)})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_blocks(self.blocks)
        super().save(*args, **kwargs)

    def set_blocks(self, raw: Iterable[Mapping[str, Any]]) -> None:
        """The body from plain data, cleaned."""
        self.body = json.dumps(clean_blocks(raw))

    @property
    def words(self) -> str:
        return words_of_blocks(self.blocks)

    @property
    def stamp(self) -> str:
        return stamp(f"{self.title}\n{self.words}")


class BarrierReport(models.Model):
    """What somebody told us about a barrier on this site. How to reach them is their choice."""

    received_at = models.DateTimeField(_("eingegangen"), default=timezone.now, editable=False)
    what = models.TextField(_("Was ist passiert?"), max_length=4000)
    page = models.CharField(_("Auf welcher Seite?"), max_length=300, blank=True)
    reach = models.CharField(_("So erreichen wir die Person"), max_length=200, blank=True)
    language = models.CharField(_("Sprache der Seite"), max_length=15, choices=language_choices)
    closed_at = models.DateTimeField(_("erledigt"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("Meldung einer Barriere")
        verbose_name_plural = _("Gemeldete Barrieren")
        ordering = ["closed_at", "-received_at"]
        constraints = [models.CheckConstraint(condition=~Q(what=""), name="website_barrierreport_says_what")]

    def __str__(self) -> str:
        return f"Meldung {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None
