"""Typst: from data to pictures and, later, to printed sheets.

Owns: the compiler and how drawings become PNG. Refuses: what is drawn (the mosaic comes from `interface`).
Public module: `pictures`.
"""
