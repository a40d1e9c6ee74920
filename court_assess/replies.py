"""A referral file that came back: read, checked, and what its answers would change in the case.

A file with anything wrong in it is refused whole, in one line. Nothing here writes to a case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from court_assess.definitions.answers import AnswersReader
from court_assess.definitions.consistency import clashes
from court_assess.definitions.documents import Document
from court_assess.definitions.json_text import BadJsonError, read_json
from court_assess.definitions.problems import Problems
from court_assess.domain.answers import Answer, Answers, KnownBy, Row, given
from court_assess.domain.assessment import Library
from court_assess.domain.findings import Judgement
from court_assess.domain.kinds import day_in_words
from court_assess.domain.provider_part import (
    ANSWERED_BY,
    ASKED_PROVIDER,
    BY_FILE,
    JOINT,
    METHOD,
    PROVIDER,
    REFERRAL_FORMAT,
    is_for_provider,
)
from court_assess.exports.judgement import answers_as_json
from court_assess.exports.referral import person_in, version_of
from court_assess.exports.seal import FILLED_IN, REPLY, SEAL, seal_of

MOST_ENTRIES = 50  # of a list in one file
NO_ANSWERS: tuple[dict[str, bool], ...] = ({"declined": True}, {"not_known": True})
WHO_NEEDED = {
    "prov.assessor": "who filled it in and their job (prov.assessor)",
    "prov.role": "what they are trained to do (prov.role)",
    "prov.date": "the day they answered (prov.date)",
}
NOT_A_REFERRAL = "is not a referral file; choose the JSON file that the provider sent back"
NEWER_FORMAT = "is in a newer format than this program reads; use a newer program"
NO_SEAL = "is not whole: something outside the reply is missing; ask for the file to be sent again"
EDITED = (
    "was changed outside the answers of the reply; ask the provider to fill in the file as it was "
    "sent, and nothing else"
)
ANOTHER_CASE = (
    "is for another case: its name, date of birth or CRN is not this person's; open the case that "
    "it belongs to"
)
NOT_SENT = (
    "answers no referral that was made from this case here; choose the file that answers one, or "
    "make the referral again"
)
OLDER = (
    "answers an older referral than the one made last; ask the provider to answer the newest, or "
    "make the referral again"
)
CHANGED_SINCE = (
    "answers an older version of this case: what was shared has changed since; make the referral "
    "again, or type in the answers"
)
OLDER_ANSWERS = (
    "was filled in on {file}, and the provider's answers here are from {case}; keep the newer, or "
    "ask the provider which of them stand"
)
BEFORE_REFERRAL = "says it was filled in on {file}, before the referral was made; ask for the day"
IN_THE_FUTURE = "says it was filled in on {file}, a day that has not come; ask for the day"
NOTHING_ANSWERED = "holds no answer; ask the provider to fill in the reply"


class RefusedReplyError(ValueError):
    """A returned file that is not taken; the message is one line that says why and what to do."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A referral that was made: the seal of its file and the version of the answers in it."""

    seal: str
    version: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: who answered and when, the answers, and the entries to add to a list."""

    who: str
    role: str
    on: date
    seal: str
    answers: Mapping[str, Answer]
    entries: tuple[Mapping[str, Answer], ...] = ()


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """The case that a file should answer.

    ``sent`` are the referrals made from it, first to last; None where no such record is kept, as
    for a case file. ``today`` is None where no clock is read.
    """

    library: Library
    judgement: Judgement
    sent: tuple[Sent, ...] | None = None
    today: date | None = None

    @property
    def answers(self) -> Answers:
        """The answers of the case."""
        return self.judgement.reading.answers


def read_reply(raw: bytes, about: AskedAbout) -> Reply:
    """Return what a returned file says; RefusedReplyError says why it is not taken."""
    try:
        tree = read_json(raw)
    except BadJsonError as error:
        raise _refused(str(error)) from None
    _check_format(tree)
    _check_case(tree, about)
    filled_by = _filled_by(tree[REPLY]["filled_by"], about.library)
    on = filled_by[ANSWERED_BY[2]].value
    assert isinstance(on, date)  # noqa: S101 - its question is a date
    _check_day(on, tree["library"].get("judged_on", ""), about)
    answers, entries = _answers(tree[REPLY]["answers"], about.library)
    name = _named(tree["provider"], about.library)
    way = _way(about.library)
    reply = Reply(
        who=str(filled_by[ANSWERED_BY[0]].value),
        role=str(filled_by[ANSWERED_BY[1]].value),
        on=on,
        seal=tree[SEAL],
        answers={**name, **filled_by, **way, **answers},
        entries=entries,
    )
    _check_consistent(reply, about)
    return reply


def clashing(reply: Reply, answers: Answers) -> tuple[str, ...]:
    """Return the questions that have another answer in the case already, whatever it is.

    A list that was set aside as a whole is among them, if the reply has entries for it.
    """
    differ = (
        question
        for question, new in reply.answers.items()
        if (old := answers.get(question)) and (old.status, old.value) != (new.status, new.value)
    )
    return (*differ, *to_clear(reply, answers))


def new_entries(reply: Reply, answers: Answers) -> tuple[Mapping[str, Answer], ...]:
    """Return the entries that are not in the list yet; those that are stay as they are."""
    held = [_said(row.answers) for row in answers.rows_of(JOINT)]
    return tuple(one for one in reply.entries if _said(one) not in held)


def with_reply(answers: Answers, reply: Reply) -> Answers:
    """Return the answers as they are once the reply is taken."""
    merged = answers.having({**reply.answers, **dict.fromkeys(to_clear(reply, answers))})
    added = new_entries(reply, answers)
    first = 1 + max((int(one.id) for one in answers.rows_of(JOINT) if one.id.isdigit()), default=0)
    rows = (Row(str(place), one) for place, one in enumerate(added, first))
    held = (*answers.rows_of(JOINT), *rows)
    return Answers(merged.single, {**answers.rows, JOINT: held} if held else answers.rows)


def to_clear(reply: Reply, answers: Answers) -> tuple[str, ...]:
    """Return what must be cleared first: a list that was set aside as a whole holds no entries."""
    is_set_aside = answers.get(JOINT) is not None and new_entries(reply, answers)
    return (JOINT,) if is_set_aside else ()


def _said(answers: Mapping[str, Answer]) -> dict[str, tuple[object, object]]:
    return {question: (one.status, one.value) for question, one in answers.items()}


def _refused(message: str) -> RefusedReplyError:
    return RefusedReplyError(f"The file {message}.")


def _check_format(tree: Any) -> None:  # noqa: ANN401 - whatever the file holds
    """Refuse what is no referral with a reply, or is not as it was sent but for the reply."""
    found = tree.get("format") if isinstance(tree, dict) else None
    newer = re.fullmatch(r"court-assess/referral@(\d{1,6})", str(found))
    if found != REFERRAL_FORMAT:
        raise _refused(NEWER_FORMAT if newer and int(newer[1]) > 1 else NOT_A_REFERRAL)
    shapes: Mapping[str, Callable[[Any], bool]] = {
        "version": _is_text,
        SEAL: _is_text,
        "person": _holds_texts,
        "provider": _holds_texts,
        "library": _holds_texts,
        REPLY: lambda one: isinstance(one, dict) and set(FILLED_IN) <= set(one),
    }
    if not all(is_so(tree.get(key)) for key, is_so in shapes.items()):
        raise _refused(NO_SEAL)
    if tree[SEAL] != seal_of(tree):
        raise _refused(EDITED)


def _is_text(one: Any) -> bool:  # noqa: ANN401 - whatever the file holds
    return isinstance(one, str)


def _holds_texts(one: Any) -> bool:  # noqa: ANN401 - whatever the file holds
    return isinstance(one, dict) and all(isinstance(text, str) for text in one.values())


def _check_case(tree: Mapping[str, Any], about: AskedAbout) -> None:
    """Refuse what answers another case, or not the newest version of what was sent."""
    reading = about.judgement.reading
    is_same_person = tree["person"] == person_in(reading)
    if about.sent is None:
        if not is_same_person:
            raise _refused(ANOTHER_CASE)
        if tree["version"] != version_of(answers_as_json(reading, PROVIDER)):
            raise _refused(CHANGED_SINCE)
        return
    if tree[SEAL] not in {one.seal for one in about.sent}:
        raise _refused(NOT_SENT if is_same_person else ANOTHER_CASE)
    if tree["version"] != about.sent[-1].version:
        raise _refused(OLDER)


def _filled_by(found: Any, library: Library) -> dict[str, Answer]:  # noqa: ANN401 - whatever the file holds
    """Return who answered and when; all of it is needed."""
    if not isinstance(found, dict) or set(found) - set(ANSWERED_BY):
        raise _refused("has more in “filled_by” than who answered and when; take out the rest")
    for question in ANSWERED_BY:
        one = found.get(question)
        if not isinstance(one, str) or not one.strip():
            raise _refused(f"does not say {WHO_NEEDED[question]}; ask the provider to fill it in")
    return _read(found, library, "filled_by")[0]


def _check_day(on: date, made_on: str, about: AskedAbout) -> None:
    """Refuse a day that cannot be, and answers older than those that are there."""
    day = day_in_words(on)
    if on.isoformat() < made_on:
        raise _refused(BEFORE_REFERRAL.format(file=day))
    if about.today and on > about.today:
        raise _refused(IN_THE_FUTURE.format(file=day))
    answer = about.answers.get(ANSWERED_BY[2])
    if answer and isinstance(answer.value, date) and on < answer.value:
        raise _refused(OLDER_ANSWERS.format(file=day, case=day_in_words(answer.value)))


def _answers(
    found: Any,  # noqa: ANN401 - whatever the file holds
    library: Library,
) -> tuple[dict[str, Answer], tuple[Mapping[str, Answer], ...]]:
    """Return the provider's answers and the entries of its list; what is empty is left out."""
    if not isinstance(found, dict):
        raise _refused("has no list of answers; ask for the file to be sent again")
    questions = library.questionnaire.questions
    for key in found:
        if key not in questions or not is_for_provider(questions[key]):
            msg = f"answers {_quoted(key)}, which the provider was not asked; take that answer out"
            raise _refused(msg)
    filled = {key: one for key, one in found.items() if one not in ("", [])}
    if not filled:
        raise _refused(NOTHING_ANSWERED)
    return _read(filled, library, "answers")


