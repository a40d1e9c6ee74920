"""The seal of a referral as data: whether anything but the reply was changed on its way."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

SEAL = "seal"
REPLY = "reply"
FILLED_IN = ("filled_by", "answers")  # what the provider writes, inside ``reply``


def seal_of(tree: Mapping[str, Any]) -> str:
    """Return a digest of all but the seal itself and what the provider writes.

    Spaces, the order of keys and the way in which letters are escaped do not count, because a
    provider's program may write them in its own way. It shows what was changed, not by whom:
    anybody can work out a digest. What was sent is known by the seals that were kept.
    """
    reply = {key: one for key, one in tree[REPLY].items() if key not in FILLED_IN}
    sealed = {**{key: one for key, one in tree.items() if key != SEAL}, REPLY: reply}
    text = json.dumps(sealed, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
