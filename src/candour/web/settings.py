"""Django's settings, made from the environment that was read once."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from candour.web.environment import database_settings, mail_settings, read_environment

ENVIRONMENT = read_environment()
STORE = ENVIRONMENT.store
DEMONSTRATION = ENVIRONMENT.demonstration
PUBLIC_ADDRESS = ENVIRONMENT.public_address
SIGNING_KEY = ENVIRONMENT.signing_key

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)

INSTALLED_APPS = [
    "candour.look",
    "candour.bodies",
    "candour.ledger",
    "candour.accounts",
    "candour.deadlines",
    "candour.papers",
    "candour.evidence",
    "candour.register",
    "candour.matters",
    "candour.learning",
    "candour.publishing",
    "candour.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_q",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "candour.web.middleware.RolesReadOnceMiddleware",
    "candour.web.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "candour.web.urls"
WSGI_APPLICATION = "candour.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "candour.web.navigation.navigation",
            ],
        },
    },
]
FORM_RENDERER = "candour.look.forms.LookRenderer"

DATABASES = {"default": database_settings(ENVIRONMENT.database_url, STORE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "work"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "candour.accounts.adapter.InvitedOnly"
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_FORMS = {
    "login": "candour.accounts.forms.sign_in.SignInForm",
    "change_password": "candour.accounts.forms.sign_in.ChangePasswordForm",
    "reset_password": "candour.accounts.forms.sign_in.ResetPasswordForm",
    "reset_password_from_key": "candour.accounts.forms.sign_in.ResetPasswordKeyForm",
    "reauthenticate": "candour.accounts.forms.sign_in.ReauthenticateForm",
}
MFA_ADAPTER = "candour.accounts.adapter.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "candour.accounts.forms.sign_in.CodeForm",
    "reauthenticate": "candour.accounts.forms.sign_in.ReauthenticateByCodeForm",
    "activate_totp": "candour.accounts.forms.sign_in.EnrolForm",
}

CACHES = {
    # Shared by all processes, so that limits on sign-in and on sending count together.
    "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": STORE / "cache"},
}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.secure
SECURE_SSL_REDIRECT = ENVIRONMENT.secure
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.secure else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.secure else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "candour.web.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 5
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DOCUMENT_MAX_BYTES = 20 * 1024 * 1024
MEDIA_ROOT = STORE / "documents"
EXHIBIT_MAX_BYTES = 200 * 1024 * 1024
EVIDENCE_ROOT = STORE / "evidence"

# Capturing from addresses and the second reader reach out into the network; both are off unless somebody sets them.
CAPTURE_ADDRESSES = ENVIRONMENT.capture_addresses
CAPTURE_AGENT = f"Candour (+{ENVIRONMENT.capture_contact or PUBLIC_ADDRESS})"
CAPTURE_DELAY_SECONDS = 2.0
CAPTURE_INSIDE = False
SECOND_READER = ENVIRONMENT.second_reader
SECOND_READER_MODEL = ENVIRONMENT.second_reader_model
SECOND_READER_KEY = ENVIRONMENT.second_reader_key

LANGUAGE_CODE = "en-gb"
LOCALE_PATHS = [Path(__file__).parents[1] / "locale"]
# A language is offered once its catalogue is whole, and only then compiled: no page calls itself Welsh in English words.
_WELSH = [("cy", _("Welsh"))] if (LOCALE_PATHS[0] / "cy" / "LC_MESSAGES" / "django.mo").exists() else []
LANGUAGES = [("en-gb", _("English")), *_WELSH]
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = STORE / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

MAIL = mail_settings(ENVIRONMENT.mail_url)
EMAIL_BACKEND = MAIL.backend
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL.tls_from_the_start, MAIL.starts_tls
EMAIL_TIMEOUT = 20
EMAIL_FILE_PATH = STORE / "mail"
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from

Q_CLUSTER = {
    "name": "candour",
    "orm": "default",
    "workers": 1,
    "timeout": 60,
    "retry": 90,
    "max_attempts": 5,
    "ack_failures": True,
    "catch_up": False,
    "poll": 1,
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}

# Sections that rooms above `matters` add to the pages of a matter: URL name, and the words of the tab.
MATTER_SECTIONS = [("publishing:matter", "publication", _("Publication"))]
