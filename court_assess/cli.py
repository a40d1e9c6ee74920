"""The commands of ``court-assess`` (contracts, section 1): exit 0 done, 2 refused with one line."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import NoReturn, TypeVar

import click

from court_assess import __version__
from court_assess.definitions.case_file import CaseFile, read_case
from court_assess.definitions.filled_form import read_form
from court_assess.definitions.library import check_library, load_library
from court_assess.definitions.local_settings import SETTINGS, load_settings
from court_assess.definitions.pdf_fields import LARGEST, NotAFormError
from court_assess.definitions.problems import DefinitionsError
from court_assess.definitions.schema import json_schema
from court_assess.domain.assessment import Library
from court_assess.domain.findings import judge as judge_assessment
from court_assess.domain.local import LocalSettings
from court_assess.domain.questions import COURT_DAY, FULL
from court_assess.exports.case_file import as_yaml
from court_assess.exports.judgement import as_json
from court_assess.exports.plain_words import findings_in_words
from court_assess.exports.referral import referral_schema
from court_assess.printing import REFERRAL, printable
from court_assess.replies import (
    AskedAbout,
    RefusedReplyError,
    clashing,
    read_reply,
    with_reply,
)
from court_assess.report import (
    BLANK,
    DOCUMENTS,
    NotMadeError,
    PdfFailedError,
    PdfWorker,
    Printable,
    Stamp,
    blank_html,
)
from court_assess.serving import Address, RefusedToServeError, Start
from court_assess.serving import serve as serve_app
from court_assess.settings import PRACTICE_SETTINGS, QUESTIONNAIRES, rules_folder

REFUSED = 2
LIMIT = 120.0  # seconds for one document; the full blank form has a page for every ten questions
DEPTHS = {"court-day": COURT_DAY, "full": FULL}
DATA = ".json"
T = TypeVar("T")
Path_ = click.Path(path_type=Path)


@dataclass(frozen=True, slots=True)
class Where:
    """The folders of rules and of licensed wording that a command was told to use."""

    rules: Path | None
    wording: Path | None


def with_definitions(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say where definitions are, together as ``where``."""

    @click.option("--rules", type=Path_, help="Folder of rules to use in place of the usual.")
    @click.option("--wording", type=Path_, help="Folder of licensed wording of instruments.")
    @wraps(command)
    def with_where(rules: Path | None, wording: Path | None, **options: object) -> None:
        command(where=Where(rules, wording), **options)

    return with_where


