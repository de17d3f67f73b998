"""Texts in files of translation programs: XLIFF 2.0 (1.2 is read too) and PO. Nothing here knows records or accounts."""
