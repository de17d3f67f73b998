"""`miteinander manage collect_messages`: bring every catalogue file up to date with the sources."""

from typing import Any

from django.core.management.base import BaseCommand

from miteinander.foundation.languages.catalogues import OFFICE_LANGUAGES, collect, compile_catalogues, update
from miteinander.foundation.languages.registry import base_language, site_codes


class Command(BaseCommand):
    help = "Bringt die Übersetzungsdateien auf den Stand der Quelltexte."

    def handle(self, *args: Any, **options: Any) -> None:
        jobs = [(code, False) for code in sorted(site_codes() - {base_language()})]
        jobs += [(code, True) for code in OFFICE_LANGUAGES]
        messages = {office: collect(office=office) for office in (False, True)}
        for code, office in jobs:
            catalogue = update(code, messages[office], office=office)
            missing = len(catalogue.untranslated_entries())
            self.stdout.write(
                f"{code}{' (Büro)' if office else ''}: {len(catalogue)} Texte, {missing} fehlen"
            )
        compile_catalogues()
