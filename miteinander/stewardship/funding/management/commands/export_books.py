"""`miteinander manage export_books --format beancount > books.beancount`"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import override

from miteinander.foundation.interface.models import present_identity
from miteinander.foundation.languages.registry import base_language

from ...ledger.export import beancount_lines, csv_lines


class Command(BaseCommand):
    help = "Writes all movements of the books, as CSV or as plain-text accounting that Beancount reads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=("csv", "beancount"), default="csv")

    def handle(self, *args: Any, **options: Any) -> None:
        with override(base_language()):
            is_csv = options["format"] == "csv"
            for line in csv_lines() if is_csv else beancount_lines(str(present_identity().name)):
                self.stdout.write(line, ending="")
