"""Read a case file: the import form of one assessment (contracts, section 2)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from court_assess.definitions.answers import AnswersReader
from court_assess.definitions.consistency import clashes
from court_assess.definitions.documents import Document, Path_, Tree, read_bytes, read_file
from court_assess.definitions.problems import DefinitionsError, Problems, meant
from court_assess.domain.answers import Answers
from court_assess.domain.assessment import (
    CASE_FORMAT,
    LONGEST_DRAFT,
    LONGEST_TEXT,
    Assessment,
    EditedText,
    FlagResponse,
    Library,
    TextKey,
)
from court_assess.domain.kinds import BadAnswerError, clean_text, parse_date, parse_datetime
from court_assess.domain.questions import Question
from court_assess.domain.sentences import Voice

KEYS = ("format", "library", "prepared_on", "answers", "flags", "texts")
FLAG_KEYS = ("seen_by", "at", "done", "what", "about")
TEXT_KEYS = ("text", "drafted", "at")
LONGEST_WORDS = 5_000
_PLAIN = Question("", "text", "", "", "")


@dataclass(frozen=True, slots=True)
class CaseFile:
    """An assessment as it was written to a file, and the digest of the library it was made with."""

    assessment: Assessment
    library_digest: str = ""


def read_case(path: Path, library: Library) -> CaseFile:
    """Return the case in a file; DefinitionsError names every mistake in it."""
    problems = Problems()
    return _case(read_file(path, problems), library, problems)


def read_case_bytes(raw: bytes, name: str, library: Library) -> CaseFile:
    """Return the case in an uploaded file; DefinitionsError names every mistake in it."""
    problems = Problems()
    return _case(read_bytes(raw, name, problems), library, problems)


def _case(document: Document | None, library: Library, problems: Problems) -> CaseFile:
    if document is None:
        raise DefinitionsError(problems.listed())
    case = _Reader(document, library, problems).read()
    if problems.errors:
        raise DefinitionsError(problems.listed())
    return case


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the parts of one case file."""

    document: Document
    library: Library
    problems: Problems

    def problem(self, path: Path_, message: str) -> None:
        self.problems.found.append(self.document.problem(path, message))

    def read(self) -> CaseFile:
        tree = self.document.tree
        self.format(tree)
        for key in tree:
            if key not in KEYS:
                self.problem((key,), f"is not a key here{meant(key, KEYS)}")
        reader = AnswersReader(self.library.questionnaire, self.document, self.problems)
        answers = reader.read(tree["answers"], ("answers",)) if "answers" in tree else Answers()
        if "answers" not in tree:
            self.problem((), "needs 'answers:' with one 'id: value' on each line")
        self.consistent(answers)
        prepared = (
            self.day(tree["prepared_on"], ("prepared_on",)) if "prepared_on" in tree else None
        )
        flags, texts = self.flags(tree.get("flags", {})), self.texts(tree.get("texts", {}))
        assessment = Assessment(answers, flags, prepared, texts)
        return CaseFile(assessment, self.text(tree.get("library", ""), ("library",)))

    def format(self, tree: Mapping[str, Tree]) -> None:
        found = tree.get("format")
        if found == CASE_FORMAT:
            return
        other = re.fullmatch(r"court-assess/case@(\d{1,6})", str(found))
        if other and int(other[1]) > 1:
            message = f"'{found}' is a newer format than {CASE_FORMAT}; use a newer program"
        else:
            message = f"needs to be '{CASE_FORMAT}'; check that this is a case file"
        self.problem(("format",), message)

    def consistent(self, answers: Answers) -> None:
        """Record answers that cannot both be right, such as a birth after the hearing."""
        for clash in clashes(self.library.questionnaire, answers):
            where = (clash.group, clash.place) if clash.group else ()
            self.problem(("answers", *where, clash.check.at), clash.check.says)

    def day(self, tree: Tree, path: Path_) -> date | None:
        try:
            value = parse_date(_PLAIN, tree if isinstance(tree, str) else "")
        except BadAnswerError:
            self.problem(path, "is not a real date; write year-month-day, like 2026-11-18")
            return None
        return value if isinstance(value, date) else None

    def text(self, tree: Tree, path: Path_, longest: int = LONGEST_WORDS) -> str:
        try:
            return clean_text(tree if isinstance(tree, str) else [], longest)
        except BadAnswerError as error:
            self.problem(path, f"needs plain text; {error}")
            return ""

    def flags(self, tree: Tree) -> dict[str, FlagResponse]:
        known = [flag.id for flag in self.library.rules.flags]
        if not isinstance(tree, dict):
            self.problem(("flags",), "needs 'flag: {seen_by: ..., done: yes}' lines")
            return {}
        found = {}
        for flag_id, block in tree.items():
            path = ("flags", flag_id)
            if flag_id not in known:
                self.problem(path, f"is not a flag{meant(flag_id, known)}")
            elif not isinstance(block, dict) or not str(block.get("seen_by", "")).strip():
                self.problem(path, "needs 'seen_by:' with a name")
            else:
                found[flag_id] = self.response(block, path)
        return found

    def response(self, block: Mapping[str, Tree], path: Path_) -> FlagResponse:
        for key in block:
            if key not in FLAG_KEYS:
                self.problem((*path, key), f"is not a key here{meant(key, FLAG_KEYS)}")
        done = block.get("done", "no")
        if done not in ("yes", "no"):
            self.problem((*path, "done"), "needs to be yes or no")
        at = self.moment(block["at"], (*path, "at")) if "at" in block else None
        seen_by = self.text(block["seen_by"], (*path, "seen_by"))
        what = self.text(block.get("what", ""), (*path, "what"))
        about = self.text(block.get("about", ""), (*path, "about"))
        return FlagResponse(seen_by, at, done == "yes", what, about)

    def texts(self, tree: Tree) -> dict[TextKey, EditedText]:
        """Read the officer's texts, by section and whose word they are."""
        known = [section.id for section in self.library.questionnaire.sections]
        if not isinstance(tree, dict):
            self.problem(("texts",), "needs 'section:' lines, with a text for each voice under it")
            return {}
        found: dict[TextKey, EditedText] = {}
        for section, block in tree.items():
            path = ("texts", section)
            if section not in known:
                self.problem(path, f"is not a section{meant(section, known)}")
            elif not isinstance(block, dict):
                self.problem(path, "needs 'fact:', 'account:' or 'opinion:' lines")
            else:
                found |= {
                    (section, voice): text
                    for name, inner in block.items()
                    for voice, text in self.edited(name, inner, (*path, name))
                }
        return found

    def edited(self, name: str, block: Tree, path: Path_) -> Iterator[tuple[Voice, EditedText]]:
        voices = [voice.value for voice in Voice]
        if name not in voices:
            self.problem(path, f"is not a key here{meant(name, voices)}")
            return
        if not isinstance(block, dict) or not str(block.get("text", "")).strip():
            self.problem(path, "needs 'text:' with the officer's text")
            return
        for key in block:
            if key not in TEXT_KEYS:
                self.problem((*path, key), f"is not a key here{meant(key, TEXT_KEYS)}")
        text = self.text(block["text"], (*path, "text"), LONGEST_TEXT)
        drafted = self.text(block.get("drafted", ""), (*path, "drafted"), LONGEST_DRAFT)
        at = self.moment(block["at"], (*path, "at")) if "at" in block else None
        yield Voice(name), EditedText(text, drafted, at)

    def moment(self, tree: Tree, path: Path_) -> datetime | None:
        try:
            value = parse_datetime(_PLAIN, tree if isinstance(tree, str) else "")
        except BadAnswerError as error:
            self.problem(path, str(error))
            return None
        return value if isinstance(value, datetime) else None
