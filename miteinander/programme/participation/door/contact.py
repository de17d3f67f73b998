"""Who is speaking: the link of a door, and a phone that proves itself with its own secret."""

import uuid

from django.http import HttpRequest
from django.utils.translation import gettext as _

from miteinander.foundation.access import limits
from miteinander.foundation.access.links import Fault, LinkInvalid

from .. import actions
from ..models import Door, DoorPhone

HEADER = "X-Tuer-Telefon"
MINUTES_15 = 15 * 60


class Refused(Exception):
    """The phone is answered with this status and sentence; `wipe`: it has to delete what it holds."""

    def __init__(self, status: int, sentence: str, *, wipe: bool = False) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.wipe = wipe


def door_of(token: str, *, counted: bool = False) -> Door:
    """The open door behind a link, else Refused (404 for a forged one, 410 for one that is over). Three queries."""
    try:
        return actions.open_door(token, counted=counted)
    except LinkInvalid as invalid:
        if invalid.fault == Fault.FORGED:
            raise Refused(
                404, _("Diesen Link gibt es nicht. Bitte fragen Sie das Büro."), wipe=True
            ) from None
        raise Refused(
            410, _("Dieser Link gilt nicht mehr. Bitte fragen Sie das Büro nach einem neuen."), wipe=True
        ) from None


def phone_of(request: HttpRequest, token: str) -> DoorPhone:
    """The phone that sent this request, else Refused: 403 for one that is locked out or not known."""
    door = door_of(token)
    uid, _dot, secret = request.headers.get(HEADER, "").partition(".")
    try:
        phone = actions.find_phone(door=door, uid=uuid.UUID(uid), secret=secret[:100])
    except ValueError:
        phone = None
    if phone is None:
        raise Refused(403, _("Dieses Telefon ist an der Tür nicht zugelassen."), wipe=True)
    if not limits.take([limits.Limit(f"door phone {phone.pk}", 900, MINUTES_15)]):
        raise Refused(429, _("Das waren sehr viele Anfragen. Das Telefon versucht es gleich noch einmal."))
    return phone


def check_newcomer(request: HttpRequest) -> None:
    """New phones come slowly: 40 in a quarter of an hour from one address."""
    if not limits.take([limits.Limit(f"door {limits.client_address(request)}", 40, MINUTES_15)]):
        raise Refused(429, _("Hier haben sich gerade sehr viele Telefone angemeldet. Bitte warten Sie kurz."))
