"""LibreTranslate, for example on the council's own machine."""

from collections.abc import Sequence

from .http import ask, strings
from .placeholders import protected, restored

LANGUAGES = frozenset(
    [
        "tr",
        "ar",
        "uk",
        "ru",
        "pl",
        "it",
        "el",
        "sq",
        "en",
        "fr",
        "ro",
        "bg",
        "es",
        "pt",
        "nl",
        "hu",
        "fa",
        "ur",
    ]
)


class LibreTranslate:
    name = "LibreTranslate"
    most_at_once = 20

    def __init__(self, url: str, key: str = "") -> None:
        self.url, self.key = url, key

    def knows(self, lang: str) -> bool:
        return lang in LANGUAGES

    def translate(self, texts: Sequence[str], lang: str) -> list[str]:
        sent = [protected(text) for text in texts]
        body = {"q": [text for text, _names in sent], "source": "de", "target": lang, "format": "html"}
        if self.key:
            body["api_key"] = self.key
        answer = ask(f"{self.url}/translate", body, {})
        found = strings(answer.get("translatedText") if isinstance(answer, dict) else None, len(sent))
        return [restored(text, names) for text, (_sent, names) in zip(found, sent, strict=True)]
