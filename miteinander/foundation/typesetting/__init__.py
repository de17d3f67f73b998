"""Typst: from data to PDF and pictures.

Owns: the registry of printable documents, fonts and formats of print, the colours of print, compiling, preflight.
Refuses: what a sheet says and how it looks (each room brings its data and its `.typ`), and who asked for it.
Public modules: `documents`, `printing`, `formats`, `ingredients`, `findings`, `rendering`, `pictures`.
"""
