"""What distribution keeps about people: purpose, period, erasure."""

from datetime import date

from django.db.models import QuerySet

from miteinander.civic.people.models import Person
from miteinander.foundation.privacy import uses
from miteinander.foundation.privacy.enums import Basis, Erasure
from miteinander.foundation.privacy.register import declare, declare_not_personal
from miteinander.foundation.privacy.rules import After, ByHand, Due

from ..models import CarrierRound, DistributionSettings, Outlet, PostalSubscriber

DAYS_AFTER_END = 30
DAYS_WITHOUT_PAPER = 365


def declare_all() -> None:
    uses.register(Person, lambda day: CarrierRound.objects.values("carrier"))
    declare(
        CarrierRound,
        fields=["carrier"],
        purpose="Wissen, wer welche Runde mit der Zeitung austrägt",
        basis=Basis.PUBLIC_TASK,
        retention="bis jemand anderes die Runde übernimmt",
        rule=ByHand("Eine Runde gehört einer Person, bis das Büro eine andere einträgt."),
        erasure=Erasure.ANONYMISE,
    )
    declare(
        Outlet,
        fields=["contact"],
        purpose="Anrufen, bevor Zeitungen gebracht oder Reste gezählt werden",
        basis=Basis.PUBLIC_TASK,
        retention="1 Jahr nach der letzten Ausgabe, die dort auslag",
        rule=Due(outlets_without_paper, days=DAYS_WITHOUT_PAPER),
        about=["contact__icontains"],
        erasure=Erasure.BLANK,
    )
    declare(
        PostalSubscriber,
        fields=["name", "addition", "street", "postal_code", "town", "language"],
        purpose="Die Zeitung per Post schicken; die Sprache nur, um Übersetzungen zu planen",
        basis=Basis.CONSENT,
        retention="30 Tage nach der Abbestellung, falls sie ein Versehen war",
        rule=After("ended_on", days=DAYS_AFTER_END),
        about=["name__iexact"],
    )
    declare_not_personal(Outlet, fields=["street"], reason="Anschrift einer Auslagestelle")
    declare_not_personal(
        DistributionSettings, fields=["delivery_street"], reason="Anschrift, an die die Druckerei liefert"
    )


def outlets_without_paper(day: date) -> QuerySet[Outlet]:
    """Outlets that get no paper any more and got none since the day."""
    since = Outlet.objects.filter(deliveries__edition__delivery_on__gte=day).values("pk")
    return Outlet.objects.filter(is_active=False).exclude(contact="").exclude(pk__in=since)
