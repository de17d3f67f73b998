"""Free text, in one language or in many."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.utils.translation import gettext as _

from miteinander.foundation.exchange.context import Context
from miteinander.foundation.exchange.fields.field import Field, ScalarField
from miteinander.foundation.exchange.nodes import ListNode, MapNode, Node, is_null
from miteinander.foundation.exchange.problems import FieldError, shortened
from miteinander.foundation.languages import text as languages_text
from miteinander.foundation.languages.registry import base_language, site_languages

LONGEST_TEXT = 20_000


class Text(ScalarField):
    """Text in one language, composed (NFC) and without space around it. `max_length` counts characters."""

    empty_value = ""

    def __init__(self, *, max_length: int | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.max_length = max_length

    def of_text(self, text: str) -> str:
        text = unicodedata.normalize("NFC", text)
        longest = self.max_length or LONGEST_TEXT
        if len(text) > longest:
            raise FieldError(
                _("Der Text hat %(length)d Zeichen. Kürzen Sie ihn auf höchstens %(longest)d Zeichen.")
                % {"length": len(text), "longest": longest}
            )
        return text


class Translated(Field):
    """A German text, or one per language of the site. Languages that the file leaves out stay as they are."""

    def __init__(self, *, max_length: int | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.text = Text(max_length=max_length)

    def empty(self) -> languages_text.Translated:
        return languages_text.Translated()

    def parse(self, node: Node, context: Context) -> languages_text.Translated:
        if isinstance(node, ListNode):
            raise FieldError(_("Hier steht ein Text oder ein Text je Sprache, keine Liste."))
        if isinstance(node, MapNode):
            texts = self._texts(node, context)
        else:
            texts = {base_language(): self.text.read(node, context)}
        if self.required and not texts.get(base_language()):
            raise FieldError(_("Der deutsche Text fehlt. Ergänzen Sie ihn unter „de“."))
        return languages_text.Translated.of(texts)

    def _texts(self, node: MapNode, context: Context) -> dict[str, str]:
        codes = [language.code for language in site_languages()]
        texts: dict[str, str] = {}
        for key, value in node.entries:
            inside = context.inside(key.text)
            if key.text not in codes:
                message = _("Die Sprache „%(code)s“ gibt es auf der Seite nicht.") % {
                    "code": shortened(key.text)
                }
                inside.report(key, FieldError(message, codes, given=key.text))
            elif not is_null(value):
                try:
                    texts[key.text] = self.text.read(value, inside)
                except FieldError as error:
                    inside.report(value, error)
        return texts

    def merge(self, current: Any, new: Any) -> Any:
        if not new:
            return new
        stored = languages_text.Translated(current or {})
        for lang in sorted(new.languages(), key=lambda code: code != base_language()):
            if stored.get(lang, "") != new[lang]:
                stored = stored.with_text(lang, new[lang])
        return stored

    def matches(self, current: Any, new: Any) -> bool:
        return bool((current or {}).get(base_language()) == (new or {}).get(base_language()))

    def comparable(self, value: Any) -> Any:
        """Texts by language, without those a machine wrote and nobody checked: elsewhere they would count as checked."""
        stored = languages_text.Translated(value or {})
        return {lang: text for lang, text in stored.texts().items() if not stored.is_machine(lang)}

    def shown(self, value: Any) -> str:
        texts = self.comparable(value)
        if set(texts) <= {base_language()}:
            return shortened(texts.get(base_language(), ""))
        return shortened(", ".join(f"{lang}: {shortened(text, 25)}" for lang, text in texts.items()), 160)
