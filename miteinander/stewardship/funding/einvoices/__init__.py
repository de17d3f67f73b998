"""Electronic invoices, read: XRechnung (UBL and CII) and ZUGFeRD/Factur-X.

Owns: what such a file says, as plain data with sentences about what does not fit; nothing it says is believed.
Refuses: databases, the network, schemas from outside, pictures of invoices.
Public: `read_invoice`, `ReadInvoice`, `UnreadableInvoice`.
"""

from .invoice import InvoiceKind, ReadInvoice
from .reading import read_invoice
from .unreadable import UnreadableInvoice

__all__ = ["InvoiceKind", "ReadInvoice", "UnreadableInvoice", "read_invoice"]
