# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's settings; what an operator may change comes from `environment`."""

from importlib.util import find_spec
from pathlib import Path

from csp.constants import NONE, SELF

from klammer_web.config import base_map, environment, openid
from klammer_web.config.database import database
from klammer_web.config.secret import secret_key

INSTANCE = environment.instance_folder()
DEBUG = environment.flag("KLAMMER_DEBUG")
DEMO = environment.flag("KLAMMER_DEMO")
SECRET_KEY = secret_key(environment.text("KLAMMER_SECRET_KEY"), folder=INSTANCE)
ALLOWED_HOSTS = environment.words("KLAMMER_HOSTS")

_CONTEXTS = (
    "ui",
    "operation",
    "accountability",
    "accounts",
    "chain",
    "catalogue",
    "atlas",
    "portal",
    "api",
)
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    *(f"klammer_web.{name}" for name in _CONTEXTS if find_spec(f"klammer_web.{name}")),
    # After the contexts: their templates come first.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "klammer_web.config.middleware.RequestNumber",
    "klammer_web.api.problems.ProblemsNotPages",
    "klammer_web.config.walls.proxies.KnownProxies",
    "klammer_web.accountability.middleware.OriginOfRequest",
    "klammer_web.config.walls.headers.SafeHeaders",
    "klammer_web.config.walls.sizes.ReadableRequests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "klammer_web.config.walls.limits.Moderation",
    "klammer_web.accounts.signing_in.requirement.SecondFactorFirst",
    "klammer_web.accounts.middleware.SignInFirst",
    "klammer_web.catalogue.middleware.RefusalPage",
]

ROOT_URLCONF = "klammer_web.config.urls"
WSGI_APPLICATION = "klammer_web.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "klammer_web.config.context.frame",
            ],
        },
    },
]

DATABASES = {"default": database(environment.text("KLAMMER_DATABASE_URL"), folder=INSTANCE)}

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "portal:home"
LOGOUT_REDIRECT_URL = "portal:home"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Signing in (django-allauth). Failed attempts are counted in the database: every process sees them.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "counted_attempt",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
PUBLIC_ADDRESS = environment.text("KLAMMER_ADDRESS")
COMMON_WORKSPACE = environment.text("KLAMMER_COMMON_WORKSPACE")
SECOND_FACTOR_ROLES = frozenset(environment.words("KLAMMER_SECOND_FACTOR_ROLES"))
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "klammer_web.accounts.signing_in.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 1
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * 10
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "30/15m/ip,5/15m/key",
    "reset_password": "20/h/ip,3/15m/key",
    "confirm_email": "1/3m/key",
    "manage_email": "10/10m/user",
    "change_password": "10/10m/user",
    "reauthenticate": "10/10m/user",
}
ACCOUNT_FORMS = {
    "login": "klammer_web.accounts.signing_in.forms.SignInForm",
    "reauthenticate": "klammer_web.accounts.signing_in.forms.ConfirmForm",
    "add_email": "klammer_web.accounts.signing_in.forms.MailAddressForm",
    "change_password": "klammer_web.accounts.signing_in.forms.ChangePasswordForm",
    "set_password": "klammer_web.accounts.signing_in.forms.SetPasswordForm",
    "reset_password": "klammer_web.accounts.signing_in.forms.ForgottenForm",
    "reset_password_from_key": "klammer_web.accounts.signing_in.forms.NewPasswordForm",
}
MFA_ADAPTER = "klammer_web.accounts.signing_in.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True  # else nobody with a second factor could change the address
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "klammer_web.accounts.signing_in.forms.CodeForm",
    "reauthenticate": "klammer_web.accounts.signing_in.forms.ConfirmCodeForm",
    "activate_totp": "klammer_web.accounts.signing_in.forms.AppForm",
    "add_webauthn": "klammer_web.accounts.signing_in.forms.KeyForm",
    "edit_webauthn": "klammer_web.accounts.signing_in.forms.KeyNameForm",
}
SOCIALACCOUNT_ADAPTER = "klammer_web.accounts.signing_in.adapters.ProviderAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = openid.providers()

LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch")]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
# `klammer serve` and `klammer demo` collect static files with hashed names into the instance;
# without them (tests, development) whitenoise finds the files in the packages.
_COLLECTED: Path = INSTANCE / "static"
_IS_COLLECTED = (_COLLECTED / "staticfiles.json").exists()
STATIC_ROOT = str(_COLLECTED) if _IS_COLLECTED else None
WHITENOISE_USE_FINDERS = not _IS_COLLECTED
_STATIC_STORAGE = (
    "klammer_web.config.statics.CollectedFiles"
    if _IS_COLLECTED
    else "django.contrib.staticfiles.storage.StaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _STATIC_STORAGE},
}

# Background work waits in the database for a worker process; tests may run it where they stand.
WORK_INLINE = False
JOB_LEASE = environment.number("KLAMMER_JOB_LEASE")
TASKS = {
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["short", "long"]},
}
GAUGES_TOKEN = environment.text("KLAMMER_METRICS_TOKEN")
OPERATION_ACCESS = "klammer_web.config.operating.administrator"
OPERATION_SENDER = "klammer_web.config.operating.sender"
OPERATION_ADMINISTRATORS = "klammer_web.config.operating.administrators"
OPERATION_RECORD = "klammer_web.accountability.actions.record"
OPERATION_PHRASES = "klammer_web.accountability.phrases.register"
EMAIL_BACKEND = "klammer_web.operation.mail.backend.Outbox"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.text("KLAMMER_MAIL_FROM")
MAIL_DOMAIN = DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
MAIL = {
    "host": environment.text("KLAMMER_SMTP_HOST"),
    "port": environment.number("KLAMMER_SMTP_PORT"),
    "security": environment.choice("KLAMMER_SMTP_SECURITY", among=("starttls", "tls", "none")),
    "user": environment.text("KLAMMER_SMTP_USER"),
    "password": environment.text("KLAMMER_SMTP_PASSWORD"),
}
ACCESSIBILITY = {
    "body": environment.text("KLAMMER_BODY"),
    "post": environment.text("KLAMMER_BODY_POST"),
    "phone": environment.text("KLAMMER_BODY_PHONE"),
    "mail": environment.text("KLAMMER_ACCESSIBILITY_MAIL"),
    "made_on": environment.text("KLAMMER_ACCESSIBILITY_DATE"),
    "checked_by": environment.text("KLAMMER_ACCESSIBILITY_CHECK"),
}
UPLOAD_LIMIT = environment.number("KLAMMER_UPLOAD_LIMIT_MB") * 1_000_000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_PERMISSIONS = 0o600
LIMIT_FACTOR = environment.number("KLAMMER_LIMIT_FACTOR")

# Pictures below maps come from another server only where the operator configured one (ADR 0018).
BASE_MAP = base_map.configured()

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", *BASE_MAP["origins"]],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "klammer_web.ui.errors.csrf_failure"
CSRF_COOKIE_SAMESITE = "Lax"
if environment.flag("KLAMMER_HTTPS"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^gesundheit/"]  # asked from this machine, without the proxy
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# Messages carry the number of the request, never bodies, parameters or figures.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"number": {"()": "klammer_web.config.middleware.NumberFilter"}},
    "formatters": {
        "line": {
            "()": "klammer_web.config.logs.Lines",
            "format": "%(asctime)s %(levelname)s %(name)s [%(number)s] %(message)s",
        },
        "json": {"()": "klammer_web.config.logs.JsonLines"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": environment.choice("KLAMMER_LOG_FORMAT", among=("line", "json")),
            "filters": ["number"],
        },
    },
    "root": {"handlers": ["stderr"], "level": environment.text("KLAMMER_LOG_LEVEL")},
    "loggers": {"django": {"handlers": [], "level": "NOTSET", "propagate": True}},
}
