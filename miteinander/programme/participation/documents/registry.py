"""Registers the sheets of taking part."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.typesetting import documents
from miteinander.foundation.typesetting.documents import Document, Option, Wish
from miteinander.foundation.typesetting.formats import A3, A4, A4_OFFICE, A6
from miteinander.programme.events.documents.registry import named_after_event
from miteinander.programme.events.models import Event

from .. import policies
from ..enums import RegistrationMode
from ..models import BringItem, Invitation, Registration, RegistrationPlan
from . import feedback, guests, letters, lists, own
from .parts import how_many

FOLDER = "/programme/participation/documents"
SEE_FEEDBACK = "participation.view_feedback"


@cache
def of_event(policy: Callable[[Any], bool]) -> Callable[[Any, int], bool]:
    """Whoever may do that with the registrations, for an event that this account sees."""

    def allowed(user: Any, pk: int) -> bool:
        return policy(user) and Event.objects.visible_to(user).filter(pk=pk).exists()

    return allowed


def of_registration(user: Any, pk: int) -> bool:
    return Registration.objects.visible_to(user).filter(pk=pk).exists()


def may_see_feedback(user: Any) -> bool:
    return bool(user.is_active and user.has_perm(SEE_FEEDBACK))


def may_print_feedback(user: Any) -> bool:
    """A sheet that comes back takes a number: whoever only looks on makes none."""
    return may_see_feedback(user) and bool(user.has_perm("events.change_event"))


def named_after_party(word: str | Promise) -> Callable[[Wish], str]:
    """What it is and of which event; the name of the person stays out of the title."""

    def named(wish: Wish) -> str:
        found = RegistrationPlan.objects.select_related("event__series")
        return f"{word}: {found.get(registrations=wish.subject).event}"

    return named


def has_plan(pk: int) -> bool:
    return RegistrationPlan.objects.filter(event=pk).exclude(mode=RegistrationMode.NONE).exists()


def has_guests(pk: int) -> bool:
    return Registration.objects.of_event(pk).holding().exists()


def _rows(pk: int) -> list[tuple[str, str]]:
    return [
        ("empty", gettext("leer, zum Eintragen")),
        ("names", gettext("mit den Namen aus den Anmeldungen")),
    ]


def _nameless(pk: int) -> list[tuple[str, str]]:
    return [
        ("line", gettext("mit einer Linie zum Schreiben")),
        ("skip", gettext("weglassen")),
    ]


SHEETS = how_many("sheets", _("Wie viele Blätter"), 1, 2, 3, 5, 10)
EVENT_SHEETS: tuple[dict[str, Any], ...] = (
    {
        "key": "participation.letter", "title": _("Einladungsbrief"), "data": letters.Letter, "read": letters.letters,
        "formats": (A4_OFFICE,), "personal": True, "most_languages": 1, "order": 30,
        "allowed": of_event(policies.can_see_invitations),
        "options": (Option("for", _("Für wen"), letters.letter_choices),),
        "kit": lambda pk: Invitation.objects.filter(plan__event=pk, email="", state__in=letters.WAITING).exists(),
    },
    {
        "key": "participation.badges", "title": _("Namensschilder"), "data": guests.Badges, "read": guests.badges,
        "formats": (A4_OFFICE,), "personal": True, "most_languages": 1, "order": 60, "kit": has_guests,
        "allowed": of_event(policies.can_see_people),
        "options": (Option("nameless", _("Gäste ohne Namen"), _nameless),),
    },
    {
        "key": "participation.place_cards", "title": _("Tischkarten"), "data": guests.PlaceCards,
        "read": guests.place_cards, "formats": (A4_OFFICE,), "personal": True, "most_languages": 1, "order": 61,
        "allowed": of_event(policies.can_see_people),
    },
    {
        "key": "participation.door_list", "use": _("an der Tür"), "title": _("Liste für die Tür"), "data": guests.DoorList,
        "read": guests.door_list, "formats": (A4_OFFICE,), "personal": True, "most_languages": 1, "order": 62,
        "allowed": of_event(policies.can_see_people), "kit": has_plan,
    },
    {
        "key": "participation.sign_in", "use": _("am Eingang"), "title": _("Teilnahmeliste"), "data": lists.SignInSheet,
        "read": lists.sign_in_sheets, "formats": (A4_OFFICE,), "personal": True, "order": 63,
        "allowed": of_event(policies.can_register), "numbered": lists.sign_in_numbers, "kit": lambda pk: True,
        "options": (
            Option("rows", _("Zeilen"), _rows), Option("date", _("Termin"), lists.date_choices), SHEETS,
        ),
    },
    {
        "key": "participation.bring_list", "use": _("am Buffet"), "title": _("Mitbringliste"), "data": lists.BringSheet,
        "read": lists.bring_sheets, "formats": (A4_OFFICE,), "personal": True, "order": 64,
        "allowed": of_event(policies.can_register), "numbered": lists.bring_numbers,
        "kit": lambda pk: BringItem.objects.filter(plan__event=pk).exists(),
    },
    {
        "key": "participation.registration_sheet", "use": _("am Infostand und im Büro"), "title": _("Anmeldeblatt"), "data": lists.RegistrationSheet,
        "read": lists.registration_sheets, "formats": (A4_OFFICE.turned,), "order": 65,
        "allowed": of_event(policies.can_register), "numbered": lists.registration_numbers, "kit": has_plan,
        "options": (SHEETS,),
    },
    {
        "key": "participation.feedback_poster", "use": _("am Ausgang"), "title": _("Aushang für Rückmeldungen"),
        "data": feedback.FeedbackPoster, "read": feedback.feedback_posters, "formats": (A4, A3), "order": 70,
        "allowed": of_event(may_see_feedback), "kit": lambda pk: True,
    },
    {
        "key": "participation.feedback_sheet", "use": _("auf den Tischen"), "title": _("Blatt für Rückmeldungen"), "data": feedback.FeedbackSheet,
        "read": feedback.feedback_sheets, "formats": (A4_OFFICE,), "order": 71, "kit": lambda pk: True,
        "allowed": of_event(may_print_feedback), "numbered": feedback.sheet_numbers, "options": (SHEETS,),
    },
    {
        "key": "participation.feedback_slips", "title": _("Zettel für Rückmeldungen"),
        "data": feedback.FeedbackSlips, "read": feedback.feedback_slips, "formats": (A4_OFFICE,), "order": 72,
        "allowed": of_event(may_print_feedback), "numbered": feedback.slip_numbers,
        "options": (how_many("pages", _("Wie viele Seiten, je vier Zettel"), 1, 5, 10, 15),),
    },
)  # fmt: skip
OWN_SHEETS: tuple[dict[str, Any], ...] = (
    {"key": "participation.ticket", "title": _("Eintrittskarte"), "data": own.Ticket, "read": own.tickets,
     "formats": (A6,), "order": 10},
    {"key": "participation.slip", "title": _("Zettel mit dem Code"), "data": own.Slip, "read": own.slips,
     "formats": (A6,), "order": 11},
    {"key": "participation.certificate", "title": _("Teilnahmebescheinigung"), "data": own.Certificate,
     "read": own.certificates, "formats": (A4_OFFICE,), "archived": True, "most_languages": 2, "order": 12},
)  # fmt: skip


def register() -> None:
    for sheet in EVENT_SHEETS:
        documents.register(_document(sheet, named=named_after_event(sheet["title"])))
    for sheet in OWN_SHEETS:
        more = {"about": "registration", "personal": True, "allowed": of_registration, "most_languages": 1}
        documents.register(_document({**more, **sheet}, named=named_after_party(sheet["title"])))


def _document(sheet: dict[str, Any], *, named: Callable[[Wish], str]) -> Document:
    name = sheet["key"].split(".")[1]
    return Document(template=f"{FOLDER}/{name}.typ", named=named, **sheet)
