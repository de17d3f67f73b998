"""Every word of the app at the door, in all languages of the site at once: a helper changes the language offline.

Whole sentences; a number stands behind a colon, so that no language needs plural forms on the phone.
"""

from functools import lru_cache

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from miteinander.foundation.languages.registry import site_languages

from ..enums import AgeBand


def door_texts() -> dict[str, dict[str, str]]:
    """By language and key."""
    return _texts(tuple(language.code for language in site_languages()))


@lru_cache(4)
def _texts(codes: tuple[str, ...]) -> dict[str, dict[str, str]]:
    found = {}
    for code in codes:
        with translation.override(code):
            found[code] = _start() | _finding() | _states() | _deeds() | _counting() | _endings()
    return found


def _start() -> dict[str, str]:
    return {
        "language": _("Sprache"),
        "scan": pgettext("at the door", "Scannen"),
        "find": pgettext("at the door", "Suchen"),
        "count": pgettext("at the door", "Ohne Anmeldung"),
        "log": pgettext("at the door", "Verlauf"),
        "menu": _("Was möchten Sie tun?"),
        "online": _("verbunden"),
        "offline": _("ohne Netz"),
        "pending": _("Noch nicht übertragen: %(count)s"),
        "all_sent": _("Alles übertragen"),
        "counter": _("%(came)s von %(expected)s da"),
        "walk_in_counter": _("Ohne Anmeldung: %(count)s"),
        "label_question": _("Wie soll dieses Telefon heißen?"),
        "label_help": _("Zum Beispiel „Eingang links“. Daran erkennt das Büro, welches Telefon es ist."),
        "holds": _(
            "Dieses Telefon bekommt nur die Namen der Gäste dieser Veranstaltung. Zwölf Stunden nach dem Ende löscht es sie."
        ),
        "begin": _("Anfangen"),
        "needs_network": _(
            "Zum Anfangen braucht dieses Telefon einmal eine Verbindung. Danach geht es auch ohne Netz."
        ),
        "no_offline": _(
            "Diese Adresse beginnt nicht mit https. Ohne Netz lässt sich die Seite deshalb nicht neu öffnen. Lassen Sie sie offen."
        ),
    }


def _finding() -> dict[str, str]:
    return {
        "camera_on": _("Kamera einschalten"),
        "camera_off": _("Kamera ausschalten"),
        "camera_hint": _("Halten Sie den QR-Code der Karte vor die Kamera."),
        "camera_insecure": _(
            "Die Kamera geht nur, wenn die Adresse mit https beginnt. Wählen Sie ein Foto der Karte, tippen Sie den Code ein oder suchen Sie den Namen."
        ),
        "camera_refused": _(
            "Die Kamera ist nicht freigegeben. Erlauben Sie sie in den Einstellungen des Telefons, oder suchen Sie den Namen."
        ),
        "photo": _("Foto der Karte"),
        "photo_nothing": _(
            "Auf dem Foto ist kein QR-Code zu erkennen. Bitte fotografieren Sie näher und gerade."
        ),
        "code": _("Code von der Karte"),
        "code_unknown": _(
            "Dieser Code steht nicht auf der Liste. Bitte prüfen Sie ihn oder suchen Sie den Namen."
        ),
        "show": _("Anzeigen"),
        "find_label": _("Name"),
        "find_help": _("Die ersten Buchstaben genügen. Auch ähnlich klingende Namen kommen."),
        "find_nothing": _(
            "Niemand gefunden. Versuchen Sie es mit dem Nachnamen oder mit weniger Buchstaben."
        ),
        "persons": _("Personen: %(count)s"),
        "sounds_alike": _("klingt ähnlich"),
        "guest": _("Gast %(number)s"),
        "places": _("Plätze hier: %(count)s"),
    }


def _states() -> dict[str, str]:
    """What a party or guest is, as a word, and what to do then, as a sentence."""
    return {
        "is_booked": _("angemeldet"),
        "is_in": _("schon da seit %(time)s"),
        "is_in_at": _("schon da seit %(time)s (%(door)s)"),
        "is_partly_in": _("da: %(count)s von %(all)s"),
        "is_out": _("hinausgegangen um %(time)s"),
        "is_waiting": _("Warteliste"),
        "is_offered": _("Platz angeboten"),
        "is_cancelled": _("abgemeldet"),
        "is_elsewhere": _("andere Tür"),
        "is_unknown": _("nicht auf dieser Liste"),
        "then_waiting": _(
            "Diese Gruppe hat noch keinen Platz. Lassen Sie sie ein, wenn Plätze frei geblieben sind."
        ),
        "then_offered": _(
            "Diese Gruppe hat den angebotenen Platz noch nicht angenommen. Er ist für sie frei."
        ),
        "then_cancelled": _(
            "Diese Gruppe hat sich abgemeldet. Zählen Sie sie unter „Ohne Anmeldung“, wenn Platz ist."
        ),
        "then_elsewhere": _("Diese Karte gilt an einer anderen Tür."),
        "then_unknown": _(
            "Diese Karte gehört nicht zu dieser Veranstaltung, oder die Liste ist älter als die Anmeldung. Suchen Sie den Namen."
        ),
    }


def _deeds() -> dict[str, str]:
    return {
        "let_in": _("Einlassen"),
        "let_all_in": _("Alle einlassen: %(count)s"),
        "let_in_anyway": _("Trotzdem einlassen: %(count)s"),
        "goes_out": _("Geht hinaus"),
        "undo": _("Zurücknehmen"),
        "close": _("Schließen"),
        "did_in": _("eingelassen: %(name)s"),
        "did_out": _("hinausgegangen: %(name)s"),
        "did_walk_in": _("ohne Anmeldung: %(name)s"),
        "did_action": _("vermerkt: %(name)s"),
        "did_undo": _("zurückgenommen: %(name)s"),
        "taken_back": _("zurückgenommen"),
        "not_sent": _("noch nicht übertragen"),
        "log_empty": _("Auf diesem Telefon ist noch nichts eingetragen."),
        "log_help": _("Was dieses Telefon zuletzt eingetragen hat."),
    }


def _counting() -> dict[str, str]:
    ages = {f"age_{value}": str(label) for value, label in AgeBand.choices}
    return ages | {
        "walk_language": _("Sprache, die der Gast spricht"),
        "no_language": _("ohne Angabe"),
        "more_languages": _("weitere Sprachen"),
        "walk_help": _("Tippen Sie bei jedem Gast einmal auf das Alter. Namen brauchen wir nicht."),
        "age_": _("Alter ohne Angabe"),
        "take_last_back": _("Letzten zurücknehmen"),
    }


def _endings() -> dict[str, str]:
    return {
        "locked": _("Dieses Telefon ist an der Tür nicht mehr zugelassen. Es hat alle Daten gelöscht."),
        "over": _("Die Veranstaltung ist vorbei. Dieses Telefon hat alle Daten gelöscht."),
        "lost": _("Nicht mehr übertragen: %(count)s. Bitte sagen Sie dem Büro Bescheid."),
        "refused": _("Nicht gezählt: %(count)s. Bitte sagen Sie dem Büro Bescheid."),
        "storage": _(
            "Dieses Telefon kann nichts speichern. Beenden Sie das private Surfen, oder nehmen Sie einen anderen Browser."
        ),
        "broken": _("Das hat nicht geklappt. Bitte versuchen Sie es noch einmal."),
    }
