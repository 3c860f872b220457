"""Text that the record commits to without holding it: a salt beside the text, and one hash over both."""

import secrets
from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeAlias

from django.db import models

SALT_BYTES = 32


def commitment(text: str, salt: bytes) -> str:
    """SHA-256 over the salt and the text's UTF-8 bytes, in hex. Without the salt the text cannot be guessed back."""
    return sha256(salt + text.encode("utf-8")).hexdigest()


def fresh_salt() -> bytes:
    return secrets.token_bytes(SALT_BYTES)


if TYPE_CHECKING:
    Text: TypeAlias = models.TextField[Any, Any]
else:
    Text = models.TextField


class CommittedText(Text):
    """A text column with a companion `<name>_salt`. Without a salt the text is absent or was disposed of."""

    def __init__(self, *args: Any, salt_beside: bool = True, **options: Any) -> None:
        self.salt_beside = salt_beside
        super().__init__(*args, **options)

    @property
    def salt_name(self) -> str:
        return f"{self.name}_salt"

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        if self.salt_beside and not cls._meta.abstract:
            salt = models.BinaryField(max_length=SALT_BYTES, null=True, editable=False, default=None)
            cls.add_to_class(self.salt_name, salt)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        # A migration lists the salt as a column of its own, so its copy of this field must not add another.
        name, path, positional, options = super().deconstruct()
        return name, path, positional, {**options, "salt_beside": False}

    def absent(self) -> str | None:
        """What the column holds once there is no text."""
        return None if self.null else ""
