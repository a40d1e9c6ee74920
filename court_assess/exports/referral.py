"""The referral as data: what the treatment provider may read, and the reply that it fills in.

The format is documented in ``docs/referral-format.md``; ``referral.schema.json`` checks it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from court_assess.domain.answers import NOT_YET_ASKED
from court_assess.domain.consents import PROVIDER as SHARING
from court_assess.domain.consents import consent_of, why_not_referred
from court_assess.domain.findings import Judgement
from court_assess.domain.local import LocalSettings
from court_assess.domain.provider_part import (
    ANSWERED_BY,
    JOINT,
    PROVIDER,
    PROVIDERS_OWN,
    REFERRAL_FORMAT,
    AskedOfProvider,
    asked_of_provider,
    maker_of,
    text_for_provider,
)
from court_assess.domain.questions import Question
from court_assess.domain.reading import AnswerReading
from court_assess.domain.wording import in_words
from court_assess.exports.judgement import Json, answers_as_json
from court_assess.exports.seal import seal_of

FORMAT = REFERRAL_FORMAT
SCHEMA = Path(__file__).with_name("referral.schema.json")
WHO = {
    "crn": "case.crn",
    "name": "case.defendant_name",
    "date_of_birth": "case.date_of_birth",
}
HEARING = {"court": "case.court", "date": "case.hearing_date", "time": "case.hearing_time"}
CONSENT = {"on": "con.share_provider_on", "how": "con.share_provider_how"}


def referral(
    judgement: Judgement, local: LocalSettings, made_for: str = "", made_by: str = ""
) -> dict[str, Any]:
    """Return the referral as plain JSON values; ValueError without the person's plain yes.

    ``made_for`` is the provider it goes to, if that is not the one recorded; so is ``made_by``.
    """
    reading = judgement.reading
    why_not = why_not_referred(reading)
    if why_not:
        raise ValueError(why_not)
    answers = answers_as_json(reading, PROVIDER)
    made = {
        "format": FORMAT,
        "kind": "referral",
        "library": {
            "digest": judgement.library_digest,
            "judged_on": judgement.judged_on.isoformat(),
        },
        "version": version_of(answers),
        "person": person_in(reading),
        "hearing": _texts(reading, HEARING),
        "consent": {"state": consent_of(reading, SHARING), **_texts(reading, CONSENT)},
        "provider": _provider(reading, local, made_for),
        "officer": asdict(maker_of(reading, made_by)),
        "answers": answers,
        "reply": {
            "filled_by": dict.fromkeys(ANSWERED_BY, ""),
            "questions": [_asked(one, reading) for one in asked_of_provider(judgement)],
            "answers": {},
        },
    }
    return {**made, "seal": seal_of(made)}


def version_of(answers: list[Json]) -> str:
    """Return a digest of the answers shared; no clock and no answer of the provider's is in it.

    So an answer that the officer notes on the telephone makes no file out of date.
    """
    own = (PROVIDERS_OWN, JOINT)
    about = [one for one in answers if not str(one["question"]).startswith(own)]
    about = [one for one in about if one["state"] != NOT_YET_ASKED]
    text = json.dumps(about, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode(errors='replace')).hexdigest()}"


def referral_schema() -> dict[str, Any]:
    """Return the JSON Schema of the format."""
    schema: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return schema


def person_in(reading: AnswerReading) -> dict[str, str]:
    """Return who a referral made now would say that it is about."""
    return _texts(reading, WHO)


def _texts(reading: AnswerReading, wanted: dict[str, str]) -> dict[str, str]:
    """Return answers that are printed for the provider under other names; empty if not given."""
    return {name: text_for_provider(reading, question_id) for name, question_id in wanted.items()}


def _provider(reading: AnswerReading, local: LocalSettings, made_for: str) -> Json:
    name = made_for or text_for_provider(reading, "prov.name")
    entry = local.provider(name)
    return {"name": name, "telephone": entry.telephone if entry else ""}


def _asked(asked: AskedOfProvider, reading: AnswerReading) -> Json:
    return {
        **_question(asked.question, reading),
        "decides": [
            {"condition": one.condition, "title": one.title, "authority": one.authority}
            for one in asked.decides
        ],
    }


def _question(question: Question, reading: AnswerReading) -> dict[str, Any]:
    return {
        "id": question.id,
        "type": question.kind,
        "ask": question.ask,
        "hint": question.hint,
        "only_if": _only_if(question, reading),
        "options": [{"id": one.id, "label": one.label} for one in question.options],
        "exclusive": question.exclusive,
        "questions": [_question(one, reading) for one in question.questions],
    }


def _only_if(question: Question, reading: AnswerReading) -> str:
    return in_words(question.shown_when, reading.questionnaire) if question.shown_when else ""