def _read(
    found: Mapping[str, Any], library: Library, where: str
) -> tuple[dict[str, Answer], tuple[Mapping[str, Answer], ...]]:
    """Return answers as the questions ask for them; the first mistake refuses the file."""
    problems = Problems()
    tree = {key: _entries(one) if key == JOINT else _known(one, key) for key, one in found.items()}
    reader = AnswersReader(library.questionnaire, Document("", tree), problems)
    answers = reader.read(tree, (where,))
    for one in problems.found:
        raise _refused(f"has a mistake at {one.path}: {one.message}")
    rows = (row.answers for row in answers.rows_of(JOINT) if row.answers)
    return dict(answers.single), tuple(rows)


def _entries(found: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - whatever the file holds
    is_list = isinstance(found, list) and all(isinstance(one, dict) for one in found)
    if not is_list or len(found) > MOST_ENTRIES:
        raise _refused(f"has no list of up to {MOST_ENTRIES} entries under “{JOINT}”; mend that")
    return [
        {key: _known(one, key) for key, one in entry.items() if one not in ("", [])}
        for entry in found
    ]


def _known(found: Any, key: str) -> dict[str, Any]:  # noqa: ANN401 - whatever the file holds
    """Return one answer as a case file writes it, known by the provider."""
    if isinstance(found, dict):
        # True counts as 1 and is never the 1 of a file.
        if found not in NO_ANSWERS or not all(one is True for one in found.values()):
            wanted = '{"declined": true} or {"not_known": true}'
            raise _refused(f"has no answer at {_quoted(key)}; write text, or {wanted}")
        return dict.fromkeys(found, "true")
    texts = found if isinstance(found, list) else [found]
    if not all(isinstance(one, str) for one in texts):
        raise _refused(f"has no text at {_quoted(key)}; write answers in quotation marks")
    return {"is": found, "known_by": KnownBy.PROVIDER.value}


def _named(provider: Mapping[str, str], library: Library) -> dict[str, Answer]:
    """Return which provider the referral was for, if it names one."""
    name = provider.get("name", "").strip()
    return _read({ASKED_PROVIDER: name}, library, "provider")[0] if name else {}


def _way(library: Library) -> dict[str, Answer]:
    """Return the way in which they answered, where the case's own definitions have it."""
    method = library.questionnaire.questions.get(METHOD)
    has_it = method is not None and method.option(BY_FILE) is not None
    return {METHOD: given(BY_FILE, KnownBy.PROVIDER)} if has_it else {}


def _check_consistent(reply: Reply, about: AskedAbout) -> None:
    """Refuse answers that cannot be right beside what is in the case."""
    questionnaire = about.library.questionnaire
    before = {one.check.says for one in clashes(questionnaire, about.answers)}
    after = (one.check for one in clashes(questionnaire, with_reply(about.answers, reply)))
    for check in after:
        if check.says not in before:
            raise _refused(f"has a mistake at {check.at}: {check.says}")


def _quoted(key: str) -> str:
    """Return a key of a stranger's file, short and in plain letters."""
    return "“" + "".join(one for one in key if one.isprintable())[:40] + "”"
