"""Who can sign in to the office of the demo. The demo binds to this machine only; these passwords protect nothing."""

import base64
import hashlib
from dataclasses import dataclass

PASSWORD = "miteinander-demo"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """`key` is the role's in the registry; `languages` those of a translator."""

    key: str
    role: str
    email: str
    password: str = PASSWORD
    languages: tuple[str, ...] = ()

    @property
    def secret(self) -> str:
        """Of the code app (base32): the sign-in page of the demo shows the present code."""
        return base64.b32encode(hashlib.sha1(f"demo {self.email}".encode()).digest()).decode()


SIGN_INS = (
    SignIn(key="office", role="Geschäftsstelle", email="buero@example.org"),
    SignIn(key="chair", role="Vorsitz", email="vorsitz@example.org"),
    SignIn(key="editor", role="Redaktion", email="redaktion@example.org"),
    SignIn(key="working_group_lead", role="Leitung Arbeitskreis", email="arbeitskreis@example.org"),
    SignIn(
        key="translator", role="Übersetzung (Türkisch)", email="uebersetzung@example.org", languages=("tr",)
    ),
    SignIn(key="treasurer", role="Kasse", email="kasse@example.org"),
    SignIn(key="auditor", role="Prüfung", email="pruefung@example.org"),
    SignIn(key="administrator", role="Administration", email="admin@example.org"),
)
