"""What a document carries as a file: its reader's answers and findings, for a program to read."""

from __future__ import annotations

import json
from typing import Any

from court_assess.domain.answers import NOT_YET_ASKED
from court_assess.domain.assessment import Assessment
from court_assess.domain.findings import Judgement
from court_assess.exports.judgement import answers_as_json, findings_of_law

FORMAT = "court-assess/document@1"
PERSON = "person"  # what is off a copy that is carried is not named in its file either
COURT = "court"  # the one audience that the findings of law are written for


def attached(
    kind: str, audience: str, assessment: Assessment, judgement: Judgement
) -> dict[str, Any]:
    """Return the answers that an audience may read, and for a court the findings of law."""
    tree: dict[str, Any] = {
        "format": FORMAT,
        "kind": kind,
        "library": {
            "digest": judgement.library_digest,
            "judged_on": judgement.judged_on.isoformat(),
        },
        "answers": [
            one
            for one in answers_as_json(judgement.reading, audience)
            if audience != PERSON or one["state"] != NOT_YET_ASKED
        ],
    }
    if assessment.prepared_on:
        tree["prepared_on"] = assessment.prepared_on.isoformat()
    if audience == COURT:
        tree["findings"] = findings_of_law(judgement, audience)
    return tree


def as_bytes(tree: object) -> bytes:
    """Return JSON that is the same for the same content: sorted keys, UTF-8, on one line."""
    return json.dumps(tree, sort_keys=True, ensure_ascii=False).encode(errors="replace")
