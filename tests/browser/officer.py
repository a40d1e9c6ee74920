"""An officer at the keyboard: fills in an assessment page by page, as the pages offer it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page

from court_assess.domain.answers import Answer, Answers, KnownBy, Row
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.questions import Question, Section
from court_assess.web.page_form import NEW, prefix_of
from court_assess.web.pages.addresses import row_title
from court_assess.web.typed import INSTEAD, KNOWN_BY, NOTE, typed_of

KINDS_OF_INPUTS = """() => Object.fromEntries(
  [...document.querySelectorAll("[name]")].map(one => [one.name, one.type]))"""
SET_INPUTS = """inputs => {
  for (const [name, value] of inputs) {
    const found = [...document.getElementsByName(name)];
    const ticked = found.find(one => one.value === value && ["radio", "checkbox"].includes(one.type));
    if (ticked) ticked.checked = true; else found[0].value = value;
  }
}"""


def inputs_of(question: Question, answer: Answer) -> list[tuple[str, str]]:
    """Return the names of inputs and what goes into each, to give an answer or say why there is none."""
    typed = typed_of(question, answer)
    if typed.instead:
        note = [(question.id + NOTE, typed.note)] if typed.note else []
        return [(question.id + INSTEAD, typed.instead), *note]
    inputs = [(question.id, value) for value in typed.ticked]
    inputs += [(question.id + ending, text) for ending, text in typed.parts.items() if text]
    if answer.known_by is not KnownBy.PERSON:
        inputs.append((question.id + KNOWN_BY, typed.known_by))
    return inputs


@dataclass(frozen=True)
class Officer:
    """Types the answers of an assessment into the pages; a quick one sets the inputs of a page at once."""

    page: Page
    library: Library
    assessment: Assessment
    is_quick: bool = False

    def start(self, name: str) -> None:
        """Start a case from the list and land on its task list."""
        self.page.goto("/")
        self._go(self.page.get_by_role("button", name="Start a case"))
        self.page.get_by_label("Full name").fill(name)
        self._go(self.page.get_by_role("button", name="Start the case"))

    def fill_in_everything(self) -> None:
        """Answer every section in order, each page leading to the next."""
        self._go(self.page.locator(".govuk-task-list__link").first)
        for section in self.library.questionnaire.sections:
            if self.page.locator("h1").inner_text() != section.title:
                continue  # not on show in this case
            self.fill_in(section)
            self._save()
            if self.page.locator("h1").inner_text() == section.title:
                self._save()  # asked to look at something again, which is as it should be

    def _save(self) -> None:
        self._go(self.page.get_by_role("button", name="Save and continue").last)

    def fill_in(self, section: Section) -> None:
        """Answer one section; its lists first, for each entry is saved on its own."""
        answers = self.assessment.answers
        for question in section.questions:
            if question.kind == "group":
                self._fill_in_list(question, answers)
        self._fill_in_questions(section.questions, answers.single)

    def _fill_in_list(self, group: Question, answers: Answers) -> None:
        rows: tuple[Row, ...] = answers.rows_of(group.id)
        for row in rows:
            add = self.page.locator(f'button[value="add:{group.id}"]')
            if group.inline:
                self._fill_in_questions(group.questions, row.answers, prefix_of(NEW))
                self._go(add)
                continue
            self._go(add)
            self._fill_in_questions(group.questions, row.answers)
            self._save()
            if self.page.locator("h1").inner_text() == self._title(group, row):
                self._save()  # asked to look at something again

    def _title(self, group: Question, row: Row) -> str:
        return row_title(group, row, self.assessment)

    def _fill_in_questions(
        self, questions: tuple[Question, ...], answers: Mapping[str, Answer], prefix: str = ""
    ) -> None:
        inputs = [
            (prefix + name, value)
            for question in questions
            if question.id in answers
            for name, value in inputs_of(question, answers[question.id])
        ]
        if self.is_quick:
            self.page.evaluate(SET_INPUTS, inputs)
            return
        kinds: dict[str, str] = self.page.evaluate(KINDS_OF_INPUTS)
        for name, value in inputs:
            self._answer(name, value, kinds[name])

    def _answer(self, name: str, value: str, kind: str) -> None:
        """Type, tick or choose as a person does; what is folded away is opened first."""
        found = self.page.locator(f'[name="{name}"]')
        if kind in ("radio", "checkbox"):
            self.page.locator(f'[name="{name}"][value="{value}"]').check(force=True)
        elif kind == "select-one":
            if "--" in name:
                self._open_corner(found)
            found.select_option(value)
        else:
            found.fill(value)

    def _open_corner(self, select: Locator) -> None:
        details = self.page.locator("details", has=select)
        if details.get_attribute("open") is None:
            details.locator("summary").click()

    def _go(self, button: Locator) -> None:
        """Press what leads to another page, and wait for it."""
        with self.page.expect_navigation():
            button.click()

    def sign(self) -> None:
        """Sign, once nothing is lacking."""
        self._go(self.page.get_by_role("link", name="Documents and signing").first)
        self._go(self.page.get_by_role("button", name="Go to signing"))
        self.page.get_by_label("I have read the draft").check()
        self._go(self.page.get_by_role("button", name="Sign version 1"))

    def download(self, words: str) -> bytes:
        """Press a link to a file and return what came."""
        with self.page.expect_download() as waiting:
            self.page.get_by_role("link", name=words).click()
        return Path(waiting.value.path()).read_bytes()
