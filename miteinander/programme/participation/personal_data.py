"""What the room keeps about people: purpose, period, erasure."""

from miteinander.foundation.privacy.enums import Basis, Erasure
from miteinander.foundation.privacy.register import declare, declare_not_personal
from miteinander.foundation.privacy.rules import Due, With

from . import actions
from .models import Answer, DoorEntry, DoorPhone, Feedback, Guest, Invitation, PrintedSheet, Registration
from .retention import answers_due, of_ended_events

DAYS = 28


def declare_all() -> None:
    """Guests and answers first: what is declared last is erased first, and a registration counts its guests then."""
    declare(
        Guest,
        fields=["name", "age"],
        purpose="Plätze für Begleitung vergeben; Alter nur, wo die Anmeldung den Grund nennt",
        basis=Basis.PUBLIC_TASK,
        retention="mit der Anmeldung",
        rule=With("registration"),
        about=["registration__email"],
        delete=actions.forget_guests,
    )
    declare(
        Answer,
        fields=["text"],
        purpose="Was die Anmeldung fragt; der Zweck steht bei jeder Frage",
        basis=Basis.PUBLIC_TASK,
        retention="so viele Tage nach der Veranstaltung, wie bei der Frage steht",
        rule=Due(answers_due, days=0),
        about=["registration__email"],
    )
    declare(
        Registration,
        fields=[
            *("name", "email", "phone", "language", "support", "interpreter_language", "food"),
            "override_reason",
        ],
        purpose="Plätze vergeben, Gäste benachrichtigen, an der Tür wissen, wer kommt",
        basis=Basis.PUBLIC_TASK,
        retention="28 Tage nach dem letzten Tag der Veranstaltung; Essen am Tag danach",
        rule=Due(of_ended_events(Registration, "plan__event"), days=DAYS),
        delete=actions.forget_registrations,
    )
    declare(
        Invitation,
        fields=["name", "address", "email", "language", "greeting"],
        purpose="Einladen und wissen, wer kommt",
        basis=Basis.PUBLIC_TASK,
        retention="28 Tage nach dem letzten Tag der Veranstaltung",
        rule=Due(of_ended_events(Invitation, "plan__event"), days=DAYS),
    )
    declare(
        DoorPhone,
        fields=["label"],
        purpose="Telefone an der Tür auseinanderhalten und aussperren",
        basis=Basis.PUBLIC_TASK,
        retention="am Tag nach der Veranstaltung",
        rule=Due(of_ended_events(DoorPhone, "door__event"), days=1),
        erasure=Erasure.DELETE,
    )
    declare(
        PrintedSheet,
        fields=["entered_by"],
        purpose="Wissen, wer ein zurückgekommenes Blatt eingegeben hat, wenn etwas nicht stimmt",
        basis=Basis.PUBLIC_TASK,
        retention="so lange wie die Veranstaltung selbst",
        rule=With("event"),
        about=["entered_by"],
        erasure=Erasure.ANONYMISE,
    )
    declare_not_personal(
        Feedback,
        fields=["sentence", "language"],
        reason="Gehört zu keiner Anmeldung; es stehen nur Gesicht, Satz, Sprache und Tag da",
    )
    declare_not_personal(
        DoorEntry, fields=["phone"], reason="Verweis auf das Gerät an der Tür, keine Rufnummer"
    )
