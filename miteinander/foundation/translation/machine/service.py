"""What a translation service can do, and which one this installation uses."""

from collections.abc import Sequence
from typing import Protocol

from django.conf import settings


class ServiceFailed(Exception):
    """The service did not answer as it should. `temporary`: trying again later makes sense."""

    def __init__(self, reason: str, *, temporary: bool = True) -> None:
        self.temporary = temporary
        super().__init__(reason)


class Service(Protocol):
    name: str
    most_at_once: int
    """Texts that one request may hold."""

    def knows(self, lang: str) -> bool:
        """Whether it translates from German into the language."""

    def translate(self, texts: Sequence[str], lang: str) -> list[str]:
        """As many texts as were given, plain, in their order. Blocks for up to half a minute.

        Raises ServiceFailed.
        """


def service() -> Service | None:
    """None where no machine translates: the default."""
    wanted = settings.MACHINE_TRANSLATION
    if wanted is None:
        return None
    from .deepl import DeepL
    from .libretranslate import LibreTranslate

    return DeepL(wanted.url, wanted.key) if wanted.kind == "deepl" else LibreTranslate(wanted.url, wanted.key)
