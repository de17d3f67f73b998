"""Sheets that people take with them: flyer, folded flyer, programme card."""

from dataclasses import replace

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from miteinander.foundation.typesetting import documents
from miteinander.foundation.typesetting.documents import CannotPrint, Document, Option, Wish
from miteinander.foundation.typesetting.formats import A5, A6, DL_FOLDED

from ..models import EventItem
from ..printing import event_mosaic, event_sheet, event_to_print
from .handout_data import Handout, following_dates, handout_text

DATES, PROGRAMME = "termine", "programm"


def handout(wish: Wish, *, columns: int, rows: int, with_own: bool = False) -> Handout:
    """Constant queries. Raises CannotPrint."""
    event = event_to_print(wish.subject)
    prefetch_related_objects([event], "items")
    dates = following_dates(event, with_own=with_own)
    return Handout(
        event=event_sheet(wish, columns=columns, rows=rows),
        inner=tuple(handout_text(event, wish, lang, dates) for lang in wish.languages),
        strip=event_mosaic(event, columns=12, rows=1),
    )


def _flyer(wish: Wish) -> list[Handout]:
    return [handout(wish, columns=6, rows=4 if wish.format.key == A5.key else 3)]


def _folded(wish: Wish) -> list[Handout]:
    return [handout(wish, columns=3, rows=3)]


def _card(wish: Wish) -> list[Handout]:
    """Shows either the dates or the programme; the first of the option's choices when nothing was chosen."""
    content = wish.options.get("inhalt") or card_choices(wish.subject)[0][0]
    found = handout(wish, columns=6, rows=2, with_own=True)
    if content == PROGRAMME:
        found = replace(found, inner=tuple(replace(one, dates=()) for one in found.inner))
        if not any(one.programme for one in found.inner):
            raise CannotPrint(
                _("Diese Veranstaltung hat noch keine Programmpunkte. Bitte tragen Sie sie zuerst ein.")
            )
    else:
        found = replace(found, inner=tuple(replace(one, programme=()) for one in found.inner))
        if not any(one.dates for one in found.inner):
            raise CannotPrint(
                _("Es gibt keine kommenden Termine. Bitte veröffentlichen Sie zuerst die nächsten Termine.")
            )
    return [found]


def card_choices(pk: int) -> list[tuple[str, str]]:
    """What the card can show; an event with a programme shows that first. One query."""
    choices = [(DATES, _("die nächsten Termine")), (PROGRAMME, _("das Programm dieser Veranstaltung"))]
    return choices[::-1] if EventItem.objects.filter(event=pk).exists() else choices


def register() -> None:
    from .registry import may_print, named_after_event

    folder = "/programme/events/documents"
    documents.register(
        Document(
            key="events.flyer",
            title=gettext_lazy("Flyer"),
            data=Handout,
            formats=(A5, A6),
            template=f"{folder}/flyer.typ",
            read=_flyer,
            allowed=may_print,
            named=named_after_event(gettext_lazy("Flyer")),
            kit=lambda pk: True,
            order=20,
        )
    )
    documents.register(
        Document(
            key="events.folded",
            title=gettext_lazy("Faltblatt"),
            data=Handout,
            formats=(DL_FOLDED,),
            template=f"{folder}/folded.typ",
            read=_folded,
            allowed=may_print,
            named=named_after_event(gettext_lazy("Faltblatt")),
            order=22,
        )
    )
    documents.register(
        Document(
            key="events.card",
            title=gettext_lazy("Programmkarte"),
            data=Handout,
            formats=(A6,),
            template=f"{folder}/card.typ",
            read=_card,
            allowed=may_print,
            named=named_after_event(gettext_lazy("Programmkarte")),
            options=(Option("inhalt", gettext_lazy("Was auf der Karte steht"), card_choices),),
            kit=lambda pk: True,
            order=24,
        )
    )
