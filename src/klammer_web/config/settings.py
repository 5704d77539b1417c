# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's settings; what an operator may change comes from `environment`."""

from importlib.util import find_spec
from pathlib import Path

from csp.constants import NONE, SELF

from klammer_web.config import environment
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
]

MIDDLEWARE = [
    "klammer_web.config.middleware.RequestNumber",
    "klammer_web.accountability.middleware.OriginOfRequest",
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
    "whitenoise.storage.CompressedManifestStaticFilesStorage"
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
UPLOAD_LIMIT = environment.number("KLAMMER_UPLOAD_LIMIT_MB") * 1_000_000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_PERMISSIONS = 0o600

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
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
            "()": "klammer_web.config.middleware.WithoutValues",
            "format": "%(asctime)s %(levelname)s %(name)s [%(number)s] %(message)s",
        }
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["number"],
        },
    },
    "root": {"handlers": ["stderr"], "level": environment.text("KLAMMER_LOG_LEVEL")},
    "loggers": {"django": {"handlers": [], "level": "NOTSET", "propagate": True}},
}
