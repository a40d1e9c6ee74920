"""Sentences for the report: each one that could not be said, or not by a program, is one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.definitions.small import FIRST, lines, problems

QUESTIONS = "questionnaires/first.yaml"
DRINKS = "    print: [court]\n    options:\n"
CUPS = "    print: [court]\n    shown_when"


def with_report(report: str, before: str = CUPS, first: str = FIRST) -> str:
    """Return the small questionnaire with a `report:` line before a question's print line."""
    assert before in first
    return first.replace(before, f"    report: {report}\n{before}", 1)


def checked(folder: Path, first: str) -> list[str]:
    """Return what ``check`` finds in a small library with this page, as lines."""
    place = folder / str(len(list(folder.iterdir())))
    place.mkdir()
    return lines(place, problems(place, first=first))


ON_CUPS = {
    "an unknown placeholder": ('"{cups} cups of {answer}"', "19:5: questions[1].report: '{cups}' is not a question, {answer}, {they}, {them} or {their}"),
    "a misspelt question": ('"{q.drnks} {answer}"', "19:5: questions[1].report: '{q.drnks}' is not a question, {answer}, {they}, {them} or {their}; did you mean 'q.drinks'?"),
    "a question that the court may not read": ('"{answer} on {q.day}"', "19:5: questions[1].report: '{q.day}' cannot be in the court's report: the court may not read its answer; take it out of the sentence"),
    "a question of a list": ('"{answer} {row.name}"', "19:5: questions[1].report: '{row.name}' is asked in each row of 'row'; only sentences of that list can name it"),
    "a list": ('"{answer} {row}"', "19:5: questions[1].report: '{row}' is a list; name one of the questions inside it"),
    "a brace alone": ('"{answer} {"', "19:5: questions[1].report: has a { or } on its own; write both, around the id of a question"),
    "the same whatever the answer": ('"some cups."', "19:5: questions[1].report: would be said whatever the answer is; put {answer} into it"),
    "nothing at all": ("{as: fact}", "19:5: questions[1].report: says nothing; write a sentence under 'says:'"),
    "a voice that there is not": ('{says: "{answer}", as: rumour}', "19:32: questions[1].report.as: 'rumour' is not allowed here; use one of: account, fact, opinion"),
    "an unknown key": ('{say: "{answer}"}', "19:14: questions[1].report.say: is not a key here; did you mean 'says'?"),
    "answers to a question without options": ('{answers: {3: "three."}}', "19:24: questions[1].report.answers.3: cannot be told apart in q.cups, which has no options; write one sentence under 'says:'"),
    "a list of sentences": ("[one, two]", "19:5: questions[1].report: needs 'key: value' lines"),
}  # fmt: skip
ON_DRINKS = {
    "an unknown answer": ('{answers: {tee: "tea."}}', "9:24: questions[0].report.answers.tee: 'tee' is not an answer to q.drinks; did you mean 'tea'?"),
    "unknown words": ('{says: "{answer}", words: {tee: leaves}}', "9:40: questions[0].report.words.tee: 'tee' is not an answer to q.drinks; did you mean 'tea'?"),
    "a question in words": ('{says: "{answer}", words: {tea: "{q.cups}"}}', "9:40: questions[0].report.words.tea: may hold {they}, {them} and {their}"),
    "a placeholder in the sentence of one answer": ('{answers: {tea: "{q.day}", milk: ""}}', "9:24: questions[0].report.answers.tea: '{q.day}' cannot be in the court's report"),
}  # fmt: skip


@pytest.mark.parametrize("name", ON_CUPS)
def test_one_mistake_in_a_sentence_gives_one_line(name: str, tmp_path: Path) -> None:
    report, expected = ON_CUPS[name]
    found = checked(tmp_path, with_report(report))

    assert len(found) == 1, found
    assert found[0].startswith(f"{QUESTIONS}:{expected}")


@pytest.mark.parametrize("name", ON_DRINKS)
def test_one_mistake_in_sentences_by_answer_gives_one_line(name: str, tmp_path: Path) -> None:
    report, expected = ON_DRINKS[name]
    found = checked(tmp_path, with_report(report, DRINKS))

    assert len(found) == 1, found
    assert found[0].startswith(f"{QUESTIONS}:{expected}")


