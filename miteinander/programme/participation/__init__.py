"""Taking part in an event: seats, registration, waiting list, invitations, the door, feedback.

Owns: how many seats there are and who holds them, decided in one transaction; own links and codes.
Refuses: what an event is (`events`), how a mail travels (`foundation.mailing`).
Public modules: `models`, `querysets`, `actions`, `door_actions` (the registry of one tap at the door).
"""
