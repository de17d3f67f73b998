"""Nothing of a released edition changes."""

from ..enums import FROZEN
from ..errors import EditionFrozen
from ..models import Article, Edition, Slot


def check_open(edition: Edition | None) -> None:
    """Raises EditionFrozen. One query, for what somebody else may have released meanwhile."""
    if edition is not None and Edition.objects.filter(pk=edition.pk, state__in=FROZEN).exists():
        raise EditionFrozen


def check_text_open(article: Article, language: str, base: str) -> None:
    """Languages that are not printed may still come to the web after printing. Raises EditionFrozen."""
    if article.edition is None or not article.edition.is_frozen:
        return
    if language == base or Slot.objects.filter(article=article, language=language).exists():
        raise EditionFrozen
