"""An officer without a mouse: everything is reached with Tab and answered with keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from playwright.sync_api import Page

from court_assess.domain.answers import Answer
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.questions import Question, Section
from tests.browser.officer import inputs_of

Inputs = list[tuple[str, str]]
TYPED = 20  # characters typed one by one; the rest comes at once, as from dictation
MOST_STOPS = 1_500  # presses of Tab on one page, round it and more
ACTIVE = """() => {
  const one = document.activeElement;
  const corner = one.tagName === "SUMMARY" ? one.parentElement : null;
  const inside = corner ? [...corner.querySelectorAll("[name]")].map(each => each.name) : [];
  return {tag: one.tagName, type: one.type || "", name: one.name || "", value: one.value || "",
    checked: one.checked || false, inside, open: corner ? corner.open : false,
    text: one.textContent.trim(), href: one.getAttribute("href") || "",
    labels: one.tagName === "SELECT" ? [...one.options].map(each => [each.value, each.text]) : []};
}"""
NAMES = '() => [...new Set([...document.querySelectorAll("[name]")].map(one => one.name))]'


@dataclass
class Typist:
    """Fills in an assessment from its answers; ``look`` is called on every page before it is left."""

    page: Page
    library: Library
    assessment: Assessment
    look: Callable[[Page, str], None]
    found_by_letters: list[str] = field(default_factory=list)

    def press(self, key: str) -> None:
        """Press one key."""
        self.page.keyboard.press(key)

    def follow(self, words: str) -> None:
        """Tab to a link or button with these words and press Enter."""
        for _ in range(MOST_STOPS):
            self.press("Tab")
            stop = self.page.evaluate(ACTIVE)
            if stop["tag"] in ("A", "BUTTON") and words in stop["text"]:
                with self.page.expect_navigation():
                    self.press("Enter")
                return
        raise AssertionError(words)

    def start(self, name: str) -> None:
        """Start a case in the depth of the assessment and open its first page."""
        self.page.goto("/")
        self.follow("Start a case")
        self.fill([("case.defendant_name", name)], "")
        depth = self.assessment.answers.get("ses.depth")
        if depth is not None and depth.value == "full":
            self.follow("Change to the full assessment")
        self.follow(self.library.questionnaire.sections[0].title)

    def fill_in_everything(self) -> list[str]:
        """Answer every section on show, in order; return the sections that were answered."""
        done = []
        for section in self.library.questionnaire.sections:
            if self.page.locator("h1").inner_text() != section.title:
                continue  # not on show in this case
            self.look(self.page, section.id)
            self.fill_in(section)
            done.append(section.id)
        return done

    def fill_in(self, section: Section) -> None:
        """Answer one section: lists with pages first, then all that is asked on its own page."""
        entries: list[tuple[str, Inputs]] = []
        for question in section.questions:
            if question.inline:
                entries += self._on_page(question)
            elif question.kind == "group":
                self._with_pages(question)
        first = _inputs(section.questions, self.assessment.answers.single)
        for number in range(max(len(entries), 1)):
            inputs = entries[number][1] if entries else []
            following = entries[number + 1][0] if number + 1 < len(entries) else ""
            self.fill(first + inputs, f"add:{following}" if following else "next")
            first = []
        if self.page.locator("h1").inner_text() == section.title:
            self.fill([], "next")  # it asked to look again at something

    def _on_page(self, group: Question) -> list[tuple[str, Inputs]]:
        """Return what to put into each new entry of a list that is asked on the page."""
        made = []
        for row in self.assessment.answers.rows_of(group.id):
            inputs = _inputs(group.questions, row.answers)
            made.append((group.id, [(f"new~{name}", value) for name, value in inputs]))
        return made

    def _with_pages(self, group: Question) -> None:
        """Add the entries of a list, each on its own page."""
        for number, row in enumerate(self.assessment.answers.rows_of(group.id), 1):
            self.fill([], f"add:{group.id}")
            self.look(self.page, f"{group.id} {number}")
            self.fill(_inputs(group.questions, row.answers), "next")
            if f"/{group.id}/" in self.page.url:
                self.fill([], "next")  # it asked to look again at something

    def fill(self, inputs: Inputs, button: str) -> None:
        """Go round the page with Tab, answer what is asked, and press the button."""
        wanted: dict[str, list[str]] = defaultdict(list)
        for name, value in inputs:
            wanted[name].append(value)
        for _ in range(MOST_STOPS):
            self.press("Tab")
            stop = self.page.evaluate(ACTIVE)
            is_button = stop["tag"] == "BUTTON" and stop["type"] == "submit"
            if is_button and not wanted and stop["value"] == button and stop["text"]:
                with self.page.expect_navigation():
                    self.press("Enter")
                return
            self._answer(stop, wanted)
        raise AssertionError({"no way to": dict(wanted), "names": self.page.evaluate(NAMES)})

    def _answer(self, stop: Mapping[str, object], wanted: dict[str, list[str]]) -> None:
        """Answer what has the focus, if it is wanted."""
        name = str(stop["name"])
        if stop["tag"] == "SUMMARY":
            inside = stop["inside"]
            if isinstance(inside, list) and not stop["open"] and set(inside) & set(wanted):
                self.press("Enter")
            return
        if name not in wanted:
            return
        if stop["type"] == "checkbox":
            self._tick(stop, wanted)
            return
        (value,) = wanted.pop(name)
        if stop["type"] == "radio":
            self._choose_radio(value)
        elif stop["tag"] == "SELECT":
            self._choose(name, value, stop["labels"])
        else:
            self.press("Control+A")
            self.page.keyboard.type(value[:TYPED])
            self.page.keyboard.insert_text(value[TYPED:])

    def _tick(self, stop: Mapping[str, object], wanted: dict[str, list[str]]) -> None:
        name, value = str(stop["name"]), str(stop["value"])
        if value in wanted[name]:
            self.press("Space")
            wanted[name].remove(value)
            if not wanted[name]:
                del wanted[name]

    def _choose_radio(self, value: str) -> None:
        stop = self.page.evaluate(ACTIVE)
        if stop["value"] == value:
            if not stop["checked"]:
                self.press("Space")
            return
        for _ in range(40):
            self.press("ArrowDown")
            if self.page.evaluate(ACTIVE)["value"] == value:
                return
        raise AssertionError(value)

    def _choose(self, name: str, value: str, labels: object) -> None:
        """Find an option by the first letters of its label; else step to it with the arrows."""
        pairs = labels if isinstance(labels, list) else []
        label = next(text for option, text in pairs if option == value)
        self.page.keyboard.type(label)
        if self.page.evaluate(ACTIVE)["value"] == value:
            self.found_by_letters.append(f"{name}={value}")
            return
        self.press("Home")
        for _ in pairs:
            if self.page.evaluate(ACTIVE)["value"] == value:
                return
            self.press("ArrowDown")
        raise AssertionError((name, value))


def _inputs(questions: Iterable[Question], answers: Mapping[str, Answer]) -> Inputs:
    """Return what to put into the inputs of questions, in their order."""
    return [
        one
        for question in questions
        if question.id in answers
        for one in inputs_of(question, answers[question.id])
    ]
