"""Settings of one installation; everything that differs between installations comes from `env`."""

import os
import sys
from pathlib import Path

from django.conf import global_settings
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from miteinander.env import Environment

ENVIRONMENT = Environment.read(os.environ)
PACKAGE = Path(__file__).resolve().parent
HOME = ENVIRONMENT.home

# --- What runs ------------------------------------------------------------------------------------------------------

DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = ENVIRONMENT.hosts
ROOT_URLCONF = "miteinander.urls"
WSGI_APPLICATION = "miteinander.wsgi.application"
TODAY = ENVIRONMENT.today
INDEX_SAMPLE = False
TESTING = "pytest" in sys.modules

# Our rooms from the lowest up: registries fill in this order, and programme files are saved in it.
INSTALLED_APPS = [
    "miteinander.foundation.languages",
    "miteinander.foundation.values",
    "miteinander.foundation.work",
    "miteinander.foundation.privacy",
    "miteinander.foundation.audit",
    "miteinander.foundation.interface",
    "miteinander.foundation.exchange",
    "miteinander.foundation.typesetting",
    "miteinander.foundation.media",
    "miteinander.foundation.mailing",
    "miteinander.foundation.access",
    "miteinander.foundation.translation",
    "miteinander.civic.places",
    "miteinander.civic.people",
    "miteinander.civic.council",
    "miteinander.civic.concept",
    "miteinander.civic.planning",
    "miteinander.programme.events",
    "miteinander.programme.participation",
    "miteinander.programme.newspaper",
    "miteinander.stewardship.funding",
    "miteinander.surfaces.operations",
    "miteinander.surfaces.programme_files",
    "miteinander.surfaces.office",
    "miteinander.surfaces.website",
    "wagtail.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "miteinander.foundation.interface.compression.CompressionMiddleware",
    "miteinander.foundation.interface.csp.ContentSecurityPolicyMiddleware",
    "miteinander.foundation.languages.middleware.LanguageMiddleware",
    "miteinander.surfaces.website.errors.MaintenanceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "miteinander.foundation.access.middleware.AccountLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "miteinander.foundation.access.middleware.SecondFactorMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "miteinander.foundation.interface.shell.shell",
            ],
        },
    }
]

# --- Data -----------------------------------------------------------------------------------------------------------

DATABASES = {"default": ENVIRONMENT.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "access.User"
MEDIA_ROOT = HOME / "media"
MEDIA_URL = "/media/"

TASKS = {
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail", "pdf"]},
}

# Used codes and limits of the sign-in must be known to every process; pictures already drawn need not.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "access_shared_cache",
        "KEY_FUNCTION": "miteinander.foundation.access.shared_cache.hidden_key",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "renditions"},
    # Each process keeps the pages it has made (`interface.page_cache`); tests make every page.
    "pages": {
        "BACKEND": f"django.core.cache.backends.{'dummy.DummyCache' if TESTING else 'locmem.LocMemCache'}",
        "LOCATION": "pages",
    },
}

EMAIL_BACKEND = "miteinander.foundation.mailing.backend.OutboxBackend"
MAIL_SERVER = ENVIRONMENT.smtp
MAIL_RATES = ENVIRONMENT.mail_rates
BOUNCE_MAILBOX = ENVIRONMENT.bounces
MAIL_FOLDER = HOME / "mail"
MAIL_SHOWS_SECRETS = not ENVIRONMENT.production

# --- Languages and time ---------------------------------------------------------------------------------------------

LANG_INFO["de-simple"] = {
    "bidi": False,
    "code": "de-simple",
    "name": "German (easy to read)",
    "name_local": "Leichte Sprache",
    "fallback": ["de"],
}
SITE_LANGUAGES = [
    ("de", "Deutsch"),
    ("de-simple", "Leichte Sprache"),
    ("tr", "Türkçe"),
    ("ar", "العربية"),
    ("uk", "Українська"),
    ("ru", "Русский"),
    ("pl", "Polski"),
    ("it", "Italiano"),
    ("el", "Ελληνικά"),
    ("sq", "Shqip"),
    ("en", "English"),
    ("fr", "Français"),
]
if ENVIRONMENT.languages:
    SITE_LANGUAGES = [pair for pair in SITE_LANGUAGES if pair[0] in ENVIRONMENT.languages]
