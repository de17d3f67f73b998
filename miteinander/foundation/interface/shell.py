"""What the page shell shows: identity, languages, navigation. One query a page."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language

from miteinander.foundation.languages.middleware import language_of_path
from miteinander.foundation.languages.registry import base_language, direction

from . import navigation
from .addresses import picture_of, query_of
from .models import Identity, present_identity

TERRITORIES = {"ar": "AR", "el": "GR", "en": "GB", "fa": "IR", "sq": "AL", "uk": "UA"}
"""Where Open Graph's list of locales does not simply repeat the language."""


FACES = {
    "ar": ("arabic-400", "arabic-700"),
    "el": ("sans-greek",),
    "fa": ("arabic-400", "arabic-700"),
    "ru": ("sans-cyrillic",),
    "uk": ("sans-cyrillic",),
}
"""The letters that a language's pages show at once beside the Latin ones, by the names of `fonts.faces()`."""


@dataclass
class Shell:
    """Lazy, so that a page pays only for what its template shows."""

    request: HttpRequest

    @cached_property
    def identity(self) -> Identity:
        return present_identity()

    @cached_property
    def lang(self) -> str:
        return get_language() or base_language()

    @property
    def dir(self) -> str:
        return direction(self.lang)

    @property
    def product_name(self) -> str:
        return self.identity.product_name

    @property
    def home_url(self) -> str:
        return f"/{self.lang}/"

    @property
    def sample(self) -> bool:
        return self.identity.is_sample

    @property
    def noindex(self) -> bool:
        is_hidden = self.lang in self.identity.hidden_languages
        return is_hidden or (self.sample and not settings.INDEX_SAMPLE)

    @cached_property
    def languages(self) -> list[dict[str, Any]]:
        """The same page in every language that visitors are offered, by the languages' own names."""
        return [
            {
                "code": language.code,
                "name": language.name,
                "dir": language.direction,
                "url": self._path_in(language.code),
                "current": language.code == self.lang,
            }
            for language in self.identity.shown_languages
        ]

    @property
    def navigation(self) -> list[dict[str, object]]:
        return navigation.links("header", self.request.path)

    @property
    def footer(self) -> list[dict[str, object]]:
        return navigation.links("footer", self.request.path)

    @property
    def aids(self) -> list[dict[str, object]]:
        """Other ways to read the site: label, address, pictogram."""
        return navigation.links("aids", self.request.path)

    @cached_property
    def canonical(self) -> str:
        return self.request.build_absolute_uri(self.request.path)

    @property
    def picture(self) -> str:
        """The absolute address of the picture for links to this installation; empty when there is none."""
        path = picture_of(self.identity)
        return self.request.build_absolute_uri(path) if path else ""

    @property
    def locale(self) -> str:
        """The language with a territory, as Open Graph wants it: de_DE, uk_UA."""
        language = self.lang.split("-")[0]
        return f"{language}_{TERRITORIES.get(language, language.upper())}"

    @cached_property
    def root_url(self) -> str:
        """Where the browser's language decides."""
        return self.request.build_absolute_uri("/")

    @property
    def faces(self) -> list[str]:
        """Static files of the letters to fetch early, so that the page does not move when they arrive."""
        return [f"interface/fonts/{name}.woff2" for name in ("sans-latin", *FACES.get(self.lang, ()))]

    @cached_property
    def alternates(self) -> list[dict[str, str]]:
        present = language_of_path(self.request.path)
        if not present:
            return []
        rest = self.canonical.removeprefix(f"{self.root_url}{present}")
        return [
            {"lang": language.code, "url": f"{self.root_url}{language.code}{rest}"}
            for language in self.identity.shown_languages
            if language.code != "de-simple"
        ]

    def _path_in(self, code: str) -> str:
        present = language_of_path(self.request.path)
        if getattr(self.request, "language_in_query", False):
            return f"{self.request.path}?lang={code}"
        if not present:
            return f"/{code}/"
        rest = self.request.path.removeprefix(f"/{present}")
        arguments = query_of(self.request)
        return f"/{code}{rest}" + (f"?{arguments}" if arguments else "")


def shell_of(request: HttpRequest) -> Shell:
    """The one shell of this request: view and template share what it has read."""
    found: Shell = request.__dict__.setdefault("shell", Shell(request))
    return found


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context processor."""
    return {"shell": shell_of(request)}
