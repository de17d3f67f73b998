"""A council's whole year in and out of files.

Owns the import as one transaction, its report and the command; refuses to know single kinds
(the rooms register theirs in `exchange.kinds`), except those that are still to come (`coming`).
Public modules: `actions`, `report`, `command`.
"""
