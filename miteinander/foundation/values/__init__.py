"""Values that know their own rules: partial dates, money, bank accounts, telephone numbers, the clock.

Owns: parsing, comparing and storing them. Refuses: what they are values of.
Public modules: `partial_dates`, `money`, `iban`, `telephone`, `clock`.
"""

from .partial_dates import PartialDate, Precision

__all__ = ["PartialDate", "Precision"]
