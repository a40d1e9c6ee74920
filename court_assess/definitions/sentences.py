"""Check the sentences that questions carry for the report, once all questions are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from court_assess.definitions.documents import Path_
from court_assess.definitions.places import Written
from court_assess.definitions.problems import Problem, meant
from court_assess.domain.drafts import COURT
from court_assess.domain.questions import Question
from court_assess.domain.sentences import (
    ANSWER,
    PLACEHOLDER,
    PRONOUNS,
    Sentences,
    why_never_drafted,
)

COURT_MAY_NOT = "the court may not read its answer"


def mistakes(written: Mapping[str, Written]) -> Iterator[Problem]:
    """Yield a problem for each sentence that could not be said, or not by a program."""
    questions = {question_id: one.question for question_id, one in written.items()}
    for one in written.values():
        report = one.question.report
        if report is not None:
            for keys, message in _of_question(one.question, report, questions):
                yield one.document.problem((*one.path, *_path(one, keys)), message)


def silent_noes(written: Mapping[str, Written]) -> Iterator[Problem]:
    """Yield a warning for each question of which a draft says a yes, and leaves a no out."""
    for one in written.values():
        report = one.question.report
        if report is None or report.says or not one.question.option("no"):
            continue
        if report.answers.get("yes") and "no" not in report.answers:
            message = (
                "says nothing of a no, so that it reads as if the question was never asked; write a"
                " sentence for 'no', or no: \"\" where a no need not be said"
            )
            yield one.document.problem((*one.path, "report", "answers"), message, is_warning=True)


def _path(written: Written, keys: tuple[str, ...]) -> Path_:
    """Return where a sentence stands: a question's only one may stand right after ``report:``."""
    is_short = isinstance(written.tree.get("report"), str)
    return ("report",) if is_short else ("report", *keys)


def _of_question(
    question: Question, report: Sentences, questions: Mapping[str, Question]
) -> Iterator[tuple[tuple[str, ...], str]]:
    message = _not_for_the_report(question)
    if message:
        yield (), message
        return
    if not (report.says or report.answers or report.words):
        yield (), "says nothing; write a sentence under 'says:', or one for each answer"
    yield from _unknown_answers(question, report)
    if report.says and ANSWER not in PLACEHOLDER.findall(report.says):
        message = "would be said whatever the answer is; put {answer} into it"
        yield ("says",), f"{message}, or write a sentence for each answer under 'answers:'"
    for keys, sentence in report.all():
        for message in _in_sentence(sentence, question, questions):
            yield keys, message
    for option, words in report.words.items():
        if set(PLACEHOLDER.findall(words)) - set(PRONOUNS):
            yield ("words", option), "may hold {they}, {them} and {their}, and nothing else in { }"


def _unknown_answers(
    question: Question, report: Sentences
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the answers that have a sentence or words, and that nobody can give."""
    known = [option.id for option in question.options]
    if question.kind == "scale" and question.least is not None and question.most is not None:
        known = [str(place) for place in range(question.least, question.most + 1)]
    none = f"cannot be told apart in {question.id}, which has no options; write one sentence"
    for key, named in (("answers", report.answers), ("words", report.words)):
        for one in (one for one in named if one not in known):
            unknown = f"'{one}' is not an answer to {question.id}{meant(one, known)}"
            yield (key, one), unknown if known else f"{none} under 'says:'"


def _not_for_the_report(question: Question) -> str:
    """Return why there can be no sentence for a question, or an empty text."""
    reason = why_never_drafted(question.id)
    if reason:
        return f"is never drafted for '{question.id}': {reason}; take the line out"
    if question.kind == "group":
        return "cannot stand on a list; write it on the questions inside"
    if COURT not in question.prints:
        return f"is for the court's report, and {COURT_MAY_NOT}; take it out, or print it for court"
    return ""


def _in_sentence(
    sentence: str, question: Question, questions: Mapping[str, Question]
) -> Iterator[str]:
    if set("{}") & set(PLACEHOLDER.sub("", sentence)):
        yield "has a { or } on its own; write both, around the id of a question"
    for name in dict.fromkeys(PLACEHOLDER.findall(sentence)):
        if name not in (ANSWER, *PRONOUNS):
            message = _of_placeholder(name, question, questions)
            if message:
                yield f"'{{{name}}}' {message}"


def _of_placeholder(name: str, question: Question, questions: Mapping[str, Question]) -> str:
    """Return what is wrong with a placeholder that names another question, or an empty text."""
    if name not in questions:
        known = (ANSWER, *PRONOUNS, *questions)
        return f"is not a question, {{answer}}, {{they}}, {{them}} or {{their}}{meant(name, known)}"
    other, reason = questions[name], why_never_drafted(name)
    if reason:
        return f"can be in no draft: {reason}; take it out of the sentence"
    if other.kind == "group":
        return "is a list; name one of the questions inside it, in a sentence of that list"
    if other.group not in ("", question.group):
        return f"is asked in each row of '{other.group}'; only sentences of that list can name it"
    if COURT not in other.prints:
        return f"cannot be in the court's report: {COURT_MAY_NOT}; take it out of the sentence"
    return ""
