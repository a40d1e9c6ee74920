"""Documents and signing: the draft, what stands signed, and what is lacking before signing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from flask import url_for

from court_assess.domain.carrying import AFRAID, PERSON, left_off, named_unsafe
from court_assess.domain.departure import REASON, unexplained
from court_assess.domain.evaluation import Evidence
from court_assess.domain.in_play import to_mend
from court_assess.domain.kinds import show
from court_assess.domain.proposal import broken_limits
from court_assess.domain.questions import Question
from court_assess.domain.results import UNDECIDED
from court_assess.domain.walk import Item
from court_assess.report import DOCUMENTS
from court_assess.storage import DocumentMade, SignedVersion
from court_assess.web.forms import QuestionForm
from court_assess.web.local_time import moment_in_words
from court_assess.web.open_case import OpenCase
from court_assess.web.pages.addresses import addresses_of, row_title
from court_assess.web.pages.field import FieldView, field_view
from court_assess.web.pages.flags import LinkGroup, flag_links, link_groups
from court_assess.web.pages.link import Link
from court_assess.web.pages.queries import asked_of
from court_assess.web.pages.sharing import SharingView, sharing_view
from court_assess.web.pages.texts import to_check as texts_to_check

# Documents that are made without asking more; the others have pages of their own that ask first.
REPORT = "full"  # the document that is signed
OFFERED = (REPORT, "oral", "person")
ABOUT = {
    REPORT: "Page 1 answers the ten questions that courts ask. Everything else follows.",
    "oral": "One page in large type, with your summary at its head.",
    "person": "What was said and what is suggested, in plain words, for the person to keep.",
}
UNEXPLAINED = (
    "The recommendation differs from what the rules find or from the advice. Say why it does."
)
COPY_HOW = "copy.how"
WANTED = " They want it like this: {}."
NOT_SETTLED = (
    " Very little is on it until they have been asked what is safe for them to carry, on the page "
    "“Strengths, next steps and their say”."
)
LEFT_OFF = " Some things are left off it, because they asked for that."
# Why is said on the safety page alone: somebody may look over the officer's shoulder.
FOR_SAFETY = " For their safety this is left off it too, whatever they asked for: {}."


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document that can be made now: what it is for, its preview and its PDF.

    ``large_print`` is the address of the same in large print, if there is such a print.
    """

    title: str
    about: str
    preview: str
    pdf: str
    large_print: str = ""


@dataclass(frozen=True, slots=True)
class VersionView:
    """One signed version, and where exactly the signed bytes are."""

    title: str
    signed: str
    reason: str
    sha256: str
    href: str


@dataclass(frozen=True, slots=True)
class DocumentsPage:
    """What can be downloaded, what can be done next, and who was told what."""

    documents: tuple[DocumentView, ...]
    texts: str
    case_file: str
    versions: tuple[VersionView, ...]
    sign: str
    reopen: str
    handover: str
    referral: str
    sharing: SharingView


@dataclass(frozen=True, slots=True)
class LackingSection:
    """A section with the questions that stand in the way of signing."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SignPage:
    """What is lacking, or the form to sign with."""

    version: int
    lacking: tuple[LackingSection, ...]
    lacking_says: str
    to_mend: tuple[Link, ...]
    open_flags: tuple[LinkGroup, ...]
    unknown_flags: tuple[Link, ...]
    to_check: tuple[Link, ...]
    draft: str
    fields: tuple[FieldView, ...]
    revision: int
    problem: str = ""

    @property
    def is_held_up(self) -> bool:
        """Whether it cannot be signed as it stands."""
        return bool(self.lacking or self.to_mend)


def documents_page(
    case: OpenCase, versions: tuple[SignedVersion, ...], made: tuple[DocumentMade, ...]
) -> DocumentsPage:
    """Return the view of a case's documents, the latest signed version first."""
    return DocumentsPage(
        documents=tuple(_documents(case)),
        texts=url_for("texts.texts", case_id=case.id),
        case_file=url_for("documents.case_file", case_id=case.id),
        versions=tuple(_version(case, one) for one in reversed(versions)),
        sign=url_for("signing.sign", case_id=case.id) if case.is_open else "",
        reopen=url_for("standing.step", case_id=case.id, step="change") if case.is_signed else "",
        handover=url_for("handover.handover", case_id=case.id),
        referral=url_for("referral.referral", case_id=case.id),
        sharing=sharing_view(case, made),
    )


