"""The provider's returned file: asked for, then each answer beside the one that is there."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import url_for

from court_assess.domain.answers import Answer
from court_assess.domain.consents import why_not_referred
from court_assess.domain.kinds import day_in_words
from court_assess.domain.provider_part import JOINT, PROVIDERS_OWN
from court_assess.replies import Reply, clashing, new_entries
from court_assess.storage import DocumentMade, ReplyTaken
from court_assess.web.local_time import moment_in_words
from court_assess.web.open_case import OpenCase
from court_assess.web.pages.addresses import in_words
from court_assess.web.pages.link import Link

NOT_ANSWERED = "No answer yet"
CLEARED = "Replaced by the entries below"


@dataclass(frozen=True, slots=True)
class ReplyPage:
    """Where to choose a file, which referrals were made, and which replies were taken before."""

    sent: tuple[str, ...]
    taken: tuple[str, ...]
    referral: Link
    back: Link


@dataclass(frozen=True, slots=True)
class Compared:
    """One answer of the file beside that of the case; ``differs`` if both are there and differ."""

    label: str
    here: str
    in_file: str
    differs: bool


@dataclass(frozen=True, slots=True)
class ReplyCheckPage:
    """What saving the reply would do, before anything is saved."""

    filled_by: str
    answers: tuple[Compared, ...]
    entries: tuple[str, ...]
    staying: tuple[str, ...]
    clashes: int
    clash_says: str
    warning: str
    is_new: bool
    file: str
    revision: int
    action: str
    back: Link
    problem: str = ""


def reply_page(
    case: OpenCase, made: tuple[DocumentMade, ...], taken: tuple[ReplyTaken, ...]
) -> ReplyPage:
    """Return the view of the page that asks for the file."""
    return ReplyPage(
        sent=tuple(
            f"{moment_in_words(one.made_at)}, for {one.made_for}" for one in made if one.seal
        ),
        taken=replies_in_words(taken),
        referral=Link(
            "Make a referral to the provider", url_for("referral.referral", case_id=case.id)
        ),
        back=_to_provider(case),
    )


def replies_in_words(taken: tuple[ReplyTaken, ...]) -> tuple[str, ...]:
    """Say of each reply that was taken who filled it in and when, and when it was brought in."""
    return tuple(
        f"{one.who}, on {day_in_words(one.answered_on)}; brought in {moment_in_words(one.taken_at)}"
        for one in taken
    )


def reply_check_page(case: OpenCase, reply: Reply, raw: bytes, problem: str = "") -> ReplyCheckPage:
    """Return the view of the page that shows old and new side by side and asks to confirm."""
    held = case.assessment.answers
    compared = tuple(_compared(case, reply))
    clashes = sum(one.differs for one in compared)
    entries = new_entries(reply, held)
    is_changed = any(held.get(question) != one for question, one in reply.answers.items())
    return ReplyCheckPage(
        filled_by=f"{reply.who} ({reply.role}), on {day_in_words(reply.on)}",
        answers=compared,
        entries=tuple("; ".join(_entry(case, one)) for one in entries),
        staying=tuple(_staying(case, reply)),
        clashes=clashes,
        clash_says=_clash_says(clashes),
        warning=why_not_referred(case.reading),
        is_new=is_changed or bool(entries),
        file=base64.b64encode(raw).decode(),
        revision=case.stored.revision,
        action=url_for("reply.take", case_id=case.id),
        back=_to_provider(case),
        problem=problem,
    )


def _to_provider(case: OpenCase) -> Link:
    address = url_for("sections.section", case_id=case.id, section_id="provider")
    return Link("Back to the provider's page", address)


def _clash_says(clashes: int) -> str:
    if not clashes:
        return ""
    one = "1 answer in the file differs from the one here."
    many = f"{clashes} answers in the file differ from those here."
    then = "If you save, the file's answers stand; the earlier ones stay in the history."
    return f"{one if clashes == 1 else many} {then}"


def _compared(case: OpenCase, reply: Reply) -> Iterator[Compared]:
    """Yield each answer that the file gives or sets aside, in the order of the page."""
    questionnaire, held = case.library.questionnaire, case.assessment.answers
    differing = clashing(reply, held)
    concerned = {*reply.answers, *differing}
    for question_id in sorted(concerned, key=questionnaire.order.__getitem__):
        question, old = questionnaire.questions[question_id], held.get(question_id)
        new = reply.answers.get(question_id)
        yield Compared(
            question.short,
            in_words(question, old) if old else NOT_ANSWERED,
            in_words(question, new) if new else CLEARED,
            question_id in differing,
        )


def _entry(case: OpenCase, entry: Mapping[str, Answer]) -> Iterator[str]:
    for question_id, answer in entry.items():
        question = case.library.questionnaire.questions[question_id]
        yield f"{question.short}: {in_words(question, answer)}"


def _staying(case: OpenCase, reply: Reply) -> Iterator[str]:
    """Yield the provider's answers that are here and not in the file, and so stay as they are."""
    for question in case.library.questionnaire.walk():
        answer = case.assessment.answers.get(question.id)
        is_provider_s = question.id.startswith(PROVIDERS_OWN)
        if answer and is_provider_s and question.id not in reply.answers:
            yield f"{question.short}: {in_words(question, answer)}"
    count = len(case.assessment.answers.rows_of(JOINT))
    if count:
        label = case.library.questionnaire.questions[JOINT].short
        yield f"{label}: the {'entry' if count == 1 else f'{count} entries'} here"
