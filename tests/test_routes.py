"""The route table: every address of our own, for every role. An address missing here fails."""

import inspect
import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.support import newspaper_pages
from tests.support.factories import make_event, make_identity
from tests.support.joined_world import World

pytestmark = pytest.mark.django_db

# URL name -> address, and its status for anonymous, outsider and office.
ROUTES: dict[str, tuple[str, int, int, int]] = {
    "people:confirmation": ("/de/vereine/bestaetigen/unbekannt/", 410, 410, 410),
    "people:confirmation-thanks": ("/de/vereine/bestaetigen/danke/", 200, 200, 200),
    "mail-preferences": ("/de/e-mails/erraten/", 410, 410, 410),
    "language-redirect": ("/", 302, 302, 302),
    "health": ("/healthz", 200, 200, 200),
    "robots": ("/robots.txt", 200, 200, 200),
    "media": ("/media/images/gibt-es-nicht.png", 404, 404, 404),
    "feed-ics": ("/kalender.ics", 200, 200, 200),
    "feed-json": ("/kalender.json", 200, 200, 200),
    "event-ics": ("/termine/lesung.ics", 200, 200, 200),
    "todo-feed": ("/aufgaben/erraten.ics", 404, 404, 404),
    "website:home": ("/de/", 200, 200, 200),
    "website:concept": ("/de/konzept/", 200, 200, 200),
    "website:imprint": ("/de/impressum/", 200, 200, 200),
    "website:privacy": ("/de/datenschutz/", 200, 200, 200),
    "website:consultation": ("/de/sprechstunde/", 200, 200, 200),
    "website:volunteering": ("/de/mitmachen/", 200, 200, 200),
    "funding:transparency": ("/de/transparenz/", 200, 200, 200),
    "transparency-json": ("/transparenz.json", 200, 200, 200),
    "transparency-csv": ("/transparenz.csv", 200, 200, 200),
    "newspaper:edition-list": ("/de/zeitung/", 200, 200, 200),
    "newspaper:edition-detail": ("/de/zeitung/fruehjahr/", 200, 200, 200),
    "newspaper:edition-pdf": ("/de/zeitung/fruehjahr.pdf", 404, 404, 404),
    "newspaper:article-detail": ("/de/zeitung/fruehjahr/sesam/", 200, 200, 200),
    "newspaper:article-side-by-side": ("/de/zeitung/fruehjahr/sesam/nebeneinander/", 200, 200, 200),
    "newspaper-atom": ("/zeitung.atom", 200, 200, 200),
    "edition-picture": ("/bild/zeitung/fruehjahr.png", 200, 200, 200),
    "article-picture": ("/bild/zeitung/beitrag/sesam.png", 200, 200, 200),
    "website:concerns": ("/de/anliegen/", 200, 200, 200),
    "website:associations": ("/de/vereine/", 200, 200, 200),
    "website:search": ("/de/suche/", 200, 200, 200),
    "website:accessibility": ("/de/barrierefreiheit/", 200, 200, 200),
    "website:accessibility-thanks": ("/de/barrierefreiheit/danke/", 200, 200, 200),
    "website:easy-language": ("/de/leichte-sprache/", 200, 200, 200),
    "website:sign-language": ("/de/gebaerdensprache/", 200, 200, 200),
    "website:activity": ("/de/vorhaben/fruehstueck/", 200, 200, 200),
    "website:district-list": ("/de/stadtteile/", 200, 200, 200),
    "website:district": ("/de/stadtteile/hafen/", 200, 200, 200),
    "website:venue": ("/de/orte/saal/", 200, 200, 200),
    "website:organisation": ("/de/vereine/chor/", 200, 200, 200),
    "website:task": ("/de/konzept/aufgabe/", 200, 200, 200),
    "website:working-group": ("/de/rat/arbeitskreise/begegnung/", 200, 200, 200),
    "council:working-group-list": ("/de/rat/arbeitskreise/", 200, 200, 200),
    "sitemap": ("/sitemap.xml", 200, 200, 200),
    "sitemap-part": ("/sitemap-1.xml", 200, 200, 200),
    "site-picture": ("/bild/miteinander.png", 200, 200, 200),
    "event-picture": ("/bild/lesung.png", 200, 200, 200),
    "share-qr": ("/bild/qr/lesung.svg", 200, 200, 200),
    "share-picture": ("/bild/lesung-quadrat-xx.png", 404, 404, 404),
    "activity-picture": ("/bild/vorhaben/fruehstueck.png", 200, 200, 200),
    "district-picture": ("/bild/stadtteile/hafen.png", 200, 200, 200),
    "venue-picture": ("/bild/orte/saal.png", 200, 200, 200),
    "organisation-picture": ("/bild/vereine/chor.png", 200, 200, 200),
    "task-picture": ("/bild/konzept/aufgabe.png", 200, 200, 200),
    "working-group-picture": ("/bild/rat/arbeitskreise/begegnung.png", 200, 200, 200),
    "short-link": ("/t/gibt", 404, 404, 404),
    "style-guide": ("/stil/", 200, 200, 200),
    "favicon": ("/favicon.ico", 302, 302, 302),
    "feed-atom": ("/kalender.atom", 200, 200, 200),
    "door-worker": ("/tuer/dienst.js", 200, 200, 200),
    "door-page": ("/tuer/erraten/", 404, 404, 404),
    "door-manifest": ("/tuer/erraten/app.webmanifest", 404, 404, 404),
    "door-phone": ("/tuer/erraten/telefon/", 405, 405, 405),
    "door-list": ("/tuer/erraten/liste/", 404, 404, 404),
    "door-book": ("/tuer/erraten/buch/", 405, 405, 405),
    "events:event-list": ("/de/kalender/", 200, 200, 200),
    "events:event-month-present": ("/de/kalender/monat/", 302, 302, 302),
    "events:event-month": ("/de/kalender/monat/2026-12/", 200, 200, 200),
    "events:event-map": ("/de/kalender/karte/", 200, 200, 200),
    "events:event-detail": ("/de/termine/lesung/", 200, 200, 200),
    "participation:register": ("/de/termine/lesung/anmelden/", 200, 200, 200),
    "participation:code-entry": ("/de/anmeldung/", 200, 200, 200),
    "participation:own-registration": ("/de/anmeldung/erraten/", 410, 410, 410),
    "participation:own-change": ("/de/anmeldung/erraten/aendern/", 410, 410, 410),
    "participation:own-cancel": ("/de/anmeldung/erraten/abmelden/", 410, 410, 410),
    "participation:own-calendar": ("/de/anmeldung/erraten/kalender.ics", 410, 410, 410),
    "participation:own-ticket": ("/de/anmeldung/erraten/eintrittskarte/", 410, 410, 410),
    "participation:own-ticket-pdf": ("/de/anmeldung/erraten/eintrittskarte.pdf", 410, 410, 410),
    "participation:own-certificate-pdf": ("/de/anmeldung/erraten/bescheinigung.pdf", 410, 410, 410),
    "participation:own-slip": ("/de/anmeldung/erraten/zettel/", 410, 410, 410),
    "participation:own-certificate": ("/de/anmeldung/erraten/bescheinigung/", 410, 410, 410),
    "participation:invitation": ("/de/einladung/erraten/", 410, 410, 410),
    "participation_feedback:feedback-form": ("/de/rueckmeldung/erraten/", 404, 404, 404),
    "participation_feedback:feedback-thanks": ("/de/rueckmeldung/erraten/danke/", 404, 404, 404),
    "feedback-any-language": ("/r/erraten/", 302, 302, 302),
    "newspaper_distribution:subscription-form": ("/de/zeitung/abo/", 200, 200, 200),
    "newspaper_distribution:subscription-find": ("/de/zeitung/abo/code/", 200, 200, 200),
    "newspaper_distribution:subscription-own": ("/de/zeitung/abo/erraten/", 410, 410, 410),
    "newspaper_distribution:subscription-thanks": ("/de/zeitung/abo/erraten/danke/", 410, 410, 410),
    "newspaper_contribution:form": ("/de/zeitung/mitschreiben/erraten/", 410, 410, 410),
    "newspaper_contribution:thanks": ("/de/zeitung/mitschreiben/erraten/danke/", 410, 410, 410),
    "council:roster": ("/de/rat/", 200, 200, 200),
}
# Signing in and the own account. Who is signed in without having typed a password lately is asked for it (302).
ACCOUNT: dict[str, tuple[str, int, int, int]] = {
    "access:overview": ("/konto/", 302, 200, 200),
    "access:invitation": ("/konto/einladung/erraten/", 410, 410, 410),
    "account_login": ("/konto/anmelden/", 200, 302, 302),
    "account_logout": ("/konto/abmelden/", 302, 200, 200),
    "account_inactive": ("/konto/geschlossen/", 200, 200, 200),
    "account_reauthenticate": ("/konto/bestaetigen/", 302, 200, 200),
    "account_change_password": ("/konto/kennwort/", 302, 200, 200),
    "account_reset_password": ("/konto/kennwort/vergessen/", 200, 200, 200),
    "account_reset_password_done": ("/konto/kennwort/vergessen/gesendet/", 200, 200, 200),
    "account_reset_password_from_key": ("/konto/kennwort/neu/1-erraten/", 200, 200, 200),
    "account_reset_password_from_key_done": ("/konto/kennwort/neu/fertig/", 200, 200, 200),
    "usersessions_list": ("/konto/geraete/", 302, 200, 200),
    "mfa_index": ("/konto/zweiter-faktor/", 302, 200, 200),
    "mfa_authenticate": ("/konto/zweiter-faktor/anmelden/", 302, 302, 302),
    "mfa_reauthenticate": ("/konto/zweiter-faktor/bestaetigen/", 302, 302, 200),
    "mfa_activate_totp": ("/konto/zweiter-faktor/app/", 302, 302, 302),
    "mfa_deactivate_totp": ("/konto/zweiter-faktor/app/entfernen/", 302, 404, 302),
    "mfa_view_recovery_codes": ("/konto/zweiter-faktor/notfallcodes/", 302, 404, 404),
    "mfa_generate_recovery_codes": ("/konto/zweiter-faktor/notfallcodes/neu/", 302, 302, 302),
    "mfa_download_recovery_codes": ("/konto/zweiter-faktor/notfallcodes/datei/", 302, 404, 404),
    "mfa_list_webauthn": ("/konto/zweiter-faktor/passkeys/", 302, 200, 200),
    "mfa_add_webauthn": ("/konto/zweiter-faktor/passkeys/neu/", 302, 302, 302),
    "mfa_login_webauthn": ("/konto/zweiter-faktor/passkeys/anmelden/", 302, 302, 302),
    "mfa_reauthenticate_webauthn": ("/konto/zweiter-faktor/passkeys/bestaetigen/", 302, 302, 302),
    "mfa_remove_webauthn": ("/konto/zweiter-faktor/passkeys/987654/entfernen/", 302, 302, 302),
    "account_signup": ("/konto/registrieren/", 404, 404, 404),
    "account_email": ("/konto/adressen/", 404, 404, 404),
    "office-sign-in": ("/buero/login/", 302, 403, 302),
    "office-accounts": ("/buero/users/", 302, 302, 302),
    "office-accounts-bulk": ("/buero/bulk/access/user/delete/", 302, 302, 302),
}
# Our own pages inside the office: address, and its status for anonymous, outsider and office.
OFFICE: dict[str, tuple[str, int, int, int]] = {
    "audit:entry-list": ("/buero/protokoll/", 302, 302, 200),
    "audit:entry-export": ("/buero/protokoll/protokoll.csv", 302, 302, 200),
    "privacy:register": ("/buero/datenschutz/", 302, 302, 200),
    "privacy:erasure-log": ("/buero/datenschutz/nachweis/", 302, 302, 200),
    "privacy:person": ("/buero/datenschutz/person/", 302, 302, 200),
    "media:withdrawn-list": ("/buero/bilder/zurueckgezogen/", 302, 302, 200),
    "media:image-withdraw": ("/buero/bilder/99/zurueckziehen/", 302, 302, 404),
    "entry-check:confirmation-list": ("/buero/vereine-pruefen/", 302, 302, 200),
    "entry-check:confirmation-ask": ("/buero/vereine-pruefen/fragen/", 302, 302, 405),
    "entry-check:proposal-detail": ("/buero/vereine-pruefen/99/", 302, 302, 404),
    "days:day-check": ("/buero/ist-der-tag-frei/", 302, 302, 200),
    "days:day-hints": ("/buero/ist-der-tag-frei/hinweise/?tag=2026-12-06", 302, 302, 200),
    "planning:my-todos": ("/buero/aufgaben/", 302, 302, 200),
    "planning:list-index": ("/buero/aufgaben/listen/", 302, 302, 200),
    "planning:list-detail": ("/buero/aufgaben/listen/99/", 302, 302, 404),
    "planning:feed-settings": ("/buero/aufgaben/kalender/", 302, 302, 200),
    "planning:holiday-import": ("/buero/aufgaben/schulferien/", 302, 302, 200),
    "planning:todo-edit": ("/buero/aufgaben/99/", 302, 302, 404),
    "planning:todo-state": ("/buero/aufgaben/99/stand/", 302, 302, 405),
    "work:overview": ("/buero/hintergrundarbeit/", 302, 302, 200),
    "work:retry": (
        "/buero/hintergrundarbeit/00000000-0000-0000-0000-000000000000/noch-einmal/",
        302,
        302,
        405,
    ),
    "mailing:outbox": ("/buero/postausgang/", 302, 302, 200),
    "mailing:mail": ("/buero/postausgang/99/", 302, 302, 404),
    "mailing:mail-html": ("/buero/postausgang/99/html/", 302, 302, 404),
    "mailing:mail-resend": ("/buero/postausgang/99/noch-einmal/", 302, 302, 405),
    "mailing:mail-cancel": ("/buero/postausgang/99/abbrechen/", 302, 302, 405),
    "mailing:mails-cancel": ("/buero/postausgang/abbrechen/", 302, 302, 405),
    "mailing:address-list": ("/buero/postausgang/adressen/", 302, 302, 200),
    "mailing:address-free": ("/buero/postausgang/adressen/99/freigeben/", 302, 302, 405),
    "mailing:template-list": ("/buero/postausgang/vorlagen/", 302, 302, 200),
    "mailing:template-preview": ("/buero/postausgang/vorlagen/access.invitation/de/", 302, 302, 200),
    "mailing:template-html": ("/buero/postausgang/vorlagen/access.invitation/de/html/", 302, 302, 200),
    "access_office:account-list": ("/buero/konten/", 302, 302, 200),
    "access_office:invitation-new": ("/buero/konten/einladen/", 302, 302, 200),
    "access_office:invitation-change": ("/buero/konten/einladungen/987654/", 302, 302, 405),
    "access_office:grant-end": ("/buero/konten/rollen/987654/beenden/", 302, 302, 405),
    "access_office:account": ("/buero/konten/987654/", 302, 302, 404),
    "access_office:account-change": ("/buero/konten/987654/aendern/", 302, 302, 405),
    "translation:overview": ("/buero/uebersetzen/", 302, 302, 200),
    "translation:next": ("/buero/uebersetzen/naechster/", 302, 302, 302),
    "translation:export-xliff": ("/buero/uebersetzen/texte.xlf?sprache=tr", 302, 302, 200),
    "translation:export-po": ("/buero/uebersetzen/texte.po?sprache=tr", 302, 302, 200),
    "translation:import": ("/buero/uebersetzen/einlesen/", 302, 302, 200),
    "translation:import-apply": ("/buero/uebersetzen/einlesen/uebernehmen/", 302, 302, 405),
    "translation:edit": ("/buero/uebersetzen/places-venue/987654/tr/", 302, 302, 404),
    "translation:machine-ask": ("/buero/uebersetzen/places-venue/987654/tr/maschine/", 302, 302, 405),
    "translation:reading-new": ("/buero/uebersetzen/places-venue/987654/tr/gelesen/", 302, 302, 405),
    "funding_proofs:list": ("/buero/nachweise/", 302, 302, 200),
    "funding_proofs:begin": ("/buero/nachweise/neu/987654/", 302, 302, 404),
    "funding_proofs:return": ("/buero/nachweise/rueckzahlung/987654/", 302, 302, 404),
    "funding_proofs:receipt": ("/buero/nachweise/beleg/987654/", 302, 302, 404),
    "funding_proofs:file-delete": ("/buero/nachweise/beleg/987654/datei/1/", 302, 302, 405),
    "funding_proofs:application": ("/buero/nachweise/antrag/987654/", 302, 302, 404),
    "funding_proofs:application-csv": ("/buero/nachweise/antrag/987654/angaben.csv", 302, 302, 404),
    "funding_proofs:application-text": ("/buero/nachweise/antrag/987654/angaben.txt", 302, 302, 404),
    "funding_proofs:proof": ("/buero/nachweise/987654/", 302, 302, 404),
    "funding_proofs:words": ("/buero/nachweise/987654/text/", 302, 302, 404),
    "funding_proofs:numbers": ("/buero/nachweise/987654/zahlen/", 302, 302, 404),
    "funding_proofs:verify": ("/buero/nachweise/987654/pruefen/", 302, 302, 404),
    "funding_proofs:redraft": ("/buero/nachweise/987654/entwerfen/", 302, 302, 405),
    "funding_proofs:submit": ("/buero/nachweise/987654/einreichen/", 302, 302, 405),
    "funding_proofs:discard": ("/buero/nachweise/987654/verwerfen/", 302, 302, 405),
    "funding_proofs:make-file": ("/buero/nachweise/987654/erstellen/", 302, 302, 405),
    "funding_proofs:pdf": ("/buero/nachweise/987654/nachweis.pdf", 302, 302, 404),
    "funding_proofs:xlsx": ("/buero/nachweise/987654/nachweis.xlsx", 302, 302, 404),
    "funding_proofs:json": ("/buero/nachweise/987654/nachweis.json", 302, 302, 404),
    "funding_proofs:receipts-csv": ("/buero/nachweise/987654/belegliste.csv", 302, 302, 404),
    "funding_proofs:income-csv": ("/buero/nachweise/987654/einnahmen.csv", 302, 302, 404),
    "funding_proofs:zip": ("/buero/nachweise/987654/belege.zip", 302, 302, 404),
    "newspaper_distribution_office:overview": ("/buero/zeitung-verteilen/", 302, 302, 200),
    "newspaper_distribution_office:settings": ("/buero/zeitung-verteilen/einstellungen/", 302, 302, 200),
    "newspaper_distribution_office:delivery-list": ("/buero/zeitung-verteilen/987654/", 302, 302, 404),
    "newspaper_distribution_office:run-adopt": ("/buero/zeitung-verteilen/987654/auflage/", 302, 302, 405),
    "newspaper_distribution_office:leftovers": ("/buero/zeitung-verteilen/987654/reste/", 302, 302, 404),
    "newspaper_distribution_office:print": ("/buero/zeitung-verteilen/987654/drucken/", 302, 302, 404),
    "newspaper_distribution_office:sheet": (
        "/buero/zeitung-verteilen/987654/drucken/newspaper.rounds.pdf",
        302,
        302,
        404,
    ),
    "funding_long_view:overview": ("/buero/bedarf/", 302, 302, 200),
    "funding_long_view:export-csv": ("/buero/bedarf/bedarf.csv", 302, 302, 200),
    "funding_unit_costs:overview": ("/buero/kosten/", 302, 302, 200),
    "funding_books:journal": ("/buero/buecher/", 302, 302, 200),
    "funding_books:balance": ("/buero/buecher/salden/", 302, 302, 200),
    "funding_books:export-csv": ("/buero/buecher/buchungen.csv", 302, 302, 200),
    "funding_books:export-xlsx": ("/buero/buecher/buchungen.xlsx", 302, 302, 200),
    "funding_books:export-beancount": ("/buero/buecher/buchungen.beancount", 302, 302, 200),
    "newspaper_office:edition-list": ("/buero/zeitung/", 302, 302, 200),
    "newspaper_office:edition": ("/buero/zeitung/987654/", 302, 302, 404),
    "newspaper_office:edition-do": ("/buero/zeitung/987654/tun/", 302, 302, 405),
    "newspaper_office:deadline-do": ("/buero/zeitung/termin/987654/", 302, 302, 405),
    "newspaper_office:flatplan": ("/buero/zeitung/987654/seitenplan/", 302, 302, 404),
    "newspaper_office:flatplan-do": ("/buero/zeitung/987654/seitenplan/tun/", 302, 302, 405),
    "newspaper_office:slot": ("/buero/zeitung/platz/987654/", 302, 302, 404),
    "newspaper_office:idea-add": ("/buero/zeitung/idee/", 302, 302, 200),
    "newspaper_office:article": ("/buero/zeitung/beitrag/987654/", 302, 302, 404),
    "newspaper_office:article-do": ("/buero/zeitung/beitrag/987654/tun/", 302, 302, 405),
    "newspaper_office:comment-add": ("/buero/zeitung/beitrag/987654/kommentar/", 302, 302, 405),
    "newspaper_office:comment-resolve": ("/buero/zeitung/kommentar/987654/", 302, 302, 405),
    "newspaper_office:version-list": ("/buero/zeitung/beitrag/987654/fassungen/", 302, 302, 404),
    "newspaper_office:version-restore": ("/buero/zeitung/fassung/987654/", 302, 302, 405),
    "newspaper_office:link-list": ("/buero/zeitung/beitrag/987654/links/", 302, 302, 404),
    "newspaper_office:link-revoke": ("/buero/zeitung/link/987654/", 302, 302, 405),
    "funding_office:cockpit": ("/buero/geld/", 302, 302, 200),
    "funding_office:spent": ("/buero/geld/ausgaben/", 302, 302, 200),
    "funding_office:fund-list": ("/buero/geld/quellen/", 302, 302, 200),
    "funding_office:fund-add": ("/buero/geld/quellen/neu/", 302, 302, 200),
    "funding_office:fund": ("/buero/geld/quellen/987654/", 302, 302, 404),
    "funding_office:fund-edit": ("/buero/geld/quellen/987654/aendern/", 302, 302, 404),
    "funding_office:plan": ("/buero/geld/quellen/987654/plan/", 302, 302, 404),
    "funding_office:financing": ("/buero/geld/quellen/987654/finanzierung/", 302, 302, 404),
    "funding_office:line-add": ("/buero/geld/quellen/987654/position/", 302, 302, 404),
    "funding_office:fund-request": ("/buero/geld/quellen/987654/beantragen/", 302, 302, 404),
    "funding_office:fund-grant": ("/buero/geld/quellen/987654/bewilligen/", 302, 302, 404),
    "funding_office:fund-refuse": ("/buero/geld/quellen/987654/ablehnen/", 302, 302, 404),
    "funding_office:transfer": ("/buero/geld/quellen/987654/umschichten/", 302, 302, 404),
    "funding_office:carry-over": ("/buero/geld/quellen/987654/uebertragen/", 302, 302, 404),
    "funding_office:line-edit": ("/buero/geld/position/987654/", 302, 302, 404),
    "funding_office:line-remove": ("/buero/geld/position/987654/streichen/", 302, 302, 405),
    "funding_office:instalment-call": ("/buero/geld/teilbetrag/987654/abrufen/", 302, 302, 405),
    "funding_office:instalment-receive": ("/buero/geld/teilbetrag/987654/eingang/", 302, 302, 404),
    "funding_office:order-list": ("/buero/geld/auftraege/", 302, 302, 200),
    "funding_office:order-add": ("/buero/geld/auftraege/neu/", 302, 302, 200),
    "funding_office:approval-list": ("/buero/geld/auftraege/mitzeichnen/", 302, 302, 200),
    "funding_office:order": ("/buero/geld/auftraege/987654/", 302, 302, 404),
    "funding_office:order-edit": ("/buero/geld/auftraege/987654/aendern/", 302, 302, 404),
    "funding_office:order-do": ("/buero/geld/auftraege/987654/tun/", 302, 302, 405),
    "funding_office:quote-add": ("/buero/geld/auftraege/987654/angebot/", 302, 302, 404),
    "funding_office:ksk": ("/buero/geld/kuenstlersozialabgabe/", 302, 302, 200),
    "funding_office:rule-list": ("/buero/geld/regeln/", 302, 302, 200),
    "funding_receipts:receipt-list": ("/buero/geld/belege/", 302, 302, 200),
    "funding_receipts:receipts-csv": ("/buero/geld/belege/belege.csv", 302, 302, 200),
    "funding_receipts:receipts-xlsx": ("/buero/geld/belege/belege.xlsx", 302, 302, 200),
    "funding_receipts:files-zip": ("/buero/geld/belege/dateien.zip", 302, 302, 200),
    "funding_receipts:missing": ("/buero/geld/belege/fehlt/", 302, 302, 200),
    "funding_receipts:receipt-start": ("/buero/geld/belege/neu/", 302, 302, 200),
    "funding_receipts:receipt-add": ("/buero/geld/belege/neu/angaben/", 302, 302, 200),
    "funding_receipts:receipt-from-file": ("/buero/geld/belege/neu/angaben/987654/", 302, 302, 404),
    "funding_receipts:waiting-discard": ("/buero/geld/belege/neu/987654/verwerfen/", 302, 302, 405),
    "funding_receipts:pay": ("/buero/geld/belege/bezahlen/", 302, 302, 200),
    "funding_receipts:receipt": ("/buero/geld/belege/987654/", 302, 302, 404),
    "funding_receipts:file-add": ("/buero/geld/belege/987654/datei/", 302, 302, 405),
    "funding_receipts:receipt-reverse": ("/buero/geld/belege/987654/storno/", 302, 302, 404),
    "funding_receipts:file-remove": ("/buero/geld/belege/datei/987654/entfernen/", 302, 302, 405),
    "funding_receipts:run-list": ("/buero/geld/ueberweisungen/", 302, 302, 200),
    "funding_receipts:run-add": ("/buero/geld/ueberweisungen/neu/", 302, 302, 200),
    "funding_receipts:account": ("/buero/geld/ueberweisungen/konto/", 302, 302, 200),
    "funding_receipts:run": ("/buero/geld/ueberweisungen/987654/", 302, 302, 404),
    "funding_receipts:run-file": ("/buero/geld/ueberweisungen/987654/datei.xml", 302, 302, 404),
    "funding_receipts:run-confirm": ("/buero/geld/ueberweisungen/987654/bestaetigen/", 302, 302, 405),
    "funding_receipts:run-discard": ("/buero/geld/ueberweisungen/987654/verwerfen/", 302, 302, 405),
    "funding_receipts:income-list": ("/buero/geld/einnahmen/", 302, 302, 200),
    "funding_receipts:income-add": ("/buero/geld/einnahmen/neu/", 302, 302, 200),
    "funding_receipts:income-reverse": ("/buero/geld/einnahmen/987654/storno/", 302, 302, 404),
    "event_office:plan-start": ("/buero/termine/planen/", 302, 302, 200),
    "event_office:plan-format": ("/buero/termine/planen/open-breakfast/", 302, 302, 200),
    "event_office:plan-again": ("/buero/termine/987654/noch-einmal/", 302, 302, 404),
    "event_office:event-share": ("/buero/termine/987654/teilen/", 302, 302, 404),
    "event_office:event-cancel": ("/buero/termine/987654/absagen/", 302, 302, 404),
    "event_office:event-postpone": ("/buero/termine/987654/verschieben/", 302, 302, 404),
    "event_office:event-print": ("/buero/termine/987654/drucken/", 302, 302, 404),
    "print_office:settings": ("/buero/drucken/einstellungen/", 302, 302, 200),
    "print_office:sheets": ("/buero/drucken/event/987654/", 302, 302, 404),
    "print_office:kit": ("/buero/drucken/event/987654/mappe/", 302, 302, 404),
    "print_office:kept": ("/buero/drucken/event/987654/gedruckt/", 302, 302, 404),
    "print_office:kept-file": ("/buero/drucken/event/987654/gedruckt/1/", 302, 302, 404),
    "print_office:sheet": ("/buero/drucken/event/987654/blatt/events.poster/", 302, 302, 404),
    "print_office:preview": ("/buero/drucken/event/987654/blatt/events.poster/vorschau/", 302, 302, 404),
    "print_office:job": ("/buero/drucken/auftrag/00000000-0000-0000-0000-000000000000/", 302, 302, 404),
    "event_office:draft-move": ("/buero/termine/987654/neuer-tag/", 302, 302, 405),
    "participation_feedback_office:feedback-result": ("/buero/rueckmeldungen/987654/", 302, 302, 404),
    "participation_feedback_office:feedback-poster": (
        "/buero/rueckmeldungen/987654/aushang/",
        302,
        302,
        404,
    ),
    "participation_feedback_office:feedback-slips": (
        "/buero/rueckmeldungen/987654/blatt/leer/",
        302,
        302,
        405,
    ),
    "participation_feedback_office:feedback-sheet": ("/buero/rueckmeldungen/987654/blatt/", 302, 302, 404),
    "participation_office:event-list": ("/buero/anmeldungen/", 302, 302, 200),
    "participation_office:registration-list": ("/buero/anmeldungen/99999/", 302, 302, 404),
    "participation_office:door-list": ("/buero/anmeldungen/99999/liste/", 302, 302, 404),
    "participation_office:export-csv": ("/buero/anmeldungen/99999/anmeldungen.csv", 302, 302, 404),
    "participation_office:export-xlsx": ("/buero/anmeldungen/99999/anmeldungen.xlsx", 302, 302, 404),
    "participation_office:plan-edit": ("/buero/anmeldungen/99999/plaetze/", 302, 302, 404),
    "participation_office:question-edit": ("/buero/anmeldungen/99999/fragen/", 302, 302, 404),
    "participation_office:bring-edit": ("/buero/anmeldungen/99999/mitbringen/", 302, 302, 404),
    "participation_office:entry": ("/buero/anmeldungen/99999/telefon/", 302, 302, 404),
    "participation_office:sheet": ("/buero/anmeldungen/99999/blatt/", 302, 302, 404),
    "participation_office:blank-sheet": ("/buero/anmeldungen/99999/blatt/leer/", 302, 302, 405),
    "participation_office:sheet-returned": ("/buero/anmeldungen/99999/blatt/zurueck/", 302, 302, 405),
    "participation_office:invitation-list": ("/buero/anmeldungen/99999/einladungen/", 302, 302, 404),
    "participation_office:invitation-add": ("/buero/anmeldungen/99999/einladungen/neu/", 302, 302, 404),
    "participation_office:letters": ("/buero/anmeldungen/99999/einladungen/briefe/", 302, 302, 404),
    "participation_office:seats-offer": ("/buero/anmeldungen/99999/anbieten/", 302, 302, 405),
    "participation_office:invitations-do": ("/buero/anmeldungen/99999/einladungen/tun/", 302, 302, 405),
    "participation_office:registration": ("/buero/anmeldungen/gruppe/99999/", 302, 302, 404),
    "participation_office:registration-change": ("/buero/anmeldungen/gruppe/99999/aendern/", 302, 302, 404),
    "participation_office:registration-do": ("/buero/anmeldungen/gruppe/99999/tun/", 302, 302, 405),
    "participation_office:registration-slip": ("/buero/anmeldungen/gruppe/99999/zettel/", 302, 302, 404),
    "participation_office:invitation": ("/buero/anmeldungen/einladung/99999/", 302, 302, 404),
    "participation_office:invitation-do": ("/buero/anmeldungen/einladung/99999/tun/", 302, 302, 405),
    "door:overview": ("/buero/tuer/", 302, 302, 200),
    "door:event": ("/buero/tuer/987654/", 302, 302, 404),
    "door:counts": ("/buero/tuer/987654/zahlen/", 302, 302, 404),
    "door:door": ("/buero/tuer/eingang/987654/", 302, 302, 404),
    "door:link-new": ("/buero/tuer/eingang/987654/link/", 302, 302, 405),
    "door:links-close": ("/buero/tuer/eingang/987654/schliessen/", 302, 302, 405),
    "door:door-remove": ("/buero/tuer/eingang/987654/entfernen/", 302, 302, 405),
    "door:phone-lock-out": ("/buero/tuer/telefon/987654/aussperren/", 302, 302, 405),
    "office:year-wheel": ("/buero/jahr/", 302, 302, 200),
    "office:language-list": ("/buero/sprachen/", 302, 302, 200),
    "programme_files:overview": ("/buero/programmdateien/", 302, 302, 200),
    "programme_files:file-apply": ("/buero/programmdateien/uebernehmen/", 302, 302, 405),
    "programme_files:template-download": ("/buero/programmdateien/vorlage.xlsx", 302, 302, 200),
    "programme_files:export-xlsx": ("/buero/programmdateien/export.xlsx", 302, 302, 200),
    "programme_files:export-yaml": ("/buero/programmdateien/export.yaml", 302, 302, 200),
    "programme_files:export-csv": ("/buero/programmdateien/export.csv?kind=events", 302, 302, 200),
}
WITH_FORM = {
    "newspaper_distribution:subscription-form",
    "newspaper_contribution:form",
    *(f"newspaper_distribution:subscription-{name}" for name in ("form", "find", "own")),
    *("website:accessibility", "people:confirmation", "mail-preferences", "participation:register"),
    *(f"participation:{name}" for name in ("code-entry", "own-registration", "own-change", "own-cancel")),
    "participation:invitation",
    "participation_feedback:feedback-form",
}
ONLY_POST = {"door-phone", "door-book"}
# What others' packages bring has its own tests there; here only that strangers stay out.
FOREIGN = {
    "/buero/": (302, 302, 200),
    "/buero/snippets/events/event/": (302, 302, 200),
    "/buero/snippets/website/fixedpage/": (302, 302, 200),
    "/buero/snippets/website/fixedpagetext/": (302, 302, 200),
    "/buero/snippets/website/barrierreport/": (302, 302, 200),
    "/buero/reports/site-history/": (302, 302, 200),
    "/dateien/1/geheim.pdf": (404, 404, 404),
}
ROLES = ("anonymous", "outsider", "office")


