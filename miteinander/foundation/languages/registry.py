"""Which languages the site offers and which can be spoken at an event (shared list, BCP 47 codes)."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from django.conf import settings

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True)
class Language:
    """A language of the site. `name` is the endonym, never translated."""

    code: str
    name: str
    direction: Direction = "ltr"


@dataclass(frozen=True)
class SpokenLanguage:
    code: str
    name: str
    direction: Direction = "ltr"
    signed: bool = False


def site_languages() -> tuple[Language, ...]:
    return _languages(tuple(settings.SITE_LANGUAGES))


def site_codes() -> frozenset[str]:
    return _codes(tuple(settings.SITE_LANGUAGES))


@lru_cache(8)
def _languages(listed: tuple[tuple[str, str], ...]) -> tuple[Language, ...]:
    return tuple(Language(code, str(name), direction(code)) for code, name in listed)


@lru_cache(8)
def _codes(listed: tuple[tuple[str, str], ...]) -> frozenset[str]:
    return frozenset(code for code, _name in listed)


@lru_cache
def is_rtl(code: str) -> bool:
    return code.split("-")[0] in {"ar", "fa", "prs", "ps", "ckb", "ur", "he"}


def direction(code: str) -> Direction:
    return "rtl" if is_rtl(code) else "ltr"


def base_language() -> str:
    """The language every text must have before it is published."""
    return settings.LANGUAGE_CODE


SPOKEN: tuple[tuple[str, str], ...] = (
    ("de", "Deutsch"),
    ("tr", "Türkçe"),
    ("ar", "العربية"),
    ("uk", "Українська"),
    ("ru", "Русский"),
    ("pl", "Polski"),
    ("it", "Italiano"),
    ("el", "Ελληνικά"),
    ("sq", "Shqip"),
    ("en", "English"),
    ("fr", "Français"),
    ("ro", "Română"),
    ("bg", "Български"),
    ("mk", "Македонски"),
    ("sr-Latn", "srpski"),
    ("sr-Cyrl", "српски"),
    ("hr", "hrvatski"),
    ("bs", "bosanski"),
    ("fa", "فارسی"),
    ("prs", "دری"),
    ("ps", "پښتو"),
    ("kmr", "Kurmancî"),
    ("ckb", "کوردیی ناوەندی"),
    ("es", "Español"),
    ("pt", "Português"),
    ("nl", "Nederlands"),
    ("ti", "ትግርኛ"),
    ("ta", "தமிழ்"),
    ("ur", "اردو"),
    ("hi", "हिन्दी"),
    ("bn", "বাংলা"),
    ("pa", "ਪੰਜਾਬੀ"),
    ("so", "Soomaali"),
    ("vi", "Tiếng Việt"),
    ("hu", "Magyar"),
    ("zh-Hans", "简体中文"),
    ("rom", "Romani"),
    ("gsg", "DGS"),
)


@lru_cache
def spoken_languages() -> dict[str, SpokenLanguage]:
    """Languages that can be spoken, interpreted or signed at an event, by code, in order of display."""
    return {code: SpokenLanguage(code, name, direction(code), code == "gsg") for code, name in SPOKEN}


def spoken_choices() -> list[tuple[str, str]]:
    """Code and endonym, for forms."""
    return [(language.code, language.name) for language in spoken_languages().values()]
