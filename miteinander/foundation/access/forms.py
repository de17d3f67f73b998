"""The forms of /konto/ in our own words."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.languages.registry import site_languages
from miteinander.foundation.work import enqueue

NEW_PASSWORD_HELP = _("Mindestens 12 Zeichen. Gut sind mehrere Wörter hintereinander.")


def language_choices() -> list[tuple[str, str]]:
    return [(language.code, language.name) for language in site_languages()]


def email_field() -> forms.EmailField:
    widget = forms.EmailInput(attrs={"autocomplete": "username"})
    return forms.EmailField(label=_("E-Mail-Adresse"), max_length=254, widget=widget)


def password_field(label: Any, autocomplete: str, help_text: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, help_text=help_text, strip=False, max_length=500, widget=widget)


def code_field() -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"})
    return forms.CharField(label=_("Code"), max_length=20, widget=widget)


class SignInForm(account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = email_field()
        self.fields["password"] = password_field(_("Kennwort"), "current-password")


class ReauthenticateForm(account.ReauthenticateForm):
    password = password_field(_("Kennwort"), "current-password")


class ForgottenPasswordForm(forms.Form):
    """Always the same answer, at once: whether there is such an account is looked up in the background."""

    email = email_field()

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email = str(self.cleaned_data["email"]).lower()
        enqueue("access.mail_new_password", email=email, base_url=request.build_absolute_uri("/"))
        return email


class NewPasswordForm(account.ResetPasswordKeyForm):
    password1 = password_field(_("Neues Kennwort"), "new-password", NEW_PASSWORD_HELP)
    password2 = password_field(_("Neues Kennwort noch einmal"), "new-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        forms.Form.__init__(self, *args, **{k: v for k, v in kwargs.items() if k not in ("user", "temp_key")})
        self.user = kwargs.get("user")
        self.temp_key = kwargs.get("temp_key")

    def clean(self) -> dict[str, Any]:
        return same_and_strong(self, self.user)


class ChangePasswordForm(account.ChangePasswordForm):
    oldpassword = password_field(_("Bisheriges Kennwort"), "current-password")
    password1 = password_field(_("Neues Kennwort"), "new-password", NEW_PASSWORD_HELP)
    password2 = password_field(_("Neues Kennwort noch einmal"), "new-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.pop("user", None)
        forms.Form.__init__(self, *args, **kwargs)

    def clean(self) -> dict[str, Any]:
        return same_and_strong(self, self.user)


class CodeForm(second.AuthenticateForm):
    code = code_field()


class CodeAgainForm(second.ReauthenticateForm):
    code = code_field()


class ActivateCodesForm(ActivateTOTPForm):
    code = code_field()


class AddPasskeyForm(AddWebAuthnForm):
    """A passkey always serves to sign in without a password, too."""

    name = forms.CharField(label=_("Name dieses Passkeys"), required=False, max_length=60)
    passwordless = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)


class AcceptInvitationForm(forms.Form):
    first_name = forms.CharField(label=_("Vorname"), max_length=150, required=False)
    last_name = forms.CharField(label=_("Nachname"), max_length=150, required=False)
    password1 = password_field(_("Kennwort"), "new-password", NEW_PASSWORD_HELP)
    password2 = password_field(_("Kennwort noch einmal"), "new-password")

    def clean(self) -> dict[str, Any]:
        return same_and_strong(self, None)


class ProfileForm(forms.Form):
    first_name = forms.CharField(label=_("Vorname"), max_length=150, required=False)
    last_name = forms.CharField(label=_("Nachname"), max_length=150, required=False)
    language = forms.ChoiceField(label=_("Sprache der E-Mails an Sie"), choices=language_choices)


def same_and_strong(form: forms.Form, user: Any) -> dict[str, Any]:
    """Both passwords the same, and one that the validators accept."""
    first, second = form.cleaned_data.get("password1"), form.cleaned_data.get("password2")
    if first and second and first != second:
        form.add_error("password2", _("Die beiden Kennwörter sind verschieden."))
    elif first:
        try:
            validate_password(first, user)
        except ValidationError as error:
            form.add_error("password1", error)
    return form.cleaned_data
