"""Tests of screening, of views side by side and of what the person says of the report."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from court_assess.domain.answers import DECLINED, Answer, Answers, KnownBy, Row, given
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.findings import judge
from court_assess.domain.reading import AnswerReading
from court_assess.domain.values import PartialDate
from court_assess.report.blocks import Block, Entry, Listing, Note, Table, listed
from court_assess.report.case import case_of
from court_assess.report.last_use import last_use
from court_assess.report.parts import Part, parts_of
from court_assess.report.reading import EVERYBODY, AudienceReading
from tests.report.filled import DRAFT, TODAY, html_for

SCORED = {f"sds.{place}": given(points) for place, points in enumerate((3, 2, 1, 0, 3), 1)}
CHOSEN = {
    "ins.chosen": given(("sds", "dudit", "phq9")),
    "sds.by": given("self"),
    "sds.on": given(datetime(2026, 11, 18, 9, 30)),
}


def parts(library: Library, answers: Answers) -> dict[str, Part]:
    assessment = Assessment(answers, {}, TODAY)
    case = case_of(library, assessment, judge(library, assessment, TODAY), DRAFT)
    return {part.id: part for part in parts_of(case)}


def tables(blocks: tuple[Block, ...], first_column: str) -> list[Table]:
    return [one for one in blocks if isinstance(one, Table) and one.columns[0] == first_column]


def screened(library: Library, *rows: Row, **more: Answer) -> Part:
    single = CHOSEN | {key.replace("__", "."): one for key, one in more.items()}
    return parts(library, Answers(single, {"sds": rows}))["screening"]


def test_one_table_holds_every_instrument(library: Library) -> None:
    row = Row("a", {"sds.drug": given("heroin"), **SCORED})
    blocks = screened(library, row).blocks
    (table,) = tables(blocks, "Instrument")
    sds, dudit = table.rows

    assert repr(blocks).count("A screening indicator, not a diagnosis.") == 1

    assert sds.name == "SDS"
    assert sds.cells[:2] == ("Heroin", "9")
    assert sds.cells[2].endswith("Reached.")
    assert "Castillo" in sds.cells[2]
    assert repr(blocks).count("18 November 2026 at 09:30") == 1
    assert sds.more == ()
    assert dudit.more == ()
    assert dudit.cells[1] == "Not filled in"
    assert "so the lowest is used" in dudit.cells[2]


def test_what_is_missing_makes_a_range_and_never_a_total(library: Library) -> None:
    row = Row("a", {"sds.drug": given("heroin"), "sds.1": given(3), "sds.2": DECLINED})
    part = screened(library, row)
    (table,) = tables(part.blocks, "Instrument")

    assert table.rows[0].cells[1] == "From 3 to 15; 4 not answered"
    assert "Not known if it is reached." in table.rows[0].cells[2]
    assert "Worry at missing a dose" not in repr(part)  # items are for the provider alone


def test_a_drug_without_a_published_cut_off_has_none(library: Library) -> None:
    row = Row("a", {"sds.drug": given("hallucinogens"), **SCORED})
    (table,) = tables(screened(library, row).blocks, "Instrument")

    assert table.rows[0].cells[2].startswith("The sources give no cut-off")


def test_an_instrument_that_is_not_for_the_court_is_not_named(library: Library) -> None:
    items = {f"phq9.{place}": given(3) for place in range(1, 10)}
    assessment = Assessment(Answers(CHOSEN | items), {}, TODAY)
    html = html_for(library, assessment)

    assert "phq9.total" in {one.score.id for one in judge(library, assessment, TODAY).scores}
    assert "PHQ-9" not in html


@pytest.mark.parametrize(
    ("control", "words"),
    [(given(4), "to be confirmed by a clinician"), (DECLINED, "Too little is known")],
)
def test_signs_of_dependence_are_said_and_are_no_diagnosis(
    library: Library, control: Answer, words: str
) -> None:
    signs = {
        "dep.slug": given("heroin"),
        "dep.control_start": control,
        "dep.priority": given(3),
        "dep.since": given(PartialDate(2019)),
    }
    part = parts(library, Answers({}, {"dep": (Row("a", signs),)}))["screening"]
    (table,) = tables(part.blocks, "Drug")

    assert table.rows[0].name == "Heroin"
    assert words in table.rows[0].more[0].text
    assert "Trouble with it since: 2019" in table.rows[0].cells[3]
    assert "not a diagnosis" in repr(part)


def test_two_views_stand_side_by_side_only_where_both_are_known(library: Library) -> None:
    person = {"dep.person_view": given("no"), "dep.person_view_words": given("I can stop.")}
    officer = {"dep.officer_view": given("dependent", KnownBy.DOCUMENT)}
    both = parts(library, Answers(person | officer))["substances"]
    alone = parts(library, Answers(person))["substances"]
    (table,) = tables(both.blocks, "Two views")

    assert table.columns[1:] == ("The person's view", "The officer's view")
    assert table.rows[0].cells[0].endswith(". “I can stop.”")
    assert table.rows[0].cells[1].endswith("(from a document)")
    assert tables(alone.blocks, "Two views") == []
    assert "I can stop." in repr(alone)


def test_what_the_person_says_of_the_report_is_a_part_of_its_own(library: Library) -> None:
    answers = {
        "sum.heard": given("heard_it"),
        "sum.comment": given("It is fair."),
        "sum.agree": given("partly"),
        "sum.agree_words": given("The use."),
        "sum.differ_words": given("The link."),
    }
    part = parts(library, Answers(answers))["summary"]

    assert part.title == "What the person says of this report"
    for words in ("It is fair.", "We agree", "The use.", "We see it differently", "The link."):
        assert words in repr(part)


def test_overdose_factors_stay_out_of_the_courts_report(library: Library) -> None:
    answers = Answers({"od.ever": given(4), "sub.complete": given("yes")})
    html = html_for(library, Assessment(answers, {}, TODAY))

    assert [one.title for one in library.rules.factors if one.title in html] == []


def test_how_a_row_is_known_is_said_in_its_table(library: Library) -> None:
    row = Row(
        "a",
        {
            "sub.slug": given("heroin"),
            "sub.last_used": given("yesterday", KnownBy.TEST),
            "sub.affected": given(("health",), KnownBy.AGENCY),
        },
    )
    (table,) = tables(
        parts(library, Answers({}, {"sub": (row,)}))["substances"].blocks, "Substance"
    )

    last = "The day before the interview (its day is not recorded) (a test agrees)"
    assert last in table.rows[0].cells
    assert "(from another agency)" in [entry.note for entry in table.rows[0].more]


def test_the_score_says_who_may_read_it_and_its_items_say_for_themselves(library: Library) -> None:
    items = {f"audit.{place}": given(1) for place in range(1, 10)}
    scores = {one.id: one for part in library.questionnaire.sections for one in part.scores}
    questions = library.questionnaire.questions
    answers = Answers({"ins.chosen": given(("audit",)), **items, "audit.10": DECLINED})
    part = parts(library, answers)["screening"]
    (table,) = tables(part.blocks, "Instrument")

    assert "court" in scores["audit.total"].prints
    assert [row.name for row in table.rows] == ["AUDIT-C", "AUDIT"]
    assert "Answers to each item" not in repr(part)
    assert [key for key in items if f"{questions[key].short}:" in repr(part)] == []
    assert [row.cells[3] for row in table.rows if "(" in row.cells[3]] == []


def test_items_that_may_be_printed_stand_below_their_heading() -> None:
    long = tuple(Entry(f"Item {number}", "x" * 500) for number in range(2))
    heading, *rest = listed(long, "Answers to each item")

    assert isinstance(heading, Listing)
    assert (heading.heading, heading.entries) == ("Answers to each item", ())
    assert len(rest) == 2


def test_last_use_is_counted_back_from_the_interview(library: Library) -> None:
    start = {"ses.start": given(datetime(2027, 1, 4, 9, 45))}
    row = Row("a", {"sub.slug": given("heroin"), "sub.last_used": given("4_7_days")})
    part = parts(library, Answers(start, {"sub": (row,)}))["substances"]
    (table,) = tables(part.blocks, "Substance")

    assert table.rows[0].cells[1] == "4 to 7 days before the interview on 4 January 2027"
    assert isinstance(part.blocks[0], Note)
    assert part.blocks[0].text.startswith(
        "Days and weeks are counted back from the interview on 4 January 2027;"
    )


def test_a_day_of_last_use_that_the_court_may_read_is_printed(library: Library) -> None:
    row = Row(
        "a",
        {
            "sub.slug": given("heroin"),
            "sub.last_used": given("4_7_days"),
            "sub.last_used_on": given(date(2026, 12, 29)),
        },
    )
    answers = Answers({"ses.start": given(datetime(2027, 1, 4, 9, 45))}, {"sub": (row,)})
    reading = AudienceReading(AnswerReading(library.questionnaire, answers, TODAY), EVERYBODY)

    assert last_use(reading, row) == "on 29 December 2026"
