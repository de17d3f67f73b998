"""The newspaper: editions with their dates, articles in many languages, the flatplan.

Owns: what an edition says, in which state each text is, and where on its pages it stands. Refuses: how a page looks
(layout), who gets a copy (distribution), what it costs. Public modules: `models`, `actions`, `lengths`, `blocks`,
`release_checks`.
"""