LANGUAGES = SITE_LANGUAGES
LANGUAGES_BY_CHOICE_ONLY = {"de-simple"}
LANGUAGES_BIDI = [*global_settings.LANGUAGES_BIDI, "ps"]
LANGUAGE_CODE = "de"
MACHINE_TRANSLATION = ENVIRONMENT.translator
LOCALE_PATHS = [PACKAGE / "locale", PACKAGE / "locale_office", PACKAGE / "locale_wagtail"]
FORMAT_MODULE_PATH = "miteinander.surfaces.office.formats"
WAGTAIL_CONTENT_LANGUAGES = [("de", _("Deutsch"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("de", "Deutsch"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"

# --- Files the browser fetches --------------------------------------------------------------------------------------

GENERATED_STATIC = HOME / "generated"
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [GENERATED_STATIC]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- Security -------------------------------------------------------------------------------------------------------

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# The list of deliveries sends three numbers for each outlet; this is enough for 2,000 of them.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6_100
CSRF_FAILURE_VIEW = "miteinander.surfaces.website.errors.csrf_failure"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.production
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.production else None
REGISTRATIONS_AN_HOUR = 100  # from one address: a school or a shelter has one for everybody
X_FRAME_OPTIONS = "SAMEORIGIN"
SELF = "'self'"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}

# --- Signing in (library: allauth; what it must not do itself is in foundation/access/adapters.py) ------------------

AUTHENTICATION_BACKENDS = ["miteinander.foundation.access.backends.RoleBackend"]
DEMO_ACCOUNTS = not ENVIRONMENT.production
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/konto/"
LOGOUT_REDIRECT_URL = "/konto/anmelden/"
ACCOUNT_ADAPTER = "miteinander.foundation.access.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account opens with a link in a mail to its address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if ENVIRONMENT.production else "http"
# Guessing passwords is limited in foundation/access/limits.py; `login_failed` here counts wrong codes after a right one.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "5/5m/key", "reset_password": "10/m/ip"}
ACCOUNT_FORMS = {
    "login": "miteinander.foundation.access.forms.SignInForm",
    "reauthenticate": "miteinander.foundation.access.forms.ReauthenticateForm",
    "reset_password": "miteinander.foundation.access.forms.ForgottenPasswordForm",
    "reset_password_from_key": "miteinander.foundation.access.forms.NewPasswordForm",
    "change_password": "miteinander.foundation.access.forms.ChangePasswordForm",
}
MFA_ADAPTER = "miteinander.foundation.access.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = (
    not ENVIRONMENT.production
)  # http://localhost is a secure place for browsers
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "miteinander.foundation.access.forms.CodeForm",
    "reauthenticate": "miteinander.foundation.access.forms.CodeAgainForm",
    "activate_totp": "miteinander.foundation.access.forms.ActivateCodesForm",
    "add_webauthn": "miteinander.foundation.access.forms.AddPasskeyForm",
}

# --- Wagtail --------------------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Miteinander"
WAGTAILADMIN_BASE_URL = (  # in the links of its mails
    f"https://{ENVIRONMENT.hosts[0]}" if ENVIRONMENT.production else f"http://localhost:{ENVIRONMENT.port}"
)
WAGTAIL_I18N_ENABLED = False
WAGTAIL_DATE_FORMAT, WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y", "%d.%m.%Y %H:%M"
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_LOGIN_URL = "office-sign-in"
WAGTAIL_FRONTEND_LOGIN_URL = "/konto/anmelden/"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILIMAGES_IMAGE_MODEL = "media.CouncilImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "miteinander.foundation.media.forms.CouncilImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "gif", "webp"]
WAGTAILDOCS_DOCUMENT_MODEL = "media.CouncilDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "miteinander.foundation.media.forms.CouncilDocumentForm"
WAGTAILDOCS_EXTENSIONS = [
    "pdf", "jpg", "jpeg", "png", "docx", "xlsx", "pptx", "odt", "ods", "odp", "txt", "mp4", "webm",
]  # fmt: skip
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 1
TAGGIT_CASE_INSENSITIVE = True
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008", "staticfiles.W004", "wagtailadmin.W003"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Somebody else's name in the request is answered with 400; it is no news, and as long as they like.
    "loggers": {"django.security.DisallowedHost": {"level": "CRITICAL"}},
}
