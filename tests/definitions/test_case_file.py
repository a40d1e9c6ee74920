"""Bad case files: each mistake one line with its place, and nothing is read by half."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from court_assess.definitions.case_file import CaseFile, read_case, read_case_bytes
from court_assess.definitions.problems import DefinitionsError
from court_assess.domain.answers import Status, given
from court_assess.domain.assessment import Assessment, EditedText, Library
from court_assess.domain.sentences import Voice
from court_assess.exports.case_file import as_yaml

HEAD = "format: court-assess/case@1\n"
ANSWERS = HEAD + "answers:\n  "

BAD = {
    "unknown id": (ANSWERS + "drr.wiling: yes\n", "3:3: answers.drr.wiling: is not a question; did you mean 'drr.willing'?"),
    "wrong type": (ANSWERS + "drr.length_months: long\n", "3:3: answers.drr.length_months: Enter a whole number, like 12"),
    "a list for one value": (ANSWERS + "drr.willing: [yes]\n", "3:3: answers.drr.willing: Give one answer, not a list"),
    "rows for one value": (ANSWERS + "drr.willing: [{a: b}]\n", "3:3: answers.drr.willing: needs a plain list of option ids"),
    "a value for rows": (ANSWERS + "sub: heroin\n", "3:3: answers.sub: Write the entries of sub as a list of rows"),
    "a row that is text": (ANSWERS + "sub: [heroin]\n", "3:9: answers.sub[0]: is not a row"),
    "an option that does not exist": (ANSWERS + "drr.willing: maybe\n", "3:3: answers.drr.willing: 'maybe' is not one of its answers; use one of: no, unsure, yes"),
    "an option among several": (ANSWERS + "ses.fit: [none, drunk]\n", "3:3: answers.ses.fit: 'drunk' is not one of its answers"),
    "both none and another": (ANSWERS + "ses.fit: [none, intoxicated]\n", "3:3: answers.ses.fit: Choose either"),
    "doubled key": (ANSWERS + "drr.willing: yes\n  drr.willing: no\n", "4:3: answers.drr.willing: is written twice"),
    "unknown way to know": (ANSWERS + "drr.willing: {is: yes, known_by: rumour}\n", "answers.drr.willing.known_by: 'rumour' is not a way to know"),
    "no value in a block": (ANSWERS + "drr.willing: {known_by: test}\n", "3:3: answers.drr.willing: needs one of: is, declined, not_known, not_asked"),
    "an unknown key in a block": (ANSWERS + "drr.willing: {refused: true}\n", "answers.drr.willing.refused: is not a key here"),
    "declined but no": (ANSWERS + "drr.willing: {declined: no}\n", "answers.drr.willing.declined: needs to be 'true'"),
    "not asked without a reason": (ANSWERS + "drr.willing: {not_asked: ''}\n", "answers.drr.willing.not_asked: needs the reason"),
    "empty": (ANSWERS + "drr.willing:\n", "3:3: answers.drr.willing: is empty"),
    "over-long text": (ANSWERS + f"case.court: {'x' * 300}\n", "answers.case.court: Shorten this to 200 characters or fewer; it has 300"),
    "an impossible date": (ANSWERS + "case.hearing_date: 2026-02-30\n", "answers.case.hearing_date: Enter a real date"),
    "a number out of range": (ANSWERS + "alc.days28: 29\n", "answers.alc.days28: Enter 28 or less"),
    "born after the hearing": (ANSWERS + "case.date_of_birth: 2026-12-01\n  case.hearing_date: 2026-11-18\n", "3:3: answers.case.date_of_birth:"),
    "newer format": ("format: court-assess/case@2\nanswers: {}\n", "1:1: format: 'court-assess/case@2' is a newer format"),
    "an older format": ("format: court-assess/case@0\nanswers: {}\n", "1:1: format: needs to be 'court-assess/case@1'"),
    "known by, of no answer": (ANSWERS + "drr.willing: {declined: true, known_by: test}\n", "answers.drr.willing.known_by: says how an answer is known"),
    "only spaces": (ANSWERS + 'case.court: "  "\n', "answers.case.court: is empty"),
    "nothing to see": (ANSWERS + 'case.court: "\\u200b"\n', "answers.case.court: Write some text"),
    "a comma for a full stop": (ANSWERS + "sub: [{sub.amount: '0,5'}]\n", "answers.sub[0].sub.amount: Enter a number, like 2 or 2.5"),
    "an answer in the first row and outside": (ANSWERS + "sub.last_used: today\n  sub: [{sub.last_used: yesterday}]\n", "3:3: answers.sub.last_used: is asked inside a row"),
    "a flag seen by nobody": (HEAD + "answers: {}\nflags:\n  RF-PREG: {seen_by: '', done: yes}\n", "4:3: flags.RF-PREG: needs 'seen_by:'"),
    "no format": ("answers: {}\n", "1:1: format: needs to be 'court-assess/case@1'"),
    "no answers": (HEAD, "1:1: file: needs 'answers:'"),
    "answers that are text": (HEAD + "answers: none\n", "2:1: answers: needs a list of answers"),
    "unknown key": (HEAD + "answers: {}\nnotes: x\n", "3:1: notes: is not a key here"),
    "a bad day": (HEAD + "prepared_on: soon\nanswers: {}\n", "2:1: prepared_on: is not a real date"),
    "an unknown flag": (HEAD + "answers: {}\nflags:\n  RF-PREGG: {seen_by: R}\n", "4:3: flags.RF-PREGG: is not a flag; did you mean 'RF-PREG'?"),
    "a flag nobody saw": (HEAD + "answers: {}\nflags:\n  RF-PREG: {done: yes}\n", "4:3: flags.RF-PREG: needs 'seen_by:'"),
    "a flag half done": (HEAD + "answers: {}\nflags:\n  RF-PREG: {seen_by: R, done: half}\n", "flags.RF-PREG.done: needs to be yes or no"),
    "a bad time": (HEAD + "answers: {}\nflags:\n  RF-PREG: {seen_by: R, at: noon}\n", "flags.RF-PREG.at: Enter a date"),
    "flags that are text": (HEAD + "answers: {}\nflags: none\n", "3:1: flags: needs 'flag: {seen_by: ..., done: yes}' lines"),
    "a NUL in a text": (ANSWERS + 'case.court: "a\\0b"\n', "holds a hidden control character"),
    "a lone surrogate": (ANSWERS + 'case.court: "\\ud800"\n', "is not YAML here"),
    "not YAML": ("format: [", "is not YAML here"),
    "texts that are text": (HEAD + "answers: {}\ntexts: fine\n", "3:1: texts: needs 'section:' lines"),
    "a text of no section": (HEAD + "answers: {}\ntexts:\n  substance: {fact: {text: x}}\n", "4:3: texts.substance: is not a section; did you mean 'substances'?"),
    "a section that is text": (HEAD + "answers: {}\ntexts:\n  substances: x\n", "4:3: texts.substances: needs 'fact:', 'account:' or 'opinion:' lines"),
    "a text in no voice": (HEAD + "answers: {}\ntexts:\n  substances: {facts: {text: x}}\n", "texts.substances.facts: is not a key here; did you mean 'fact'?"),
    "a text without words": (HEAD + "answers: {}\ntexts:\n  substances: {fact: {text: ' '}}\n", "texts.substances.fact: needs 'text:'"),
    "a text that is not a block": (HEAD + "answers: {}\ntexts:\n  substances: {fact: x}\n", "texts.substances.fact: needs 'text:'"),
    "an unknown key of a text": (HEAD + "answers: {}\ntexts:\n  substances: {fact: {text: x, draft: y}}\n", "texts.substances.fact.draft: is not a key here; did you mean 'drafted'?"),
    "a bad time of a text": (HEAD + "answers: {}\ntexts:\n  substances: {fact: {text: x, at: noon}}\n", "texts.substances.fact.at: Enter a date"),
    "an over-long text of a section": (HEAD + f"answers: {{}}\ntexts:\n  substances: {{fact: {{text: {'x' * 20_001}}}}}\n", "texts.substances.fact.text: needs plain text; Shorten this to 20,000"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_each_mistake_in_a_case_file_is_one_line_with_its_place(
    name: str, library: Library
) -> None:
    text, expected = BAD[name]

    with pytest.raises(DefinitionsError) as caught:
        read_case_bytes(text.encode(), "case.yaml", library)

    lines = str(caught.value).splitlines()
    assert len(lines) == 1, lines
    assert lines[0].startswith("case.yaml:")
    assert expected in lines[0]


def test_a_file_that_is_not_there_is_told(tmp_path: Path, library: Library) -> None:
    with pytest.raises(DefinitionsError, match="cannot be opened"):
        read_case(tmp_path / "none.yaml", library)


def test_every_way_of_answering_is_read_and_written_back_the_same(library: Library) -> None:
    text = (
        HEAD
        + """prepared_on: 2026-11-18
