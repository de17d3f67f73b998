"""Translated text: all languages of one short text in one value, with a state per language.

Stored form: ``{"de": "Sommerfest", "tr": "Yaz şenliği", "_": {"tr": ["machine", "3f2a91c0"]}}``. The entry under
``_`` says per language where the text came from and from which German it was made, so that the state is computed
and travels with revisions.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.utils.translation import get_language

from .enums import Origin, TextState
from .registry import Direction, base_language, direction, site_codes

META = "_"


def stamp(text: str) -> str:
    """Eight hex digits that identify the German a translation was made from."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


@dataclass(frozen=True)
class LocalText:
    """One language of a text, ready to be shown. Falsy when there is nothing to show."""

    text: str
    lang: str
    dir: Direction
    is_fallback: bool = False

    @classmethod
    def of(cls, text: str, lang: str, is_fallback: bool = False) -> Self:
        """The text runs as its language does."""
        return cls(text, lang, direction(lang), is_fallback)

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


class Translated(dict[str, Any]):
    """A text in several languages; keys are language codes of the site."""

    @classmethod
    def of(cls, texts: "str | Mapping[str, str] | None", origin: Origin = Origin.HUMAN) -> Self:
        """From a German string or a mapping of languages; translations are stamped with the German beside them."""
        if texts is None:
            return cls()
        if isinstance(texts, str):
            texts = {base_language(): texts}
        value = cls()
        for lang, text in texts.items():
            if lang != META and text:
                dict.__setitem__(value, lang, text)
        value.restamp(origin)
        return value

    def languages(self) -> list[str]:
        return [lang for lang in self if lang != META and self[lang]]

    def texts(self) -> dict[str, str]:
        """The texts by language, without their states."""
        return {lang: self[lang] for lang in self.languages()}

    @property
    def base(self) -> str:
        text: str = self.get(base_language(), "")
        return text

    def is_machine(self, lang: str) -> bool:
        """Whether a program wrote this language and no person has checked it since."""
        meta = self.get(META)
        return meta is not None and lang in meta and meta[lang][0] == Origin.MACHINE

    def public(self, lang: str) -> str:
        """What readers may see in a language: a machine's text is empty until a person has checked it."""
        text: str = self.get(lang, "")
        return "" if text and self.is_machine(lang) else text

    def localized(self, lang: str | None = None) -> LocalText:
        """The public text in `lang` (default: the active language), else German, else any language there is."""
        wanted = lang or get_language() or base_language()
        if text := self.public(wanted):
            return LocalText.of(text, wanted)
        for candidate in (base_language(), *self.languages()):
            if text := self.public(candidate):
                return LocalText.of(text, candidate, is_fallback=True)
        return LocalText.of("", wanted)

    def state(self, lang: str) -> TextState:
        if not self.get(lang):
            return TextState.MISSING
        if lang == base_language():
            return TextState.CHECKED
        origin, made_from = self.get(META, {}).get(lang, (Origin.HUMAN, ""))
        if made_from != stamp(self.base):
            return TextState.OUTDATED
        return {Origin.MACHINE: TextState.MACHINE, Origin.CHECKED: TextState.CHECKED}.get(
            origin, TextState.DRAFT
        )

    def with_text(
        self, lang: str, text: str, origin: Origin = Origin.HUMAN, *, made_from: str | None = None
    ) -> Self:
        """A copy in which one language is replaced; a change of German leaves the others' stamps as they are.

        `made_from` is the stamp of the German the text was made from (default: the German as it stands).
        """
        copy = type(self)(self)
        copy[META] = dict(self.get(META, {}))
        if text:
            dict.__setitem__(copy, lang, text)
            if lang != base_language():
                copy[META][lang] = [str(origin), stamp(copy.base) if made_from is None else made_from]
        else:
            copy.pop(lang, None)
            copy[META].pop(lang, None)
        if not copy[META]:
            del copy[META]
        return copy

    def restamp(self, origin: Origin | None = None) -> None:
        """Declare every translation up to date with the German as it stands (after a typo was mended)."""
        meta: dict[str, list[str]] = dict(self.get(META, {}))
        for lang in self.languages():
            if lang != base_language():
                known = meta.get(lang, [str(Origin.HUMAN)])[0]
                meta[lang] = [str(origin) if origin else known, stamp(self.base)]
        if meta:
            self[META] = meta

    def unknown_languages(self) -> set[str]:
        return set(self.languages()) - site_codes()

    def __str__(self) -> str:
        return self.localized().text

    def __bool__(self) -> bool:
        return any(self[lang] for lang in self if lang != META)
