"""What the room refuses, with what the sentence needs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from .release_checks import Finding


class NewspaperRefused(Exception):
    """`sentence` says to a person what to do next."""

    @property
    def sentence(self) -> str:
        raise NotImplementedError


class EditionFrozen(NewspaperRefused):
    """The edition is released or printed."""

    @property
    def sentence(self) -> str:
        return _(
            "Diese Ausgabe ist freigegeben. Öffnen Sie sie zuerst wieder, wenn noch etwas zu ändern ist."
        )


class Overtaken(NewspaperRefused):
    """Somebody else saved since the form was opened."""

    @property
    def sentence(self) -> str:
        return _(
            "Jemand hat diesen Text inzwischen geändert. Ihr Text steht noch hier, ist aber nicht gespeichert. Sehen "
            "Sie bei den Fassungen nach, was neu ist. Wenn Sie noch einmal speichern, gilt Ihre Fassung."
        )


class NotThisStep(NewspaperRefused):
    """The article cannot go from its state to the wanted one."""

    @property
    def sentence(self) -> str:
        return _("Dieser Schritt passt nicht zum Stand des Beitrags. Bitte laden Sie die Seite neu.")


class NoGermanText(NewspaperRefused):
    @property
    def sentence(self) -> str:
        return _("Der Beitrag hat noch keinen deutschen Text. Schreiben Sie ihn zuerst.")


class LanguagesMissing(NewspaperRefused):
    """Some wanted languages are missing or outdated."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names

    @property
    def sentence(self) -> str:
        return _("Es fehlen noch Übersetzungen oder sie sind veraltet: %(languages)s.") % {
            "languages": ", ".join(self.names)
        }


class SecondPersonNeeded(NewspaperRefused):
    """Who edited last approves only when they say that nobody else can."""

    @property
    def sentence(self) -> str:
        return _(
            "Sie haben diesen Text zuletzt bearbeitet. Bitten Sie eine andere Person um die Freigabe, oder kreuzen Sie "
            "an, dass Sie ihn allein freigeben."
        )


class WrongEdition(NewspaperRefused):
    @property
    def sentence(self) -> str:
        return _("Der Beitrag gehört zu einer anderen Ausgabe. Ändern Sie zuerst seine Ausgabe.")


class NotReadyForPrint(NewspaperRefused):
    """`findings`: what has to be mended first."""

    def __init__(self, findings: "Sequence[Finding]") -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = findings

    @property
    def sentence(self) -> str:
        return _("Die Ausgabe kann noch nicht gedruckt werden. Beheben Sie zuerst, was hier steht.")


class NotReleased(NewspaperRefused):
    @property
    def sentence(self) -> str:
        return _("Nur eine freigegebene Ausgabe kann gedruckt sein. Geben Sie sie zuerst frei.")


class LinkClosed(NewspaperRefused):
    """The link is used up, revoked, or the edition is frozen."""

    @property
    def sentence(self) -> str:
        return _(
            "Über diesen Link kann kein Text mehr eingereicht werden. Bitte schreiben Sie der Redaktion."
        )
