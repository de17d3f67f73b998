"""Why a file could not be read as an electronic invoice."""

from django.utils.translation import gettext as _


class UnreadableInvoice(Exception):
    """`str(error)` is a sentence for the person who handed the file in: what is wrong and what to do next."""


def too_much() -> UnreadableInvoice:
    return UnreadableInvoice(
        _("Die Rechnung hat zu viele Angaben, um sie zu lesen. Bitte tippen Sie die Summen ab.")
    )
