"""The data key: 256 random bits in ``data.key``, which only its owner may read."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from court_assess.storage.errors import KeyMissingError, WrongKeyError

KEY_FILE = "data.key"
KEY_BYTES = 32


def read_key(folder: Path) -> bytes:
    """Return the key; KeyMissingError if there is none, WrongKeyError if it cannot be a key."""
    path = folder / KEY_FILE
    if not path.exists():
        raise KeyMissingError
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise WrongKeyError
    return key


def make_key(folder: Path) -> bytes:
    """Make and return a new key, which is safe on the disk when this returns."""
    key = secrets.token_bytes(KEY_BYTES)
    half = folder / f"{KEY_FILE}.new"
    half.unlink(missing_ok=True)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    half.replace(folder / KEY_FILE)
    settle(folder)
    return key


def settle(folder: Path) -> None:
    """Make the names in a folder safe on the disk."""
    if os.name == "nt":  # Windows has no handle of a folder to flush
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
