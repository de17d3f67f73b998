"""How long a text becomes in another language, and whether it fits its slot.

The factors say how many characters a language needs for what German says in one, times how much room its characters
take beside Latin ones at the same type size. They are our own assumptions, rounded from what translators quote for
German texts (`shared/domain.md` 6: up to +30 %); nobody has measured this council's paper. Leichte Sprache is shorter
because it is a summary of its own.
"""

from .enums import Light, SlotKind
from .models import Article, ArticleText, Slot

FACTORS: dict[str, float] = {
    "de": 1.0,
    "de-simple": 0.6,
    "tr": 0.95,
    "ar": 0.85,
    "uk": 1.05,
    "ru": 1.08,
    "pl": 1.02,
    "it": 1.08,
    "el": 1.12,
    "sq": 1.08,
    "en": 0.92,
    "fr": 1.12,
    "ro": 1.08,
    "bg": 1.05,
    "fa": 0.9,
    "prs": 0.9,
    "ps": 0.9,
    "es": 1.08,
    "pt": 1.06,
    "zh-Hans": 0.4,
}
UNKNOWN_LANGUAGE = 1.15
"""A careful guess for a language nobody listed."""
SHORT_BELOW = 0.85
LONG_ABOVE = 1.05
"""Parts of the wanted length between which a text fits; columns are balanced, so too short is forgiven more."""


def factor(language: str) -> float:
    return FACTORS.get(language, UNKNOWN_LANGUAGE)


def expected_length(article: Article, language: str) -> int:
    """Characters the text in `language` has, or will have, judged by the German. Causes a query without `texts`."""
    text = article.text(language)
    if text and text.length:
        return text.length
    german = article.text("de")
    return round(german.length * factor(language)) if german else 0


def wanted_german(wanted: int, language: str) -> int:
    """How long the German may be so that its translation fits `wanted` characters."""
    return round(wanted / factor(language))


def fit(length: int, wanted: int | None) -> Light:
    """Too short, too long, or fitting; without a wanted length everything fits."""
    if not length:
        return Light.EMPTY
    if wanted and length > wanted * LONG_ABOVE:
        return Light.TOO_LONG
    if wanted and length < wanted * SHORT_BELOW:
        return Light.TOO_SHORT
    return Light.FITS


def length_of_notice(slot: Slot) -> int:
    """Characters of a notice or an advertisement as its slot prints it."""
    return len(slot.text.localized(slot.language).text or slot.title.localized(slot.language).text)


def light(slot: Slot) -> Light:
    """What a slot still lacks. No query where the article is loaded with its texts."""
    if slot.fills_itself:
        return Light.FITS
    if slot.kind != SlotKind.ARTICLE:
        return fit(length_of_notice(slot) or int(slot.picture_id is not None), None)
    article = slot.article
    if article is None:
        return Light.LOST if slot.lost_article else Light.EMPTY
    return article_light(article, slot.language, slot.wanted_length)


def article_light(article: Article, language: str, wanted: int | None) -> Light:
    """The same for an article that is not placed yet."""
    german = article.text("de")
    if german is None:
        return Light.EMPTY
    fits = fit(expected_length(article, language), wanted)
    text: ArticleText | None = article.text(language)
    if fits != Light.FITS:
        return fits  # said before a translation is ordered
    if text is None or not text.is_shown or (language != "de" and text.made_from != german.stamp):
        return Light.UNTRANSLATED
    if not article.is_ready:
        return Light.UNAPPROVED
    return fits
