"""Background work of accounts."""

from datetime import time

from allauth.account.app_settings import _app_settings
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.work import background, register_schedule

from . import limits, links, mails, policies, shared_cache
from .models import User


@background("access.mail_new_password")
def mail_new_password(*, email: str, base_url: str) -> None:
    """Send the link for a new password, if there is an open account with this address."""
    user = User.objects.filter(email__iexact=email).first()
    if user is None or not policies.can_sign_in(user):
        return
    token = _app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), token])
    mails.send_new_password(user=user, address=base_url.rstrip("/") + path)


@background("access.forget_old")
def forget_old() -> None:
    """Counts of tries that are over, used codes, and links that stopped working three months ago."""
    limits.forget_old()
    shared_cache.forget_old()
    links.forget_old()


register_schedule("access.forget_old", at=time(3, 20), title=_("Abgelaufene Links und Zähler löschen"))
