"""The words for what a rule comes to, the same in every file and on every page."""

from __future__ import annotations

from court_assess.domain.truth import FALSE, TRUE, UNKNOWN

MET, NOT_MET, UNDECIDED = "met", "not_met", "not_known"
RESULTS = {TRUE: MET, FALSE: NOT_MET, UNKNOWN: UNDECIDED}
