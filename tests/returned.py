"""A referral as a provider sends it back, and every way in which one is spoilt on its way."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from court_assess.exports.seal import seal_of

FILLED_BY = {
    "prov.assessor": "Jo Tregear, recovery worker",
    "prov.role": "Registered nurse since 2019",
    "prov.date": "2026-11-18",
}
ANSWERS: Mapping[str, Any] = {
    "prov.dependent_or_propensity": "dependent",
    "prov.requires_treatment": "yes",
    "prov.may_be_susceptible": {"not_known": True},
    "prov.suitable": {"declined": True},
    "prov.arrangements": "can_be_made",
    "prov.setting": "",
    "prov.plan": ["psy_mi", "rec_peer"],
    "prov.first_appt": "2026-11-27T11:30",
    "joint": [
        {
            "joint.what": "See her in the week of sentence",
            "joint.who": "provider",
            "joint.name": "Jo Tregear",
            "joint.by": "27 November",
        },
        {"joint.what": "Come to the first two appointments", "joint.who": "person"},
    ],
}
Spoil = Callable[[dict[str, Any]], object]


def filled(tree: Mapping[str, Any], answers: Mapping[str, Any] = ANSWERS, **who: str) -> Any:
    """Return a referral with its reply filled in."""
    sent = json.loads(json.dumps(tree))
    sent["reply"]["filled_by"] |= {**FILLED_BY, **{f"prov.{key}": one for key, one in who.items()}}
    sent["reply"]["answers"] = dict(answers)
    return sent


def as_sent(tree: Any) -> bytes:
    """Return it as a provider's program may write it: with other spaces and another order."""
    return json.dumps(tree, indent=4, sort_keys=True, ensure_ascii=False).encode()


def sealed_again(tree: dict[str, Any]) -> dict[str, Any]:
    """Return a file whose seal was worked out again by whoever changed it."""
    return {**tree, "seal": seal_of(tree)}


def _set(*path: Any, to: Any) -> Spoil:
    def spoil(tree: dict[str, Any]) -> None:
        for step in path[:-1]:
            tree = tree[step]
        tree[path[-1]] = to

    return spoil


def _drop(*path: Any) -> Spoil:
    def spoil(tree: dict[str, Any]) -> None:
        for step in path[:-1]:
            tree = tree[step]
        del tree[path[-1]]

    return spoil


