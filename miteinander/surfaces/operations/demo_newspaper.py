"""The demo's newspaper: finished editions, and one that is being made.

`demo/newspaper/<number>/` holds an edition each: `edition.yaml` with its flatplan, and a file per article in the order
of their names. They become a programme file and go through the same import as a council's own.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.db.models import Q

from miteinander.civic.concept.models import Activity
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.clock import today
from miteinander.programme.newspaper import actions
from miteinander.programme.newspaper.enums import FROZEN, EditionState, Step
from miteinander.programme.newspaper.models import Article, Edition, Section, Slot
from miteinander.surfaces.programme_files.actions import import_programme

SOURCES = Path(__file__).resolve().parent / "demo" / "newspaper"
NEXT = SOURCES / "next.yaml"
FILLS_ITSELF = {
    "dates": "calendar",
    "calendar": "calendar",
    "consultation-hours": "consultation",
    "imprint": "imprint",
}
"""Names in a flatplan, and the kind of slot they stand for."""
Record = dict[str, Any]


class NewspaperIncomplete(RuntimeError):
    """The shipped editions do not import; the report says where."""


@transaction.atomic
def load_newspaper(actor: Any) -> None:
    """After the year and the accounts are there. Loading again changes only what differs; a home of an older
    Miteinander, and one in which somebody tried things out, get these editions as well."""
    programme = newspaper_programme()
    report = import_programme(source=[programme], actor=actor)
    if report.problems:
        _make_way(programme)
        report = import_programme(source=[programme], actor=actor)
    if report.problems:
        raise NewspaperIncomplete("\n".join(str(problem) for problem in report.problems[:20]))
    for record in programme["editions"]:
        _finish(Edition.objects.get(slug=record["slug"]), actor)
    _next_edition(actor)


def newspaper_programme() -> Record:
    """All finished editions as one programme file."""
    programme: Record = {"programme": "1", "editions": [], "articles": [], "newspaper_pages": []}
    for path in sorted(SOURCES.glob("*/edition.yaml")):
        edition = _read(path)
        articles = [_read(one) for one in sorted(path.parent.glob("[0-9]*.yaml"))]
        programme["editions"].append(_edition(edition))
        programme["articles"] += [
            _article(article, edition["slug"], order) for order, article in enumerate(articles, start=1)
        ]
        programme["newspaper_pages"] += _pages(edition)
    return programme


def _edition(edition: Record) -> Record:
    kept = ("number", "slug", "title", "format", "pages", "print_run", "delivery_on")
    return {name: edition[name] for name in kept} | {"activity": "vielfalt"} | _read(SOURCES / "imprint.yaml")


def _article(article: Record, edition: str, order: int) -> Record:
    picture = article.get("picture") or {}
    return {
        **{name: article[name] for name in ("slug", "section", "kind", "tags", "author", "texts")},
        "activity": article.get("activity") or None,
        "edition": edition,
        "order": str(order),
        "state": "approved",
        "languages": [code for code in article["texts"] if code != "de"],
        "motifs": picture.get("motifs"),
        "picture_alt": picture.get("alt"),
        "picture_caption": picture.get("caption"),
        "picture_credit": picture.get("credit", ""),
    }


def _pages(edition: Record) -> Iterator[Record]:
    """An article that comes back on a later page, in the same language, is continued or announced there."""
    inserts = {one["slug"]: one for one in edition.get("inserts", ())}
    for page in edition["flatplan"]:
        slots = [_article_slot(edition, page, named, place) for place, named in enumerate(page["articles"])]
        slots += [_notice(name, inserts) for name in page.get("notices", ())]
        yield {
            "slug": f"{edition['slug']}-{page['page']}",
            "section": page["section"],
            "pattern": page["pattern"],
            "slots": slots,
        }


def _article_slot(edition: Record, page: Record, named: str, place: int) -> Record:
    slug, _at, language = named.partition("@")
    later = [
        other["page"]
        for other in edition["flatplan"]
        if int(other["page"]) > int(page["page"]) and named in other["articles"]
    ]
    is_lead = page["pattern"] == "front" and place == 0
    continued = later[0] if later and (is_lead or page["pattern"] != "front") else None
    return {"article": slug, "language": language or "de", "continued_on": continued}


def _notice(name: str, inserts: Mapping[str, Record]) -> Record:
    if name in FILLS_ITSELF:
        return {"kind": FILLS_ITSELF[name]}
    insert = inserts[name]
    return {
        "kind": insert["kind"],
        "title": insert["title"],
        "text": insert["text"],
        "paid": insert["paid"],
    }


def _finish(edition: Edition, actor: Any) -> None:
    """Printed when its day has come, and readable online."""
    on = edition.deadlines.get(step=Step.PRINT).due_on
    if edition.state != EditionState.PRINTED and on <= today():
        actions.adopt_printed(edition=edition, on=on, actor=actor)
        edition.refresh_from_db()
    actions.publish_on_web(edition=edition, actor=actor)


def _make_way(programme: Record) -> None:
    """Whatever an older Miteinander or a visitor of the demo left where the shipped editions belong.

    Numbers go to the shipped editions, others get the next free ones; what was released is opened, so that texts can
    be written anew; pages that the shipped editions do not have are emptied.
    """
    shipped = {record["slug"]: record for record in programme["editions"]}
    articles = [record["slug"] for record in programme["articles"]]
    touched = Q(slug__in=shipped) | Q(articles__slug__in=articles)
    frozen = Edition.objects.filter(touched, state__in=FROZEN).distinct()
    Edition.objects.filter(pk__in=[edition.pk for edition in frozen]).update(
        state=EditionState.IN_WORK, printed_on=None, released_at=None
    )
    numbers = {int(record["number"]): slug for slug, record in shipped.items()}
    for edition in Edition.objects.filter(number__in=numbers).order_by("number"):
        if numbers[edition.number] != edition.slug:
            Edition.objects.filter(pk=edition.pk).update(number=_next_number(numbers))
    for slug, record in shipped.items():
        beyond = Slot.objects.filter(page__edition__slug=slug, page__number__gt=int(record["pages"]))
        beyond.delete()


def _next_number(taken: Iterable[int] = ()) -> int:
    return max([*Edition.objects.values_list("number", flat=True), *taken], default=0) + 1


def _next_edition(actor: Any) -> None:
    """The edition the office works on: dates, ideas, a draft, slots with lengths."""
    record: Record = yaml.safe_load(NEXT.read_text(encoding="utf-8"))
    if Edition.objects.filter(slug=record["slug"]).exists():
        return
    last = Edition.objects.order_by("delivery_on").last()
    begin = max(today(), last.delivery_on if last else today())
    edition = actions.create_edition(
        values={
            "number": _next_number(),
            "slug": record["slug"],
            "title": Translated.of(record["title"]),
            "activity": Activity.objects.filter(slug="vielfalt").first(),
            "format": record["format"],
            "pages": record["pages"],
            "print_run": record["print_run"],
            "delivery_on": begin + timedelta(days=record["days"]),
        },
        actor=actor,
    )
    for idea in record["ideas"]:
        _idea(idea, edition, actor)


def _idea(idea: Record, edition: Edition, actor: Any) -> None:
    article = actions.add_idea(
        title=idea["title"],
        values={
            "section": Section.objects.get(slug=idea["section"]),
            "edition": edition if idea.get("page") else None,
            "languages": idea.get("languages", []),
        },
        note=idea.get("note", ""),
        actor=actor,
    )
    if idea.get("text"):
        blocks = [{"type": "paragraph", "value": text} for text in idea["text"]]
        words = actions.Words(idea["title"], "", idea.get("standfirst", ""), blocks)
        actions.save_text(article=article, language="de", words=words, actor=actor)
    for language in ("de", *idea.get("languages", ())) if idea.get("page") else ():
        page = edition.flatplan.get(number=idea["page"])
        slot: Slot = actions.add_slot(
            page=page, values={"wanted_length": idea["length"], "language": language}, actor=actor
        )
        actions.place_article(article=Article.objects.get(pk=article.pk), slot=slot, actor=actor)


def _read(path: Path) -> Record:
    """Every scalar as the text that stands in the file."""
    content: Record = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return content
