"""The store: assessments, their history and what was signed, in one encrypted file on the laptop.

sqlite-utils looks for its driver under the name ``pysqlite3``. It must find SQLCipher there before
it is first imported, or the errors that it catches are not the errors that are raised.
"""

import sys

import sqlcipher3
import sqlcipher3.dbapi2

sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = sqlcipher3.dbapi2

from court_assess.storage.errors import StorageError  # noqa: E402 - must come after the driver
from court_assess.storage.records import (  # noqa: E402 - as above
    CaseSummary,
    Change,
    DocumentMade,
    PastAnswer,
    PastText,
    ReplyTaken,
    Saved,
    SignedVersion,
    StoredCase,
)
from court_assess.storage.store import Store  # noqa: E402 - as above

__all__ = [
    "CaseSummary",
    "Change",
    "DocumentMade",
    "PastAnswer",
    "PastText",
    "ReplyTaken",
    "Saved",
    "SignedVersion",
    "StorageError",
    "Store",
    "StoredCase",
]
