"""Everything to pass an event on: pictures, ready texts for each channel, the short link and its QR code."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from miteinander.foundation.interface.models import Identity, present_identity
from miteinander.foundation.interface.short_links import short_address
from miteinander.foundation.languages.registry import Direction, base_language, direction, site_codes
from miteinander.foundation.typesetting import documents
from miteinander.foundation.typesetting.formats import PageFormat

from .event_page import EventPage
from .models import Event
from .printing import EventText, event_text

PICTURES = "events.social"
"""The sheet that draws the pictures; until it is registered the kit comes without them."""
EASY = "de-simple"


@dataclass(frozen=True)
class SharePicture:
    key: str
    title: str
    url: str
    alternative: str
    width: int
    height: int


@dataclass(frozen=True)
class ShareText:
    """A text ready to be sent. `channel` is the word for where it goes."""

    key: str
    channel: str
    text: str
    lang: str
    dir: Direction


@dataclass(frozen=True)
class ShareKit:
    """`link` is the whole short address, `spoken` the same for people to type."""

    link: str
    spoken: str
    qr_svg: str
    qr_png: str
    pictures: tuple[SharePicture, ...]
    texts: tuple[ShareText, ...]


def share_kit(event: Event, languages: Iterable[str], *, registers: bool) -> ShareKit:
    """For an event loaded by `with_page_data`; pictures in the first language. Two queries, on first use some more.

    `registers`: whether guests register, as its companions say.
    """
    wanted = list(languages)
    event.venues_on_card, event.languages_on_card = (
        list(event.venues.all()),
        list(event.event_languages.all()),
    )
    link = short_address(reverse("events:event-detail", args=[event.slug]))
    identity = present_identity()
    return ShareKit(
        link=link,
        spoken=link.split("://", 1)[-1],
        qr_svg=reverse("share-qr", args=[event.slug, "svg"]),
        qr_png=reverse("share-qr", args=[event.slug, "png"]),
        pictures=tuple(_pictures(event, wanted[0], registers)),
        texts=tuple(text for lang in wanted for text in _texts(event, lang, link, identity, registers)),
    )


def page_kit(event: Event, page: EventPage) -> ShareKit | None:
    """For the event's page, in its language; beside German also Leichte Sprache. None when the event is over."""
    if page.is_over:
        return None
    lang = get_language() or base_language()
    easy = [EASY] if lang == base_language() and event.shown_summary.public(EASY) else []
    return share_kit(event, [lang, *easy], registers=page.primary_action is not None)


def languages_to_share(event: Event) -> list[str]:
    """The languages of the site in which the event has a title that people may read."""
    known = site_codes()
    return [
        lang for lang in event.shown_title.languages() if lang in known and event.shown_title.public(lang)
    ]


PICTURE_WORDS = {
    "quadrat": gettext_lazy("Quadratisches Bild"),
    "story": gettext_lazy("Hohes Bild"),
    "link-bild": gettext_lazy("Bild zum Link"),
}
"""For people who share; the office reads the sizes too."""


def picture_formats() -> tuple[PageFormat, ...]:
    try:
        return documents.document(PICTURES).formats
    except KeyError:
        return ()


def _pictures(event: Event, lang: str, registers: bool) -> Iterable[SharePicture]:
    formats = picture_formats()
    if not formats:
        return
    words = event_text(event, lang, registers=registers)
    with override(lang):
        alternative = _("Buntes Mosaik, darunter: %(words)s") % {"words": ". ".join(_facts(words))}
    for one in formats:
        try:
            url = reverse("share-picture", args=[event.slug, one.key, lang])
        except NoReverseMatch:  # a format whose key is no word of the address
            continue
        height = round(one.pixels * one.height / one.width)
        yield SharePicture(
            one.key, str(PICTURE_WORDS.get(one.key, one.key)), url, alternative, one.pixels, height
        )


def _texts(event: Event, lang: str, link: str, identity: Identity, registers: bool) -> Iterable[ShareText]:
    found = event_text(event, lang, registers=registers)
    with override(lang):
        if lang == EASY:
            yield _text("easy", _("Leichte Sprache"), _easy(found, link), lang)
            return
        yield _text("messenger", _("Für Messenger"), _messenger(found, link), lang)
        yield _text("post", _("Für einen Beitrag im Netz"), _post(found, link), lang)
        yield _text("mail", _("Für eine E-Mail"), _mail(found, link, identity), lang)
        yield _text("press", _("Für die Zeitung"), _press(found, link, identity), lang)


def _text(key: str, channel: str, text: str, lang: str) -> ShareText:
    return ShareText(key, channel, text, lang, direction(lang))


def _facts(words: EventText) -> list[str]:
    return [one.text for one in (words.notice, words.title, words.when, words.place) if one.text]


def _messenger(words: EventText, link: str) -> str:
    access = " · ".join(one.text for one in words.access)
    return "\n".join([*_facts(words), *filter(None, [access, words.call.text]), link])


def _post(words: EventText, link: str) -> str:
    more = _("Alle Angaben: %(link)s") % {"link": link}
    when = " · ".join(one.text for one in (words.when, words.place) if one.text)
    return "\n\n".join(filter(None, [words.notice.text, words.title.text, words.summary.text, when, more]))


def _mail(words: EventText, link: str, identity: Identity) -> str:
    facts = "\n".join(
        filter(
            None, [words.when.text, words.place.text, words.address.text, words.call.text, words.notice.text]
        )
    )
    parts = [
        _("Guten Tag,"),
        words.title.text if words.notice else _("wir laden Sie ein: %(title)s") % {"title": words.title.text},
        words.summary.text,
        facts,
        _("Alle Angaben, auch in anderen Sprachen: %(link)s") % {"link": link},
        "\n".join([_("Freundliche Grüße"), identity.name]),
    ]
    return "\n\n".join(part for part in parts if part)


def _press(words: EventText, link: str, identity: Identity) -> str:
    """One line for a calendar of dates."""
    parts = [words.notice.text, words.title.text, words.when.text, words.place.text, words.address.text]
    parts += [one.text for one in words.access]
    parts += [_("Veranstalter: %(council)s") % {"council": identity.name}, identity.telephone_text, link]
    return ". ".join(part.strip(" .") for part in parts if part)


def _easy(words: EventText, link: str) -> str:
    """One statement a line, and the question before its answer."""
    lines = [words.notice.text, words.title.text, words.summary.text]
    lines += [_("Wann?"), words.when.text, _("Wo?"), words.place.text, words.address.text]
    lines += [*(one.text for one in words.access), words.call.text, _("Hier steht mehr:"), link]
    return "\n".join(line for line in lines if line)
