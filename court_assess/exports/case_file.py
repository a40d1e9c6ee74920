"""An assessment as a case file that ``court-assess`` reads back (contracts, section 2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import yaml

from court_assess.domain.answers import Answer, Answers, KnownBy, Status
from court_assess.domain.assessment import (
    CASE_FORMAT,
    Assessment,
    EditedText,
    FlagResponse,
    TextKey,
)
from court_assess.domain.kinds import written


def as_yaml(assessment: Assessment, library_digest: str = "") -> str:
    """Return the assessment as YAML; reading it gives the same assessment again."""
    return yaml.dump(
        as_tree(assessment, library_digest), Dumper=_Dumper, allow_unicode=True, sort_keys=False
    )


def as_tree(assessment: Assessment, library_digest: str = "") -> dict[str, Any]:
    """Return the assessment as plain text, lists and mappings."""
    tree: dict[str, Any] = {"format": CASE_FORMAT}
    if library_digest:
        tree["library"] = library_digest
    if assessment.prepared_on:
        tree["prepared_on"] = assessment.prepared_on.isoformat()
    tree["answers"] = _answers(assessment.answers)
    if assessment.flags:
        tree["flags"] = {flag: _response(one) for flag, one in assessment.flags.items()}
    if assessment.texts:
        tree["texts"] = _texts(assessment.texts)
    return tree


def _answers(answers: Answers) -> dict[str, Any]:
    rows = {
        group: [_block(row.answers) for row in rows]
        for group, rows in answers.rows.items()
        if rows and group not in answers.single
    }
    return {**_block(answers.single), **rows}


def _block(answers: Mapping[str, Answer]) -> dict[str, Any]:
    return {question: _answer(answer) for question, answer in answers.items()}


def _answer(answer: Answer) -> Any:  # noqa: ANN401 - text, a list or a block, as the format has it
    if answer.status is Status.NOT_ASKED:
        return {"not_asked": answer.note or "true"}
    if answer.value is None:
        return {answer.status.value: "true"}
    if answer.known_by is not KnownBy.PERSON:
        return {"is": written(answer.value), "known_by": answer.known_by.value}
    return written(answer.value)


def _texts(texts: Mapping[TextKey, EditedText]) -> dict[str, dict[str, dict[str, str]]]:
    tree: dict[str, dict[str, dict[str, str]]] = {}
    for (section, voice), one in texts.items():
        block = {"text": one.text, "drafted": one.drafted, **_at(one.at)}
        tree.setdefault(section, {})[voice.value] = block
    return tree


def _at(moment: datetime | None) -> dict[str, str]:
    return {"at": f"{moment:%Y-%m-%dT%H:%M}"} if moment else {}


def _response(response: FlagResponse) -> dict[str, str]:
    about = {"about": response.about} if response.about else {}
    done = "yes" if response.done else "no"
    return {
        "seen_by": response.seen_by,
        **_at(response.at),
        "done": done,
        "what": response.what,
        **about,
    }


class _Dumper(yaml.SafeDumper):
    """Writes every value as text that stays text, and never an anchor."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's own signature
        return True


def _as_text(dumper: _Dumper, text: str) -> yaml.Node:
    # Text with line breaks is quoted rather than folded, so that no space is lost on the way back.
    style = '"' if "\n" in text or text != text.strip() else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _as_text)
