"""Why somebody cannot take part, with what the sentence needs; `sentence` is in the active language."""

from datetime import datetime

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from miteinander.foundation.languages.dates import format_date, format_time
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.values.clock import BERLIN


class CannotTakePart(Exception):
    """Nothing was booked and nothing changed."""

    @property
    def sentence(self) -> str:
        raise NotImplementedError


class NotOpenYet(CannotTakePart):
    def __init__(self, opens_at: datetime) -> None:
        super().__init__()
        self.opens_at = opens_at

    @property
    def sentence(self) -> str:
        local = self.opens_at.astimezone(BERLIN)
        lang = get_language() or base_language()
        return _("Die Anmeldung beginnt am %(day)s, %(time)s. Bitte kommen Sie dann wieder.") % {
            "day": format_date(local.date(), lang),
            "time": format_time(local.time(), lang),
        }


class RegistrationClosed(CannotTakePart):
    @property
    def sentence(self) -> str:
        return _("Die Anmeldung ist geschlossen. Rufen Sie uns an, wenn Sie noch eine Frage haben.")


class EventNotTakingPlace(CannotTakePart):
    @property
    def sentence(self) -> str:
        return _("Diese Veranstaltung findet nicht statt. Es wurde nichts angemeldet.")


class NotThisWay(CannotTakePart):
    """The event takes registrations only by telephone, only with an invitation, or not at all."""

    @property
    def sentence(self) -> str:
        return _("Für diese Veranstaltung geht die Anmeldung nicht auf diesem Weg. Bitte rufen Sie uns an.")


class WouldWait(CannotTakePart):
    """They would go to the waiting list and did not ask for it. `reason`: there are "too_many" of them, or
    "others_wait" in strict order."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason

    @property
    def sentence(self) -> str:
        return _(
            "So viele Plätze sind nicht mehr frei. Melden Sie weniger Personen an, oder setzen Sie sich alle "
            "zusammen auf die Warteliste."
        )


class NoPlacesLeft(CannotTakePart):
    """`free`: how many seats are left where it is tightest; `pool` says where."""

    def __init__(self, free: int, pool: str = "") -> None:
        super().__init__()
        self.free = free
        self.pool = pool

    @property
    def sentence(self) -> str:
        if not self.free:
            return _("Es ist leider kein Platz mehr frei. Es wurde nichts geändert.")
        return ngettext(
            "Es ist nur noch %(count)d Platz frei. Bitte melden Sie weniger Personen an.",
            "Es sind nur noch %(count)d Plätze frei. Bitte melden Sie weniger Personen an.",
            self.free,
        ) % {"count": self.free}


class PartyTooLarge(CannotTakePart):
    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    @property
    def sentence(self) -> str:
        return ngettext(
            "Hier können Sie höchstens %(count)d Person anmelden. Für mehr rufen Sie uns bitte an.",
            "Hier können Sie höchstens %(count)d Personen anmelden. Für mehr rufen Sie uns bitte an.",
            self.most,
        ) % {"count": self.most}


class PartyEmpty(CannotTakePart):
    @property
    def sentence(self) -> str:
        return _("Bitte sagen Sie, wie viele Personen kommen. Es muss mindestens eine sein.")


class UnknownChoice(CannotTakePart):
    """A kind of seat, programme item or thing to bring that this event does not have (any more)."""

    @property
    def sentence(self) -> str:
        return _(
            "Eine Ihrer Angaben passt nicht mehr zu dieser Veranstaltung. Bitte prüfen Sie das Formular."
        )


class AlreadyClaimed(CannotTakePart):
    def __init__(self, label: str, left: int) -> None:
        super().__init__()
        self.label = label
        self.left = left

    @property
    def sentence(self) -> str:
        return _("„%(what)s“ bringt inzwischen jemand anderes mit. Bitte wählen Sie etwas anderes.") % {
            "what": self.label
        }


class OfferGone(CannotTakePart):
    @property
    def sentence(self) -> str:
        return _("Das Angebot gilt nicht mehr. Der Platz ist weitergegeben.")


class AlreadyCancelled(CannotTakePart):
    @property
    def sentence(self) -> str:
        return _("Diese Anmeldung ist abgemeldet. Wenn Sie doch kommen möchten, melden Sie sich neu an.")


class SeatsPromised(CannotTakePart):
    """Fewer seats than are promised already."""

    def __init__(self, taken: int, pool: str) -> None:
        super().__init__()
        self.taken = taken
        self.pool = pool

    @property
    def sentence(self) -> str:
        return _(
            "%(pool)s: %(taken)d Plätze sind schon vergeben. Weniger geht erst, wenn sich jemand abmeldet."
        ) % {"pool": self.pool, "taken": self.taken}


class DoorWithoutDate(CannotTakePart):
    """The link of a door ends with its event, and this one has no day yet."""

    @property
    def sentence(self) -> str:
        return _("Für diese Veranstaltung steht noch kein Tag fest. Tragen Sie zuerst den Termin ein.")


class TooManyPhones(CannotTakePart):
    @property
    def sentence(self) -> str:
        return _(
            "An dieser Tür sind schon sehr viele Telefone. Das Büro kann welche aussperren oder eine neue Tür anlegen."
        )