class Day(click.ParamType[date]):
    """A day written as year-month-day."""

    name = "YEAR-MONTH-DAY"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day, or say how to write it."""
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is not a day; write it like 2026-11-18", param, ctx)


def refuse(*lines: object) -> NoReturn:
    """Say why, on stderr, and leave with the exit code of a refusal."""
    for line in lines:
        click.echo(str(line), err=True)
    sys.exit(REFUSED)


@click.group()
@click.version_option(__version__, prog_name="court-assess")
def commands() -> None:
    """Specialist drug assessments at court."""


@commands.command()
@click.option("--data", type=Path_, help="Folder for the assessments.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port; 0 takes a free one.")
@click.option("--host", default="127.0.0.1", help="A loopback name; anything else is refused.")
@click.option("--no-browser", is_flag=True, help="Print the address; open no browser.")
@with_definitions
def serve(data: Path | None, port: int, host: str, no_browser: bool, where: Where) -> None:  # noqa: FBT001 - click passes options by name
    """Start the app on this machine."""
    address = Address(host, port)
    _start(Start(_library(where), _local(where), address, data, open_browser=not no_browser))


@commands.command()
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port; 0 takes a free one.")
@click.option("--no-browser", is_flag=True, help="Print the address; open no browser.")
@with_definitions
def demo(port: int, no_browser: bool, where: Where) -> None:  # noqa: FBT001 - click passes options by name
    """Start the app on a throw-away folder with invented practice cases."""
    address = Address(port=port)
    local = _local(where) if where.rules else _settings(PRACTICE_SETTINGS)
    library = _library(where)
    _start(Start(library, local, address, is_demo=True, open_browser=not no_browser))


def _start(start: Start) -> None:
    try:
        serve_app(start, click.echo)
    except RefusedToServeError as error:
        refuse(error)


@commands.command()
@click.argument("files", nargs=-1, type=Path_)
@with_definitions
def check(files: tuple[Path, ...], where: Where) -> None:
    """Check all questionnaires and rules, with FILES in place of those of the same name."""
    problems = check_library(QUESTIONNAIRES, rules_folder(where.rules), files, where.wording)
    for problem in problems:
        click.echo(problem)
    if any(not problem.is_warning for problem in problems):
        sys.exit(REFUSED)
    click.echo("All questionnaires and rules are in order.", err=True)


@commands.command()
@click.argument("case", type=Path_)
@click.option("--json", "as_json_text", is_flag=True, help="Print JSON in place of plain words.")
@click.option("--on", type=Day(), help="The day to judge on.")
@with_definitions
def judge(case: Path, as_json_text: bool, on: date | None, where: Where) -> None:  # noqa: FBT001 - click passes options by name
    """Print what the rules find in a case file."""
    library = _library(where)
    read = _case(case, library)
    day = on or read.assessment.judged_on()
    if day is None:
        refuse(f"{case}: the day to judge on is not known; add --on YEAR-MONTH-DAY")
    found = judge_assessment(library, read.assessment, day)
    if as_json_text:
        tree = as_json(found)
        click.echo(json.dumps(tree, indent=2, ensure_ascii=False))
    else:
        click.echo(findings_in_words(library, read.assessment, found))


@commands.command()
@click.argument("case", type=Path_, required=False)
@click.option("-o", "--output", type=Path_, required=True, help="The PDF, or .json for its data.")
@click.option(
    "--kind", type=click.Choice(sorted((*DOCUMENTS, BLANK))), default="full", help="Which document."
)
@click.option(
    "--depth",
    type=click.Choice(sorted(DEPTHS)),
    help="How much the blank form asks; court-day first.",
)
@click.option("--large-print", is_flag=True, help="In large print, for kind person.")
@with_definitions
def report(  # noqa: PLR0913, PLR0917 - click passes each option
    case: Path | None,
    output: Path,
    kind: str,
    depth: str | None,
    large_print: bool,  # noqa: FBT001 - click passes options by name
    where: Where,
) -> None:
    """Write a document from a case file (always a DRAFT), or the blank form, which needs none.

    An output that ends in .json is the data that the PDF carries.
    """
    if kind == BLANK:
        _write_pdf(_blank(case, depth, where), output)
        return
    if depth is not None:
        refuse("--depth is for --kind blank alone; a case file says itself how deep it goes")
    if case is None:
        refuse(f"--kind {kind} needs a case file: court-assess report CASE.yaml -o {output}")
    library = _library(where)
    assessment = _case(case, library).assessment
    if assessment.prepared_on is None:
        refuse(f"{case}: needs 'prepared_on:' with the day the document shall carry")
    found = judge_assessment(library, assessment, assessment.prepared_on)
    stamp = Stamp(
        is_draft=True,
        prepared_on=assessment.prepared_on,
        local=_local(where),
        large_print=large_print,
    )
    try:
        made = printable(kind, library, assessment, found, stamp)
    except NotMadeError as error:
        refuse(error)
    if output.suffix.lower() == DATA:
        _write(output, made.attached)
    else:
        _write_pdf(made, output)


def _blank(case: Path | None, depth: str | None, where: Where) -> Printable:
    if case is not None:
        refuse(f"--kind blank is made without a case; leave out {case}")
    marking = _local(where).marking
    return Printable(blank_html(_library(where), DEPTHS[depth or "court-day"], marking))


def _write_pdf(made: Printable, output: Path) -> None:
    worker = PdfWorker(LIMIT)
    try:
        pdf = worker.render(*made)
    except PdfFailedError as error:
        refuse(error)
    finally:
        worker.close()
    _write(output, pdf)


def _write(output: Path, content: bytes) -> None:
    try:
        output.write_bytes(content)
    except OSError as error:
        reason = (error.strerror or "it cannot be written").lower()
        refuse(f"{output}: cannot be written ({reason}); choose another place")


@commands.command(name="read-form")
@click.argument("filled", type=Path_)
@click.option("-o", "--output", type=Path_, required=True, help="The case file to write.")
@with_definitions
def read_filled(filled: Path, output: Path, where: Where) -> None:
    """Make a case file of a filled paper form; each line printed is an answer not read."""
    if output.exists():
        refuse(f"{output}: is there already; choose another name, so that no answer is lost")
    raw = _bytes_of(filled)
    library = _library(where)
    try:
        form = read_form(raw, library)
    except NotAFormError as error:
        refuse(f"{filled}: {error}")
    _write(output, as_yaml(form.assessment, library.digest).encode())
    for line in form.unread:
        click.echo(str(line))
    read = sum(1 for _ in form.assessment.answers)
    click.echo(
        f"{output}: answers read: {read}; lines above to look at: {len(form.unread)}", err=True
    )


@commands.command(name="import-reply")
@click.argument("case", type=Path_)
@click.argument("reply", type=Path_)
@click.option("-o", "--output", type=Path_, required=True, help="The case file to write.")
@click.option("--replace", is_flag=True, help="Take the reply's answers where others are there.")
@with_definitions
def import_reply(case: Path, reply: Path, output: Path, replace: bool, where: Where) -> None:  # noqa: FBT001 - click passes options by name
    """Write a case file with the answers of a referral (JSON) that the provider sent back.

    Anything wrong in it, and nothing is written. Where other answers are there already, each is
    printed and nothing is written without --replace.
    """
    if output.exists():
        refuse(f"{output}: is there already; choose another name, so that no answer is lost")
    library = _library(where)
    assessment = _case(case, library).assessment
    day = assessment.judged_on()
    if day is None:
        refuse(f"{case}: needs 'prepared_on:' with the day on which the referral was made")
    found = judge_assessment(library, assessment, day)
    try:
        read = read_reply(_bytes_of(reply), AskedAbout(library, found))
    except RefusedReplyError as error:
        refuse(f"{reply}: {error}")
    differing = clashing(read, assessment.answers)
    for question in differing:
        click.echo(f"{case}: {question}: has another answer than {reply}")
    if differing and not replace:
        refuse(f"{output}: not written; to take the answers of {reply}, add --replace")
    answers = with_reply(assessment.answers, read)
    taken = dataclasses.replace(assessment, answers=answers)
    _write(output, as_yaml(taken, library.digest).encode())
    click.echo(f"{output}: answers of {read.who}, {read.on.isoformat()}", err=True)


def _bytes_of(path: Path) -> bytes:
    """Return a file's bytes, and no more of them than tell that there are too many."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        refuse(f"{path}: cannot be read ({reason}); check the name")


