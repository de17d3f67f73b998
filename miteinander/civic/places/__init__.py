"""Where things happen: boroughs, districts with the other names people use, venues with access information.

Owns: places and the layout of the district map. Refuses: what happens there.
Public modules: `models`, `querysets`, `actions`.
"""
