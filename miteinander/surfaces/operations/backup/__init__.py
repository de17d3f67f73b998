"""One archive with everything that must not be lost, and the way back.

Owns: what stands in an archive, how it is written and checked, how it is put in place. Refuses: secrets of the
installation (the key is kept elsewhere), files that can be made again (static files, mail files, logs).
Public modules: `saving` and `restoring` (the two commands), `last_backup`. Why it is done so: docs/operations/backup.md.
"""