def _documents(case: OpenCase) -> Iterator[DocumentView]:
    """Yield the documents on offer; of what is signed, the report is the one that was signed."""
    for kind in OFFERED:
        if kind == REPORT and case.is_signed:
            continue
        address = partial(url_for, "documents.document", case_id=case.id, kind=kind)
        is_persons = kind == PERSON
        yield DocumentView(
            title=DOCUMENTS[kind].title,
            about=ABOUT[kind] + (_how_they_want_it(case) if is_persons else ""),
            preview=url_for("documents.preview", case_id=case.id, kind=kind),
            pdf=address(),
            large_print=address(print="large") if is_persons else "",
        )


def _how_they_want_it(case: OpenCase) -> str:
    """Say how the person wants their copy, and what is off it and why."""
    how, named = case.reading.answer(COPY_HOW), named_unsafe(case.reading)
    question = case.library.questionnaire.questions[COPY_HOW]
    wanted = WANTED.format(show(question, how.value)) if how and how.value is not None else ""
    off = "; ".join(question.short for question in left_off(case.reading))
    off_for_safety = FOR_SAFETY.format(off) if off else ""
    asked_for = LEFT_OFF if set(named or ()) - {AFRAID} else ""
    return wanted + (NOT_SETTLED if named is None else asked_for + off_for_safety)


def _version(case: OpenCase, one: SignedVersion) -> VersionView:
    return VersionView(
        title=f"Version {one.version}",
        signed=f"{one.signer}, {one.role}, on {moment_in_words(one.signed_at)}",
        reason=one.reason,
        sha256=one.pdf_sha256,
        href=url_for("documents.signed", case_id=case.id, version=one.version),
    )


def sign_page(case: OpenCase, form: QuestionForm, problem: str = "") -> SignPage:
    """Return the view of the page that signs, or says what is lacking."""
    lacking = tuple(
        LackingSection(one.section.title, tuple(_link(case, item) for item in one.lacking))
        for one in case.progress
        if one.lacking
    )
    return SignPage(
        version=case.stored.version + 1,
        lacking=lacking,
        lacking_says=_needed(sum(len(one.links) for one in lacking)),
        to_mend=tuple(_to_mend(case)),
        open_flags=link_groups(case, (one for one in case.flags if one.is_open)),
        unknown_flags=flag_links(case, (one for one in case.flags if one.result == UNDECIDED)),
        to_check=tuple(_to_check(case)),
        draft=url_for("documents.document", case_id=case.id, kind=REPORT),
        fields=tuple(field_view(one) for one in form.answer_fields()),
        revision=case.stored.revision,
        problem=problem,
    )


def _to_check(case: OpenCase) -> Iterator[Link]:
    """Yield what the officer was asked to look at again and has left as it is."""
    questions, addresses = case.library.questionnaire.questions, addresses_of(case)
    for section in case.sections:
        for query in asked_of(section, case):
            question = questions[query.question]
            label = f"{_entry_of(case, question, query.row)}{question.short}"
            yield Link(f"{label}: {query.says}", addresses.href(question, query.row))
    yield from _outside_limits(case)
    yield from texts_to_check(case)


def _entry_of(case: OpenCase, question: Question, row_id: str | None) -> str:
    """Name the entry that a question is asked about; an empty text outside lists."""
    rows = case.assessment.answers.rows_of(question.group)
    row = next((one for one in rows if one.id == row_id), None)
    group = case.library.questionnaire.questions.get(question.group)
    return f"{row_title(group, row, case.assessment)}: " if group and row else ""


def _outside_limits(case: OpenCase) -> Iterator[Link]:
    """Yield what of the proposal the law does not allow, each at the first answer it rests on."""
    questions, addresses = case.library.questionnaire.questions, addresses_of(case)
    for limit in broken_limits(case.judgement):
        if not limit.before_signing and limit.because:
            about = limit.because[0]
            href = addresses.href(questions[about.question], about.row)
            yield Link(f"Outside the limits of law: {limit.reason} ({limit.authority})", href)


def _to_mend(case: OpenCase) -> Iterator[Link]:
    """Yield what must be put right first, each at the answer that would mend it."""
    questions, addresses = case.library.questionnaire.questions, addresses_of(case)
    for limit in to_mend(case.judgement):
        wanted = (*limit.because, *(Evidence(one) for one in limit.missing))
        yield Link(limit.reason, addresses.href(questions[wanted[0].question], wanted[0].row))
    if unexplained(case.judgement):
        yield Link(UNEXPLAINED, addresses.href(questions[REASON]))


def _needed(count: int) -> str:
    one = "1 question still needs an answer."
    return one if count == 1 else f"{count} questions still need an answer."


def _link(case: OpenCase, item: Item) -> Link:
    addresses = addresses_of(case)
    href = addresses.href(item.question, item.row.id if item.row else None)
    if item.row is None:
        return Link(item.question.short, href)
    group = case.library.questionnaire.questions[item.question.group]
    return Link(f"{row_title(group, item.row, case.assessment)}: {item.question.short}", href)
