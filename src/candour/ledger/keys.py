"""The key that signs checkpoints, and the list of public keys that have ever signed them."""

import base64
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

ED25519 = b"\x01"


class NoSigningKey(RuntimeError):
    """There is no usable key; the message says how to make one."""


@dataclass(frozen=True)
class PublicKey:
    """A public key under the name of the record it signs: one line of the list, as signed notes write it."""

    origin: str
    raw: bytes

    @property
    def id(self) -> str:
        """Eight hex characters: the first four bytes of a hash over name, kind and key."""
        return sha256(self.origin.encode() + b"\n" + ED25519 + self.raw).hexdigest()[:8]

    @property
    def line(self) -> str:
        return f"{self.origin}+{self.id}+{base64.b64encode(ED25519 + self.raw).decode()}"

    @classmethod
    def read(cls, line: str) -> "PublicKey":
        origin, identity, encoded = line.strip().split("+", 2)
        key = cls(origin, base64.b64decode(encoded)[1:])
        if key.id != identity:
            raise ValueError(f"The public key of {origin} does not have the id {identity}.")
        return key

    def signed(self, message: bytes, signature: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class SigningKey:
    public: PublicKey
    private: Ed25519PrivateKey

    def sign(self, message: bytes) -> bytes:
        return self.private.sign(message)


def key_path() -> Path:
    return Path(settings.SIGNING_KEY)


def public_keys_path() -> Path:
    path = key_path()
    return path.with_name(path.name + ".pub")


def origin_of_this_record() -> str:
    """The public address without its scheme; a signed note's name holds no space and no plus."""
    parts = urlsplit(settings.PUBLIC_ADDRESS)
    return f"{parts.netloc}{parts.path}".rstrip("/") + "/record"


def make_key(*, replace: bool = False) -> PublicKey:
    """A new private key that only its owner may read; its public key joins the list, whose older lines stay."""
    path = key_path()
    if path.exists() and not replace:
        raise NoSigningKey(f"There is a key at {path}. Use --replace to begin signing with a new one.")
    private = Ed25519PrivateKey.generate()
    path.parent.mkdir(parents=True, exist_ok=True)
    _write_private(path, private)
    public = _public_of(private, origin_of_this_record())
    with public_keys_path().open("a", encoding="ascii") as lines:
        lines.write(public.line + "\n")
    return public


def signing_key() -> SigningKey:
    """The installation's key. Only the demonstration makes one by itself."""
    path = key_path()
    if not path.exists():
        if not settings.DEMONSTRATION:
            raise NoSigningKey(f"There is no signing key at {path}. Make one with `candour ledger key`.")
        make_key()
    if path.stat().st_mode & 0o077:
        raise NoSigningKey(f"Others may read the signing key at {path}. Run: chmod 600 {path}")
    private = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(private, Ed25519PrivateKey):
        raise NoSigningKey(
            f"The key at {path} is not an Ed25519 key. Make one with `candour ledger key --replace`."
        )
    return SigningKey(_listed(private), private)


def public_keys() -> dict[str, PublicKey]:
    """Every key that has signed for this record, by id."""
    path = public_keys_path()
    if not path.exists():
        return {}
    keys = [PublicKey.read(line) for line in path.read_text(encoding="ascii").splitlines() if line.strip()]
    return {key.id: key for key in keys}


def _listed(private: Ed25519PrivateKey) -> PublicKey:
    """The key under the name it was listed with, which stays although the public address may change."""
    raw = _raw_public(private)
    for key in public_keys().values():
        if key.raw == raw:
            return key
    raise NoSigningKey(
        f"{public_keys_path()} does not list the key at {key_path()}. Restore the list from a copy."
    )


def _public_of(private: Ed25519PrivateKey, origin: str) -> PublicKey:
    return PublicKey(origin, _raw_public(private))


def _raw_public(private: Ed25519PrivateKey) -> bytes:
    return private.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def _write_private(path: Path, private: Ed25519PrivateKey) -> None:
    """Written whole beside its place and moved there, so that no moment sees half a key or an open one."""
    pem = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    beside = path.with_name(path.name + ".new")
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)
    beside.replace(path)
