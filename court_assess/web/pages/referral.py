"""The page before a referral: how the consent stands, and which provider it goes to."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from court_assess.domain.answers import Answer, given
from court_assess.domain.consents import PROVIDER, why_not_referred
from court_assess.domain.kinds import show
from court_assess.domain.local import LocalSettings
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
from court_assess.web.typed import FormData

ANOTHER, RECORDED = "another", "recorded"
AGREED = "They agreed that the drug treatment service is told"
ENTER_A_NAME = "Enter the provider's name"


@dataclass(frozen=True, slots=True)
class ReferralPage:
    """How the consent stands, and what is asked; without a plain yes, why there is no referral."""

    consent_says: str
    consent: Link | None
    not_to_share: str
    is_allowed: bool
    fields: tuple[FieldView, ...]
    documents: str
    preview: str
    problem: str = ""


def referral_form(
    case: OpenCase, local: LocalSettings, posted: FormData | None = None
) -> QuestionForm:
    """Return the form; the officer's name and the provider that was asked stand ready."""
    names = _names(case, local)
    questions = (
        made_by("Who is making the referral?", "Referred by"),
        Question(
            "made_for",
            "choice",
            "Which provider is it for?",
            "Provider",
            "",
            why="Choose the provider",
            options=(*_options(names, local), Option(ANOTHER, "Another provider")),
            required=True,
        ),
        Question(
            "another",
            "text",
            "Name of the other provider",
            "Name of the other provider",
            "",
            hint="Only for a provider that is not listed above.",
        ),
    )
    return QuestionForm(questions, _stored(case, local), posted, is_plain=True)


def refuse_no_name(form: QuestionForm) -> None:
    """Ask for the name of a provider that is in no list."""
    another = form.at("another")
    if another is not None and form.text("made_for") == ANOTHER and not form.text("another"):
        another.refuse(ENTER_A_NAME)


def made_for(case: OpenCase, local: LocalSettings, form: QuestionForm) -> str:
    """Return the name of the provider that was chosen or typed."""
    chosen = form.text("made_for")
    return form.text("another") if chosen == ANOTHER else _names(case, local)[chosen]


def referral_page(case: OpenCase, form: QuestionForm, problem: str = "") -> ReferralPage:
    """Return the view of the page."""
    why_not = why_not_referred(case.reading)
    return ReferralPage(
        consent_says=why_not or _agreed(case),
        consent=consent_link(case, PROVIDER),
        not_to_share=not_to_share(case),
        is_allowed=not why_not,
        fields=() if why_not else tuple(field_view(one) for one in form.answer_fields()),
        documents=url_for("documents.documents", case_id=case.id),
        preview=url_for("documents.preview", case_id=case.id, kind="referral"),
        problem=problem,
    )


def _agreed(case: OpenCase) -> str:
    on, how = (_said(case, f"{PROVIDER}_{one}") for one in ("on", "how"))
    when, way = f" on {on}" if on else "", f" ({how[:1].lower()}{how[1:]})" if how else ""
    return f"{AGREED}{when}{way}."


def _said(case: OpenCase, question_id: str) -> str:
    question = case.library.questionnaire.questions.get(question_id)
    answer = case.reading.answer(question_id)
    return show(question, answer.value) if question and answer and answer.value else ""


def _names(case: OpenCase, local: LocalSettings) -> dict[str, str]:
    """Return the providers to choose from by the form's own names: the one asked, the area's."""
    asked = _said(case, "prov.name")
    own = {} if not asked or local.provider(asked) else {RECORDED: asked}
    listed = {f"listed_{number}": one.name for number, one in enumerate(local.providers, 1)}
    return own | listed


def _options(names: dict[str, str], local: LocalSettings) -> tuple[Option, ...]:
    return tuple(Option(one, name, _number(name, local)) for one, name in names.items())


def _number(name: str, local: LocalSettings) -> str:
    entry = local.provider(name)
    if entry is None:
        return "Not in the list of providers of this area, so no number is printed"
    return "; ".join(one for one in (f"Telephone {entry.telephone}", entry.hours) if one)


def _stored(case: OpenCase, local: LocalSettings) -> dict[str, Answer]:
    asked = _said(case, "prov.name")
    entry = local.provider(asked)
    meant = entry.name if entry else asked
    chosen = next((one for one, name in _names(case, local).items() if name == meant), "")
    stored = officer_stored(case)
    return {**stored, "made_for": given(chosen)} if chosen else stored
