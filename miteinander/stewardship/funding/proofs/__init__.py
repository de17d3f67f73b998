"""Proof of use: what a source of money was used for, told, counted, checked and frozen.

Owns: the data set of a proof (`data`, `reading`), its checks, its narrative, its files (CSV, XLSX, PDF/A-3, ZIP), handing
in. Refuses: new facts; everything is read from the records, and what was handed in from the frozen set alone.
"""
