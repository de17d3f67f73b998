"""Who can sign in to the office of the demo. The demo binds to this machine only; these passwords protect nothing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    role: str
    email: str
    password: str


SIGN_INS = (SignIn(role="Geschäftsstelle", email="buero@example.org", password="miteinander-demo"),)
