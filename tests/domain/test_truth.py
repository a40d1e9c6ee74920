"""Tests of three-valued logic."""

from __future__ import annotations

import pytest

from court_assess.domain.truth import FALSE, TRUE, UNKNOWN, negate, truth_of


def test_not_of_an_unanswered_question_stays_not_known() -> None:
    assert negate(UNKNOWN) is UNKNOWN
    assert (negate(TRUE), negate(FALSE)) == (FALSE, TRUE)


def test_what_is_known_is_true_or_false() -> None:
    assert (truth_of(held=True), truth_of(held=False)) == (TRUE, FALSE)


def test_a_truth_cannot_be_used_as_a_plain_yes_or_no() -> None:
    with pytest.raises(TypeError, match=r"compare with Truth\.TRUE"):
        bool(UNKNOWN)
