"""What came of the newspaper and what it wrote about other activities; the provider `newspaper` of `concept.results`."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from miteinander.civic.concept import results
from miteinander.civic.concept.models import Activity
from miteinander.civic.concept.result_words import day_words, listed, number_words, quoted
from miteinander.civic.concept.results import (
    Collected,
    FileKind,
    Missing,
    Part,
    Period,
    ResultFile,
    Results,
    Sentence,
    UnitCount,
    UnitKind,
)
from miteinander.foundation.languages.names import language_word

from .appeared import Appeared, appeared, articles_about, day_of, label_of
from .models import Article, EditionPrint
from .presentation import article_address
from .result_figures import articles_about_figure, edition_figures

DOCUMENT = "newspaper.edition"


def results_of_newspaper(activities: Sequence[Activity], period: Period) -> dict[int, Results]:
    """Eight queries."""
    collected = Collected.each(activities)
    by_activity: dict[int, list[Appeared]] = defaultdict(list)
    for one in appeared(activities, period):
        by_activity[one.edition.activity_id or 0].append(one)
        into = collected[one.edition.activity_id or 0]
        into.sentences += _sentences(one)
        into.missing += _missing(one)
        if one.edition.printed_on and one.edition.print_run:
            unit = UnitCount(
                UnitKind.COPY, one.record, one.label, one.edition.print_run, one.day, False,
                one.office_url, one.public_url,
            )  # fmt: skip
            into.units.append(unit)
    editions = {one.edition.pk: one for found in by_activity.values() for one in found}
    for kept in _kept_pages(editions):
        one = editions[kept.edition_id]
        collected[one.edition.activity_id or 0].files.append(_file(one, kept))
    about = articles_about(activities, period)
    for activity in activities:
        into, own = collected[activity.pk], about.get(activity.pk, [])
        into.figures += edition_figures(by_activity[activity.pk])
        into.sentences += map(_said_about, own)
        if own:
            into.figures.append(articles_about_figure(len(own)))
    return {pk: into.as_results() for pk, into in collected.items()}


def _sentences(one: Appeared) -> Iterator[Sentence]:
    yield _sentence(one, " ".join(_opening(one)), Part.DONE)
    if text := " ".join(_distribution(one)):
        yield _sentence(one, text, Part.EFFECT)


def _sentence(one: Appeared, text: str, part: Part) -> Sentence:
    return Sentence(one.day, text, part, one.record, one.office_url, one.public_url)


def _opening(one: Appeared) -> Iterator[str]:
    names = {"day": day_words(one.day), "edition": one.label, "title": quoted(one.edition.title)}
    if one.edition.printed_on:
        yield _("Am %(day)s erschien %(edition)s mit dem Thema %(title)s.") % names
    else:
        yield _("Am %(day)s erschien %(edition)s mit dem Thema %(title)s im Internet.") % names
    if one.articles:
        text = ngettext(
            "Darin steht %(articles)s Beitrag auf %(pages)s Seiten.",
            "Darin stehen %(articles)s Beiträge auf %(pages)s Seiten.",
            one.articles,
        )
        yield text % {"articles": number_words(one.articles), "pages": number_words(one.edition.pages)}
    if len(one.languages) > 1:
        names = {"languages": listed([language_word(code) for code in one.languages])}
        yield _("Beiträge gibt es in diesen Sprachen: %(languages)s.") % names
    if one.edition.printed_on and one.edition.print_run:
        text = ngettext(
            "Gedruckt wurde %(count)s Exemplar.",
            "Gedruckt wurden %(count)s Exemplare.",
            one.edition.print_run,
        )
        yield text % {"count": number_words(one.edition.print_run)}


def _distribution(one: Appeared) -> Iterator[str]:
    copies = one.copies
    if copies.delivered:
        text = ngettext(
            "Von %(edition)s wurden %(copies)s Exemplare an %(outlets)s Stelle ausgelegt.",
            "Von %(edition)s wurden %(copies)s Exemplare an %(outlets)s Stellen ausgelegt.",
            copies.outlets,
        )
        yield text % {
            "edition": one.label,
            "copies": number_words(copies.delivered),
            "outlets": number_words(copies.outlets),
        }
    if copies.counted:
        text = ngettext(
            "An %(outlets)s Stelle wurde gezählt, was übrig blieb: %(left)s von %(copies)s Exemplaren.",
            "An %(outlets)s Stellen wurde gezählt, was übrig blieb: %(left)s von %(copies)s Exemplaren.",
            copies.outlets_counted,
        )
        yield text % {
            "outlets": number_words(copies.outlets_counted),
            "left": number_words(copies.leftovers),
            "copies": number_words(copies.counted),
        }
    if copies.by_post and one.edition.printed_on:
        text = ngettext(
            "Von %(edition)s war %(copies)s Exemplar mit der Post bestellt.",
            "Von %(edition)s waren %(copies)s Exemplare mit der Post bestellt.",
            copies.by_post,
        )
        yield text % {"edition": one.label, "copies": number_words(copies.by_post)}


def _missing(one: Appeared) -> Iterator[Missing]:
    if one.edition.printed_on and one.edition.print_run and not one.copies.delivered:
        text = _("Von %(edition)s steht nicht, wo sie ausgelegt wurde. Tragen Sie die Lieferungen ein.")
        url = reverse("newspaper_distribution_office:delivery-list", args=[one.edition.pk])
        yield Missing(text % {"edition": one.label}, url)


def _said_about(article: Article) -> Sentence:
    edition = article.edition
    if edition is None:
        raise ValueError("an article in print has an edition")
    text = _("Darüber berichtete %(edition)s (%(day)s) unter der Überschrift %(title)s.") % {
        "edition": label_of(edition),
        "day": day_words(day_of(edition)),
        "title": quoted(article),
    }
    return Sentence(
        day_of(edition),
        text,
        Part.EFFECT,
        f"newspaper.article:{article.pk}",
        reverse("newspaper_office:article", args=[article.pk]),
        article_address(article) if edition.live else "",
        typed=True,
    )


def _kept_pages(editions: dict[int, Appeared]) -> list[EditionPrint]:
    """Of each edition what went to the press last, else what was printed last. One query."""
    kept = EditionPrint.objects.filter(edition__in=editions, document=DOCUMENT).exclude(file="")
    last = {one.edition_id: one for one in kept.order_by("for_print", "printed_at", "pk")}
    return list(last.values())


def _file(one: Appeared, kept: EditionPrint) -> ResultFile:
    return ResultFile(
        day=one.day,
        title=str(one.edition),
        kind=FileKind.NEWSPAPER,
        name=f"zeitung-{one.edition.number}.pdf",
        content_type="application/pdf",
        read=kept.read,
        sha256=kept.sha256,
        size=kept.size,
        record=one.record,
        office_url=one.office_url,
        public_url=one.public_url,
    )


def register() -> None:
    results.register("newspaper", results_of_newspaper)
