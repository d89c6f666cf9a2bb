"""The settings of the project, taken from the environment."""

import os
import sqlite3
from pathlib import Path

from config.database import database
from config.environment import Environment, secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment(os.environ, BASE_DIR)

DEBUG = env.flag("DEBUG", default=False)
DATA_DIR = env.folder("DATA_DIR", default="var")
PORT = env.port("PORT", default=8000)
SECRET_KEY = env.text("SECRET_KEY") or secret_key(DATA_DIR / "secret_key", may_make=DEBUG)
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "tracker.apps.TrackerConfig",
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django_tables2",
    "django_filters",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tracker.web.public.strangers.Strangers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tracker.web.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tracker.web.middleware.IdleSession",
    "tracker.web.middleware.Roles",
    "tracker.web.wording.BodyWords",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "tracker.web.account.middleware.SecondFactor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "tracker.web.middleware.OneMoment",
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
                "tracker.web.navigation.navigation",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# The database

DATABASES = {
    "default": database(
        env.text("DATABASE_URL"),
        default=DATA_DIR / "ledger.sqlite3",
        base=BASE_DIR,
        version=sqlite3.sqlite_version_info,
    ),
}

# Who may come in, and for how long

AUTH_USER_MODEL = "tracker.User"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "login"

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "tracker.web.account.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "tracker.web.account.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = False  # allauth's would lock an owner out for a stranger's tries: tracker/web/account/delays.py
ACCOUNT_FORMS = {
    "login": "tracker.web.account.forms.SignInForm",
    "change_password": "tracker.web.account.forms.NewPasswordForm",
    "reauthenticate": "tracker.web.account.forms.ConfirmPasswordForm",
}
MFA_ADAPTER = "tracker.web.account.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "代表履职登记"
MFA_TOTP_TOLERANCE = 1  # clocks of telephones
MFA_FORMS = {
    "authenticate": "tracker.web.account.forms.SignInCodeForm",
    "reauthenticate": "tracker.web.account.forms.ConfirmCodeForm",
    "activate_totp": "tracker.web.account.forms.ActivateForm",
}
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", default=0)

SESSION_COOKIE_AGE = 24 * 60 * 60  # the longest; IdleSession ends a session as the roles of its login ask for
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# What browsers are told; SECURE_SSL=0 is for an office network without certificates; preload lists are left out (W021)

PUBLIC_PAGES = env.flag("PUBLIC_PAGES", default=True)  # 0 takes the pages for strangers away
SECURE_SSL = env.flag("SECURE_SSL", default=not DEBUG)
SECURE_SSL_REDIRECT = SECURE_SSL
SESSION_COOKIE_SECURE = SECURE_SSL
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_SECURE = SECURE_SSL
CSRF_COOKIE_SECURE = SECURE_SSL
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE_SSL else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_SSL
SILENCED_SYSTEM_CHECKS = ["security.W021"]
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    },
}

# Language and time

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "tracker" / "locale"]
FORMAT_MODULE_PATH = "config.formats"
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# Files

STATIC_URL = "/static/"
COLLECTED_STATIC = env.flag("COLLECTED_STATIC", default=not DEBUG)
STATIC_ROOT = DATA_DIR / "static" if COLLECTED_STATIC else None
WHITENOISE_USE_FINDERS = not COLLECTED_STATIC
WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if not COLLECTED_STATIC
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "tracker.web.imports.uploads.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
IMPORTS_IN_PROCESS = env.flag("IMPORTS_IN_PROCESS", default=False)  # else workbooks are read in processes of their own
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
