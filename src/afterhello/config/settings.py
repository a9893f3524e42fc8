"""Every setting, read once from the environment; docs/reference/settings.md lists them.

A setting that is wrong fails loudly, with the name of the variable, before anything starts.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryFile
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from platformdirs import user_config_path, user_data_path

from afterhello.config.keys import key_file

HERE = Path(__file__).resolve().parent.parent
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def folder(variable: str, default: Path) -> Path:
    """The folder named by `variable`, made if it is missing, for this user's eyes only."""
    path = Path(os.environ.get(variable) or default).expanduser().resolve()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise ImproperlyConfigured(f"{variable}: cannot use {path}: {problem.strerror}") from problem
    return path


def writable(variable: str, default: Path) -> Path:
    """`folder`, in which something can be written: a full or read-only one is found out now, not later."""
    path = folder(variable, default)
    try:
        with TemporaryFile(dir=path):
            return path
    except OSError as problem:
        raise ImproperlyConfigured(f"{variable}: cannot write into {path}: {problem.strerror}") from problem


def session_key(keys: Path) -> str:
    """`AFTERHELLO_SECRET_KEY`, else what lies in the folder of keys; a new key where there is none."""
    try:
        return os.environ.get("AFTERHELLO_SECRET_KEY") or key_file(keys / "sessions.key")
    except OSError as problem:
        raise ImproperlyConfigured(
            f"AFTERHELLO_KEYS: cannot keep a key in {keys}: {problem.strerror}"
        ) from problem


def log_level() -> str:
    """`AFTERHELLO_LOG`, as logging spells it."""
    level = os.environ.get("AFTERHELLO_LOG", "WARNING").upper()
    if level not in LEVELS:
        raise ImproperlyConfigured(f"AFTERHELLO_LOG must be one of {', '.join(LEVELS)}, not {level}")
    return level


def database() -> dj_database_url.DBConfig:
    """`DATABASE_URL`, else the SQLite file in the folder of data."""
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{DATA / 'afterhello.sqlite3'}"
    try:
        return dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    except ValueError as problem:
        # Without the value: it may hold a password.
        raise ImproperlyConfigured(
            "DATABASE_URL must look like postgres://user:password@host:5432/name, or sqlite:////folder/file"
        ) from problem


def public_url() -> str:
    """`PUBLIC_URL` as a browser writes an origin: in small letters, no slash; empty where unset."""
    url = os.environ.get("PUBLIC_URL", "").strip().rstrip("/").lower()
    if url and not is_origin(url):
        raise ImproperlyConfigured(
            f"PUBLIC_URL must look like https://people.example.org, with no path behind it, not {url}"
        )
    return url


def is_origin(url: str) -> bool:
    """Whether `url` is a scheme of the web and a host, perhaps a port, and nothing more.

    >>> is_origin("https://people.example.org:8443"), is_origin("https://example.org/people")
    (True, False)
    """
    try:
        parts = urlsplit(url)
        port = "" if parts.port is None else f":{parts.port}"
    except ValueError:
        return False
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return bool(host) and url in {f"{scheme}://{host}{port}" for scheme in ("http", "https")}


def other_hosts() -> list[str]:
    """`AFTERHELLO_HOSTS`, however many spaces stand around its commas."""
    return [host.strip() for host in os.environ.get("AFTERHELLO_HOSTS", "").split(",") if host.strip()]


def keys_by_default() -> Path:
    """Apart from the data, also where a system keeps settings and data in one folder, as macOS does."""
    config = user_config_path("afterhello")
    return config if config != user_data_path("afterhello") else user_config_path("afterhello-keys")


def proxies() -> int:
    """How many reverse proxies of one's own stand before us; their word on who asks is taken."""
    said = os.environ.get("AFTERHELLO_PROXIES", "0")
    if not said.isdecimal():
        raise ImproperlyConfigured(f"AFTERHELLO_PROXIES must be a number such as 1, not {said}")
    return int(said)


# Where things lie
DATA = writable("AFTERHELLO_DATA", user_data_path("afterhello"))
KEYS = folder("AFTERHELLO_KEYS", keys_by_default())
MEDIA_ROOT = writable("AFTERHELLO_MEDIA", DATA / "media")
STATIC_ROOT = DATA / "static"
STATIC_URL = "/static/"

SECRET_KEY = session_key(KEYS)
PASSWORD_KEYS = KEYS / "passwords.key"

# Who may ask, and where
PUBLIC_URL = public_url()
DEBUG = os.environ.get("AFTERHELLO_DEBUG") == "1"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
OTHER_HOSTS = other_hosts()
ALLOWED_HOSTS = [*LOOPBACK, *OTHER_HOSTS, *filter(None, [urlsplit(PUBLIC_URL).hostname])]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_tasks",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "csp",
    "allauth",
    "allauth.account",
    "afterhello.background",
    "afterhello.ui",
    "afterhello.accounts",
    "afterhello.post",
    "afterhello.people",
    "afterhello.encounters",
    "afterhello.followups",
    "afterhello.captures",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "afterhello.accounts.middleware.OwnWayMiddleware",
    "afterhello.ui.middleware.ErrorMiddleware",
]

ROOT_URLCONF = "afterhello.config.urls"
WSGI_APPLICATION = "afterhello.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "afterhello.ui.places.in_menu",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            ["django.template.loaders.app_directories.Loader"],
                        )
                    ],
                )
            ],
            "builtins": [
                "template_partials.templatetags.partials",
                "afterhello.ui.templatetags.ui",
            ],
        },
    }
]

# SQLite: with these, eight writers saw no lock error in our measurements; with Django's defaults 1,536.
SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
        "PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=27103364; PRAGMA cache_size=2000; "
        # Who was erased is overwritten in the file, not only taken off its list.
        "PRAGMA secure_delete=ON"
    ),
}
DATABASES = {"default": database()}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# One cache for every process, so that the limits on signing in hold for all of them.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "afterhello_cache",
    }
}
TASKS = {"default": {"BACKEND": "afterhello.background.backend.LeasedBackend"}}

# Files: photos are served by a view that checks the owner, never by address.
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Signing in: no mail of its own; the terminal resets a password.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "landing"
LOGOUT_REDIRECT_URL = "sign-in"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_TRUSTED_PROXY_COUNT = proxies()
ACCOUNT_ADAPTER = "afterhello.accounts.adapter.Adapter"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

# What a browser is told
SECURE_COOKIES = PUBLIC_URL.startswith("https:")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "afterhello.ui.views.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_COOKIES else 0
# Only a proxy of one's own is believed that it was asked by https: anybody can send the header.
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_COOKIES and ALLAUTH_TRUSTED_PROXY_COUNT else None
)
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# What was said names people: it waits in the session, which ends with signing out, not in a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Language and time; each user's own are set for each request
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [HERE / "locale"]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["afterhello.config.formats"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    # A name that is not ours is answered with a page that says what to do; a traceback says no more.
    "loggers": {"django.security.DisallowedHost": {"handlers": [], "propagate": False}},
    "root": {"handlers": ["stderr"], "level": log_level()},
}
