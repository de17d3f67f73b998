"""What taking part adds to an event: chips on its cards, a section and the first button on its page."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from miteinander.foundation.languages.text import LocalText
from miteinander.foundation.values.clock import now
from miteinander.programme.events.companions import Chip, Companion, PrimaryAction, Section
from miteinander.programme.events.enums import EventState
from miteinander.programme.events.models import Event

from .enums import RegistrationMode, Verdict
from .models import RegistrationPlan
from .presentation import moment_words, present_language, way_words
from .standing import WITH_FORM, Standing, Way, standing_of_event, standings_of_events

SHOWN_NEAR_THE_TOP = 10


class TakingPart(Companion):
    def chips(self, events: Sequence[Event]) -> Mapping[int, Sequence[Chip]]:
        """One query."""
        coming = {event.pk for event in events if event.state == EventState.PUBLISHED}
        standings = standings_of_events(coming) if coming else {}
        return {pk: [chip] for pk, standing in standings.items() if (chip := _chip(standing))}

    def section(self, event: Event) -> Section | None:
        standing = _standing(event)
        if standing is None or standing.way == Way.OVER:
            return None
        return Section("participation/_section.html", _section(event, standing), order=SHOWN_NEAR_THE_TOP)

    def primary_action(self, event: Event) -> PrimaryAction | None:
        standing = _standing(event)
        if standing is None or standing.way not in WITH_FORM:
            return None
        waits = standing.way == Way.WAITING
        label = _("Auf die Warteliste") if waits else pgettext("an event", "Anmelden")
        return PrimaryAction(label, reverse("participation:register", args=[event.slug]))


def _standing(event: Event) -> Standing | None:
    """Read once for a page: section and button share it."""
    if "_standing" not in event.__dict__:
        event.__dict__["_standing"] = standing_of_event(event.pk)
    found: Standing | None = event.__dict__["_standing"]
    return found


def _chip(standing: Standing) -> Chip | None:
    way = standing.way
    if way == Way.OPEN and standing.few is not None:
        text = ngettext("noch %(count)d Platz", "noch %(count)d Plätze", standing.few)
        return Chip(text % {"count": standing.few}, "places", "ticket")
    if way == Way.OPEN and standing.plan.mode == RegistrationMode.OPTIONAL:
        return None
    label = _CHIPS.get(way)
    return Chip(label(), "places" if way in (Way.WAITING, Way.FULL) else "topic", "ticket") if label else None


_CHIPS = {
    Way.OPEN: lambda: _("Anmeldung nötig"),
    Way.NOT_YET: lambda: _("Anmeldung nötig"),
    Way.WAITING: lambda: _("ausgebucht, Warteliste"),
    Way.FULL: lambda: _("ausgebucht"),
    Way.CLOSED: lambda: _("Anmeldung geschlossen"),
    Way.TELEPHONE: lambda: _("Anmeldung am Telefon"),
    Way.INVITATION: lambda: _("mit Einladung"),
}


def _section(event: Event, standing: Standing) -> dict[str, object]:
    return {
        "words": way_words(standing),
        "register_url": reverse("participation:register", args=[event.slug])
        if standing.way in WITH_FORM
        else "",
        "waits": standing.way == Way.WAITING,
        "invited": standing.way == Way.INVITATION,
        "seats": _seats(standing),
        "moments": _moments(standing),
        "note": standing.plan.note.localized(present_language()),
    }


def _seats(standing: Standing) -> list[tuple[LocalText, int]]:
    """Kinds of seats and programme items that are nearly or wholly taken, when others are not."""
    if standing.way != Way.OPEN:
        return []
    lang = present_language()
    pools = (*standing.kinds, *standing.items)
    return [(pool.name(lang), few) for pool in pools if (few := standing.few_of(pool)) is not None]


def _moments(standing: Standing) -> list[tuple[str, str]]:
    """When the registration opens and closes, and when it is decided whether the event takes place."""
    plan, moments = standing.plan, []
    if standing.way == Way.NOT_YET and plan.opens_at:
        moments.append((_("Anmeldung ab"), moment_words(plan.opens_at)))
    if plan.closes_at and plan.closes_at > now() and standing.way in (*WITH_FORM, Way.NOT_YET, Way.TELEPHONE):
        moments.append((_("Anmeldung bis"), moment_words(plan.closes_at)))
    if sentence := _minimum(plan):
        moments.append((_("Findet statt?"), sentence))
    return moments


def _minimum(plan: RegistrationPlan) -> str:
    if plan.verdict == Verdict.TAKES_PLACE:
        return _("Ja, es haben sich genug Gäste angemeldet.")
    if plan.minimum is None or plan.decides_at is None or plan.verdict != Verdict.OPEN:
        return ""
    return ngettext(
        "Ja, wenn mindestens %(count)d Gast kommt. Das entscheidet sich am %(moment)s.",
        "Ja, wenn mindestens %(count)d Gäste kommen. Das entscheidet sich am %(moment)s.",
        plan.minimum,
    ) % {"count": plan.minimum, "moment": moment_words(plan.decides_at)}