answers:
  case.defendant_name: "Zoë  O'Neill: «x» # no comment"
  own.today: "first line\\n\\n  second, with spaces \\n"
  own.want: {declined: true}
  own.helped: {not_known: true}
  own.court_know: {not_asked: "interpreter not available"}
  drr.willing: yes
  med.dose_known: {is: yes, known_by: provider}
  drr.review_interval: 5 weeks
  dep.pattern_start: 2019-03
  alc.weeks: [7, 7, 9, 0]
  ses.start: 2026-11-18T09:30
  sub:
    - {sub.slug: heroin, sub.rank: 1, sub.route: [smoke, inject], sub.spend: 40.50}
    - {sub.slug: {is: crack, known_by: test}, sub.rank: {declined: true}}
  sub.complete: no
flags:
  RF-PREG: {seen_by: R. Adeyemi, at: 2026-11-18T10:05, done: yes, what: midwife rung}
texts:
  substances:
    fact: {text: "One.\\n\\n  # Two «é»", drafted: "Heroin: last\\nused", at: 2026-11-18T10:05}
    opinion: {text: yes}
"""
    )
    first = read_case_bytes(text.encode(), "a.yaml", library)
    again = read_case_bytes(as_yaml(first.assessment, library.digest).encode(), "b.yaml", library)

    assert again.assessment == first.assessment
    assert again.library_digest == library.digest
    assert first.assessment.texts["substances", Voice.OPINION] == EditedText("yes")
    assert first.assessment.answers.single["own.court_know"].note == "interpreter not available"


def test_a_group_declined_as_a_whole_is_read(library: Library) -> None:
    text = ANSWERS + "sub: {declined: true}\n"

    answers = read_case_bytes(text.encode(), "a.yaml", library).assessment.answers

    assert answers.single["sub"].status is Status.DECLINED
    assert as_yaml(Assessment(answers)).endswith("sub:\n    declined: 'true'\n")


def test_a_row_question_written_outside_the_rows_speaks_of_the_first(library: Library) -> None:
    text = ANSWERS + "sub.last_used: today\n  sub: [{sub.slug: heroin}, {sub.slug: crack}]\n"

    rows = read_case_bytes(text.encode(), "a.yaml", library).assessment.answers.rows_of("sub")

    assert [("sub.last_used" in row.answers) for row in rows] == [True, False]


def test_an_answer_about_the_main_drug_makes_the_first_row_of_the_list_on_the_page(
    library: Library,
) -> None:
    text = ANSWERS + "dep.control_start: 3\n  dep.relief: 2\n"

    (row,) = read_case_bytes(text.encode(), "a.yaml", library).assessment.answers.rows_of("dep")

    assert {key: one.value for key, one in row.answers.items()} == {
        "dep.control_start": 3,
        "dep.relief": 2,
    }


def test_a_row_question_without_any_row_is_a_mistake(library: Library) -> None:
    with pytest.raises(DefinitionsError, match="is asked inside a row of 'sub'; move it there"):
        read_case_bytes((ANSWERS + "sub.slug: heroin\n").encode(), "a.yaml", library)


def test_what_was_written_is_quoted_short_and_on_one_line(library: Library) -> None:
    words = "His words, page after page. " * 40
    text = ANSWERS + f'drr.willing: "{words}\\n{words}"\n'

    with pytest.raises(DefinitionsError) as caught:
        read_case_bytes(text.encode(), "a.yaml", library)

    (line,) = str(caught.value).splitlines()
    assert len(line) < 200


def test_of_very_many_mistakes_the_first_hundred_are_told(library: Library) -> None:
    text = HEAD + "answers:\n" + "".join(f"  x.y{number}: 1\n" for number in range(5_000))

    with pytest.raises(DefinitionsError) as caught:
        read_case_bytes(text.encode(), "a.yaml", library)

    lines = str(caught.value).splitlines()
    assert len(lines) == 101
    assert lines[-1].endswith("and 4,900 more mistakes; mend these first")


def read(text: str, library: Library) -> CaseFile:
    return read_case_bytes(text.encode(), "case.yaml", library)


@pytest.mark.parametrize(
    ("status", "now"),
    [
        ("requested", "src.requested_on"),
        ("received", "src.received_on"),
        ("seen", "src.on"),
        ("not_sought", "src.on"),
    ],
)
def test_the_one_day_of_a_source_is_read_where_it_is_asked_now(
    status: str, now: str, library: Library
) -> None:
    row = f"{{src.kind: police_da_check, src.status: {status}, src.on: 2026-11-16}}"
    case = read(ANSWERS + f"src: [{row}]\n", library)
    (entry,) = case.assessment.answers.rows_of("src")

    assert entry.answers[now] == given(date(2026, 11, 16))
    again = read(as_yaml(case.assessment), library)
    assert again.assessment == case.assessment


def test_a_day_that_is_asked_now_is_not_lost_to_the_one_of_an_earlier_release(
    library: Library,
) -> None:
    row = "{src.status: received, src.on: 2026-11-16, src.received_on: 2026-11-17}"
    case = read(ANSWERS + f"src: [{row}]\n", library)
    (entry,) = case.assessment.answers.rows_of("src")

    assert entry.answers["src.on"] == given(date(2026, 11, 16))
    assert entry.answers["src.received_on"] == given(date(2026, 11, 17))


def test_a_whole_source_and_willingness_at_the_hearing_go_round(library: Library) -> None:
    row = (
        "{src.kind: childrens_services, src.status: requested, src.from: Duty desk,"
        " src.requested_on: 2026-11-16, src.due: 2026-11-17}"
    )
    hearing = (
        "drr.willing: yes\n  drr.willing_confirmed: unsure\n"
        "  drr.willing_confirmed_at: 2026-11-18T10:05\n"
        "  drr.willing_confirmed_words: I have to think.\n  "
    )
    case = read(ANSWERS + f"{hearing}src: [{row}]\n", library)

    assert len(case.assessment.answers.rows_of("src")[0].answers) == 5
    assert read(as_yaml(case.assessment), library).assessment == case.assessment
