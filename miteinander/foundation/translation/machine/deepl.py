"""DeepL API (version 2)."""

from collections.abc import Sequence

from .http import ask, strings
from .placeholders import protected, restored

LANGUAGES = {
    "tr": "TR", "ar": "AR", "uk": "UK", "ru": "RU", "pl": "PL", "it": "IT", "el": "EL", "en": "EN-GB", "fr": "FR",
    "ro": "RO", "bg": "BG", "es": "ES", "pt": "PT-PT", "nl": "NL", "hu": "HU",
}  # fmt: skip


class DeepL:
    name = "DeepL"
    most_at_once = 50

    def __init__(self, url: str, key: str) -> None:
        self.url, self.key = url, key

    def knows(self, lang: str) -> bool:
        return lang in LANGUAGES

    def translate(self, texts: Sequence[str], lang: str) -> list[str]:
        sent = [protected(text) for text in texts]
        body = {
            "text": [text for text, _names in sent],
            "source_lang": "DE",
            "target_lang": LANGUAGES[lang],
            "tag_handling": "xml",
            "preserve_formatting": True,
            "formality": "prefer_more",
        }
        answer = ask(f"{self.url}/v2/translate", body, {"Authorization": f"DeepL-Auth-Key {self.key}"})
        rows = answer.get("translations") if isinstance(answer, dict) else None
        found = [row.get("text") if isinstance(row, dict) else None for row in rows or []]
        return [
            restored(text, names)
            for text, (_sent, names) in zip(strings(found, len(sent)), sent, strict=True)
        ]
