"""The mails of the room, each with a sample for the office's preview."""

from django.utils.translation import gettext_lazy as _

from miteinander.foundation.mailing.templates import MailTemplate, register

SAMPLE = {
    "name": "Mira Beispiel",
    "title": "Interkulturelles Frühstück",
    "when": "Samstag, 5. September 2026, 10:00–13:00 Uhr",
    "place": "Bürgerhaus, Saal",
    "size": 3,
    "own_url": "https://integrationsrat.example/de/anmeldung/beispiel/",
    "event_url": "https://integrationsrat.example/de/termine/fruehstueck/",
    "code": "K7QP-3M2X",
    "until": "Freitag, 28. August 2026, 18:00 Uhr",
    "reason": "Der Saal ist nach einem Wasserschaden gesperrt.",
}
PURPOSES = {
    "booked": _("bestätigt eine Anmeldung"),
    "waiting": _("bestätigt einen Platz auf der Warteliste"),
    "offer": _("bietet einen frei gewordenen Platz an"),
    "changed": _("bestätigt eine geänderte Anmeldung"),
    "cancelled": _("bestätigt eine Abmeldung"),
    "lapsed": _("sagt, dass ein angebotener Platz weitergegeben wurde"),
    "link": _("schickt einen neuen Link zur eigenen Anmeldung"),
}


def register_all() -> None:
    for news, purpose in PURPOSES.items():
        register(MailTemplate(f"participation.{news}", purpose, SAMPLE))
