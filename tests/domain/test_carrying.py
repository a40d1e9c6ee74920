"""Tests of what may be on the copy that a person carries, and what is left off it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from court_assess.domain.answers import DECLINED, NOT_KNOWN, Answer, Answers, Row, Status, given
from court_assess.domain.carrying import (
    AFRAID,
    STAYS,
    TAKES_OFF,
    carried,
    left_off,
    may_carry,
    named_unsafe,
)
from court_assess.domain.questions import Question, Questionnaire, Section
from court_assess.domain.reading import AnswerReading
from tests.domain.made import TODAY, answers, choice, question

FOR_THEM: Mapping[str, Any] = {"prints": frozenset({"person", "court"})}
UNSAFE = choice("copy.unsafe", "none", *TAKES_OFF, "other", kind="choices", exclusive="none")
SHARED = Question(
    "share",
    "group",
    "What?",
    "Shared",
    "one",
    prints=frozenset({"person"}),
    questions=(choice("share.what", "referral", "safety", group="share", **FOR_THEM),),
)
SUBSTANCES = Question(
    "sub",
    "group",
    "Which?",
    "Substances",
    "one",
    prints=frozenset({"person"}),
    questions=(choice("sub.slug", "heroin", group="sub", **FOR_THEM),),
)
OFFENCES = Question(
    "offence",
    "group",
    "Which?",
    "Offences",
    "one",
    prints=frozenset({"person"}),
    questions=(question("offence.title", "text", group="offence", **FOR_THEM),),
)
SINGLE = (
    question("case.court", "text", **FOR_THEM),
    question("case.secret", "text"),
    question("own.want", "long_text", **FOR_THEM),
    question("mot.importance", "scale", **FOR_THEM),
    question("drr.willing", **FOR_THEM),
    question("prov.name", "text", **FOR_THEM),
    question("prov.intervals", "text", **FOR_THEM),
    question("con.share_family", **FOR_THEM),
    question("rc.hope", "scale", **FOR_THEM),
)
QUESTIONNAIRE = Questionnaire(
    "T", (Section("one", "One", (UNSAFE, *SINGLE, SHARED, SUBSTANCES, OFFENCES)),)
)
ALL = {one.id for one in QUESTIONNAIRE.walk() if "person" in one.prints}
ROWS = {
    "share": (
        Row("a", {"share.what": given("referral")}),
        Row("b", {"share.what": given("safety")}),
        Row("c", {"share.what": NOT_KNOWN}),
        Row("d", {}),
    ),
    "sub": (Row("a", {"sub.slug": given("heroin")}),),
    "offence": (Row("a", {"offence.title": given("Theft")}),),
}


def reading(unsafe: Any) -> AnswerReading:
    said = {} if unsafe is None else {"copy.unsafe": unsafe}
    held = answers({**said, **{one.id: "x" for one in SINGLE}})
    return AnswerReading(QUESTIONNAIRE, Answers(held.single, ROWS), TODAY)


def on_the_copy(unsafe: Any) -> set[str]:
    """Return the questions printed for the person of which the copy may hold an answer."""
    return {key for key, _, _ in carried(reading(unsafe))} & ALL


@pytest.mark.parametrize(
    ("unsafe", "named"),
    [
        (("none",), ()),
        (("offence", "drugs"), ("offence", "drugs")),
        (DECLINED, None),
        (NOT_KNOWN, None),
        (Answer(Status.NOT_ASKED, note="others could hear"), None),
        (None, None),
    ],
)
def test_only_an_answer_says_that_nothing_is_unsafe(unsafe: Any, named: object) -> None:
    assert named_unsafe(reading(unsafe)) == named


@pytest.mark.parametrize("unsafe", [None, DECLINED, NOT_KNOWN, ("other",), ("other", "offence")])
def test_until_it_is_known_only_what_always_stays_is_on_the_copy(unsafe: Any) -> None:
    assert on_the_copy(unsafe) == {"case.court"} == STAYS & ALL


def test_where_nothing_is_unsafe_everything_is_on_it() -> None:
    groups = {"share", "sub", "offence"}

    assert on_the_copy(("none",)) == ALL - groups


@pytest.mark.parametrize(
    ("unsafe", "off"),
    [
        ("offence", {"offence.title"}),
        ("address", {"prov.name"}),
        ("appointments", {"prov.name", "prov.intervals"}),
        ("treatment", {"prov.name", "prov.intervals", "drr.willing"}),
        (
            "drugs",
            {
                "prov.name",
                "prov.intervals",
                "drr.willing",
                "sub.slug",
                "mot.importance",
                "offence.title",  # it may be the possession of a drug
            },
        ),
    ],
)
def test_what_is_named_is_off_with_all_free_words_and_with_whom_they_trust(
    unsafe: str, off: set[str]
) -> None:
    always = {"own.want", "con.share_family", "share.what"}

    assert on_the_copy(("none",)) - on_the_copy((unsafe,)) == off | always


def test_a_worry_about_safety_is_on_no_copy() -> None:
    kept = carried(reading(("none",))).rows_of("share")

    assert [row.id for row in kept] == ["a"]


def test_why_something_was_not_asked_is_on_no_copy() -> None:
    why = Answer(Status.NOT_ASKED, note="a partner was there")
    held = Answers({"copy.unsafe": given(("none",)), "drr.willing": why, "old.one": given("x")})
    kept = carried(AnswerReading(QUESTIONNAIRE, held, TODAY))

    assert kept.single["drr.willing"] == Answer(Status.NOT_ASKED)
    assert "old.one" in kept.single


def test_what_no_document_prints_for_the_person_stays_for_what_it_decides() -> None:
    assert "case.secret" in carried(reading(None)).single
    assert may_carry(question("new.one", **FOR_THEM), ("offence",))
    assert not may_carry(question("new.one", "long_text", **FOR_THEM), ("offence",))


FEARED = [
    ("safe.da_afraid", ("controlled",)),
    ("safe.exploited", ("threatened",)),
    ("safe.cuckooed", "yes"),
    ("safe.cuckooed_signs", ("keys_taken",)),
]
SAFETY = Section("two", "Two", tuple(question(one, "choices") for one, _ in FEARED))


def afraid(unsafe: Any, **said: Any) -> AnswerReading:
    held = reading(unsafe).answers.having(
        {
            key.replace("_", ".", 1): one if isinstance(one, Answer) else given(one)
            for key, one in said.items()
        }
    )
    return AnswerReading(Questionnaire("T", (*QUESTIONNAIRE.sections, SAFETY)), held, TODAY)


@pytest.mark.parametrize(("feared", "value"), FEARED)
def test_whoever_fears_somebody_carries_no_free_words_whatever_they_said_is_safe(
    feared: str, value: Any
) -> None:
    safe = afraid(("none",))
    fears = afraid(("none",), **{feared.replace(".", "_", 1): value})

    assert named_unsafe(safe) == ()
    assert named_unsafe(fears) == (AFRAID,)
    off = {key for key, _, _ in carried(safe)} - {key for key, _, _ in carried(fears)}
    assert {"own.want", "con.share_family"} <= off
    assert not {"drr.willing", "prov.name", "case.court", "mot.importance"} & off
    assert {one.id for one in left_off(fears)} == {"own.want", "con.share_family", "share"}
    assert left_off(safe) == ()


@pytest.mark.parametrize("value", [("none",), DECLINED, NOT_KNOWN])
def test_only_an_answer_that_tells_of_fear_takes_words_off(value: Any) -> None:
    assert named_unsafe(afraid(("none",), safe_da_afraid=value)) == ()
    assert named_unsafe(afraid(("none",), safe_cuckooed="no")) == ()


def test_what_the_person_named_is_not_listed_as_left_off_for_safety() -> None:
    fears = {"safe_cuckooed": "yes"}

    assert left_off(afraid(("other",), **fears)) == ()
    assert left_off(afraid(("offence",), **fears)) == ()
    assert left_off(afraid(None, **fears)) == ()


@pytest.mark.parametrize(("row", "is_left_off"), [({"told.word": given("x")}, True), ({}, False)])
def test_a_text_in_a_list_is_left_off_where_a_row_has_it(
    row: Mapping[str, Answer], is_left_off: bool
) -> None:
    word = question("told.word", "text", group="told", **FOR_THEM)
    told = Question("told", "group", "Who?", "Told", "one", questions=(word,))
    fear = choice("safe.da_afraid", "none", "hurt", kind="choices", exclusive="none")
    asked = Questionnaire("T", (Section("one", "One", (UNSAFE, fear, told)),))
    single = answers({"copy.unsafe": ("none",), "safe.da_afraid": ("hurt",)}).single
    held = Answers(single, {"told": (Row("a", row),)})

    assert left_off(AnswerReading(asked, held, TODAY)) == ((word,) if is_left_off else ())
