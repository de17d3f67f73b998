"""Paying: a file of SEPA transfers for the bank, a GiroCode for the banking app.

Owns: their exact form. Refuses: deciding who is paid, databases, sending anything to a bank.
Public: `credit_transfers`, `giro_code`, `giro_code_svg`, `Account`, `Transfer`, `CannotPay`.
"""

from .credit_transfers import credit_transfers
from .giro_codes import giro_code, giro_code_svg
from .transfers import Account, CannotPay, Transfer

__all__ = ["Account", "CannotPay", "Transfer", "credit_transfers", "giro_code", "giro_code_svg"]
