"""A returned referral is taken whole or refused whole, in one line that says why."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import jsonschema
import pytest

from court_assess.domain.answers import (
    DECLINED,
    NOT_KNOWN,
    Answer,
    Answers,
    KnownBy,
    Row,
    given,
)
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.conditions import Comparison
from court_assess.domain.findings import judge
from court_assess.domain.local import LocalSettings
from court_assess.domain.questions import Check
from court_assess.exports.referral import referral, referral_schema
from court_assess.replies import (
    AskedAbout,
    RefusedReplyError,
    Sent,
    clashing,
    new_entries,
    read_reply,
    with_reply,
)
from tests.domain.test_provider_part import YES
from tests.returned import ANSWERS, MALFORMED, SPOILT, as_sent, filled, sealed_again

TODAY = date(2026, 11, 18)
CASE = {
    **YES,
    "ses.depth": given("full"),
    "case.crn": given("X700101"),
    "case.defendant_name": given("Dana Okafor"),
    "own.want": given("A quiet room"),
}
PROVIDER = KnownBy.PROVIDER


def about(library: Library, answers: Answers, *sent: Any, today: date | None = TODAY) -> AskedAbout:
    """Return a case, with the referrals made from it; without any, a case file."""
    judgement = judge(library, Assessment(answers, {}, TODAY), TODAY)
    made = tuple(Sent(one["seal"], one["version"]) for one in sent)
    return AskedAbout(library, judgement, made or None, today)


def made(library: Library, answers: dict[str, Answer] | None = None) -> Any:
    judgement = judge(library, Assessment(Answers(answers or CASE), {}, TODAY), TODAY)
    return referral(judgement, LocalSettings(), "Lanternway")


def test_a_file_in_order_is_taken_with_every_answer_as_the_provider_gave_it(
    library: Library,
) -> None:
    sent = made(library)
    reply = read_reply(as_sent(filled(sent)), about(library, Answers(CASE), sent))

    assert (reply.who, reply.role) == ("Jo Tregear, recovery worker", "Registered nurse since 2019")
    assert reply.on == TODAY
    assert reply.answers["prov.requires_treatment"] == given("yes", PROVIDER)
    assert reply.answers["prov.may_be_susceptible"] == NOT_KNOWN
    assert reply.answers["prov.suitable"] == DECLINED
    assert reply.answers["prov.plan"] == given(("psy_mi", "rec_peer"), PROVIDER)
    assert reply.answers["prov.method"] == given("returned_file", PROVIDER)
    assert reply.answers["prov.name"] == given("Lanternway", PROVIDER)
    assert reply.answers["prov.date"] == given(TODAY, PROVIDER)
    assert "prov.setting" not in reply.answers  # left empty: no answer, and never a no
    assert reply.entries[0]["joint.name"] == given("Jo Tregear", PROVIDER)
    assert len(reply.entries) == 2


def test_a_filled_file_is_of_the_schema(library: Library) -> None:
    jsonschema.Draft202012Validator(referral_schema()).validate(filled(made(library)))


@pytest.mark.parametrize("how", SPOILT)
def test_a_file_that_was_spoilt_is_refused_in_one_line(library: Library, how: str) -> None:
    spoil, says = SPOILT[how]
    sent = made(library)
    tree = filled(sent)
    spoil(tree)
    with pytest.raises(RefusedReplyError) as refused:
        read_reply(json.dumps(tree).encode(), about(library, Answers(CASE), sent))

    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("how", MALFORMED)
def test_bytes_that_are_no_whole_json_are_refused_in_one_line(library: Library, how: str) -> None:
    spoil, says = MALFORMED[how]
    sent = made(library)
    good = as_sent(filled(sent))
    assert spoil(good) != good  # the control: it was spoilt, and the good one is taken
    assert read_reply(good, about(library, Answers(CASE), sent)) is not None

    with pytest.raises(RefusedReplyError) as refused:
        read_reply(spoil(good), about(library, Answers(CASE), sent))
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_byte_order_mark_is_no_reason_to_refuse(library: Library) -> None:
    sent = made(library)
    raw = b"\xef\xbb\xbf" + as_sent(filled(sent))

    assert read_reply(raw, about(library, Answers(CASE), sent)).who.startswith("Jo") is not None


OTHER = {**CASE, "case.crn": given("X999999"), "case.defendant_name": given("Sam Reed")}
LATER = {**CASE, "own.want": given("To see her children")}


def test_a_file_of_another_case_is_refused(library: Library) -> None:
    other, sent = made(library, OTHER), made(library)
    for case in (about(library, Answers(CASE), sent), about(library, Answers(CASE))):
        with pytest.raises(RefusedReplyError, match="is for another case"):
            read_reply(as_sent(filled(other)), case)


def test_a_file_that_answers_no_referral_that_was_made_is_refused(library: Library) -> None:
    sent = made(library)
    unmade = sealed_again({**sent, "officer": {"name": "?", "role": "", "telephone": ""}})
    with pytest.raises(RefusedReplyError, match="no referral that was made"):
        read_reply(as_sent(filled(unmade)), about(library, Answers(CASE), sent))


def test_a_file_that_answers_an_older_referral_is_refused(library: Library) -> None:
    old, new = made(library), made(library, LATER)
    case = about(library, Answers(LATER), old, new)
    with pytest.raises(RefusedReplyError, match="an older referral"):
        read_reply(as_sent(filled(old)), case)
    assert read_reply(as_sent(filled(new)), case) is not None  # the control
    with pytest.raises(RefusedReplyError, match="has changed since"):
        read_reply(as_sent(filled(old)), about(library, Answers(LATER)))  # as a case file


def test_the_same_answers_sent_to_two_providers_may_both_come_back(library: Library) -> None:
    judgement = judge(library, Assessment(Answers(CASE), {}, TODAY), TODAY)
    one, two = (referral(judgement, LocalSettings(), name) for name in ("Here", "There"))
    case = about(library, Answers(CASE), one, two)

    assert one["seal"] != two["seal"]
    assert read_reply(as_sent(filled(one)), case).answers["prov.name"].value == "Here"


def test_answers_older_than_those_that_are_there_are_refused(library: Library) -> None:
    held = {**CASE, "prov.date": given(date(2026, 11, 20))}
    sent = made(library)
    late = date(2026, 11, 30)
    for day, is_older in (("2026-11-19", True), ("2026-11-20", False)):
        raw = as_sent(filled(sent, date=day))
        case = about(library, Answers(held), sent, today=late)
        if is_older:
            with pytest.raises(RefusedReplyError, match="20 November 2026; keep the newer"):
                read_reply(raw, case)
        else:
            assert read_reply(raw, case) is not None


def test_a_day_that_has_not_come_is_refused_where_a_clock_is_read(library: Library) -> None:
    sent = made(library)
    raw = as_sent(filled(sent, date="2026-11-19"))
    with pytest.raises(RefusedReplyError, match="has not come"):
        read_reply(raw, about(library, Answers(CASE), sent))
    assert read_reply(raw, about(library, Answers(CASE), sent, today=None)) is not None


def test_what_cannot_be_right_beside_the_case_is_refused(library: Library) -> None:
    sent = made(library)
    case = about(library, Answers(CASE), sent)
    check = Check("prov.plan", Comparison("prov.requires_treatment", "is", "yes"), "Not both.")
    sections = library.questionnaire.sections
    stricter = replace(sections[0], checks=(*sections[0].checks, check))
    questionnaire = replace(library.questionnaire, sections=(stricter, *sections[1:]))
    strict = replace(case, library=replace(library, questionnaire=questionnaire))

    assert read_reply(as_sent(filled(sent)), case) is not None  # the control
    with pytest.raises(RefusedReplyError, match=r"prov\.plan: Not both"):
        read_reply(as_sent(filled(sent)), strict)
    apart = filled(sent, {"prov.requires_treatment": "no"})
    assert read_reply(as_sent(apart), strict) is not None


def test_another_answer_is_a_clash_and_the_same_one_is_not(library: Library) -> None:
    held = Answers(
        {
            **CASE,
            "prov.requires_treatment": given("no"),
            "prov.arrangements": given("can_be_made"),
            "prov.suitable": given("yes"),
            "prov.place": given("Harbour House"),
        }
    )
    sent = made(library)
    reply = read_reply(as_sent(filled(sent)), about(library, held, sent))

    assert set(clashing(reply, held)) == {"prov.requires_treatment", "prov.suitable"}
    merged = with_reply(held, reply)
    assert merged.get("prov.place") == given("Harbour House")  # not in the file: it stays
    assert merged.get("prov.suitable") == DECLINED


def test_entries_are_added_and_none_is_changed_taken_out_or_doubled(library: Library) -> None:
    own = Row("1", {"joint.what": given("Write to the housing team"), "joint.who": given("other")})
    sent = made(library)
    case = about(library, Answers(CASE, {"joint": (own,)}), sent)
    reply = read_reply(as_sent(filled(sent)), case)
    once = with_reply(case.answers, reply)

    assert once.rows["joint"][0] == own
    assert [row.id for row in once.rows["joint"]] == ["1", "2", "3"]
    assert new_entries(reply, once) == ()
    assert with_reply(once, reply) == once


def test_a_list_that_was_set_aside_is_a_clash_and_then_holds_the_entries(library: Library) -> None:
    held = Answers({**CASE, "joint": DECLINED})
    sent = made(library)
    reply = read_reply(as_sent(filled(sent)), about(library, held, sent))
    without = replace(reply, entries=())

    assert "joint" in clashing(reply, held)
    assert with_reply(held, reply).get("joint") is None
    assert "joint" not in clashing(without, held)


def test_every_question_of_a_reply_is_listed_in_the_file_or_is_refused(library: Library) -> None:
    listed = {one["id"] for one in made(library)["reply"]["questions"]}

    assert set(ANSWERS) <= listed
    assert {"prov.name", "prov.method", "rec.drr"}.isdisjoint(listed)


def test_definitions_that_do_not_know_this_way_of_answering_are_given_none(
    library: Library,
) -> None:
    sent = made(library)
    case = about(library, Answers(CASE), sent)
    questionnaire = library.questionnaire
    at = next(one for one in questionnaire.sections if one.id == "provider")
    method = questionnaire.questions["prov.method"]
    older = replace(method, options=tuple(o for o in method.options if o.id != "returned_file"))
    questions = tuple(older if one is method else one for one in at.questions)
    sections = tuple(
        replace(at, questions=questions) if one is at else one for one in questionnaire.sections
    )
    before = replace(library, questionnaire=replace(questionnaire, sections=sections))
    raw = as_sent(filled(sent))

    assert "prov.method" in read_reply(raw, case).answers  # the control
    assert "prov.method" not in read_reply(raw, replace(case, library=before)).answers
