"""Sign-in as this installation has it: accounts by invitation only, second factors kept encrypted."""

import base64
from hashlib import sha256

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up; an administrator of the body invites."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def format_email_subject(self, subject: str) -> str:
        return _("Candour: %(subject)s") % {"subject": subject}

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]
    """A copy of the database alone must not yield the codes, so secrets are encrypted with a key from SECRET_KEY."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("That code is not right. Enter the one that the app shows now"),
    }

    def encrypt(self, text: str) -> str:
        return secrets_cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return secrets_cipher().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        return "Candour"


def secrets_cipher() -> Fernet:
    digest = sha256(b"candour second factor\x00" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
