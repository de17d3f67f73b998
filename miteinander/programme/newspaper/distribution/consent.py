"""What a person agrees to when she orders the newspaper by post; the version is stored with the subscription."""

from django.utils.translation import gettext as _

VERSION = "2026-11"
"""Changes with every change of the sentence in German; what earlier versions said stands in the history of this file."""


def consent_sentence() -> str:
    return _(
        "Ich möchte die Zeitung per Post bekommen. Dafür darf der Integrationsrat meinen Namen und meine Anschrift "
        "speichern und auf den Umschlag drucken. Ich kann das jederzeit beenden: mit dem Code auf dem Umschlag, am "
        "Telefon oder mit einem Brief. Dann werden meine Angaben nach 30 Tagen gelöscht."
    )
