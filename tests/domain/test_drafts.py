"""Drafts: whose word each sentence is, and no hole and no "no" where an answer is wanting."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from court_assess.domain.answers import DECLINED, NOT_KNOWN, Answer, KnownBy, Status, given
from court_assess.domain.assessment import EditedText
from court_assess.domain.conditions import Comparison
from court_assess.domain.drafts import draft_of, has_sentences
from court_assess.domain.questions import Option, Question, Questionnaire, Section
from court_assess.domain.reading import AnswerReading
from court_assess.domain.sentences import NEVER_DRAFTED, Sentences, Voice, why_never_drafted
from court_assess.domain.values import PartialDate
from tests.domain.made import TODAY, YES_NO, answers

COURT = frozenset({"court"})
NOT_ASKED = Answer(Status.NOT_ASKED, note="no interpreter")
FACT, ACCOUNT, OPINION = Voice.FACT, Voice.ACCOUNT, Voice.OPINION


def asked(question_id: str, kind: str, report: Any = None, **more: Any) -> Question:
    """Return a question for the court with a sentence."""
    sentences = Sentences(report) if isinstance(report, str) else report
    options = YES_NO if kind == "yes_no" else more.pop("options", ())
    more = {
        "prints": COURT,
        "group": question_id.split(".", maxsplit=1)[0] if more.pop("row", 0) else "",
        **more,
    }
    return Question(
        question_id,
        kind,
        "Ask?",
        more.pop("short", question_id),
        "one",
        options=options,
        report=sentences,
        **more,
    )


DRUGS = (Option("heroin", "Heroin"), Option("ghb", "GHB"), Option("odd", "I made it, myself"))
SUB = Question(
    "sub",
    "group",
    "Which?",
    "Substances",
    "one",
    prints=COURT,
    row_name="substance",
    row_label="sub.slug",
    questions=(
        asked("sub.slug", "choice", options=DRUGS, row=1),
        asked("sub.last", "date", "last used on {answer}.", row=1),
        asked("sub.amount", "decimal", "about {answer} {sub.unit} a day, in {a.town}.", row=1),
        asked("sub.unit", "choice", options=(Option("g", "Grams"),), row=1),
        asked("sub.named", "text", "{sub.slug} it was, {answer}.", row=1),
    ),
)
PLAIN = Question(
    "list",
    "group",
    "Which?",
    "List",
    "one",
    prints=COURT,
    questions=(asked("list.what", "text", row=1),),
)
WHY = Sentences(
    "{their} reasons: {answer}.",
    {"none": "{they} gave no reason.", "left_out": ""},
    {"feels": "it helped with how {they} felt"},
)
SAYS_OPINION = Sentences(
    answers={"yes": "in my opinion yes.", "no": "in my opinion no."}, voice=OPINION
)
QUESTIONS = (
    asked("case.sex", "choice", options=(Option("female", "Female"), Option("male", "Male"), Option("other", "Other"))),
    asked("a.town", "text", "{they} lived in {answer}."),
    asked("a.why", "choices", WHY, options=(Option("none", "None"), Option("left_out", "Left out"), Option("feels", "Feels"), Option("pain", "Pain, or sleep"), Option("oasys", "OASys"))),
    asked("a.view", "yes_no", SAYS_OPINION),
    asked("a.sure", "scale", Sentences("how sure: {answer}.", {"0": "not sure at all."}, {"10": "as sure as {they} could be"}), least=0, most=10),
    asked("a.since", "partial_date", "since {answer}; the hearing is on {a.hearing}, {a.kept}."),
    asked("a.hearing", "date", Sentences("the hearing is on {answer}.", voice=FACT), short="Hearing"),
    asked("a.kept", "text", "kept: {answer}.", prints=frozenset({"provider"})),
    asked("a.nothing", "text"),
    asked("a.only_yes", "yes_no", Sentences(answers={"yes": "yes, it is."})),
    asked("a.hidden", "text", "hidden: {answer}.", shown_when=Comparison("a.view", "is", "yes")),
    SUB,
    asked("sub.complete", "yes_no"),
    PLAIN,
    asked("list.complete", "yes_no"),
    asked("rec.reason", "long_text", "because {answer}."),
)  # fmt: skip
SECTION = Section("one", "One", QUESTIONS)
QUESTIONNAIRE = Questionnaire("Test", (SECTION,))


def drafts(single: dict[str, Any], *rows: dict[str, Any]) -> dict[Voice, str]:
    """Return the drafts made from these answers."""
    reading = AnswerReading(QUESTIONNAIRE, answers(single, *rows), TODAY)
    return dict(draft_of(SECTION, reading))


def by(known: KnownBy, value: Any) -> Answer:
    return given(value, known)


@pytest.mark.parametrize(
    ("single", "expected"),
    [
        ({}, {}),
        ({"a.nothing": "x"}, {}),
        ({"a.only_yes": "no"}, {}),
        # Whose word it is follows from how the answer is known.
        ({"a.town": "Leeds"}, {ACCOUNT: "They lived in Leeds."}),
        ({"a.town": by(KnownBy.DOCUMENT, "Leeds")}, {FACT: "They lived in Leeds (from a document)."}),
        ({"a.town": by(KnownBy.TEST, "Leeds")}, {FACT: "They lived in Leeds (from a test)."}),
        ({"a.town": by(KnownBy.PROVIDER, "Leeds")}, {FACT: "They lived in Leeds (from the provider)."}),
        ({"a.town": by(KnownBy.AGENCY, "Leeds")}, {FACT: "They lived in Leeds (from another agency)."}),
        ({"a.town": by(KnownBy.NOT_VERIFIED, "Leeds")}, {ACCOUNT: "They lived in Leeds (not verified)."}),
        # What is written as a fact is one, and says itself where it is from; unless it is in doubt.
        ({"a.hearing": date(2026, 11, 20)}, {FACT: "The hearing is on 20 November 2026."}),
        ({"a.hearing": by(KnownBy.TEST, date(2026, 11, 20))}, {FACT: "The hearing is on 20 November 2026."}),
        ({"a.hearing": by(KnownBy.NOT_VERIFIED, date(2026, 11, 20))}, {ACCOUNT: "The hearing is on 20 November 2026 (not verified)."}),
        ({"a.view": "yes"}, {OPINION: "In my opinion yes."}),
        ({"a.view": by(KnownBy.TEST, "no")}, {OPINION: "In my opinion no."}),
        # Pronouns are by the person's own answer, and "they" where there is none.
        ({"a.town": "Leeds", "case.sex": "female"}, {ACCOUNT: "She lived in Leeds."}),
        ({"a.town": "Leeds", "case.sex": "male"}, {ACCOUNT: "He lived in Leeds."}),
        ({"a.town": "Leeds", "case.sex": "other"}, {ACCOUNT: "They lived in Leeds."}),
        ({"a.town": "Leeds", "case.sex": DECLINED}, {ACCOUNT: "They lived in Leeds."}),
        # Answers inside a sentence.
        ({"a.town": " The  Wharf,\nLeeds. "}, {ACCOUNT: "They lived in The Wharf, Leeds."}),
        ({"a.town": "{case.sex} {answer}", "case.sex": "male"}, {ACCOUNT: "He lived in {case.sex} {answer}."}),
        ({"a.why": ("feels",)}, {ACCOUNT: "Their reasons: it helped with how they felt."}),
        ({"a.why": ("feels", "oasys")}, {ACCOUNT: "Their reasons: it helped with how they felt and OASys."}),
        ({"a.why": ("feels", "pain", "oasys")}, {ACCOUNT: "Their reasons: it helped with how they felt; pain, or sleep; and OASys."}),
        ({"a.why": ("none",)}, {ACCOUNT: "They gave no reason."}),
        ({"a.why": ("left_out", "oasys")}, {ACCOUNT: "Their reasons: OASys."}),
        ({"a.why": ("left_out",)}, {}),
        ({"a.sure": 7}, {ACCOUNT: "How sure: 7 out of 10."}),
        ({"a.sure": 10}, {ACCOUNT: "How sure: as sure as they could be."}),
        ({"a.sure": 0}, {ACCOUNT: "Not sure at all."}),
        # A want of an answer leaves no hole, and what the court may not read is not there.
        ({"a.since": PartialDate(2021), "a.kept": "secret"}, {ACCOUNT: "Since 2021; the hearing is on a day not known, (not known)."}),
        ({"a.since": PartialDate(2021), "a.hearing": DECLINED}, {ACCOUNT: "Since 2021; the hearing is on (declined to say), (not known).", FACT: "Declined to say: hearing."}),
        ({"a.since": PartialDate(2021), "a.hearing": NOT_ASKED}, {ACCOUNT: "Since 2021; the hearing is on (not asked), (not known).", FACT: "Not asked today: hearing (no interpreter)."}),
        # A sentence of a person's word and of a fact is a person's word.
        ({"a.since": by(KnownBy.TEST, PartialDate(2021)), "a.hearing": date(2026, 11, 20)}, {ACCOUNT: "Since 2021; the hearing is on 20 November 2026, (not known).", FACT: "The hearing is on 20 November 2026."}),
        ({"a.kept": "secret"}, {}),
        ({"a.hidden": "secret", "a.view": "no"}, {OPINION: "In my opinion no."}),
        ({"a.hidden": "x", "a.view": "yes"}, {ACCOUNT: "Hidden: x.", OPINION: "In my opinion yes."}),
        # Declined, not known and not asked are said as such.
        ({"a.town": DECLINED, "a.why": DECLINED, "a.sure": NOT_KNOWN, "a.nothing": DECLINED}, {ACCOUNT: "Declined to say: a.town; a.why.\n\nAsked, and not known today: a.sure."}),
        ({"a.view": NOT_KNOWN}, {OPINION: "Asked, and not known today: a.view."}),
        ({"sub": DECLINED}, {ACCOUNT: "Declined to say: substances."}),
        ({"list": DECLINED}, {}),
        # What the officer writes alone is in no draft, whatever a question carries.
        ({"rec.reason": "she is willing"}, {}),
        ({"rec.reason": DECLINED}, {}),
    ],
)  # fmt: skip
def test_what_is_said_and_whose_word_it_is(
    single: dict[str, Any], expected: dict[Voice, str]
) -> None:
    assert drafts(single) == expected


def test_sentences_are_a_paragraph_and_each_entry_of_a_list_is_another() -> None:
    found = drafts(
        {"a.town": "Leeds", "a.sure": 7, "case.sex": "male", "sub.complete": "yes"},
        {"sub.slug": "heroin", "sub.last": date(2026, 11, 17), "sub.amount": 2, "sub.unit": "g"},
        {"sub.slug": "ghb", "sub.last": by(KnownBy.TEST, date(2026, 11, 16)), "sub.named": "so"},
        {"sub.amount": 3},
    )

    assert found == {
        ACCOUNT: (
            "He lived in Leeds. How sure: 7 out of 10.\n\n"
            "Heroin: last used on 17 November 2026. About 2 grams a day, in Leeds.\n\n"
            "GHB: GHB it was, so.\n\n"
            "Substance 3: about 3 (not known) a day, in Leeds."
        ),
        FACT: "GHB: last used on 16 November 2026 (from a test).",
    }


def test_the_name_of_an_entry_decides_nothing_and_tells_its_own_doubt() -> None:
    doubted = by(KnownBy.NOT_VERIFIED, "heroin")
    found = drafts({}, {"sub.slug": doubted, "sub.named": by(KnownBy.TEST, "so")})

    assert found == {FACT: "Heroin (not verified): heroin it was, so (from a test)."}


def test_what_an_entry_lacks_is_said_with_its_name() -> None:
    found = drafts({}, {"sub.slug": "odd", "sub.last": DECLINED}, {"sub.last": DECLINED})

    assert found == {
        ACCOUNT: "Declined to say: sub.last (I made it, myself); sub.last (Substance 2)."
    }


def test_fifteen_entries_are_fifteen_paragraphs() -> None:
    rows = [{"sub.slug": "heroin", "sub.named": str(number)} for number in range(15)]

    assert drafts({}, *rows)[ACCOUNT].count("\n\n") == 14


def test_a_draft_is_in_one_unicode_form_so_that_it_can_be_compared() -> None:
    assert drafts({"a.town": "Cafe\u0301"}) == {ACCOUNT: "They lived in Caf\u00e9."}


def test_a_placeholder_without_a_question_leaves_no_hole_either() -> None:
    section = Section("one", "One", (asked("a.town", "text", "{answer} and {no.where}."),))
    reading = AnswerReading(Questionnaire("", (section,)), answers({"a.town": "Leeds"}), TODAY)

    assert draft_of(section, reading) == {ACCOUNT: "Leeds and (not known)."}


def test_a_section_has_sentences_if_a_question_or_one_of_a_list_has() -> None:
    assert has_sentences(SECTION)
    assert has_sentences(Section("s", "S", (SUB,)))
    assert not has_sentences(Section("s", "S", (PLAIN,)))


@pytest.mark.parametrize(
    "question",
    [
        "rec.drr",
        "rec.reason",
        "order.kind",
        *NEVER_DRAFTED,
    ],
)
def test_what_is_never_drafted_has_its_reason(question: str) -> None:
    assert why_never_drafted(question)


@pytest.mark.parametrize("question", ["psr.pattern", "ana.not_known", "record.x", "drr.willing"])
def test_the_control_other_questions_may_be_drafted(question: str) -> None:
    assert not why_never_drafted(question)


def test_a_text_is_behind_once_its_draft_is_another() -> None:
    edited = EditedText("My words", "Draft.")

    assert not edited.is_behind("Draft.")
    assert edited.is_behind("Draft")
    assert edited.is_behind("")


LAST = Section(
    "last",
    "Last",
    (
        asked("sub.last_used", "text", "{they} last used it {answer}."),
        asked("sub.last_used_on", "date", "the day was {answer}, {sub.last_used}."),
    ),
)


def test_a_test_never_makes_the_day_of_last_use_a_fact() -> None:
    held = answers({
        "sub.last_used": by(KnownBy.TEST, "yesterday"),
        "sub.last_used_on": by(KnownBy.DOCUMENT, date(2026, 11, 17)),
    })  # fmt: skip
    reading = AnswerReading(Questionnaire("", (LAST,)), held, TODAY)

    assert draft_of(LAST, reading) == {
        ACCOUNT: (
            "They last used it yesterday (a test agrees). "
            "The day was 17 November 2026, yesterday (a test agrees)."
        )
    }
