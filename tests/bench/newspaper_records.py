"""The newspaper of the measurement as records of a database, and its pages of the public site put together for printing."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

DELIVERY = date(2026, 11, 26)
WORD = "Schlusswort"
"""What an edit replaces, in one article."""
_MAIN = re.compile(r"<main\b[^>]*>(.*)</main>", re.S)
_SHEET = re.compile(r'<link rel="stylesheet" href="[^"]+"[^>]*>')
_OWN = re.compile(r'(?<=["(, ])/(static|media)/([^"?), ]+)[^"), ]*')
_LAZY = re.compile(r' loading="lazy"')
PRINT_RULES = """
@page { size: 235mm 315mm; margin: 20mm 13mm }
html { font-size: 9pt } .no-print, .breadcrumb, .read-aloud { display: none !important }
.article-page { max-width: none; padding: 0 }
.article-columns { display: block } .article-text { columns: 4; column-gap: 4.3mm; max-width: none; font: 9pt/11.6pt serif; hyphens: auto }
.article-text p { margin: 0; text-indent: 1em } .article h1 { font-size: 24pt }
.article-page figure svg, .article-page figure img { display: block; width: 209mm }
.article-page img, .article-page figure svg { max-width: 209mm; max-height: 70mm; object-fit: cover }
"""


def write(to_set: Any) -> int:
    """The same pages, pictures and dates; number of the edition."""
    from django.conf import settings
    from django.core.management import call_command

    from miteinander.programme.newspaper.enums import Pattern
    from miteinander.programme.newspaper.models import Slot
    from tests.support import factories, newspaper_pages

    settings.TODAY = DELIVERY
    call_command("migrate", verbosity=0, interactive=False)
    factories.make_identity()
    _dates(to_set)
    released = datetime(2026, 11, 20, 6, tzinfo=UTC)
    edition = newspaper_pages.make_edition(
        format=to_set.format,
        pages=len(to_set.pages),
        delivery_on=DELIVERY,
        released_at=released,
        web_published_at=released,
        publisher_name="Integrationsrat Musterstadt",
        publisher_address="Musterstraße 1, 12345 Musterstadt",
    )
    written: dict[str, Any] = {}
    for page in to_set.pages:
        record = edition.flatplan.create(number=page.number, pattern=page.pattern or Pattern.TWO_HALVES)
        for order, slot in enumerate(page.slots, start=1):
            values: dict[str, Any] = {"kind": slot.kind, "page": record, "order": order}
            if slot.story is not None:
                if slot.story.key not in written:
                    written[slot.story.key] = _article(edition, slot.story, len(written))
                values |= {"article": written[slot.story.key], "language": slot.story.lang}
            Slot.objects.create(**values)
    return int(edition.pk)


def _article(edition: Any, story: Any, number: int) -> Any:
    from miteinander.foundation.languages.text import Translated
    from tests.support import newspaper_pages

    blocks = [
        {"type": "heading", "value": one.text}
        if one.kind == "heading"
        else {"type": "paragraph", "value": f"<p>{one.text}</p>"}
        for one in story.blocks
    ]
    text = {"title": story.title, "kicker": story.kicker, "standfirst": story.standfirst, "body": blocks}
    values: dict[str, Any] = {"motifs": story.mosaic.motifs if story.mosaic else ""}
    if story.picture is not None:
        values["picture"] = _picture(story.picture, number)
        values["picture_alt"] = Translated.of(story.picture.says)
    return newspaper_pages.make_article(edition, texts={story.lang: text}, slug=f"beitrag-{number}", **values)


def _picture(picture: Any, number: int) -> Any:
    from django.core.files.base import ContentFile

    from miteinander.foundation.languages.text import Translated
    from miteinander.foundation.media.models import CouncilImage

    image = CouncilImage(title=picture.says, consent_basis="consent", alternative=Translated.of(picture.says))
    image.file.save(f"bild-{number}.jpg", ContentFile(picture.content), save=False)
    image.save()
    return image


def _dates(to_set: Any) -> None:
    from miteinander.foundation.languages.text import Translated
    from tests.support import factories

    kind = factories.get_format()
    activity = factories.make_activity()
    for place, district in enumerate(to_set.calendar):
        venue = factories.make_venue(
            district=factories.make_district(name=district.name, map_column=place, map_row=0)
        )
        for number, line in enumerate(district.lines, start=1):
            day = DELIVERY + timedelta(days=2 * number)
            factories.make_event(
                title=Translated.of(line.title), activity=activity, format=kind, venues=[venue], dates=[f"{day} 10:30"]
            )  # fmt: skip


def edit(pk: int, word: str) -> None:
    """Replaces the word in the one article that holds it."""
    from miteinander.programme.newspaper.models import ArticleText

    text = next(one for one in ArticleText.objects.filter(article__edition=pk) if WORD in str(one.blocks))
    text.set_blocks(
        [one | {"value": re.sub(rf"{WORD}\w*", f"{WORD}{word}", one["value"])} for one in text.blocks]
    )
    text.save()


def web_edition(ask: Callable[[str], tuple[int, bytes]], pk: int) -> str:
    """The edition's page and the pages of all its articles, as visitors get them, in one document with print rules."""
    from miteinander.programme.newspaper.models import Edition, Slot

    _build_style_sheet()
    edition = Edition.objects.get(pk=pk)
    slots = Slot.objects.filter(page__edition=edition, article__isnull=False).select_related("article")
    paths = [f"/de/zeitung/{edition.slug}/"]
    for slot in slots.order_by("page__number", "order"):
        paths.append(f"/{slot.language}/zeitung/{edition.slug}/{slot.article.slug}/")
    parts, sheets = [], {}
    for path in dict.fromkeys(paths):
        status, body = ask(path)
        assert status == 200, (path, status)
        page = body.decode()
        sheets |= dict.fromkeys(_SHEET.findall(page))
        lang, way = (
            re.search(r'<html[^>]*\blang="([^"]+)"', page),
            re.search(r'<html[^>]*\bdir="([^"]+)"', page),
        )
        inside = _MAIN.search(page)
        assert inside is not None
        parts.append(
            f'<div lang="{lang[1] if lang else "de"}" dir="{way[1] if way else "ltr"}">{inside[1]}</div>'
        )
    html = (
        f'<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Vielfalt</title>{"".join(sheets)}'
        f"<style>{PRINT_RULES}</style></head><body>{''.join(parts)}</body></html>"
    )
    return _OWN.sub(_on_disk, _LAZY.sub("", html))


def _build_style_sheet() -> None:
    """Fonts and shared rules, which an installation makes when it is prepared."""
    from django.conf import settings

    from miteinander.foundation.interface.fonts import build_web_fonts
    from miteinander.foundation.interface.style_sheet import build_style_sheet

    folder = settings.GENERATED_STATIC / "interface"
    (folder / "fonts").mkdir(parents=True, exist_ok=True)
    build_web_fonts(folder / "fonts")
    build_style_sheet(folder)


def _on_disk(found: re.Match[str]) -> str:
    """The file behind an address of the site, so that nothing is waited for."""
    from django.conf import settings
    from django.contrib.staticfiles import finders

    kind, name = found.groups()
    path = finders.find(name) if kind == "static" else str(Path(settings.MEDIA_ROOT) / name)
    return Path(path).as_uri() if path else found[0]
