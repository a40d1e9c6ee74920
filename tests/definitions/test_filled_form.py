"""Tests of reading a filled form: what is read, what is told and quoted, and what is refused."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Literal

import pikepdf
import pytest

from court_assess.definitions.case_file import read_case_bytes
from court_assess.definitions.filled_form import FilledForm, read_form
from court_assess.definitions.pdf_fields import LARGEST, NotAFormError, read_fields
from court_assess.domain.answers import DECLINED, Answer, Status, given
from court_assess.domain.assessment import Library
from court_assess.domain.paper import LIBRARY, library_mark
from court_assess.exports.case_file import as_yaml
from tests.definitions.paper import Filled, made_form, saved

NUMBER = re.compile(r"^{(.*)}")
NOT_ASKED = Answer(Status.NOT_ASKED)


def read(library: Library, filled: Filled) -> FilledForm:
    return read_form(made_form({LIBRARY: library_mark(library.digest), **filled}), library)


def numbered(library: Library, line: str) -> str:
    """Put the number of a question in place of its id in braces."""
    return NUMBER.sub(lambda found: library.questionnaire.numbers[found[1]], line)


def test_what_is_written_and_ticked_is_read(library: Library) -> None:
    form = read(
        library,
        {
            "case.defendant_name": "Dana Okafor",
            "case.date_of_birth-day": "7",
            "case.date_of_birth-month": "3",
            "case.date_of_birth-year": "1990",
            "case.sex=female": True,
            "now.signs=drowsy": True,
            "now.signs=sweating": True,
            "sui.thoughts_now~declined": True,
            "case.pnc~not_asked": True,
        },
    )

    answers = form.assessment.answers
    assert form.unread == ()
    assert answers.single["case.defendant_name"] == given("Dana Okafor")
    assert str(answers.single["case.date_of_birth"].value) == "1990-03-07"
    assert answers.single["case.sex"] == given("female")
    assert answers.single["now.signs"] == given(("drowsy", "sweating"))
    assert answers.single["sui.thoughts_now"] == DECLINED
    assert answers.single["case.pnc"] == NOT_ASKED
    assert len(list(answers)) == 6


@pytest.mark.parametrize(
    "name", ["دانا العكيفي", "דנה כהן", "Δάφνη Οικονόμου", "Дана Окафор", "Zoë Ní Dhúill"]
)
def test_names_in_any_script_survive_in_form_nfc(library: Library, name: str) -> None:
    form = read(library, {"case.defendant_name": name.replace("ë", "e\u0308")})

    assert form.assessment.answers.single["case.defendant_name"] == given(name)


def test_unticked_and_empty_is_unanswered_and_never_no(library: Library) -> None:
    form = read(
        library,
        {
            "case.crn": "X1",
            "con.assess=yes": False,
            "con.assess=no": False,
            "con.assess~declined": False,
            "case.defendant_name": "",
            "own.want": " \r ",
            "sub[1].slug=heroin": False,
            "sub[1].last_used~not_known": False,
        },
    )

    assert list(form.assessment.answers.single) == ["case.crn"]
    assert form.assessment.answers.rows == {}
    assert form.unread == ()


def test_a_row_with_nothing_in_it_is_no_row(library: Library) -> None:
    form = read(
        library,
        {
            "sub[1].slug=heroin": True,
            "sub[2].slug=crack": False,
            "sub[4].slug=alcohol": True,
            "sub.complete=yes": True,
        },
    )

    rows = form.assessment.answers.rows_of("sub")
    assert [row.answers["sub.slug"] for row in rows] == [given("heroin"), given("alcohol")]
    assert form.assessment.answers.single["sub.complete"] == given("yes")


@pytest.mark.parametrize(
    ("filled", "line"),
    [
        (
            {"case.sex=female": True, "case.sex=male": True},
            "{case.sex} Sex: more than one box is ticked (“Female; Male”); choose one on screen",
        ),
        (
            {"case.sex=female": True, "case.sex~declined": True},
            "{case.sex} Sex: “declined” is ticked beside the answer “Female”; choose one on screen",
        ),
        (
            {"case.sex~declined": True, "case.sex~not_known": True},
            "{case.sex} Sex: “declined” and “not known” are both ticked; choose one on screen",
        ),
        (
            {"now.signs=none": True, "now.signs=fit": True},
            (
                "{now.signs} Seen today: “None of these; A fit” could not be read. "
                "Choose either “None of these” or the others, not both"
            ),
        ),
        (
            {"case.date_of_birth-day": "31", "case.date_of_birth-month": "Feb\n"},
            (
                "{case.date_of_birth} Date of birth: “31; Feb” could not be read. "
                "Enter a date with day, month and year, like 27 3 2026"
            ),
        ),
        (
            {"mot.importance=11": True},
            (
                "{mot.importance} How much change matters: its box “mot.importance=11” holds “a tick”, which it cannot; "
                "answer it on screen"
            ),
        ),
        (
            {"case.sex=female": "perhaps"},
            (
                "{case.sex} Sex: its box “case.sex=female” holds “perhaps”, which it cannot; "
                "answer it on screen"
            ),
        ),
        (
            {"case.crn": True},
            "{case.crn} CRN: its box “case.crn” holds “a tick”, which it cannot; answer it on screen",
        ),
        (
            {"gone.question": "Words\nthat matter"},
            (
                "Box “gone.question”: is no question here; it holds “Words / that matter”. "
                "Type it in where it belongs"
            ),
        ),
        (
            {"sub[2].slug=heroin": True, "sub[2].slug=crack": True},
            (
                "{sub.slug} Substance (Substance 2 of 4): more than one box is ticked (“Heroin; Crack cocaine”); "
                "choose one on screen"
            ),
        ),
        (
            {"case.crn": "X\x1b[31m1"},
            (
                "{case.crn} CRN: “X�[31m1” could not be read. Take out the hidden characters: "
                "type the text again, or paste it as plain text"
            ),
        ),
    ],
)
def test_what_cannot_be_read_is_told_with_its_number_and_quoted(
    library: Library, filled: Filled, line: str
) -> None:
    form = read(library, {**filled, "case.court": "Stonehithe"})

    assert [str(one) for one in form.unread] == [numbered(library, line)]
    assert [question for question, _, _ in form.assessment.answers] == ["case.court"]


def test_what_could_not_be_read_says_where_on_screen_it_belongs(library: Library) -> None:
    form = read(
        library,
        {
            "case.crn": True,
            "sub[3].slug=heroin": True,
            "sub[3].slug=crack": True,
            "sub[3].freq=daily": True,
            "gone.question": "Words",
        },
    )

    places = {(one.question, one.row) for one in form.unread}
    assert places == {("case.crn", ""), ("sub.slug", "3"), ("", "")}
    (row,) = form.assessment.answers.rows_of("sub")
    assert row.id == "3"


def test_a_text_that_is_too_long_is_quoted_whole(library: Library) -> None:
    words = "Every word of it. " * 300

    form = read(library, {"own.want": words})

    (line,) = map(str, form.unread)
    assert words.strip() in line
    assert "Shorten this to 5,000 characters or fewer" in line


def test_a_list_that_was_declined_and_has_entries_keeps_its_entries(library: Library) -> None:
    form = read(library, {"sub~declined": True, "sub[1].slug=heroin": True})

    assert len(form.assessment.answers.rows_of("sub")) == 1
    assert "sub" not in form.assessment.answers.single
    (line,) = map(str, form.unread)
    assert "Substances: “declined” is ticked, but there are entries; the entries were kept" in line


def test_answers_that_cannot_both_be_right_are_held_back_so_that_the_case_file_is_read(
    library: Library,
) -> None:
    filled: dict[str, str | bool] = {
        f"{name}{part}": value
        for name, day in (("case.date_of_birth", "7 3 2030"), ("case.hearing_date", "1 12 2026"))
        for part, value in zip(("-day", "-month", "-year"), day.split(), strict=True)
    }

    form = read(library, filled)

    (line,) = map(str, form.unread)
    assert "was left out" in line
    assert len(list(form.assessment.answers)) == 1
    text = as_yaml(form.assessment, library.digest)
    again = read_case_bytes(text.encode(), "case", library)
    assert again.assessment.answers.single == form.assessment.answers.single


def test_a_form_of_other_questions_is_told_in_one_line_and_read(library: Library) -> None:
    form = read_form(made_form({LIBRARY: "sha256 0", "case.crn": "X1"}), library)

    (line,) = map(str, form.unread)
    assert line.startswith("The form was made from other questions (sha256 0) than those here (")
    assert form.assessment.answers.single["case.crn"] == given("X1")


def with_program(form: pikepdf.Pdf) -> None:
    form.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def with_program_in_a_field(form: pikepdf.Pdf) -> None:
    act = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=form.make_stream(b"app.alert(1)"))
    form.Root.AcroForm.Fields[0].AA = pikepdf.Dictionary(K=act)


def with_sending(form: pikepdf.Pdf) -> None:
    send = pikepdf.Dictionary(S=pikepdf.Name.SubmitForm, F="https://example.org/")
    form.Root.AcroForm.Fields[0].A = send


def with_file(form: pikepdf.Pdf) -> None:
    form.attachments["other.txt"] = b"hidden"


def with_xfa(form: pikepdf.Pdf) -> None:
    form.Root.AcroForm.XFA = form.make_stream(b"<xdp/>")


@pytest.mark.parametrize(
    ("add", "said"),
    [
        (with_program, "holds an action"),
        (with_program_in_a_field, "holds an action"),
        (with_sending, "holds an action"),
        (with_file, "holds another file"),
        (with_xfa, "holds a form of another kind (XFA)"),
    ],
)
def test_what_could_act_or_hide_is_refused(
    library: Library, add: Callable[[pikepdf.Pdf], None], said: str
) -> None:
    raw = made_form({LIBRARY: library_mark(library.digest), "case.crn": "X1"})
    with pikepdf.open(io.BytesIO(raw)) as form:
        add(form)
        hostile = saved(form)

    with pytest.raises(NotAFormError) as refused:
        read_form(hostile, library)

    assert str(refused.value).startswith(said)
    assert read_form(raw, library).unread == ()  # the control: without it the same form is read


def _locked(level: Literal[3, 6]) -> pikepdf.Encryption:
    is_new = level > 3
    return pikepdf.Encryption(owner="a", user="", R=level, aes=is_new, metadata=is_new)


@pytest.mark.parametrize("level", [3, 6])
def test_a_locked_form_is_refused_and_the_same_one_unlocked_is_read(
    library: Library, level: Literal[3, 6]
) -> None:
    raw = made_form({LIBRARY: library_mark(library.digest), "case.crn": "X1"})
    with pikepdf.open(io.BytesIO(raw)) as form:
        out = io.BytesIO()
        form.save(out, encryption=_locked(level))

    with pytest.raises(NotAFormError, match="locked with a password"):
        read_form(out.getvalue(), library)
    assert read_form(raw, library).unread == ()


def looped() -> bytes:
    raw = made_form({LIBRARY: "x"})
    with pikepdf.open(io.BytesIO(raw)) as form:
        field = form.Root.AcroForm.Fields[0]
        field.Kids = pikepdf.Array([field])
        return saved(form)


def one_of_our_reports() -> bytes:
    report = pikepdf.new()
    spec = pikepdf.AttachedFileSpec(report, b"{}", filename="assessment.json")
    report.attachments["assessment.json"] = spec
    report.Root.AF = pikepdf.Array([spec.obj])
    return saved(report)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "is not a PDF"),
        (b"format: court-assess/case@1\n", "is not a PDF"),
        (b"%PDF-1.7\nand nothing more", "is not a PDF"),
        (b"%PDF-1.7\n" + b"<<" * 50_000, "is not a PDF"),
        (looped(), "is not a PDF"),
        (b"%PDF-" + bytes(LARGEST), "is larger than 10 MB"),
        (made_form({"case.crn": "X1"}), "is not a paper form of court_assess"),
        (one_of_our_reports(), "is a document that court_assess made from a case"),
        (saved(pikepdf.new()), "has no fields"),
    ],
    ids=[
        "empty",
        "text",
        "cut off",
        "deep",
        "looped",
        "large",
        "another form",
        "a report",
        "no form",
    ],
)
def test_what_is_no_form_of_ours_is_refused_in_one_sentence(
    library: Library, raw: bytes, said: str
) -> None:
    with pytest.raises(NotAFormError) as refused:
        read_form(raw, library)

    assert str(refused.value).startswith(said)
    assert "\n" not in str(refused.value)


def test_a_form_without_an_answer_is_refused_and_one_tick_is_a_case(library: Library) -> None:
    mark = {LIBRARY: library_mark(library.digest)}
    for empty in (mark, {LIBRARY: "sha256 0"}):
        with pytest.raises(NotAFormError, match="holds no answers; fill it in"):
            read_form(made_form(empty), library)

    assert read_form(made_form(mark | {"case.crn": "X1"}), library).assessment.answers.single


def test_what_a_viewer_leaves_out_or_inherits_is_read() -> None:
    made = pikepdf.new()
    made.add_blank_page()
    widget = made.make_indirect(pikepdf.Dictionary(AS=pikepdf.Name("/on")))
    tick = pikepdf.Dictionary(T="b=x", FT=pikepdf.Name.Btn, V=pikepdf.Name("/on"), Kids=[widget])
    above = pikepdf.Dictionary(T="a", Kids=[made.make_indirect(tick)])
    bare = pikepdf.Dictionary(T="c", FT=pikepdf.Name.Tx)
    made.Root.AcroForm = pikepdf.Dictionary(Fields=[made.make_indirect(above), bare])

    assert read_fields(saved(made)) == {"a.b=x": True, "c": ""}
