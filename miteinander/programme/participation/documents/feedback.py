"""Five faces on paper: a sheet on the table, slips for a box, the poster for the exit."""

from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from miteinander.foundation.interface.addresses import absolute
from miteinander.foundation.interface.models import present_identity
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.languages.text import LocalText
from miteinander.foundation.typesetting.documents import Wish
from miteinander.foundation.typesetting.ingredients import Code, Drawing, Layer, code_for, path_steps
from miteinander.programme.events.models import Event

from .. import own_links
from ..actions.sheets import reserve_numbers
from ..enums import SheetKind
from ..feedback_forms import FACE_WORDS
from .lists import sheet_word
from .parts import Head, Words, asked_count, event_head, words

ROWS = 8
SLIPS_ON_PAGE = 4
MOST_PAGES = 15
"""Of slips under one number: as many as the grid in the office takes, 60."""
_HEAD = "M3 32A29 29 0 1 1 61 32A29 29 0 1 1 3 32z"
_EYES = "M22 23v6M42 23v6"
_MOUTHS = {
    5: "M17 37h30a15 14 0 0 1 -30 0z",
    4: "M19 39q13 12 26 0",
    3: "M20 43h24",
    2: "M19 46q13 -11 26 0",
    1: "M17 49q15 -17 30 0M15 22l9 -5M49 22l-9 -5",
}


@dataclass(frozen=True)
class Face:
    """`number` is what the office types in; `drawing` has lines to be ticked or coloured."""

    number: int
    drawing: Drawing
    word: Words


@dataclass(frozen=True)
class FeedbackSheet:
    head: Head
    question: Words
    call: Words
    sentence: Words
    sheet: Words
    faces: tuple[Face, ...]
    rows: int
    nameless: Words


@dataclass(frozen=True)
class FeedbackSlips:
    """The slips of one page, all alike; all pages of one printing carry one number."""

    head: Head
    question: Words
    call: Words
    sheet: Words
    faces: tuple[Face, ...]
    nameless: Words
    pages: int


@dataclass(frozen=True)
class FeedbackPoster:
    head: Head
    question: Words
    others: Words
    """The question in every other language of the site."""
    how: Words
    faces: tuple[Face, ...]
    code: Code
    address: str


@cache
def face_drawing(face: int) -> Drawing:
    return Drawing(64, 64, (Layer("ink", path_steps(_HEAD + _EYES + _MOUTHS[face])),), line=3)


def faces(languages: tuple[str, ...]) -> tuple[Face, ...]:
    """From very good to very bad, as in the form on the web."""
    return tuple(
        Face(face, face_drawing(face), words(languages, lambda lang, word=word: word))  # type: ignore[misc]
        for face, word in FACE_WORDS.items()
    )


def question(languages: tuple[str, ...]) -> Words:
    return words(languages, lambda lang: _("Wie war es?"))


def feedback_sheets(wish: Wish) -> list[FeedbackSheet]:
    """For the table at the exit: eight people on each. Raises CannotPrint."""
    sheet = FeedbackSheet(
        head=event_head(wish),
        question=question(wish.languages),
        call=words(wish.languages, lambda lang: _("Kreuzen Sie ein Gesicht an.")),
        sentence=words(wish.languages, lambda lang: _("Möchten Sie einen Satz dazu schreiben?")),
        sheet=sheet_word(wish.languages),
        faces=faces(wish.languages),
        rows=ROWS,
        nameless=words(wish.languages, lambda lang: _("Ohne Namen. Das müssen Sie nicht ausfüllen.")),
    )
    return [sheet] * asked_count(wish, "sheets", most=50)


def feedback_slips(wish: Wish) -> list[FeedbackSlips]:
    """Four on a page, for the box at the exit; one number for the bundle. Raises CannotPrint."""
    return [
        FeedbackSlips(
            head=event_head(wish),
            question=question(wish.languages),
            call=words(
                wish.languages,
                lambda lang: _("Bitte kreuzen Sie ein Gesicht an. Möchten Sie einen Satz dazu schreiben?"),
            ),
            sheet=sheet_word(wish.languages),
            faces=faces(wish.languages),
            nameless=words(
                wish.languages, lambda lang: _("Ohne Namen. Bitte in den Kasten am Ausgang werfen.")
            ),
            pages=asked_count(wish, "pages", most=MOST_PAGES),
        )
    ]


def feedback_posters(wish: Wish) -> list[FeedbackPoster]:
    """The code opens the page in the language of the phone. Raises CannotPrint."""
    head = event_head(wish, rows=2)
    address = feedback_address(Event.objects.only("uid").get(pk=wish.subject))
    asked = question(wish.languages)
    return [
        FeedbackPoster(
            head=head,
            question=asked,
            others=tuple(one for one in questions() if one.text not in {text.text for text in asked}),
            how=words(
                wish.languages,
                lambda lang: _("Kamera auf den Code halten, Gesicht antippen. Ohne Namen, ohne Anmeldung."),
            ),
            faces=faces(wish.languages),
            code=code_for(address, _("Code, der die Seite für Rückmeldungen öffnet")),
            address=address.split("://", 1)[-1],
        )
    ]


def feedback_address(event: Event) -> str:
    """Opens the form of the event in the language of the phone."""
    token = own_links.token(own_links.Purpose.FEEDBACK, event.uid)
    return absolute(reverse("feedback-any-language", args=[token]))


def questions() -> Words:
    """ "How was it?" in every language visitors are offered that has the sentence."""
    found: dict[str, LocalText] = {}
    for language in present_identity().shown_languages:
        with override(language.code):
            said = _("Wie war es?")
        found.setdefault(said, LocalText.of(said, language.code))
    with override(base_language()):
        own = _("Wie war es?")
    return tuple(text for text in found.values() if text.text != own or text.lang == base_language())


def sheet_numbers(wish: Wish, run: str) -> list[str]:
    count = asked_count(wish, "sheets", most=50)
    return reserve_numbers(event_id=wish.subject, kind=SheetKind.FEEDBACK, count=count, run=run)


def slip_numbers(wish: Wish, run: str) -> list[str]:
    return reserve_numbers(event_id=wish.subject, kind=SheetKind.FEEDBACK, count=1, run=run)
