"""Notices and advertisements of an edition as its page on the web shows them, in the reader's language."""

from dataclasses import dataclass

from miteinander.foundation.languages.text import LocalText

from .enums import SlotKind
from .models import Edition, Slot
from .presentation import NARROW, Picture, photo

NOTICES = (SlotKind.ADVERTISEMENT, SlotKind.NOTICE)


@dataclass(frozen=True)
class NoticeBox:
    """`is_marked`: the word "Anzeige" has to stand with it, as on paper (§ 10 LPresseG NRW, § 22 MStV)."""

    title: LocalText
    text: LocalText
    picture: Picture | None
    is_marked: bool


def notices_of(edition: Edition, lang: str) -> tuple[NoticeBox, ...]:
    """In the order of the pages; empty slots are left out. One query, one more with photos."""
    slots = Slot.objects.filter(page__edition=edition, kind__in=NOTICES).order_by("page__number", "order")
    found = [
        _box(slot, lang) for slot in slots.select_related("picture").prefetch_related("picture__renditions")
    ]
    return tuple(one for one in found if one.title or one.text or one.picture)


def _box(slot: Slot, lang: str) -> NoticeBox:
    nothing = LocalText.of("", lang)
    return NoticeBox(
        title=slot.title.localized(lang),
        text=slot.text.localized(lang),
        picture=photo(
            slot.picture,
            NARROW,
            Picture("", ""),
            lang,
            alternative=nothing,
            caption=nothing,
            credit="",
        ),
        is_marked=slot.must_be_marked,
    )
