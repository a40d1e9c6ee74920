"""The lines of page 1: sentences, lists and quotations that are short enough for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from court_assess.domain.wording import in_a_sentence
from court_assess.report.case import Case
from court_assess.report.reading import NOT_KNOWN_TODAY, sentence

LONGEST_QUOTE = 180
LONGEST_LIST = 180
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer; ``see`` is the part of the report that holds the rest."""

    text: str = ""
    label: str = ""
    quote: str = ""
    see: str = ""


def said_in_words(case: Case, question: str) -> str:
    """Return an answer in words, or why there is none."""
    said = case.reading.said(question)
    return str(said) if said else NOT_KNOWN_TODAY


def known_facts(case: Case, *asked: tuple[str, str]) -> str:
    """Return each answer that was given after its label."""
    given = (one for one in asked if case.reading.words(one[1]))
    return facts(case, *given)


def facts(case: Case, *asked: tuple[str, str]) -> str:
    """Return each answer after its label, then the labels of those that are not known, together."""
    known, unknown = [], dict[str, list[str]]()
    for label, question in asked:
        said = case.reading.said(question)
        if said is not None and said.is_known:
            known.append(f"{label}: {sentence(str(said))}")
        else:
            words = in_a_sentence(str(said) if said else NOT_KNOWN_TODAY)
            unknown.setdefault(words, []).append(
                in_a_sentence(label) if unknown.get(words) else label
            )
    together = (f"{', '.join(labels)}: {sentence(words)}" for words, labels in unknown.items())
    return " ".join((*known, *together))


def listed(names: tuple[str, ...], longest: int = LONGEST_LIST) -> str:
    """List as many names as fit, and count the rest."""
    kept: list[str] = []
    for name in names:
        if kept and sum(len(one) + 2 for one in kept) + len(name) > longest:
            break
        kept.append(name)
    rest = len(names) - len(kept)
    return "; ".join(kept) + (f"; and {rest} more." if rest else ".")


def quoted(
    case: Case, question: str, see: str, label: str, longest: int = LONGEST_QUOTE
) -> Iterator[Line]:
    """Quote a text if it is short, else its first sentences, and say where all of it stands."""
    said = case.reading.said(question)
    if said is None or not said.is_known:
        yield Line(sentence(str(said) if said else NOT_KNOWN_TODAY), label)
        return
    quote = opening(said.text, longest)
    if quote == said.text:
        yield Line(said.note, label, quote)
    elif quote:
        yield Line(said.note, label, f"{quote} …", see)
    else:
        yield Line(f"set out in full {said.note}".rstrip(), label, see=see)


def opening(text: str, longest: int = LONGEST_QUOTE) -> str:
    """Return the whole text if it is short, else as many whole sentences as fit."""
    if len(text) <= longest and "\n" not in text:
        return text
    kept = ""
    for one in _SENTENCE_END.split(text.partition("\n")[0]):
        longer = f"{kept} {one}".strip()
        if len(longer) > longest:
            break
        kept = longer
    return kept
