"""What the room refuses, each with a sentence that says what to do next."""

from decimal import Decimal
from typing import Any


class Refused(Exception):
    """`code` names the reason, `field` the input it belongs to ("" the whole form); the message is for people, in the
    active language. `facts` are what the sentence is made of."""

    def __init__(self, code: str, message: str, *, field: str = "", **facts: Any) -> None:
        super().__init__(message)
        self.code = code
        self.field = field
        self.facts = facts


class NotEnough(Refused):
    """More than is left; `left` is what still is."""

    def __init__(self, code: str, message: str, *, left: Decimal, field: str = "amount") -> None:
        super().__init__(code, message, field=field, left=left)
        self.left = left
