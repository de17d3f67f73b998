"""What this room keeps about people."""

from django.db.models import Q

from miteinander.foundation.privacy.enums import Basis, Erasure
from miteinander.foundation.privacy.register import declare
from miteinander.foundation.privacy.rules import After, With

SIGN_IN = "Anmeldung im Büro und Nachvollziehen von Änderungen"


def declare_all() -> None:
    from allauth.account.models import EmailAddress
    from allauth.mfa.models import Authenticator
    from allauth.usersessions.models import UserSession

    from .models import Invitation, RoleGrant, User

    declare(
        User,
        fields=["email", "first_name", "last_name", "password", "last_login", "language"],
        purpose=SIGN_IN,
        basis=Basis.PUBLIC_TASK,
        retention="bis zum Ende der Mitarbeit; ein geschlossenes Konto 90 Tage nach der letzten Anmeldung",
        rule=After(("last_login", "date_joined"), days=90, only=Q(is_active=False)),
    )
    declare(
        RoleGrant,
        fields=["user", "role", "languages", "granted_by"],
        purpose="Wissen, wer im Büro was darf und wer es erlaubt hat",
        basis=Basis.PUBLIC_TASK,
        retention="so lange wie das Konto",
        rule=With("user"),
        about=["user"],
    )
    declare(
        Invitation,
        fields=["email", "first_name", "last_name", "language", "invited_by"],
        purpose="Einladung, ein Konto zu öffnen",
        basis=Basis.PUBLIC_TASK,
        retention="90 Tage nach der Einladung",
        rule=After("invited_at", days=90),
        about=["email"],
    )
    declare(
        Authenticator,
        fields=["user", "data", "last_used_at"],
        purpose="Zweiter Faktor bei der Anmeldung",
        basis=Basis.PUBLIC_TASK,
        retention="so lange wie das Konto oder bis die Person ihn entfernt",
        rule=With("user"),
    )
    declare(
        UserSession,
        fields=["user", "ip", "user_agent", "last_seen_at"],
        purpose="Der Person zeigen, wo sie angemeldet ist, und sie dort abmelden",
        basis=Basis.PUBLIC_TASK,
        retention="30 Tage, nachdem die Sitzung zuletzt benutzt wurde",
        rule=After("last_seen_at", days=30),
        erasure=Erasure.DELETE,
    )
    declare(
        EmailAddress,
        fields=["user", "email"],
        purpose=SIGN_IN,
        basis=Basis.PUBLIC_TASK,
        retention="so lange wie das Konto",
        rule=With("user"),
    )
