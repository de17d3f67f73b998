"""Registers the sheets of distribution."""

from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.typesetting import documents
from miteinander.foundation.typesetting.documents import Document, Option, Wish
from miteinander.foundation.typesetting.formats import A4_OFFICE, PageFormat

from ...models import Edition
from .. import policies
from . import labels, order, rounds

FOLDER = "/programme/newspaper/distribution/documents"
A5_OFFICE = PageFormat("a5", _("A5"), 148, 210, bleed=0)


def may_print_labels(user: Any, pk: int) -> bool:
    """Labels carry the addresses of subscribers."""
    return policies.can_see_subscribers(user) and Edition.objects.filter(pk=pk).exists()


def may_print(user: Any, pk: int) -> bool:
    return policies.can_see(user) and Edition.objects.filter(pk=pk).exists()


def named(word: str | Promise) -> Callable[[Wish], str]:
    return lambda wish: f"{word}: {Edition.objects.get(pk=wish.subject)}"


def register() -> None:
    documents.register(
        Document(
            key="newspaper.labels",
            title=_("Adressaufkleber"),
            data=labels.LabelSheet,
            formats=labels.FORMATS,
            template=f"{FOLDER}/labels.typ",
            read=labels.read,
            allowed=may_print_labels,
            named=named(_("Adressaufkleber")),
            about="edition",
            most_languages=1,
            options=labels.OPTIONS,
            personal=True,
            order=60,
        )
    )
    documents.register(
        Document(
            key="newspaper.rounds",
            title=_("Listen für die Verteilrunden"),
            data=rounds.RoundSheet,
            formats=(A4_OFFICE,),
            template=f"{FOLDER}/rounds.typ",
            read=rounds.read_rounds,
            allowed=may_print,
            named=named(_("Listen für die Verteilrunden")),
            about="edition",
            most_languages=1,
            options=(Option("runde", _("Runde"), rounds.round_choices),),
            personal=True,
            order=62,
        )
    )
    documents.register(
        Document(
            key="newspaper.delivery-notes",
            title=_("Lieferscheine"),
            data=rounds.NoteSheet,
            formats=(A5_OFFICE,),
            template=f"{FOLDER}/note.typ",
            read=rounds.read_notes,
            allowed=may_print,
            named=named(_("Lieferscheine")),
            about="edition",
            most_languages=1,
            order=64,
        )
    )
    documents.register(
        Document(
            key="newspaper.print-order",
            title=_("Auftrag an die Druckerei"),
            data=order.OrderSheet,
            formats=(A4_OFFICE,),
            template=f"{FOLDER}/order.typ",
            read=order.read,
            allowed=may_print,
            named=named(_("Auftrag an die Druckerei")),
            about="edition",
            most_languages=1,
            order=66,
        )
    )