def test_the_control_sentences_in_order_are_no_problem(tmp_path: Path) -> None:
    cups = (
        '{says: "{they} had {answer} of {q.drinks} in {their} {answer} and {them}.", as: account}'
    )
    first = with_report(cups)
    first = with_report(
        '{says: "{answer}.", answers: {no: ""}, words: {tea: "{their} tea"}}', DRINKS, first
    )

    assert checked(tmp_path, first) == []


def test_a_sentence_for_what_the_court_may_not_read_is_refused(tmp_path: Path) -> None:
    first = with_report('"{answer}."', "    print: none\n  - id: row")
    (found,) = checked(tmp_path, first)

    assert "questions[2].report: is for the court's report, and the court may not read" in found


def test_a_sentence_on_a_list_is_refused(tmp_path: Path) -> None:
    first = with_report('"{answer}."', "    complete: Is that all?")
    (found,) = checked(tmp_path, first)

    assert "questions[3].report: cannot stand on a list" in found


@pytest.mark.parametrize(
    "question", ["rec.drr", "rec.reason", "order.kind", "psr.proposal", "psr.rationale", "ana.text"]
)
def test_a_sentence_for_what_the_officer_writes_alone_is_refused(
    question: str, tmp_path: Path
) -> None:
    first = with_report('"{answer}."', "    print: none\n  - id: row").replace(
        "print: none", "print: [court]", 1
    )
    (found,) = checked(tmp_path, first.replace("q.day", question))[:1]

    assert f"questions[2].report: is never drafted for '{question}'" in found
    assert checked(tmp_path, first) == [], "the control"


def test_what_the_officer_writes_alone_can_be_in_no_other_sentence(tmp_path: Path) -> None:
    first = with_report('"{answer} {rec.day}."').replace("q.day", "rec.day")
    found = checked(tmp_path, first.replace("print: none", "print: [court]", 1))

    assert "questions[1].report: '{rec.day}' can be in no draft: the law asks for" in found[0]


def test_a_row_may_name_its_own_list_and_what_stands_outside(tmp_path: Path) -> None:
    first = FIRST.replace("print: none", "print: [court]").replace(
        "        short: Name\n",
        '        short: Name\n        report: "{answer} {row.sweet} {q.drinks}."\n',
    )
    assert checked(tmp_path, first) == []


def test_a_hard_word_in_a_sentence_is_a_warning(tmp_path: Path) -> None:
    first = with_report('{answers: {tea: "an addict to tea."}}', DRINKS)
    (found,) = checked(tmp_path, first)

    assert "questions[0].report.answers.tea: warning: says 'addict'" in found


def test_a_no_that_a_draft_would_leave_out_is_a_warning_unless_it_is_meant(tmp_path: Path) -> None:
    sweet = "        short: Sweet\n        why: To show a row.\n        print: {}\n"
    assert sweet.format("none") in FIRST

    def found(report: str) -> list[str]:
        said = f"{sweet.format('[court]')}        report: {report}\n"
        return checked(tmp_path, FIRST.replace(sweet.format("none"), said))

    yes = 'yes: "it was sweet."'
    silent = found(f"{{answers: {{{yes}}}}}")
    meant = found(f'{{answers: {{{yes}, no: ""}}}}')
    either = found(f'{{says: "{{answer}}.", answers: {{{yes}}}}}')

    assert len(silent) == 1
    assert "questions[3].questions[1].report.answers: warning: says nothing of a no" in silent[0]
    assert meant == either == []


def test_a_place_on_a_scale_may_have_its_own_sentence(tmp_path: Path) -> None:
    scale = FIRST.replace(
        "    type: whole_number\n", "    type: scale\n    min: 0\n    max: 9\n", 1
    )
    right = with_report('{says: "{answer}.", answers: {0: "none."}}', first=scale)
    wrong = with_report('{says: "{answer}.", answers: {12: "none."}}', first=scale)

    assert checked(tmp_path, right) == []
    (found,) = checked(tmp_path, wrong)
    assert "'12' is not an answer to q.cups" in found
