"""The provider's view and the officer's view of one thing, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from court_assess.domain.kinds import show
from court_assess.domain.provider_part import PROVIDER
from court_assess.domain.resting import AGREEMENT, OFFICER, TwoViews
from court_assess.domain.resting import both_views as views_in
from court_assess.web.open_case import OpenCase

NOT_SAID = "No view yet"


@dataclass(frozen=True, slots=True)
class BothViews:
    """One thing, what each says of it, and whether they agree."""

    title: str
    provider: str
    officer: str
    says: str


def both_views(case: OpenCase) -> tuple[BothViews, ...]:
    """Return each thing on which the provider or the officer has given a view."""
    return tuple(
        BothViews(
            one.title,
            _said(case, one, PROVIDER),
            _said(case, one, OFFICER),
            AGREEMENT[one.agreement],
        )
        for one in views_in(case.judgement)
    )


def _said(case: OpenCase, views: TwoViews, name: str) -> str:
    if name not in views.said:
        return NOT_SAID
    question, value = views.said[name]
    return show(case.library.questionnaire.questions[question], value)
