"""Answers are read back exactly as they were, of every kind and with no questionnaire at hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given as holds_for
from hypothesis import strategies as st

from court_assess.domain.answers import DECLINED, Answer, KnownBy, Status
from court_assess.domain.assessment import EditedText, FlagResponse
from court_assess.domain.values import Duration, PartialDate, Value
from court_assess.storage.codec import (
    answer_from,
    answer_text,
    edited_from,
    edited_text,
    moment_text,
    response_from,
    response_text,
)

MONTHS = st.integers(1, 12)
VALUES: st.SearchStrategy[Value] = st.one_of(
    st.text(),
    st.integers(),
    st.decimals(allow_nan=False),
    st.dates(),
    # Nobody types which of the two hours it was when the clocks went back.
    st.datetimes(timezones=st.none() | st.just(UTC)).map(lambda moment: moment.replace(fold=0)),
    st.times().map(lambda clock: clock.replace(fold=0)),
    st.builds(PartialDate, st.integers(1, 9999)),
    st.builds(PartialDate, st.integers(1, 9999), MONTHS),
    st.builds(PartialDate, st.integers(1, 9999), MONTHS, st.integers(1, 28)),
    st.builds(Duration, st.integers(0), st.sampled_from(["day", "week", "month", "year"])),
    st.lists(st.text()).map(tuple),
)
ANSWERS = st.builds(
    Answer, st.sampled_from(Status), st.none() | VALUES, st.sampled_from(KnownBy), st.text()
)


@holds_for(ANSWERS)
def test_an_answer_comes_back_as_it_was(answer: Answer) -> None:
    back = answer_from(answer_text(answer))

    assert back == answer
    assert repr(back.value) == repr(answer.value)  # 1.0 is not 1.00, nor a day its midnight


@holds_for(st.builds(FlagResponse, st.text(), st.none() | st.datetimes(), st.booleans(), st.text()))
def test_what_was_done_about_a_flag_comes_back_as_it_was(response: FlagResponse) -> None:
    assert response_from(response_text(response)) == response


def test_text_that_unicode_cannot_encode_is_no_trouble() -> None:
    answer = Answer(Status.GIVEN, "half of a pair: \ud83d, and \x00")

    assert answer_from(answer_text(answer).encode().decode()) == answer


def test_values_that_are_alike_are_told_apart() -> None:
    alike: list[Value] = [
        1,
        Decimal(1),
        Decimal("1.0"),
        "1",
        ("1",),
        PartialDate(1),
        Duration(1, "day"),
    ]
    alike += [
        date(2026, 1, 1),
        datetime(2026, 1, 1),
        PartialDate(2026, 1, 1),
        "2026-01-01",
        time(0),
    ]

    assert len({answer_text(Answer(Status.GIVEN, value)) for value in alike}) == len(alike)


@pytest.mark.parametrize("value", [True, 1.5, ["list"], {"a": 1}])
def test_a_value_of_a_foreign_type_is_refused(value: Value) -> None:
    with pytest.raises(TypeError):
        answer_text(Answer(Status.GIVEN, value))


def test_a_declined_answer_holds_no_value() -> None:
    assert "value" not in answer_text(DECLINED)


def test_a_time_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        moment_text(datetime(2026, 1, 1))


@holds_for(st.builds(EditedText, st.text(), st.text(), st.none() | st.datetimes()))
def test_an_officers_text_is_read_back_as_it_was(edited: EditedText) -> None:
    assert edited_from(edited_text(edited)) == edited
