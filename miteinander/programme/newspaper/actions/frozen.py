"""Nothing of a released edition changes."""

from miteinander.foundation.languages.registry import base_language

from ..enums import FROZEN
from ..errors import EditionFrozen
from ..models import Article, Edition, Slot


def check_open(edition: Edition | None) -> None:
    """Raises EditionFrozen. One query, for what somebody else may have released meanwhile."""
    if edition is not None and Edition.objects.filter(pk=edition.pk, state__in=FROZEN).exists():
        raise EditionFrozen


def is_text_open(article: Article, language: str) -> bool:
    """Languages that are not printed may still come to the web after printing. A query for those."""
    if article.edition is None or not article.edition.is_frozen:
        return True
    return (
        language != base_language() and not Slot.objects.filter(article=article, language=language).exists()
    )


def check_text_open(article: Article, language: str) -> None:
    """Raises EditionFrozen."""
    if not is_text_open(article, language):
        raise EditionFrozen
