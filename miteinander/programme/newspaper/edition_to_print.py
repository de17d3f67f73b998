"""An edition as the layout engine takes it: texts that may be printed, pictures, imprint, dates."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from miteinander.foundation.interface.addresses import absolute
from miteinander.foundation.interface.models import present_identity
from miteinander.foundation.interface.short_links import short_address
from miteinander.foundation.languages.registry import base_language, direction, site_languages
from miteinander.foundation.typesetting.documents import CannotPrint
from miteinander.foundation.typesetting.ingredients import Picture

from .blocks import table_rows
from .body_pictures import images_in_bodies
from .enums import ArticleKind, SlotKind
from .layout.data import (
    Advert,
    Block,
    EditionToSet,
    Face,
    Mosaic,
    Notice,
    PageToSet,
    Slot,
    Story,
    Twin,
)
from .models import Article, ArticleText, Edition, FlatplanPage
from .models import Slot as FlatplanSlot
from .print_dates import calendar_of, consultation_rows, strip_of
from .print_pictures import picture_of
from .rich_words import rich_paragraphs, rich_text

TITLE = "Vielfalt"
"""The name of the paper; the same in every language."""
_LONG = re.compile(r"[!-~]{20,}")


def edition_to_print(pk: int) -> EditionToSet:
    """The edition with everything its pages need; constant queries beside those of short addresses made anew.

    Raises CannotPrint when it is gone or has no flatplan.
    """
    edition = Edition.objects.filter(pk=pk).first()
    if edition is None:
        raise CannotPrint(_("Diese Ausgabe gibt es nicht mehr. Bitte wählen Sie eine andere."))
    pages = list(
        edition.flatplan.select_related("section").prefetch_related(
            "slots__article__section", "slots__article__picture", "slots__article__texts", "slots__picture"
        )
    )
    if not any(page.slots.all() for page in pages):
        raise CannotPrint(
            _("Der Seitenplan ist noch leer. Bitte stellen Sie zuerst Beiträge auf die Seiten.")
        )
    with override(base_language()):
        return _Reader(edition, pages).edition()


class _Reader:
    """Reads one edition in its own language; keeps what comes again."""

    def __init__(self, edition: Edition, pages: Sequence[FlatplanPage]) -> None:
        self.record = edition
        self.pages = pages
        self.lang = base_language()
        self.images = images_in_bodies(
            slot.article for page in pages for slot in page.slots.all() if slot.article
        )
        self.stories: dict[tuple[int, str], Story | None] = {}

    def edition(self) -> EditionToSet:
        edition, identity = self.record, present_identity()
        languages = self._languages()
        season = _season(edition)
        return EditionToSet(
            title=TITLE,
            subtitle=_("Zeitung: %(council)s") % {"council": identity.name},
            issue=_("Ausgabe %(number)d · %(season)s") % {"number": edition.number, "season": season},
            format=edition.format,
            pages=tuple(self._page(page) for page in self.pages),
            lang=self.lang,
            price=pgettext("Preis der Zeitung", "kostenlos"),
            running=f"{TITLE} · {season}",
            languages=languages,
            languages_word=_("In dieser Ausgabe:"),
            teasers=self._teasers(),
            strip=strip_of(edition.delivery_on),
            calendar_kicker=_("Kalender"),
            calendar_title=_("Termine in den Stadtteilen"),
            calendar=calendar_of(edition.delivery_on),
            calendar_address=short_address(reverse("events:event-list")),
            calendar_words=_("Alle Termine in Ihrer Sprache"),
            imprint_title=_("Impressum"),
            imprint=imprint_rows(edition),
            addresses=consultation_rows(edition.delivery_on, identity),
            mark=Mosaic("miteinander", "sun"),
            sample=_("Musterausgabe") if identity.is_sample else "",
        )

    def _languages(self) -> tuple[tuple[str, str, str], ...]:
        """Those in which something stands on paper, in the order of the site."""
        printed = {slot.language for page in self.pages for slot in page.slots.all() if slot.article_id}
        return tuple((one.code, one.direction, one.name) for one in site_languages() if one.code in printed)

    def _teasers(self) -> tuple[str, ...]:
        """On the front page stands the lead; whatever else is there is announced."""
        for page in self.pages:
            if page.pattern == "front":
                slots = [slot for slot in page.slots.all() if slot.article_id]
                return tuple(f"{slot.article.slug}@{slot.language}" for slot in slots[1:] if slot.article)
        return ()

    # Pages

    def _page(self, page: FlatplanPage) -> PageToSet:
        slots: list[Slot] = []
        for slot in page.slots.all():
            if page.pattern == "front" and slots and slot.kind == SlotKind.ARTICLE:
                continue
            slots.append(self._slot(slot))
        section = page.section
        return PageToSet(
            number=page.number,
            section=str(section.name) if section else "",
            colour=section.colour if section else "coral",
            pattern=page.pattern,
            slots=tuple(slots),
        )

    def _slot(self, slot: FlatplanSlot) -> Slot:
        title, text = slot.title.localized(slot.language), slot.text.localized(slot.language)
        match slot.kind:
            case SlotKind.ARTICLE:
                return Slot(
                    "article", story=self._story(slot.article, slot.language) if slot.article else None
                )
            case SlotKind.ADVERTISEMENT | SlotKind.NOTICE if slot.must_be_marked:
                picture = picture_of(slot.picture, self.lang)
                mosaic = None if picture else Mosaic(slot.title.base, "sun")
                said = text if text.text else title
                advert = Advert(
                    title.text, text.text, _("Anzeige"), picture, mosaic, lang=said.lang, dir=said.dir
                )
                return Slot("advertisement", advert=advert)
            case SlotKind.NOTICE:
                return Slot("notice", notice=Notice(title.text, text.text, text.lang, text.dir))
            case SlotKind.CONSULTATION | SlotKind.ADDRESSES:
                return Slot("addresses")
            case _:
                return Slot(slot.kind)

    # Stories

    def _story(self, article: Article, language: str) -> Story | None:
        key = (article.pk, language)
        if key not in self.stories:
            text = article.text(language)
            self.stories[key] = self._told(article, text) if text is not None and text.is_shown else None
        return self.stories[key]

    def _told(self, article: Article, text: ArticleText) -> Story:
        language = text.language
        picture = picture_of(article.picture, language, says=article.picture_alt.localized(language).text)
        twins = self._twins(article, language)
        caption = article.picture_caption.localized(language)
        return Story(
            slug=article.slug,
            lang=language,
            dir=direction(language),
            title=text.title,
            blocks=tuple(self._blocks(article, text)),
            kicker=text.kicker or article.section.name.localized(language).text,
            standfirst=text.standfirst,
            mosaic=Mosaic(article.slug, article.section.colour, article.motifs) if article.motifs else None,
            picture=picture,
            caption=caption.text if (picture or article.motifs) and caption.lang == language else "",
            credit=(article.credit or picture.credit) if picture else "",
            says=article.picture_alt.localized(language).text if article.motifs else "",
            colour=article.section.colour,
            twins=twins,
            code_address=twins[0].address if twins else "",
            may_continue=article.kind != ArticleKind.SHORT,
        )

    def _twins(self, article: Article, language: str) -> tuple[Twin, ...]:
        """Its other languages, online: German and easy language first; three at most."""
        others = [text.language for text in article.shown_texts() if text.language != language]
        others.sort(key=lambda code: (code != base_language(), code != "de-simple"))
        if not others or others == ["de-simple"]:
            return ()
        address = article_address(self.record, article)
        return (
            tuple(Twin(code, direction(code), read_in(code), address) for code in others[:3])
            if address
            else ()
        )

    def _blocks(self, article: Article, text: ArticleText) -> Iterable[Block]:
        for raw in text.blocks:
            for block in self._block(raw["type"], raw["value"], text.language, article):
                loose = text.direction == "rtl" and block.kind in ("p", "box")
                yield replace(block, text=_LONG.sub(_loosened, block.text)) if loose else block

    def _block(self, kind: str, value: Any, language: str, article: Article) -> Iterable[Block]:
        match kind:
            case "paragraph":
                for said, faces in rich_paragraphs(value):
                    yield Block("p", said, faces=tuple(map(_leading, faces)))
            case "heading":
                yield Block("heading", value)
            case "quote":
                yield Block("quote", value["text"], value["by"])
            case "box":
                said, faces = rich_text(value["text"])
                yield Block("box", said, value["title"], faces=tuple(map(_leading, faces)))
            case "list":
                yield Block("list", items=tuple(item["value"] for item in value))
            case "table":
                head, rows = table_rows(value["lines"])
                yield Block("table", title=value["caption"], rows=(tuple(head), *map(tuple, rows)))
            case "link":
                target = value["to"]
                yield Block("link", value["text"], to=absolute(target) if target.startswith("/") else target)
            case "picture":
                if motifs := value["motifs"]:
                    # the same tiles as on the page of the article
                    drawn = Mosaic(f"{article.slug}-{motifs}", article.section.colour, motifs)
                    yield Block("picture", value["caption"], value["alternative"], mosaic=drawn)
                elif picture := self._picture(value, language):
                    credit = value["credit"] or picture.credit
                    yield Block("picture", f"{value['caption']} {credit}".strip(), picture=picture)

    def _picture(self, value: Mapping[str, Any], language: str) -> Picture | None:
        return picture_of(self.images.get(value["image"]), language, says=value["alternative"])


def _leading(face: Face) -> Face:
    return replace(face, leads=absolute(face.leads)) if face.leads.startswith("/") else face


def _loosened(found: re.Match[str]) -> str:
    """An address with places to break: text from the right is not hyphenated."""
    return re.sub(r"([@./])", "\\1\u200b", found[0])


def imprint_rows(edition: Edition) -> tuple[tuple[str, str], ...]:
    """What press law asks for, then what is useful (§ 8 LPresseG NRW). Empty values are kept: preflight names them."""

    def joined(*parts: str) -> str:
        return ", ".join(part for part in parts if part)

    needed = (
        (_("Herausgeber"), joined(edition.publisher_name, edition.publisher_address)),
        (_("Verantwortlich (V. i. S. d. P.)"), joined(edition.responsible_name, edition.responsible_address)),
        (_("Verantwortlich für Anzeigen"), edition.ads_responsible),
        (_("Druck"), joined(edition.printer_name, edition.printer_address, edition.paper)),
    )
    useful = (
        (_("Redaktion"), edition.editorial_contact),
        (_("Gestaltung"), edition.layout_credit),
        (_("Redaktionsschluss"), edition.deadline_note),
        (_("Bilder"), edition.picture_credits),
        ("ISSN", edition.issn),
        (_("Auflage"), f"{edition.print_run:,}".replace(",", ".") if edition.print_run else ""),
    )
    return (*needed, *(row for row in useful if row[1]))


def article_address(edition: Edition, article: Article) -> str:
    """The short address of its page online; empty while there are no such pages."""
    if not _has("newspaper:article-detail", edition.slug, article.slug):
        return ""
    return short_address(reverse("newspaper:article-detail", args=[edition.slug, article.slug]))


def _has(name: str, *args: str) -> bool:
    try:
        reverse(name, args=args)
    except NoReverseMatch:
        return False
    return True


def read_in(language: str) -> str:
    """The invitation to read on, in that language."""
    if language == "de-simple":
        return _("In Leichter Sprache")
    with override(language):
        return pgettext("im Internet, in der Sprache dieses Satzes", "Auf Deutsch lesen")


def _season(edition: Edition) -> str:
    """The season and year of its delivery."""
    seasons = (
        pgettext("Jahreszeit einer Ausgabe", "Winter"),
        pgettext("Jahreszeit einer Ausgabe", "Frühjahr"),
        pgettext("Jahreszeit einer Ausgabe", "Sommer"),
        pgettext("Jahreszeit einer Ausgabe", "Herbst"),
    )
    day = edition.delivery_on
    # the first days of December still belong to the autumn's paper
    place = 3 if day.month == 12 and day.day <= 15 else day.month % 12 // 3
    return f"{seasons[place]} {day.year}"
