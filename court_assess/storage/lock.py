"""One process at a time: a lock on a file in the data folder, which ends with the process."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from court_assess.storage.errors import AlreadyOpenError

LOCK_FILE = "court_assess.lock"

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def take_lock(folder: Path) -> int:
    """Return the handle that holds the lock until it is closed; AlreadyOpenError if it is held."""
    handle = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take(handle)
    except (BlockingIOError, PermissionError) as error:  # Windows says PermissionError
        os.close(handle)
        raise AlreadyOpenError from error
    except BaseException:
        os.close(handle)
        raise
    return handle
