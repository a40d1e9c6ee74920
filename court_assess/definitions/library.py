"""Load and check the library: every questionnaire and rule, or all that is wrong with them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from court_assess.definitions import checks, sentences
from court_assess.definitions.area import area_of, choose_readings
from court_assess.definitions.conditions import ConditionReader
from court_assess.definitions.documents import Document, read_bytes, read_file
from court_assess.definitions.local_settings import SETTINGS, read_settings
from court_assess.definitions.problems import DefinitionsError, Problem, Problems
from court_assess.definitions.questionnaires import QuestionnaireBuilder
from court_assess.definitions.rules import RulesBuilder
from court_assess.definitions.wording import apply_wording
from court_assess.domain.assessment import Library
from court_assess.domain.questions import Questionnaire

QUESTIONNAIRES, RULES, WORDING = "questionnaires", "rules", "wording"


@dataclass(frozen=True, slots=True)
class Source:
    """One definition file: which folder it belongs to, its name, what to call it, and its bytes.

    ``document`` is what was read from them, where that was done already.
    """

    folder: str
    name: str
    shown: str
    raw: bytes
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Folders:
    """Where definitions are read from; licensed wording is only there where a site has it."""

    questionnaires: Path
    rules: Path
    wording: Path | None = None

    def named(self) -> Iterator[tuple[str, Path]]:
        """Yield the name that each folder has in the library, and the folder."""
        yield from ((QUESTIONNAIRES, self.questionnaires), (RULES, self.rules))
        if self.wording is not None:
            yield WORDING, self.wording


def load_library(questionnaires: Path, rules: Path, wording: Path | None = None) -> Library:
    """Return the library of these folders; DefinitionsError names every mistake in them."""
    problems = Problems()
    sources = _sources(Folders(questionnaires, rules, wording), (), problems)
    library = _build(sources, problems)
    if library is None or problems.errors:
        raise DefinitionsError(problems.listed())
    return library


def library_from_texts(texts: Mapping[str, str]) -> Library:
    """Return the library that an assessment was made with, from the texts that were kept."""
    problems = Problems()
    sources = [
        Source(name.split("/")[0], Path(name).stem, name, text.encode())
        for name, text in texts.items()
    ]
    library = _build(sources, problems)
    if library is None or problems.errors:
        raise DefinitionsError(problems.listed())
    return library


def check_library(
    questionnaires: Path, rules: Path, named: Iterable[Path] = (), wording: Path | None = None
) -> list[Problem]:
    """Return every mistake and warning, with the named files in place of those of the same name."""
    problems = Problems()
    named = tuple(named)
    settings = [path for path in named if path.stem == SETTINGS] or [rules / f"{SETTINGS}.yaml"]
    for path in settings:
        if path.exists() or path in named:
            read_settings(path, problems, _shown(path))
    named = tuple(path for path in named if path not in settings)
    sources = _sources(Folders(questionnaires, rules, wording), named, problems)
    _build(sources, problems, run_examples=True)
    return problems.listed()


def _sources(folders: Folders, named: Iterable[Path], problems: Problems) -> list[Source]:
    # Two folders may hold a file of one name, so a named file belongs where its content does.
    replaced = {(_folder_of(path), path.stem): path for path in named}
    sources = []
    for folder, place in folders.named():
        for path in _definitions_in(place):
            chosen = replaced.pop((folder, path.stem), path)
            sources += _source(folder, chosen, problems)
        if not _definitions_in(place):
            message = "there is no YAML file in this folder; name the folder that holds them"
            problems.found.append(Problem(str(place), 1, 1, "file", message))
    for (folder, _), path in replaced.items():
        sources += _source(folder, path, problems)
    return sources


def _definitions_in(place: Path) -> list[Path]:
    """Return the definition files of a folder; an area's settings beside them are none."""
    return sorted(path for path in place.glob("*.yaml") if path.stem != SETTINGS)


def _source(folder: str, path: Path, problems: Problems) -> list[Source]:
    shown = _shown(path)
    document = read_file(path, problems, shown)
    if document is None:
        return []
    return [Source(folder, path.stem, shown, path.read_bytes(), document)]


def _shown(path: Path) -> str:
    """Return the path as an editor at the current folder would open it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _folder_of(path: Path) -> str:
    """Tell a questionnaire from a rules file by a line that only one of them has."""
    try:
        text = path.read_bytes()
    except OSError:
        return RULES
    if re.search(rb"^(questions|sections):", text, re.MULTILINE):
        return QUESTIONNAIRES
    return WORDING if re.search(rb"^texts:", text, re.MULTILINE) else RULES


def _build(
    sources: list[Source], problems: Problems, *, run_examples: bool = False
) -> Library | None:
    if problems.errors:
        return None  # what the others say of a file that cannot be read would be false
    documents: dict[str, dict[str, Document]] = {QUESTIONNAIRES: {}, RULES: {}, WORDING: {}}
    for source in sources:
        document = source.document or read_bytes(source.raw, source.shown, problems)
        if document is not None:
            documents[source.folder][source.name] = document
    if "assessment" not in documents[QUESTIONNAIRES]:
        message = "there is no assessment.yaml; it lists the sections in their order"
        problems.found.append(Problem(QUESTIONNAIRES, 1, 1, "file", message))
    asked, rules = QuestionnaireBuilder(problems), RulesBuilder(problems)
    asked.collect(documents[QUESTIONNAIRES])
    rules.collect(documents[RULES])
    if asked.assessment is None:
        return None
    tags = asked.assessment.tags
    named, findings = rules.named_trees(), rules.findings()
    reader = ConditionReader(
        asked.questions(), tags, problems, frozenset(asked.faulty), named, findings
    )
    reader.word_lists = asked.assessment.word_lists
    reader.area = area_of(rules, asked.questions(), problems)
    reader.requirements = rules.requirement_ids()
    questionnaire = choose_readings(rules, asked.build(reader), problems)
    questionnaire = replace(questionnaire, area=reader.area)
    questionnaire = apply_wording(questionnaire, documents[WORDING], problems)
    book = rules.build(reader, questionnaire)
    texts = {
        f"{one.folder}/{one.name}.yaml": one.raw.decode("utf-8-sig", "replace") for one in sources
    }
    library = Library(questionnaire, book, digest_of(texts), texts)
    problems.found += _between_files(asked, rules, reader, questionnaire)
    if run_examples:
        for document in (*documents[QUESTIONNAIRES].values(), *documents[RULES].values()):
            problems.found += checks.hard_words(document)
        problems.found += sentences.silent_noes(asked.written)
        if not problems.errors:
            rules.warn_of_unused(reader)
            problems.found += checks.failing_examples(rules, library)
    return library


def _between_files(
    asked: QuestionnaireBuilder,
    rules: RulesBuilder,
    reader: ConditionReader,
    questionnaire: Questionnaire,
) -> Iterator[Problem]:
    """Yield what is wrong between definitions that are each in order by themselves."""
    yield from sentences.mistakes(asked.written)
    yield from checks.circles(asked, questionnaire)
    yield from checks.contradictions(asked, reader, questionnaire)
    yield from checks.unguarded(rules, questionnaire)
    yield from checks.too_deep(rules, questionnaire)


def digest_of(texts: Mapping[str, str]) -> str:
    """Return the digest of definition files: one hash over their names and texts."""
    digest = hashlib.sha256()
    for name in sorted(texts):
        for part in (name, texts[name]):
            raw = part.encode()
            digest.update(f"{len(raw)}:".encode() + raw)
    return f"sha256:{digest.hexdigest()}"
