"""The handover page for those who look after the person next: what it asks before it is made."""

from __future__ import annotations

from dataclasses import dataclass

from court_assess.domain.answers import given
from court_assess.domain.consents import (
    CONSENT,
    CUSTODY,
    DECLINED,
    NO,
    REFUSED,
    WITHDRAWN,
    YES,
    consent_of,
)
from court_assess.domain.questions import Option, Question
from court_assess.web.forms import QuestionForm
from court_assess.web.open_case import OpenCase
from court_assess.web.pages.field import FieldView, field_view
from court_assess.web.pages.link import Link
from court_assess.web.pages.passing_on import (
    consent_link,
    made_by,
    not_to_share,
    officer_stored,
)
from court_assess.web.pages.sharing import BASIS_WORDS
from court_assess.web.typed import FormData

MADE_FOR = {
    "custody_staff": "Custody staff",
    "healthcare": "Custody or prison healthcare",
    "escort": "Escort staff",
    "hospital": "Hospital",
}
QUESTIONS = (
    made_by("Who is handing over?", "Handed over by"),
    Question(
        "made_for",
        "choice",
        "Who is it for?",
        "For whom",
        "",
        why="Choose who it is for",
        options=tuple(Option(*one) for one in MADE_FOR.items()),
        required=True,
    ),
    Question(
        "basis",
        "choice",
        "Why may it be passed on?",
        "Why it may be passed on",
        "",
        why="Choose why it may be passed on",
        options=tuple(Option(*one) for one in BASIS_WORDS.items()),
        required=True,
    ),
    Question(
        "reason",
        "long_text",
        "What is the reason?",
        "Reason",
        "",
        hint="Name the danger, or the law. You can leave this if they agreed and that is recorded.",
        max_length=2_000,
    ),
)
STILL_POSSIBLE = (
    "That is their right. It does not stop you where someone's life or health is at risk: "
    "choose that, and write what the danger is. Tell them that you are passing it on, if you can."
)
NOT_SAID = (
    "Ask them if you can, and record what they say. If there is no time, or they cannot say, "
    "the page can still be made where someone's life or health is at risk."
)
SAYS = {
    YES: "They agreed that healthcare where they are held may be told. "
    "If you hand it to anyone else, tell them so first.",
    NO: f"They said no to healthcare where they are held being told. {STILL_POSSIBLE}",
    WITHDRAWN: "They took back their yes to healthcare where they are held being told. "
    + STILL_POSSIBLE,
    DECLINED: f"They would rather not say whether healthcare may be told. {STILL_POSSIBLE}",
}
NOT_YET_SAID = f"It is not recorded whether they agree to healthcare being told. {NOT_SAID}"
REFUSALS = {
    NO: "They said no to this. Choose another reason, or record their new answer first",
    WITHDRAWN: "They took their yes back. Choose another reason, or record their new answer first",
    DECLINED: "They have not said yes. Choose another reason, or record their answer first",
}
HOW_AGREED = "Write when and how they agreed: it is not recorded yet"
WHY = "Write the reason: they have not agreed, so the record must say why"


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """What the handover page is, how the consent stands, and what is asked."""

    consent_says: str
    consent: Link | None
    not_to_share: str
    fields: tuple[FieldView, ...]
    documents: str
    problem: str = ""


def handover_form(case: OpenCase, posted: FormData | None = None) -> QuestionForm:
    """Return the form; the officer's name stands ready, and a consent that is on record."""
    stored = officer_stored(case)
    if consent_of(case.reading, CUSTODY) == YES:
        stored["basis"] = given(CONSENT)
    return QuestionForm(QUESTIONS, stored, posted, is_plain=True)


def refuse_basis(case: OpenCase, form: QuestionForm) -> None:
    """Refuse a consent that was not given, and a reason that is lacking."""
    basis, reason = form.at("basis"), form.at("reason")
    if basis is None or reason is None or basis.error:
        return
    state, is_consent = consent_of(case.reading, CUSTODY), form.text("basis") == CONSENT
    if is_consent and state in REFUSED:
        basis.refuse(REFUSALS[state])
    elif not form.text("reason") and not (is_consent and state == YES):
        reason.refuse(HOW_AGREED if is_consent else WHY)


def handover_page(
    case: OpenCase, form: QuestionForm, documents: str, problem: str = ""
) -> HandoverPage:
    """Return the view of the page that asks."""
    return HandoverPage(
        consent_says=SAYS.get(consent_of(case.reading, CUSTODY), NOT_YET_SAID),
        consent=consent_link(case, CUSTODY),
        not_to_share=not_to_share(case),
        fields=tuple(field_view(one) for one in form.answer_fields()),
        documents=documents,
        problem=problem,
    )
