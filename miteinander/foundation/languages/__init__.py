"""The languages of the site and text that exists in several of them.

Owns: the language list, text direction, `TranslatedField` and `Translated`, text rows (search, sorting), fallback,
the message catalogues and their checks. Refuses: what a text is about.
Public modules: `registry`, `text`, `fields`, `folding`, `dates`, `rows`, `catalogues`.
"""
