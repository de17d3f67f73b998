"""What distribution refuses, with the sentence a person reads."""

from collections.abc import Mapping

from django.utils.translation import gettext as _


class DistributionRefused(Exception):
    """`sentence` says to a person what to do next."""

    @property
    def sentence(self) -> str:
        raise NotImplementedError


class GridOvertaken(DistributionRefused):
    """Somebody else saved the deliveries since the grid was opened."""

    @property
    def sentence(self) -> str:
        return _(
            "Jemand hat diese Liste inzwischen gespeichert. Ihre Zahlen stehen noch hier, sind aber nicht gespeichert. "
            "Unter jedem Feld steht, was jetzt gespeichert ist, wo es anders ist. Prüfen Sie und speichern Sie noch "
            "einmal, dann gelten Ihre Zahlen."
        )


class GridRefused(DistributionRefused):
    """`wrong`: by outlet, what is wrong with its line. Nothing was saved."""

    def __init__(self, wrong: Mapping[int, str]) -> None:
        super().__init__(f"{len(wrong)} lines")
        self.wrong = wrong

    @property
    def sentence(self) -> str:
        return _("Es ist noch nichts gespeichert. Bitte berichtigen Sie die markierten Zeilen.")


class RunIsFixed(DistributionRefused):
    """The edition is released or printed."""

    @property
    def sentence(self) -> str:
        return _("Die Ausgabe ist freigegeben, ihre Auflage steht fest. Öffnen Sie sie zuerst wieder.")


class RunChanged(DistributionRefused):
    """The proposal is another one by now."""

    @property
    def sentence(self) -> str:
        return _("Der Vorschlag hat sich inzwischen geändert. Bitte sehen Sie ihn noch einmal an.")


class SubscriptionsClosed(DistributionRefused):
    @property
    def sentence(self) -> str:
        return _("Die Zeitung kann gerade nicht im Netz bestellt werden. Bitte rufen Sie uns an.")
