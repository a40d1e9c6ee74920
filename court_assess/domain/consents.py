"""What the person has agreed to, and on what basis something may be passed on without it."""

from __future__ import annotations

from collections.abc import Mapping

from court_assess.domain.answers import NOT_YET_ASKED, Status
from court_assess.domain.reading import AnswerReading

PROVIDER, GP, CUSTODY = "con.share_provider", "con.share_gp", "con.share_custody"
TAKEN_BACK = "con.withdrawn"
# Each consent, and what the question about taking consent back calls it.
CONSENTS: Mapping[str, str] = {
    PROVIDER: "provider",
    GP: "gp",
    "con.share_family": "family",
    CUSTODY: "custody",
}
YES, NO, WITHDRAWN, DECLINED = "yes", "no", "withdrawn", Status.DECLINED.value
REFUSED = (NO, WITHDRAWN, DECLINED)  # a consent that cannot be relied on, whatever was said before
# What may carry a sharing: consent, a danger to life or health whatever was agreed, or the law.
CONSENT = "consent"
BASES = (CONSENT, "life_or_health", "law")
# Why nothing goes to the treatment provider, and what to do; a plain yes has no line.
WHY_NOT_REFERRED: Mapping[str, str] = {
    NO: (
        "No referral can be made: the person said no to sharing with the drug treatment service. "
        "Make one only if they change their mind, and record that first."
    ),
    WITHDRAWN: (
        "No referral can be made: the person took back their yes to sharing with the drug "
        "treatment service. Tell the service to stop using what it has."
    ),
    DECLINED: (
        "No referral can be made: the person would rather not say whether the drug treatment "
        "service may be told. That is not a yes; record what they say if they raise it again."
    ),
    Status.NOT_KNOWN.value: (
        "No referral can be made: it was asked but is not known whether the drug treatment service "
        "may be told. Ask again, and record a plain yes or no."
    ),
    Status.NOT_ASKED.value: (
        "No referral can be made: the person was not asked whether the drug treatment service may "
        "be told. Ask when they can take it in, and record what they say."
    ),
    NOT_YET_ASKED: (
        "No referral can be made: nothing is recorded on whether the drug treatment service may be "
        "told. Ask the person, and record what they say."
    ),
}


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


def why_not_referred(reading: AnswerReading) -> str:
    """Return why nothing may go to the treatment provider; an empty text for a plain yes alone."""
    state = consent_of(reading, PROVIDER)
    return "" if state == YES else WHY_NOT_REFERRED[state]
