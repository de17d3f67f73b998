"""To-dos with due dates, checklists that bring them, deadlines for the year wheel, and the calendars of the date guard.

Owns: what has to be done by when and by whom; which day is a holiday for whom. Refuses: what the to-dos are for (an event
points to its list; this room knows no event). Public modules: `models`, `querysets`, `policies`, `actions`, `sources`,
`calendars`.
"""
