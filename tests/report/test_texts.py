"""The officer's texts in the report: printed where they were saved, and nothing that nobody read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from court_assess.definitions.case_file import read_case
from court_assess.domain.answers import given
from court_assess.domain.assessment import Assessment, EditedText, Library, TextKey
from court_assess.domain.drafts import draft_of
from court_assess.domain.reading import AnswerReading
from court_assess.domain.sentences import Voice
from court_assess.report.texts import BEHIND
from court_assess.settings import PRACTICE_CASES
from tests.report.filled import TODAY, filled, html_for, marker
from tests.report.printed import squeezed, text_in

FACT, ACCOUNT, OPINION = Voice.FACT, Voice.ACCOUNT, Voice.OPINION


@pytest.fixture(scope="module")
def marcus(library: Library) -> Assessment:
    return read_case(next(PRACTICE_CASES.glob("01_*.yaml")), library).assessment


def draft(library: Library, assessment: Assessment, key: TextKey) -> str:
    reading = AnswerReading(library.questionnaire, assessment.answers, TODAY)
    return draft_of(library.questionnaire.section(key[0]), reading).get(key[1], "")


def printed(library: Library, assessment: Assessment, **texts: str) -> str:
    """Return the part on substances, printed with the officer's texts of that section."""
    keys: dict[str, TextKey] = {name: ("substances", Voice(name)) for name in texts}
    edited = {
        keys[name]: EditedText(text, draft(library, assessment, keys[name]))
        for name, text in texts.items()
    }
    html = html_for(library, replace(assessment, texts=edited))
    return html.partition('<section id="substances">')[2].partition("</section>")[0]


def test_a_draft_that_nobody_saved_is_not_printed(library: Library, marcus: Assessment) -> None:
    html = text_in(html_for(library, marcus))
    words = squeezed("he named it as the drug that caused him the most trouble")

    assert words in squeezed(draft(library, marcus, ("substances", ACCOUNT))), "the control"
    assert words not in html
    assert (
        squeezed("What the person says") not in html.partition("Substancesanddependence")[2][:400]
    )


def test_what_was_saved_stands_at_the_head_of_its_part_each_voice_apart(
    library: Library, marcus: Assessment
) -> None:
    part = printed(
        library, marcus, opinion="My view <b>.", fact="A test.\n\nAnother.", account="He says."
    )

    places = [
        part.index(one)
        for one in (
            "<h3>Facts</h3>",
            "A test.",
            "Another.",
            "<h3>What the person says</h3>",
            "He says.",
            "<h3>Officer&#39;s view</h3>",
            "My view &lt;b&gt;.",
            "<table",
        )
    ]
    assert places == sorted(places)
    assert squeezed(BEHIND) not in text_in(part)


def test_two_sections_of_one_part_share_its_headings(library: Library, marcus: Assessment) -> None:
    texts = {(one, ACCOUNT): EditedText(f"Of {one}.") for one in ("substances", "dependence")}
    part = html_for(library, replace(marcus, texts=texts))

    assert part.count("<h3>What the person says</h3>") == 1
    assert part.index("Of substances.") < part.index("Of dependence.")


def test_a_text_whose_answers_have_changed_says_so_and_both_are_printed(
    library: Library, marcus: Assessment
) -> None:
    texts = {
        ("dependence", ACCOUNT): EditedText(
            "Three days a month.", draft(library, marcus, ("dependence", ACCOUNT))
        )
    }
    same = replace(marcus, texts=texts)
    changed = replace(same, answers=marcus.answers.having({"alc.days28": given(20)}))

    html = text_in(html_for(library, changed))
    assert squeezed(f"Three days a month. {BEHIND}") in html
    assert squeezed("20 days") in html
    assert squeezed(BEHIND) not in text_in(html_for(library, same)), "the control"


def test_a_text_of_a_section_with_a_part_of_its_own_is_printed_there(
    library: Library, marcus: Assessment
) -> None:
    texts = {
        ("provider", FACT): EditedText("They can see him."),
        ("offending", OPINION): EditedText("I think so."),
    }
    html = html_for(library, replace(marcus, texts=texts))

    assert (
        "They can see him."
        in html.partition('<section id="provider">')[2].partition("</section>")[0]
    )
    assert "I think so." in html.partition('<section id="offending">')[2].partition("</section>")[0]


@pytest.mark.parametrize("is_filled", [True, False], ids=["all answered", "nothing answered"])
def test_a_text_of_every_section_is_printed_once_whatever_was_answered(
    library: Library, is_filled: bool
) -> None:
    every = frozenset(library.questionnaire.questions)
    case = filled(library, every) if is_filled else Assessment(prepared_on=TODAY)
    marks = {
        (section.id, voice): marker(f"text {section.id}", voice.value)
        for section in library.questionnaire.sections
        for voice in Voice
    }
    texts = {key: EditedText(f"{mark}.") for key, mark in marks.items()}
    html = html_for(library, replace(case, texts=texts))

    assert len(marks) > 60
    assert {key: html.count(mark) for key, mark in marks.items()} == dict.fromkeys(marks, 1)
    assert [one for one in marks.values() if one in html_for(library, case)] == []  # the control
