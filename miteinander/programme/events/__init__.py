"""The spine of the programme: formats, series, events and their dates; feeds.

Owns: what takes place when and where, and its state. Refuses: who registers, what it costs, what it brought
(higher rooms hang on through `companions` and `formats`). Public modules: `models`, `querysets`, `actions`,
`presentation`, `formats`, `companions`, `feeds`.
"""
