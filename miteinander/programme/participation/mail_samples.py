"""The mails of the room, each with a sample for the office's preview."""

from django.utils.translation import gettext_lazy as _

from miteinander.foundation.mailing.templates import MailTemplate, register

SAMPLE = {
    "name": "Mira Beispiel",
    "title": "Interkulturelles Frühstück",
    "when": "Samstag, 5. September 2026, 10:00–13:00 Uhr",
    "place": "Bürgerhaus, Saal",
    "size": 3,
    "waits": False,
    "own_url": "https://integrationsrat.example/de/anmeldung/beispiel/",
    "event_url": "https://integrationsrat.example/de/termine/fruehstueck/",
    "code": "K7QP-3M2X",
    "until": "Freitag, 28. August 2026, 18:00 Uhr",
    "other_dates": "",
    "old_when": "Samstag, 29. August 2026, 10:00–13:00 Uhr",
    "old_place": "",
    "feedback_url": "https://integrationsrat.example/de/rueckmeldung/beispiel/",
    "reason": "Der Saal ist nach einem Wasserschaden gesperrt.",
}
PURPOSES = {
    "booked": _("bestätigt eine Anmeldung"),
    "waiting": _("bestätigt einen Platz auf der Warteliste"),
    "offer": _("bietet einen frei gewordenen Platz an"),
    "changed": _("bestätigt eine geänderte Anmeldung"),
    "cancelled": _("bestätigt eine Abmeldung"),
    "lapsed": _("sagt, dass ein angebotener Platz weitergegeben wurde"),
    "offer_reminder": _("erinnert an einen angebotenen Platz, bevor das Angebot abläuft"),
    "reminder": _("erinnert am Tag vorher alle, die einen Platz haben"),
    "moved": _("sagt, dass eine Veranstaltung an einem anderen Tag oder Ort ist"),
    "postponed": _("sagt, dass eine Veranstaltung später stattfindet und der Tag noch offen ist"),
    "event_cancelled": _("sagt eine Veranstaltung ab und nennt den Grund"),
    "takes_place": _("sagt, dass eine Veranstaltung sicher stattfindet"),
    "thanks": _("dankt denen, die da waren, und bittet um Rückmeldung"),
    "missed": _("schreibt denen, die angemeldet waren und nicht kamen"),
    "after": _("bittet nach der Veranstaltung um Rückmeldung, wenn niemand die Gäste gezählt hat"),
    "link": _("schickt einen neuen Link zur eigenen Anmeldung"),
}


def register_all() -> None:
    for news, purpose in PURPOSES.items():
        register(MailTemplate(f"participation.{news}", purpose, SAMPLE))
