"""How many took part in the events of activities and what they thought of it; the provider `participation` of
`concept.results`. Only numbers: no name, and no opinion of fewer than five (`evaluation`)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Avg, Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from miteinander.civic.concept import results
from miteinander.civic.concept.models import Activity
from miteinander.civic.concept.result_words import number_words
from miteinander.civic.concept.results import Collected, Figure, Part, Period, Results, Sentence
from miteinander.programme.events.held import Happening, held
from miteinander.programme.events.result_sentences import with_day

from .door_book import Came, came_to
from .enums import Scope
from .evaluation import SMALLEST
from .models import Feedback, SeatPool

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Voices:
    """Answers about one event, at least `SMALLEST`; `mean` of 1 to 5."""

    answers: int
    mean: Decimal


def results_of_guests(activities: Sequence[Activity], period: Period) -> dict[int, Results]:
    """Three queries beside those of `held`."""
    found = held(activities, period)
    if not found:
        return {}
    events = [one.event for one in found]
    seats = seats_taken(found)
    came = came_to(events)
    voices = voices_of(found)
    collected = Collected.each(activities)
    for one in found:
        into = collected[one.event.activity_id]
        if text := _guests(one, seats.get(one.event.pk, 0), came.get(one.event.pk)):
            url = reverse("participation_office:registration-list", args=[one.event.pk])
            into.sentences.append(_sentence(one, text, url))
        if said := voices.get(one.event.pk):
            url = reverse("participation_feedback_office:feedback-result", args=[one.event.pk])
            into.sentences.append(_sentence(one, _opinion(one, said), url))
    for activity in activities:
        own = [one.event.pk for one in found if one.event.activity_id == activity.pk]
        collected[activity.pk].figures += _figures(own, seats, came, voices)
    return {pk: into.as_results() for pk, into in collected.items()}


def seats_taken(found: Sequence[Happening]) -> dict[int, int]:
    """Guests with a seat, by event; the number stays when the registrations are erased. One query."""
    pools = SeatPool.objects.filter(
        plan__event__in=[one.event for one in found], scope=Scope.ALL, taken__gt=0
    )
    return dict(pools.order_by().values_list("plan__event", "taken"))


def voices_of(found: Sequence[Happening]) -> dict[int, Voices]:
    """By event, where enough answered. One query."""
    rows = (
        Feedback.objects.filter(event__in=[one.event for one in found])
        .order_by()
        .values_list("event")
        .annotate(answers=Count("pk"), mean=Avg("face"))
        .filter(answers__gte=SMALLEST)
    )
    return {event: Voices(answers, Decimal(str(mean))) for event, answers, mean in rows}


def _sentence(one: Happening, text: str, office_url: str) -> Sentence:
    return Sentence(one.first, text, Part.EFFECT, one.record, office_url, one.public_url)


def _guests(one: Happening, registered: int, came: Came | None) -> str:
    parts = []
    if registered:
        text = ngettext(
            "Zu %(event)s war %(count)s Gast angemeldet.",
            "Zu %(event)s waren %(count)s Gäste angemeldet.",
            registered,
        )
        parts.append(text % {"event": with_day(one), "count": number_words(registered)})
        listed = came.guests + came.unknown if came else 0
        if 0 < listed <= registered:
            text = ngettext("Davon kam %(count)s.", "Davon kamen %(count)s.", listed)
            parts.append(text % {"count": number_words(listed)})
    if came and came.walk_ins:
        parts.append(_walk_ins(one, came.walk_ins, is_alone=not registered))
    return " ".join(parts)


def _walk_ins(one: Happening, count: int, *, is_alone: bool) -> str:
    if is_alone:
        text = ngettext(
            "Zu %(event)s kam %(count)s Gast ohne Anmeldung.",
            "Zu %(event)s kamen %(count)s Gäste ohne Anmeldung.",
            count,
        )
    else:
        text = ngettext(
            "Dazu kam %(count)s Gast ohne Anmeldung.", "Dazu kamen %(count)s Gäste ohne Anmeldung.", count
        )
    return text % {"event": with_day(one), "count": number_words(count)}


def _opinion(one: Happening, said: Voices) -> str:
    return ngettext(
        "Zu %(event)s gab %(count)s Gast eine Rückmeldung: im Durchschnitt %(mean)s von 5 Punkten.",
        "Zu %(event)s gaben %(count)s Gäste eine Rückmeldung: im Durchschnitt %(mean)s von 5 Punkten.",
        said.answers,
    ) % {
        "event": with_day(one),
        "count": number_words(said.answers),
        "mean": number_words(said.mean.quantize(TENTH)),
    }


def _figures(
    events: Sequence[int], seats: Mapping[int, int], came: Mapping[int, Came], voices: Mapping[int, Voices]
) -> Iterator[Figure]:
    registered = sum(seats.get(pk, 0) for pk in events)
    doors = [came[pk] for pk in events if pk in came]
    said = [voices[pk] for pk in events if pk in voices]
    guests, office = _("Gäste"), reverse("participation_office:event-list")
    if registered:
        source = _(
            "Vergebene Plätze der Veranstaltungen, die stattfanden; Namen werden dafür nicht gebraucht."
        )
        yield Figure("participation.registered", _("Angemeldete Gäste"), registered, guests, source, office)
    if doors:
        source = _("An der Tür eingelassen und auf der Liste; wo eine Tür geführt wurde.")
        listed = sum(one.guests + one.unknown for one in doors)
        yield Figure("participation.came", _("Angemeldete, die kamen"), listed, guests, source, office)
        source = _("An der Tür ohne Anmeldung gezählt; wo eine Tür geführt wurde.")
        walked = sum(one.walk_ins for one in doors)
        yield Figure("participation.walk_ins", _("Gäste ohne Anmeldung"), walked, guests, source, office)
    if said:
        answers = sum(one.answers for one in said)
        mean = sum((one.mean * one.answers for one in said), Decimal(0)) / answers
        source = _("Nur von Veranstaltungen mit mindestens %(least)d Antworten; ohne Namen abgegeben.") % {
            "least": SMALLEST
        }
        yield Figure("participation.answers", _("Rückmeldungen"), answers, _("Antworten"), source)
        label = _("Durchschnitt der Rückmeldungen")
        yield Figure("participation.mean", label, mean.quantize(TENTH), _("von 5 Punkten"), source)


def register() -> None:
    results.register("participation", results_of_guests)
