"""What the sheets of this room share: the event at their head, words in each language, names as people wrote them."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import override

from miteinander.foundation.languages.registry import Direction, direction
from miteinander.foundation.languages.text import LocalText
from miteinander.foundation.typesetting.documents import Option, Wish
from miteinander.foundation.typesetting.ingredients import Drawing
from miteinander.programme.events.models import Event, EventDate
from miteinander.programme.events.presentation import full_when, place_line
from miteinander.programme.events.printing import House, event_mosaic, event_text, event_to_print, house

Words = tuple[LocalText, ...]
"""The same sentence in each language of the sheet, the leading one first."""
ARABIC_SIGNS = ("ARABIC", "SYRIAC", "THAANA")


@dataclass(frozen=True)
class HeadText:
    """The event in one language of the sheet."""

    title: LocalText
    when: LocalText


@dataclass(frozen=True)
class Head:
    """The event as it stands at the top of a sheet. `notice`: cancelled or postponed, else empty."""

    lang: str
    dir: str
    texts: tuple[HeadText, ...]
    place: LocalText
    notice: Words
    colour: str
    mosaic: Drawing
    house: House


def event_head(wish: Wish, *, date: EventDate | None = None, columns: int = 18, rows: int = 1) -> Head:
    """Of the whole event, or of one of its dates. Constant queries. Raises CannotPrint."""
    return head_of(event_to_print(wish.subject), wish.languages, date=date, columns=columns, rows=rows)


def head_of(
    event: Event, languages: Sequence[str], *, date: EventDate | None = None, columns: int = 18, rows: int = 1
) -> Head:
    """Of an event from `event_to_print`."""
    texts = [event_text(event, lang, registers=False) for lang in languages]
    own = words_of_date(date, languages) if date else tuple(text.when for text in texts)
    return Head(
        lang=languages[0],
        dir=direction(languages[0]),
        texts=tuple(HeadText(text.title, when) for text, when in zip(texts, own, strict=True)),
        place=texts[0].place,
        notice=tuple(text.notice for text in texts if text.notice),
        colour=event.activity.colour,
        mosaic=event_mosaic(event, columns=columns, rows=rows),
        house=house(),
    )


def words_of_date(date: EventDate, languages: Sequence[str]) -> Words:
    found = []
    for lang in languages:
        with override(lang):
            found.append(own_words(full_when(date, lang), lang))
    return tuple(found)


def words(languages: Sequence[str], sentence: Callable[[str], str | Promise]) -> Words:
    """A sentence in each language; said once where two languages say the same."""

    def said(lang: str) -> LocalText:
        with override(lang):
            return LocalText.of(str(sentence(lang)), lang)

    return _each_once(said(lang) for lang in languages)


def _each_once(found: Iterable[LocalText]) -> Words:
    once: dict[str, LocalText] = {}
    for text in found:
        once.setdefault(text.text, text)
    return tuple(once.values())


def own_words(text: str, lang: str) -> LocalText:
    return LocalText.of(text, lang)


def name_as_written(name: str, lang: str) -> LocalText:
    """A name keeps its own direction and script, whatever the language of the sheet."""
    turned: Direction = "ltr"
    for sign in name:
        kind = unicodedata.bidirectional(sign)
        if kind in ("R", "AL"):
            turned = "rtl"
        if kind in ("R", "AL", "L"):
            break
    is_arabic = any(unicodedata.name(sign, "").startswith(ARABIC_SIGNS) for sign in name)
    spoken = lang if direction(lang) == turned else ("ar" if is_arabic and turned == "rtl" else "und")
    return LocalText(name, spoken, turned)


def place_of(event: Event) -> str:
    return place_line(list(event.venues.all()), event)


def how_many(key: str, title: str | Promise, *counts: int) -> Option:
    """How many sheets or pages; the first is the default."""
    return Option(key, title, lambda pk: [(str(count), str(count)) for count in counts])


def asked_count(wish: Wish, key: str, *, most: int, default: int = 1) -> int:
    typed = wish.options.get(key, "")
    return min(most, max(1, int(typed))) if typed.isdecimal() and len(typed) < 6 else default
