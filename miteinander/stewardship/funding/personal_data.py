"""What the room keeps about people: purpose, period, erasure. Names of payees belong to the receipts a law keeps."""

from django.db.models import Q

from miteinander.foundation.privacy.enums import Basis, Erasure
from miteinander.foundation.privacy.register import declare, declare_not_personal
from miteinander.foundation.privacy.rules import By, ByHand, Due, Keep, With

from . import keeping
from .models import (
    BINDING,
    CreditTransfer,
    DatedRule,
    FundPrint,
    Income,
    Order,
    PaymentAccount,
    PaymentRun,
    Proof,
    Quote,
    Receipt,
    Transfer,
    WaitingFile,
)

AS_LONG = (
    "so lange, wie die Regeln für Belege und Zuwendungen es verlangen (Buchungsbelege ab dem Ende des Jahres, "
    "Zuwendungen ab dem Verwendungsnachweis)"
)


def declare_all() -> None:
    declare(
        Order,
        fields=["payee", "person", "resident_abroad", "note"],
        purpose="Aufträge erteilen, Honorare zahlen und nachweisen; Künstlersozialabgabe und Steuer (§ 50a EStG)",
        basis=Basis.CONTRACT,
        retention=AS_LONG,
        rule=Due(keeping.free_orders, days=0),
        about=["person"],
        keep=keeping.kept_unless(keeping.free_orders),
        erasure=Erasure.BLANK,
    )
    declare(
        Order,
        fields=["decided_by", "approved_by"],
        purpose="Nachweisen, wer einen Auftrag entschieden und wer ihn mitgezeichnet hat",
        basis=Basis.LEGAL_DUTY,
        retention="so lange, wie es den Auftrag gibt",
        rule=ByHand("Ohne die beiden Namen ist der Auftrag nicht nachgewiesen."),
        about=["decided_by"],
        keep=Keep(Q(state__in=BINDING), "Zu einem erteilten Auftrag gehört, wer ihn entschieden hat."),
        erasure=Erasure.ANONYMISE,
    )
    declare(
        Quote,
        fields=["supplier"],
        purpose="Angebote vergleichen und die Wahl begründen",
        basis=Basis.LEGAL_DUTY,
        retention="so lange wie der Auftrag",
        rule=Due(keeping.free_quotes, days=0),
        about=["supplier__iexact"],
        keep=keeping.kept_unless(keeping.free_quotes),
        erasure=Erasure.BLANK,
    )
    declare(
        Receipt,
        fields=["payee", "advanced_by", "booked_by", "remark"],
        purpose="Ausgaben buchen, bezahlen, Auslagen erstatten und alles nachweisen",
        basis=Basis.LEGAL_DUTY,
        retention=AS_LONG,
        rule=Due(keeping.free_receipts, days=0),
        about=["advanced_by"],
        keep=keeping.kept_unless(keeping.free_receipts),
        erasure=Erasure.BLANK,
    )
    declare(
        Income,
        fields=["payer", "booked_by"],
        purpose="Einnahmen buchen und nachweisen",
        basis=Basis.LEGAL_DUTY,
        retention=AS_LONG,
        rule=Due(keeping.free_income, days=0),
        about=["booked_by"],
        keep=keeping.kept_unless(keeping.free_income),
        erasure=Erasure.BLANK,
    )
    declare(
        Transfer,
        fields=["made_by"],
        purpose="Nachweisen, wer umgeschichtet hat",
        basis=Basis.LEGAL_DUTY,
        retention=AS_LONG,
        rule=Due(keeping.free_transfers, days=0),
        keep=keeping.kept_unless(keeping.free_transfers),
        erasure=Erasure.ANONYMISE,
    )
    declare(
        CreditTransfer,
        fields=["name", "iban", "text"],
        purpose="Auslagen und Rechnungen überweisen",
        basis=Basis.CONTRACT,
        retention="1 Jahr nach dem Tag der Überweisung; die Bank hat ihre eigenen Fristen",
        rule=Due(keeping.old_credit_transfers, days=keeping.IBAN_DAYS),
        about=["receipt"],
        erasure=Erasure.BLANK,
    )
    declare(
        PaymentRun,
        fields=["made_by", "confirmed_by"],
        purpose="Nachweisen, wer eine Überweisungsdatei erzeugt und wer ihre Ausführung bestätigt hat",
        basis=Basis.LEGAL_DUTY,
        retention="bis zum Ende des Kontos",
        rule=ByHand("Der Verweis endet mit dem Konto."),
        erasure=Erasure.ANONYMISE,
    )
    declare(
        WaitingFile,
        fields=["uploaded_by"],
        purpose="Nachfragen, wozu eine Datei gehört, die noch niemand gebucht hat",
        basis=Basis.PUBLIC_TASK,
        retention="90 Tage, wenn niemand die Datei bucht",
        rule=By("funding.discard_forgotten"),
        erasure=Erasure.ANONYMISE,
    )
    declare_not_personal(
        PaymentRun,
        fields=["debtor_name", "debtor_iban", "debtor_bic"],
        reason="Konto des Rates oder der Stadtkasse, wie es beim Anlegen der Datei war",
    )
    declare_not_personal(
        PaymentAccount, fields=["name", "iban", "bic"], reason="Konto des Rates oder der Stadtkasse"
    )
    declare(
        Proof,
        fields=["submitted_by"],
        purpose="Nachweisen, wer einen Verwendungsnachweis abgegeben hat",
        basis=Basis.LEGAL_DUTY,
        retention="so lange, wie es den Verwendungsnachweis gibt",
        rule=ByHand("Der Name gehört zum abgegebenen Nachweis."),
        erasure=Erasure.ANONYMISE,
    )
    declare(
        FundPrint,
        fields=["printed_by", "file"],
        purpose="Nachweisen, was zu einer Geldquelle wann gedruckt wurde",
        basis=Basis.LEGAL_DUTY,
        retention="so lange wie die Geldquelle selbst",
        rule=With("fund"),
        about=["printed_by"],
        erasure=Erasure.ANONYMISE,
    )
    declare(
        DatedRule,
        fields=["entered_by"],
        purpose="Wissen, wer eine Grenze eingetragen hat; für diese Person gilt sie beim Mitzeichnen nicht",
        basis=Basis.PUBLIC_TASK,
        retention="bis zum Ende des Kontos",
        rule=ByHand("Der Verweis endet mit dem Konto."),
        erasure=Erasure.ANONYMISE,
    )
