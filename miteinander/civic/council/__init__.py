"""The body itself: its name, its terms, its members and working groups.

Owns: who belongs to the council. Refuses: its meetings and what it decides there.
"""
