"""What the room keeps about people: purpose, period, erasure."""

from miteinander.foundation.privacy.enums import Basis, Erasure
from miteinander.foundation.privacy.register import declare, declare_not_personal
from miteinander.foundation.privacy.rules import ByHand, Due, With

from . import retention
from .models import (
    Article,
    ArticleComment,
    ArticleText,
    ArticleVersion,
    ContributionLink,
    Edition,
    EditionPrint,
)


def declare_all() -> None:
    declare(
        Edition,
        fields=["responsible_name", "responsible_address", "ads_responsible"],
        purpose="Impressum, wie es das Presserecht verlangt (§ 8 LPresseG NRW)",
        basis=Basis.LEGAL_DUTY,
        retention="so lange, wie es die Ausgabe gibt: ein gedrucktes Impressum bleibt",
        rule=ByHand("Das Impressum gehört zur gedruckten Ausgabe und zu ihrem Archiv."),
        about=["responsible_name__icontains", "ads_responsible__icontains"],
        erasure=Erasure.BLANK,
    )
    declare(
        EditionPrint,
        fields=["printed_by", "file"],
        purpose="Nachweisen, was von einer Ausgabe wann gedruckt wurde; Blätter mit Namen ohne ihre Datei",
        basis=Basis.PUBLIC_TASK,
        retention="so lange wie die Ausgabe selbst",
        rule=With("edition"),
        about=["printed_by"],
        erasure=Erasure.ANONYMISE,
    )
    declare(
        Article,
        fields=["edited_by", "approved_by"],
        purpose="Wissen, wer einen Beitrag zuletzt bearbeitet und wer ihn freigegeben hat",
        basis=Basis.PUBLIC_TASK,
        retention="bis zum Ende des Kontos",
        rule=ByHand("Der Verweis endet mit dem Konto."),
        erasure=Erasure.ANONYMISE,
    )
    declare(
        Article,
        fields=["author"],
        purpose="Nennen, wer einen Beitrag geschrieben hat (§ 13 UrhG)",
        basis=Basis.PUBLIC_TASK,
        retention="mit dem Beitrag; Ideen ohne Ausgabe 2 Jahre nach der letzten Änderung",
        rule=Due(retention.stale_ideas, days=retention.IDEA_DAYS),
        about=["author__icontains"],
        erasure=Erasure.BLANK,
    )
    declare(
        ArticleComment,
        fields=["author", "text"],
        purpose="Absprachen der Redaktion zu einem Beitrag",
        basis=Basis.PUBLIC_TASK,
        retention="1 Jahr nach der Lieferung der Ausgabe",
        rule=Due(retention.finished_comments, days=retention.COMMENT_DAYS),
        about=["author"],
        erasure=Erasure.DELETE,
    )
    declare(
        ArticleVersion,
        fields=["made_by"],
        purpose="Frühere Fassungen, damit kein Text verloren geht",
        basis=Basis.PUBLIC_TASK,
        retention="1 Jahr nach der Lieferung der Ausgabe",
        rule=Due(retention.finished_versions, days=retention.COMMENT_DAYS),
        erasure=Erasure.ANONYMISE,
    )
    declare(
        ContributionLink,
        fields=["name", "email", "language", "note"],
        purpose="Menschen von außen um einen Beitrag bitten und ihn zuordnen",
        basis=Basis.PUBLIC_TASK,
        retention="6 Monate, nachdem der Link abgelaufen ist",
        rule=Due(retention.finished_links, days=retention.LINK_DAYS),
        erasure=Erasure.DELETE,
    )
    declare_not_personal(
        ArticleText, fields=["made_by"], reason="Sagt, ob ein Mensch oder eine Maschine schrieb, nicht wer"
    )
    declare_not_personal(
        Edition,
        fields=["publisher_name", "publisher_address", "printer_name", "printer_address"],
        reason="Herausgeber und Druckerei sind Einrichtungen",
    )
