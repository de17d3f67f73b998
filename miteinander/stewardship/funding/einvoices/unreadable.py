"""Why a file could not be read as an electronic invoice."""


class UnreadableInvoice(Exception):
    """`str(error)` is a sentence for the person who handed the file in: what is wrong and what to do next."""