def own_names(patterns, prefix="") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            module = getattr(pattern.urlconf_name, "__name__", "")
            if not module.startswith("wagtail"):
                space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
                yield from own_names(pattern.url_patterns, space)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern.pattern} has no name"
            yield f"{prefix}{pattern.name}"


def office_names(patterns, prefix="") -> Iterator[str]:
    """Views of our own among those of Wagtail's office; what its viewsets make of our models is Wagtail's."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from office_names(
                pattern.url_patterns, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            )
        elif inspect.unwrap(pattern.callback).__module__.startswith("miteinander.") and not hasattr(
            pattern.callback, "view_class"
        ):
            yield f"{prefix}{pattern.name}"


@pytest.fixture
def site(db):
    World()
    make_event(slug="lesung", title="Lesung", dates=["2099-12-06"])
    make_event(slug="entwurf", title="Entwurf", state="draft", dates=["2099-12-06"])
    edition = newspaper_pages.make_edition(slug="fruehjahr")
    newspaper_pages.make_article(edition, slug="sesam", texts={"de": "Sesam", "tr": "Susam"})


@pytest.fixture
def clients(site, client, outsider, office):
    from django.test import Client

    found = {"anonymous": client, "outsider": Client(), "office": Client()}
    found["outsider"].force_login(outsider)
    found["office"].force_login(office)
    return found


def test_every_address_of_our_own_stands_in_the_table():
    names = list(own_names(get_resolver().url_patterns))
    assert sorted(names) == sorted([*ROUTES, *ACCOUNT])


def test_every_page_of_our_own_in_the_office_stands_in_the_table():
    (office,) = [entry for entry in get_resolver().url_patterns if str(entry.pattern) == "buero/"]
    assert sorted(office_names(office.url_patterns)) == sorted(OFFICE)


@pytest.mark.parametrize("name", OFFICE)
def test_office_page_answers_each_role_as_the_table_says(clients, name):
    address, *expected = OFFICE[name]
    responses = [clients[role].get(address) for role in ROLES]
    assert [response.status_code for response in responses] == expected
    assert responses[2].resolver_match.view_name == name


@pytest.mark.parametrize("name", ROUTES)
def test_address_answers_each_role_as_the_table_says(clients, name):
    address, *expected = ROUTES[name]
    responses = [clients[role].get(address) for role in ROLES]
    assert [response.status_code for response in responses] == expected
    assert responses[0].resolver_match.view_name == name
    if responses[0].status_code == 200 and address.startswith("/de/"):
        first, *others = [response.content for response in responses]
        assert len(re.findall(rb"<h1[ >]", first)) == 1
        if name not in WITH_FORM:
            assert others == [first, first], "public pages show everybody the same"


@pytest.mark.parametrize("name", ACCOUNT)
def test_account_page_answers_each_role_as_the_table_says(clients, name):
    address, *expected = ACCOUNT[name]
    responses = [clients[role].get(address) for role in ROLES]
    assert [response.status_code for response in responses] == expected
    assert responses[0].resolver_match.view_name == name
    for response in responses:
        assert response.status_code == 302 or b"<h1" in response.content
        assert "no-store" in response.headers.get("Cache-Control", "no-store")


@pytest.mark.parametrize("address", FOREIGN)
def test_office_is_closed_to_strangers(clients, address):
    responses = [clients[role].get(address) for role in ROLES]
    assert tuple(response.status_code for response in responses) == FOREIGN[address]
    for response in responses:
        if response.status_code == 302:
            assert response.headers["Location"].startswith("/buero/login/")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_pages_that_only_read_refuse_to_write(clients, method):
    for name in ROUTES.keys() - {"media", *WITH_FORM, *ONLY_POST}:
        for role in ROLES:
            response = getattr(clients[role], method)(ROUTES[name][0])
            assert response.status_code == 405, (name, role)
            assert response.headers["Allow"] == "GET, HEAD", name


@pytest.mark.parametrize("name", ROUTES)
def test_head_answers_like_get(client, site, name):
    response = client.head(ROUTES[name][0])
    assert response.status_code == ROUTES[name][1]
    assert response.content == b""


@pytest.mark.parametrize(
    ("header", "address"),
    [
        ("tr-TR,tr;q=0.9,de;q=0.5", "/tr/"),
        ("ar", "/ar/"),
        ("nl,fr;q=0.3,uk;q=0.7", "/uk/"),
        ("de-CH", "/de/"),
        ("de-simple", "/de/"),
        ("", "/de/"),
        ("*", "/de/"),
        ("zh,ja", "/de/"),
        (";;;=\x01,,q=q", "/de/"),
        ("x" * 5000, "/de/"),
    ],
)
def test_bare_address_leads_to_the_best_language(client, site, header, address):
    response = client.get("/", headers={"accept-language": header})
    assert response.headers["Location"] == address
    assert "Accept-Language" in response.headers["Vary"]
    assert not response.cookies


@pytest.mark.parametrize("address", ["/xx/", "/de/gibt-es-nicht/", "/DE/", "/de//kalender/", "/termine/entwurf.ics",
                                     "/de/termine/entwurf/", "/de/termine/%00/", "/media/images/x.png"])  # fmt: skip
def test_what_is_not_there_is_a_friendly_404(clients, address):
    for role in ROLES:
        response = clients[role].get(address)
        assert response.status_code == 404
        html = response.content.decode()
        assert "Diese Seite gibt es nicht" in html
        assert "Entwurf" not in html


@pytest.mark.parametrize(
    "path", ["../../secret-key", "%2e%2e/%2e%2e/secret-key", "/etc/passwd", "..%5csecret-key"]
)
def test_pictures_lead_to_no_other_file(client, db, settings, path):
    (settings.HOME / "secret-key").touch()
    assert client.get(f"/media/images/{path}").status_code in {400, 404}


def test_health_needs_no_more_than_the_database(client, db):
    response = client.get("/healthz")
    assert response.json() == {"status": "ok"}
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize(("is_sample", "line"), [(True, "Disallow: /\n"), (False, "Disallow: /buero/\n")])
def test_robots_stay_away_from_sample_data(client, db, is_sample, line):
    make_identity(is_sample=is_sample)
    text = client.get("/robots.txt").content.decode()
    assert text == f"User-agent: *\n{line}\nSitemap: http://testserver/sitemap.xml\n"
