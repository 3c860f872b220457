"""Databases that are encrypted: known by their name or by looking like noise. They are named, never broken into."""

from pathlib import Path

_KEYS = {
    ".crypt12": "an encrypted backup of WhatsApp: it needs the `key` file of the phone that made it",
    ".crypt14": "an encrypted backup of WhatsApp: it needs the `key` file of the phone that made it",
    ".crypt15": "an encrypted backup of WhatsApp: it needs the 64-digit key, or the phone's `encrypted_backup.key`",
}
_ENDINGS = {"", ".db", ".sqlite", ".sqlite3"}


def encryption(opening: bytes, path: Path) -> str | None:
    """What the file is and which key it needs; None where nothing speaks for encryption."""
    suffix = path.suffix.lower()
    if suffix in _KEYS:
        return f"{_KEYS[suffix]}; decrypt it with that first, and keep the -wal file beside it"
    if suffix.startswith(".crypt"):
        return "an encrypted backup of WhatsApp: decrypt it with the key of the phone that made it first"
    if suffix in _ENDINGS and _is_noise(opening):
        return (
            "an encrypted database (SQLCipher) or an encrypted backup under another name, by its look: decrypt it with "
            "its key first (Signal Desktop keeps it in config.json, WhatsApp in the phone), and keep the -wal file beside it"
        )
    return None


def _is_noise(opening: bytes) -> bool:
    return len(set(opening)) > 250 and b"\0" in opening