A = ("reply", "answers")
F = ("reply", "filled_by")
# What was done to the tree, and the words in which the file is refused.
SPOILT: Mapping[str, tuple[Spoil, str]] = {
    "another format": (_set("format", to="court-assess/case@1"), "is not a referral file"),
    "a newer format": (_set("format", to="court-assess/referral@2"), "newer format"),
    "no format": (_drop("format"), "is not a referral file"),
    "a name changed": (_set("person", "name", to="Someone Else"), "outside the answers"),
    "an answer shared changed": (_set("answers", 0, "answer", to="changed"), "outside the answers"),
    "a question reworded": (_set("reply", "questions", 0, "ask", to="?"), "outside the answers"),
    "a question dropped": (_drop("reply", "questions", 0), "outside the answers"),
    "an older version put on": (_set("version", to="sha256:" + "0" * 64), "outside the answers"),
    "a key added": (_set("more", to=1), "outside the answers"),
    "a key added to the reply": (_set("reply", "more", to="x"), "outside the answers"),
    "the consent dropped": (_drop("consent"), "outside the answers"),
    "no seal": (_drop("seal"), "is not whole"),
    "no reply": (_drop("reply"), "is not whole"),
    "a reply that is a text": (_set("reply", to="yes"), "is not whole"),
    "a person that is a list": (_set("person", to=[]), "is not whole"),
    "no answer": (_set(*A, to={}), "holds no answer"),
    "empty answers alone": (_set(*A, to={"prov.place": ""}), "holds no answer"),
    "answers that are a list": (_set(*A, to=[]), "has no list of answers"),
    "the officer's own answer": (_set(*A, "rec.drr", to="yes"), "which the provider was not asked"),
    "the person's own answer": (_set(*A, "drr.willing", to="yes"), "was not asked"),
    "whom the officer asked": (_set(*A, "prov.name", to="Us"), "was not asked"),
    "an entry outside its list": (_set(*A, "joint.what", to="x"), "was not asked"),
    "a question that is none": (_set(*A, "prov.nothing", to="x"), "was not asked"),
    "another list": (_set(*A, "sub", to=[{"sub.slug": "heroin"}]), "was not asked"),
    "an option that is none": (_set(*A, "prov.setting", to="on the moon"), "prov.setting"),
    "a list where one answer is asked": (_set(*A, "prov.setting", to=["resident"]), "a mistake"),
    "a day that is none": (_set(*A, "prov.first_appt", to="2026-02-30T10:00"), "real date"),
    "a text too long": (_set(*A, "prov.place", to="x" * 5000), "Shorten this"),
    "a hidden character": (_set(*A, "prov.place", to="a\x00b"), "hidden"),
    "half a character": (_set(*A, "prov.place", to="a\ud800b"), "hidden"),
    "a number": (_set(*A, "prov.intensity", to=3), "in quotation marks"),
    "a truth": (_set(*A, "prov.requires_treatment", to=True), "in quotation marks"),
    "nothing at all": (_set(*A, "prov.requires_treatment", to=None), "in quotation marks"),
    "a list of numbers": (_set(*A, "prov.plan", to=[1]), "in quotation marks"),
    "a block of its own": (_set(*A, "prov.place", to={"is": "x", "known_by": "test"}), "no answer"),
    "declined but false": (_set(*A, "prov.place", to={"declined": False}), "no answer"),
    "declined by number": (_set(*A, "prov.place", to={"declined": 1}), "no answer"),
    "a list that is a text": (_set(*A, "joint", to="x"), "no list"),
    "a list of texts": (_set(*A, "joint", to=["x"]), "no list"),
    "too many entries": (_set(*A, "joint", to=[{}] * 51), "no list"),
    "another question in an entry": (_set(*A, "joint", to=[{"rec.drr": "yes"}]), "a mistake"),
    "no name": (_set(*F, "prov.assessor", to=" "), "who filled it in"),
    "no role": (_drop(*F, "prov.role"), "trained to do"),
    "no day": (_set(*F, "prov.date", to=""), "the day they answered"),
    "a day in words": (_set(*F, "prov.date", to="last week"), "prov.date"),
    "a day before the referral": (_set(*F, "prov.date", to="2026-11-17"), "before the referral"),
    "more in who answered": (_set(*F, "rec.officer_name", to="x"), "filled_by"),
    "who answered as a list": (_set(*F, to=[]), "filled_by"),
}

DEEP = b'{"format": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
# Bytes that no tree makes; each is made of a file that is in order.
MALFORMED: Mapping[str, tuple[Callable[[bytes], bytes], str]] = {
    "nothing but spaces": (lambda _: b"   ", "is not whole JSON"),
    "cut off": (lambda good: good[: len(good) // 2], "is not whole JSON"),
    "something after it": (lambda good: good + b"{}", "is not whole JSON"),
    "a comment": (lambda good: b"// filled in\n" + good, "is not whole JSON"),
    "quotes that are single": (lambda good: good.replace(b'"', b"'"), "is not whole JSON"),
    "a bare list": (lambda _: b"[]", "is not a referral file"),
    "a bare text": (lambda _: b'"yes"', "is not a referral file"),
    "null": (lambda _: b"null", "is not a referral file"),
    "a PDF": (lambda _: b"%PDF-1.7\n\xe2\xe3\xcf\xd3", "choose the data file"),
    "something else": (lambda _: b"\xe2\xe3\xcf\xd3", "UTF-8"),
    "UTF-16": (lambda good: good.decode().encode("utf-16"), "UTF-8"),
    "Latin letters of old": (lambda good: good.replace(b"Jo T", b"J\xf6 T"), "UTF-8"),
    "a doubled key": (
        lambda good: good.replace(b'"reply":', b'"format": "x", "reply":', 1),
        '"format" twice',
    ),
    "a doubled answer": (
        lambda good: good.replace(
            b'"prov.requires_treatment": "yes"',
            b'"prov.requires_treatment": "no", "prov.requires_treatment": "yes"',
        ),
        "twice",
    ),
    "not a number": (lambda good: good.replace(b'"yes"', b"NaN", 1), "belongs nowhere"),
    "endless": (lambda good: good.replace(b'"yes"', b"-Infinity", 1), "belongs nowhere"),
    "a fraction": (lambda good: good.replace(b'"yes"', b"1e400", 1), "belongs nowhere"),
    "a huge number": (lambda good: good.replace(b'"yes"', b"9" * 5000, 1), "belongs nowhere"),
    "nested deeply": (lambda _: DEEP, "is nested more than"),
    "oversized": (lambda good: good + b" " * (1024 * 1024), "is larger than 1 MB"),
}
