"""The translation desk: what is missing, outdated, written by a machine or checked, in every language.

Owns: the matrix of records and languages, editing side by side, exchange with translation programs (XLIFF, PO), machine
translation, hints for Leichte Sprache, who of the target group has read a text. Refuses: writing a record otherwise than
by its own room, and showing machine text to the public.
Public modules: `sources` (the registry of what can be translated), `policies`, `actions`.
"""
