"""Accounts of the people who work in the office.

Owns: the user model (sign-in by e-mail). Refuses: what a role may do in a room (rooms register that).
"""
