"""What the person has agreed to, and on what basis something may be passed on without it."""

from __future__ import annotations

from collections.abc import Mapping

from court_assess.domain.answers import NOT_YET_ASKED, Status
from court_assess.domain.reading import AnswerReading

CUSTODY = "con.share_custody"
TAKEN_BACK = "con.withdrawn"
# Each consent, and what the question about taking consent back calls it.
CONSENTS: Mapping[str, str] = {
    "con.share_provider": "provider",
    "con.share_gp": "gp",
    "con.share_family": "family",
    CUSTODY: "custody",
}
YES, NO, WITHDRAWN, DECLINED = "yes", "no", "withdrawn", Status.DECLINED.value
REFUSED = (NO, WITHDRAWN, DECLINED)  # a consent that cannot be relied on, whatever was said before
# What may carry a sharing: consent, a danger to life or health whatever was agreed, or the law.
BASES = ("consent", "life_or_health", "law")


def consent_of(reading: AnswerReading, question: str) -> str:
    """Return how a consent stands: yes, no, withdrawn, or how the question stands without either.

    What was taken back stays taken back whatever was said before.
    """
    taken_back = reading.answer(TAKEN_BACK)
    named = taken_back.value if taken_back else None
    if isinstance(named, tuple) and CONSENTS[question] in named:
        return WITHDRAWN
    answer = reading.answer(question)
    if answer is None:
        return NOT_YET_ASKED
    return answer.status.value if answer.value is None else str(answer.value)
