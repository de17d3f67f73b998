"""Template tags that draw: `{% mosaic %}`, `{% pictogram %}`, and what stands on a page by the hundred."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from miteinander.foundation.languages.registry import base_language

from ..chips import Chip
from ..mosaic import mosaic_svg
from ..pictograms import pictogram_svg

register = template.Library()


@register.simple_tag
def mosaic(
    *, identity: object, colour: str, motifs: str = "", columns: int | str = 6, rows: int | str = 6
) -> SafeString:
    """The mosaic of an identity as inline SVG; decorative, so words beside it say what it stands for."""
    return mosaic_svg(str(identity), colour=colour, motifs=motifs, columns=int(columns), rows=int(rows))


@register.simple_tag
def pictogram(name: str) -> SafeString:
    """A pictogram as inline SVG in the text's colour; a word stands beside it. KeyError if unknown."""
    return pictogram_svg(name)


@register.simple_tag
def chip(value: Chip | Mapping[str, str]) -> SafeString:
    """`components/chip.html`. The same few chips stand on every card, so each is rendered once."""
    return _chip(value if isinstance(value, Chip) else Chip(**value))


@lru_cache(2000)
def _chip(value: Chip) -> SafeString:
    return render_to_string("components/chip.html", {"chip": value})


@register.simple_tag
def event_cards(
    cards: Iterable[Hashable | Mapping[str, Any]], level: int = 3, brief: bool = False
) -> SafeString:
    """`components/event_card.html` for each card, as items of a list.

    A card follows from its values and the language alone, so it is rendered once.
    """
    lang = get_language() or base_language()
    shown = (
        _rendered(card, level, brief)
        if isinstance(card, Mapping)
        else _event_card(card, int(level), bool(brief), lang)
        for card in cards
    )
    return mark_safe("".join(f"\n  <li>{card}</li>" for card in shown))


@lru_cache(2000)
def _event_card(card: Hashable, level: int, brief: bool, lang: str) -> SafeString:
    return _rendered(card, level, brief)


def _rendered(card: object, level: int, brief: bool) -> SafeString:
    return render_to_string("components/event_card.html", {"card": card, "level": level, "brief": brief})


@register.simple_tag
def options(values: Iterable[Any]) -> SafeString:
    """The options of a select: each {value, label, selected, lang}, as mapping or object."""
    return mark_safe("\n".join(map(_option, values)))


def _option(value: Any) -> str:
    given = value if isinstance(value, Mapping) else vars(value)
    lang = f' lang="{escape(given["lang"])}"' if given["lang"] else ""
    selected = " selected" if given["selected"] else ""
    return f'<option value="{escape(given["value"])}"{lang}{selected}>{escape(given["label"])}</option>'