@commands.command()
@click.argument("which", type=click.Choice(["questionnaire", "rules", "settings", REFERRAL]))
def schema(which: str) -> None:
    """Print the JSON Schema of a file: YAML that editors check, or a referral as data."""
    schema = referral_schema() if which == REFERRAL else json_schema(which)
    click.echo(json.dumps(schema, indent=2))


def _library(where: Where) -> Library:
    return _or_refuse(
        lambda: load_library(QUESTIONNAIRES, rules_folder(where.rules), where.wording)
    )


def _local(where: Where) -> LocalSettings:
    return _settings(rules_folder(where.rules) / f"{SETTINGS}.yaml")


def _settings(path: Path) -> LocalSettings:
    return _or_refuse(lambda: load_settings(path))


def _case(path: Path, library: Library) -> CaseFile:
    read: CaseFile = _or_refuse(lambda: read_case(path, library))
    if read.library_digest and read.library_digest != library.digest:
        click.echo(f"{path}: was made with other definitions; judged with those here", err=True)
    return read


def _or_refuse(do: Callable[[], T]) -> T:
    try:
        return do()
    except DefinitionsError as error:
        refuse(*error.problems)


def main() -> None:
    """Run the command line; a usage error is one line and exit 2, as every refusal."""
    try:
        commands.main(prog_name="court-assess", standalone_mode=False)
    except click.exceptions.Abort:
        refuse("Stopped.")
    except click.exceptions.NoArgsIsHelpError:
        refuse("court-assess: name a command; see court-assess --help")
    except click.ClickException as error:
        told = " ".join(error.format_message().split()).rstrip(".")
        refuse(f"court-assess: {told}; see court-assess --help")
    except Exception as error:  # noqa: BLE001 - the last resort: a traceback could hold a person's words
        fault = type(error).__name__
        refuse(
            f"court-assess: stopped by a fault of its own ({fault}); tell whoever looks after it"
        )
