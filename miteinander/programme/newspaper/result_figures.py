"""Figures of the editions that came out in a period."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from miteinander.civic.concept.results import Figure
from miteinander.foundation.languages.names import language_word

from .appeared import Appeared


def edition_figures(found: Sequence[Appeared]) -> Iterator[Figure]:
    """Nothing where no edition came out or nobody counted."""
    if not found:
        return
    editions = reverse("newspaper_office:edition-list")
    rounds = reverse("newspaper_distribution_office:overview")
    printed = [one for one in found if one.edition.printed_on]
    languages = sorted({code for one in found for code in one.languages})
    copies = _("Exemplare")
    rows = (
        ("editions", _("Erschienene Ausgaben"), len(found), _("Ausgaben"),
         _("Ausgaben, die im Zeitraum gedruckt wurden oder nur im Internet erschienen."), editions),
        ("articles", _("Beiträge"), sum(one.articles for one in found), _("Beiträge"),
         _("Platzierte und gedruckte Beiträge dieser Ausgaben."), editions),
        ("languages", _("Sprachen der Zeitung"), len(languages), _("Sprachen"),
         _("Sprachen, in denen Beiträge zu lesen sind: %(languages)s.")
         % {"languages": ", ".join(map(language_word, languages))}, editions),
        ("copies", _("Gedruckte Exemplare"), sum(one.edition.print_run for one in printed), copies,
         _("Summe der Auflagen."), editions),
        ("delivered", _("Ausgelegte Exemplare"), sum(one.copies.delivered for one in printed), copies,
         _("Von den Verteilrunden eingetragen."), rounds),
        ("counted", _("Davon später nachgezählt"), sum(one.copies.counted for one in printed), copies,
         _("Ausgelegte Exemplare der Stellen, an denen gezählt wurde, was übrig blieb."), rounds),
        ("left_over", _("Davon übrig"), sum(one.copies.leftovers for one in printed), copies,
         _("Gezählt, als die nächste Ausgabe kam; nur von den nachgezählten Stellen."), rounds),
        ("by_post", _("Mit der Post bestellte Exemplare"), sum(one.copies.by_post for one in printed), copies,
         _("Abos, die am Tag der Lieferung galten; ohne Namen."), rounds),
    )  # fmt: skip
    counted = any(one.copies.counted for one in printed)
    for name, label, value, unit, source, url in rows:
        if value or (name == "left_over" and counted):
            yield Figure(f"newspaper.{name}", label, value, unit, source, url)


def articles_about_figure(count: int) -> Figure:
    return Figure(
        "newspaper.articles_about",
        _("Beiträge der Zeitung über das Vorhaben"),
        count,
        _("Beiträge"),
        _("Beiträge mit diesem Vorhaben in Ausgaben eines anderen; erschienen im Zeitraum."),
        reverse("wagtailsnippets_newspaper_article:list"),
    )
