"""The list of cases, starting one, bringing one in, and one case's task list."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from court_assess.definitions.case_file import read_case_bytes
from court_assess.definitions.filled_form import Unread, read_form
from court_assess.definitions.pdf_fields import NotAFormError
from court_assess.definitions.problems import DefinitionsError
from court_assess.domain.answers import Answers, given
from court_assess.domain.assessment import Assessment
from court_assess.domain.questions import COURT_DAY, FULL, Question
from court_assess.domain.reading import AnswerReading
from court_assess.report import blank_html
from court_assess.storage import Change
from court_assess.web.documents import download
from court_assess.web.entry import Sheet, decide
from court_assess.web.forms import QuestionForm
from court_assess.web.local_time import clock_time, now, today
from court_assess.web.open_case import SAVED, load_case, save_changes
from court_assess.web.pages.addresses import Addresses, addresses_of
from court_assess.web.pages.cases import case_list_page, task_list_page
from court_assess.web.pages.field import FieldView, field_view
from court_assess.web.pages.frame import Page, case_frame, errors_of, plain_frame, render
from court_assess.web.pages.link import Link
from court_assess.web.sections import STALE
from court_assess.web.security import is_stale
from court_assess.web.settings import settings

pages = Blueprint("cases", __name__)
HEADING = "Drug assessments"
LONGEST_SEARCH = 200
PDF = b"%PDF"
UNREAD = "Form read: look at these answers"
DEPTH_CHANGED = {
    COURT_DAY: "This is now the court-day assessment. Nothing was lost. Saved",
    FULL: "This is now the full assessment. Nothing was lost. Saved",
}
TWICE = "A case with this CRN was in the list already; check that you do not have it twice"
FIRST_ASKED = (
    "case.defendant_name",
    "case.date_of_birth",
    "case.crn",
    "case.court",
    "case.hearing_date",
    "case.hearing_time",
)


SEARCH_AGAIN = (
    "Nothing was looked for: this page was open since before the program was last started. "
    "What you typed is still here. Find it again."
)


@pages.get("/")
def case_list() -> Page:
    """Show all cases, the next hearing first, or those with a check outstanding alone."""
    only_checks = request.args.get("only") == "checks"
    page = case_list_page(settings().store.cases(), "", today(), only_checks=only_checks)
    return render("cases.html", plain_frame(HEADING), page)


@pages.post("/search")
def search() -> Page:
    """Show the cases found; posted, so that no name is left in an address."""
    words = request.form.get("words", "").replace("\x00", "")[:LONGEST_SEARCH].strip()
    words = words.encode("utf-8", "ignore").decode()
    if is_stale():
        page = replace(case_list_page((), words, today()), found="", problem=SEARCH_AGAIN)
        return render("cases.html", plain_frame(HEADING, to_cases()), page, 400)
    page = case_list_page(settings().store.cases(words), words, today())
    return render("cases.html", plain_frame(HEADING, to_cases()), page)


def to_cases() -> Link:
    """Return the link back to the list of cases."""
    return Link("Back to all cases", url_for("cases.case_list"))


@dataclass(frozen=True, slots=True)
class FieldsPage:
    """A short form."""

    fields: tuple[FieldView, ...]
    problem: str


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """What could not be read, and where it can be answered, if it is a question here."""

    place: Link | None
    text: str


@dataclass(frozen=True, slots=True)
class UnreadPage:
    """What a filled form holds that could not be read, each in one line, and the case it is now."""

    lines: tuple[UnreadLine, ...]
    case: Link


def _first_questions() -> tuple[Question, ...]:
    """Return what a case is started with; the name is asked for so that it can be found again."""
    asked = settings().library.questionnaire.questions
    found = (asked[one] for one in FIRST_ASKED if one in asked)
    needed = "Enter a name, or “Not known” if it is not known yet"
    name = FIRST_ASKED[0]
    return tuple(
        replace(one, required=one.id == name, why=needed, shown_when=None) for one in found
    )


@pages.get("/start")
def start() -> Page:
    """Ask for the few answers that a case is started with."""
    return _start_page(QuestionForm(_first_questions(), is_plain=True))


@pages.post("/start")
def begin() -> Page | Response:
    """Start a case, if nothing typed is faulty."""
    library = settings().library
    questions = _first_questions()
    form = QuestionForm(questions, posted=request.form, is_plain=True)
    if is_stale():
        return _start_page(form, STALE, 400)
    section = library.questionnaire.section(questions[0].section)
    reading = AnswerReading(library.questionnaire, Answers(), today())
    changes = decide(form, Sheet(reading, checks=section.checks))
    if form.is_faulty:
        return _start_page(form, status=422)
    answers = {one.question: one.answer for one in changes if one.answer}
    moment = now()
    case_id = settings().store.start(Assessment(Answers(answers)), library, moment)
    flash(f"Saved {clock_time(moment)}", SAVED)
    return redirect(url_for("cases.task_list", case_id=case_id))


def _start_page(form: QuestionForm, problem: str = "", status: int = 200) -> Page:
    fields = tuple(field_view(one) for one in form.answer_fields())
    frame = plain_frame("Start a case", to_cases(), errors_of(form))
    return render("start.html", frame, FieldsPage(fields, problem), status)


@pages.get("/import")
def bring_in() -> Page:
    """Ask for a case file, or a filled paper form."""
    paper = settings().paper
    if paper:
        paper.expect()  # its links are on this page
    return _import_page()


@pages.post("/import")
def read_in() -> Page | Response:
    """Start a case from a file; a case file with any problem in it is not stored."""
    upload = request.files.get("file")
    raw = upload.read() if upload else b""
    if not raw:
        return _import_page("Choose a case file, or a filled paper form")
    if raw.startswith(PDF):
        return _read_paper(raw)
    library = settings().library
    try:
        case = read_case_bytes(raw, "case file", library)
    except DefinitionsError as error:
        return _import_page(*(str(one) for one in error.problems))
    assessment = replace(case.assessment, prepared_on=None)  # from here on it is judged as it lives
    case_id = _started(assessment, "Case file read")
    if case.library_digest not in ("", library.digest):
        flash("The file was made with other definitions. It is judged with those here.", SAVED)
    return redirect(url_for("cases.task_list", case_id=case_id))


def _read_paper(raw: bytes) -> Page | Response:
    """Start a case from a filled form; what could not be read is shown at once and quoted.

    It is shown on the answer itself and not on a page after it, because no cookie may hold it.
    """
    try:
        form = read_form(raw, settings().library)
    except NotAFormError as error:
        return _import_page(f"The form {error}")
    case_id = _started(form.assessment, "Paper form read")
    address = url_for("cases.task_list", case_id=case_id)
    if not form.unread:
        return redirect(address)
    onward = Link("Go on to the case", address)
    addresses = addresses_of(load_case(case_id))
    lines = tuple(_unread_line(one, addresses) for one in form.unread)
    return render("unread.html", plain_frame(UNREAD), UnreadPage(lines, onward))


def _unread_line(unread: Unread, addresses: Addresses) -> UnreadLine:
    question = addresses.question(unread.question)
    if question is None:
        return UnreadLine(None, str(unread))
    rows = addresses.assessment.answers.rows_of(question.group)
    # An entry of which nothing could be read is no row of the case.
    row = next((one.id for one in rows if one.id == unread.row), None)
    return UnreadLine(Link(unread.label, addresses.href(question, row)), unread.message)


def _started(assessment: Assessment, says: str) -> str:
    """Store a case that was brought in, and return its id."""
    is_twice = _is_in_list(assessment)
    moment = now()
    case_id = settings().store.start(assessment, settings().library, moment)
    flash(f"{says}. Saved {clock_time(moment)}", SAVED)
    if is_twice:
        flash(TWICE, SAVED)
    return case_id


@pages.get("/blank.pdf")
@pages.get("/blank-<depth>.pdf")
def blank(depth: str = COURT_DAY) -> Response:
    """Make the empty paper form, or give the one made before: same questions, same file."""
    if depth not in DEPTH_CHANGED:
        abort(404)
    own = settings()
    paper = own.paper
    pdf = (
        paper.form(depth)
        if paper
        else own.worker.render(blank_html(own.library, depth, own.local.marking))
    )
    return download(pdf, "application/pdf", f"court-assessment-paper-form-{depth}.pdf")


def _is_in_list(assessment: Assessment) -> bool:
    """Whether a case of the same CRN is there already."""
    answer = assessment.answers.get("case.crn")
    crn = str(answer.value or "").strip().casefold() if answer else ""
    return bool(crn) and any(one.crn.strip().casefold() == crn for one in settings().store.cases())


def _import_page(*problems: str) -> Page:
    """Show the form, with every problem of the file in a line of its own."""
    errors = (Link(one, "#file") for one in problems)
    frame = plain_frame("Bring in a case file or paper form", to_cases(), errors)
    return render("import.html", frame, status=422 if problems else 200)


@pages.get("/cases/<case_id>")
def task_list(case_id: str) -> Page:
    """Show everything there is to do in a case."""
    case = load_case(case_id)
    return render("tasks.html", case_frame(case, "Assessment", to_cases()), task_list_page(case))


@pages.post("/cases/<case_id>/depth")
def change_depth(case_id: str) -> Response:
    """Make an assessment deeper or shorter; every answer stays."""
    case, depth = load_case(case_id), request.form.get("depth", "")
    question = case.library.questionnaire.depth_question
    if depth not in DEPTH_CHANGED or not question:
        abort(400)
    save_changes(case, [Change(question, given(depth))], DEPTH_CHANGED[depth])
    return redirect(url_for("cases.task_list", case_id=case_id))
