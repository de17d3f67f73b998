"""Accounts, roles, the one sign-in for /konto/ and /buero/, and links for people without an account.

Owns: the user model, the registry of roles and who holds them, invitations, second factor, limits on guessing, signed
links. Refuses: what a role may do in a room (rooms say that with `roles.permit`) and when a term ends (the council
says that with `roles.register_terms`).
Public modules: `roles`, `policies`, `links`, `limits`, `actions`, `models`.
"""
