"""Tests of the commands: what they print, and how they refuse."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from court_assess.cli import commands
from court_assess.definitions.case_file import read_case
from court_assess.domain.answers import Answers
from court_assess.domain.assessment import Assessment, Library
from court_assess.domain.consents import WHY_NOT_REFERRED
from court_assess.domain.paper import LIBRARY, library_mark
from court_assess.exports.case_file import as_yaml
from court_assess.report import DOCUMENTS
from court_assess.storage import Store
from tests.definitions.paper import made_form
from tests.domain.test_provider_part import NO_YES
from tests.returned import as_sent, filled
from tests.storage.people import connect

ROOT = Path(__file__).parent.parent
CASES = sorted((ROOT / "court_assess/practice_cases").glob("*.yaml"))
SMALL = "format: court-assess/case@1\nanswers:\n  drr.willing: yes\n"


def run(*words: object, timeout: float = 60) -> subprocess.CompletedProcess[str]:
    """Run ``court-assess`` as a user would."""
    command = [sys.executable, "-m", "court_assess", *(str(word) for word in words)]
    return subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, timeout=timeout, check=False
    )


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """Check that a command was refused as it must be, and return what it said."""
    assert done.returncode == 2, done
    assert "Traceback" not in done.stderr + done.stdout
    assert done.stderr.strip()
    return done.stderr.strip()


def test_check_finds_the_shipped_definitions_in_order() -> None:
    done = run("check")

    assert (done.returncode, done.stdout) == (0, "")


def test_check_takes_a_named_file_in_place_of_its_namesake(tmp_path: Path) -> None:
    text = (ROOT / "rules/limits.yaml").read_text(encoding="utf-8")
    copy = tmp_path / "limits.yaml"
    copy.write_text(text.replace("drr.length_months, more_than", "drr.lenght_months, more_than", 1))

    done = run("check", copy)

    assert done.returncode == 2
    (line,) = done.stdout.splitlines()
    assert line.startswith(f"{copy}:")
    assert "did you mean 'drr.length_months'?" in line


def test_check_with_warnings_alone_exits_0(tmp_path: Path) -> None:
    text = (ROOT / "court_assess/questionnaires/own_words.yaml").read_text(encoding="utf-8")
    copy = tmp_path / "own_words.yaml"
    copy.write_text(text.replace("intro: ", "intro: For the addict. ", 1))

    done = run("check", copy)

    assert done.returncode == 0
    assert "warning: says 'addict'" in done.stdout


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_judge_prints_plain_words_for_every_practice_case(case: Path) -> None:
    done = CliRunner().invoke(commands, ["judge", str(case)])

    assert done.exit_code == 0, done.output
    assert "Drug rehabilitation requirement:" in done.output


def test_judge_prints_json_judged_on_the_day_named() -> None:
    done = run("judge", CASES[0], "--json", "--on", "2026-11-19")

    found = json.loads(done.stdout)
    assert found["library"]["judged_on"] == "2026-11-19"
    assert found["library"]["digest"].startswith("sha256:")


def test_judge_without_any_day_asks_for_one(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(SMALL)

    assert "add --on" in refused(run("judge", case))
    assert run("judge", case, "--on", "2026-11-18").returncode == 0


def test_judge_says_when_a_case_was_made_with_other_definitions(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(SMALL + "library: sha256:other\n")

    done = run("judge", case, "--on", "2026-11-18")

    assert done.returncode == 0
    assert "was made with other definitions" in done.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["judge", "none.yaml"], "none.yaml:1:1: file: cannot be opened"),
        ([], "name a command"),
        (["judge", "/dev/zero"], "is not a file"),
        (["judge", CASES[0], "--rules", "docs/images"], "there is no YAML file in this folder"),
        (["judge"], "Missing argument 'CASE'"),
        (["judge", CASES[0], "--on", "today"], "'today' is not a day"),
        (["report", CASES[0]], "Missing option '-o'"),
        (["report", CASES[0], "-o", "x.pdf", "--kind", "novel"], "'novel' is not"),
        (["report", CASES[0], "-o", "/proc/x.pdf"], "cannot be written"),
        (["frobnicate"], "No such command"),
        (["serve", "--host", "192.168.1.5"], "is not this machine alone"),
        (["serve", "--port", "70000"], "70000"),
        (["schema", "novel"], "'novel' is not one of"),
        (["check", "none.yaml"], ""),
    ],
    ids=str,
)
def test_a_refusal_is_one_line_that_says_what_to_do(words: list[object], says: str) -> None:
    done = run(*words)
    told = (done.stderr if done.stderr.strip() else done.stdout).strip()

    assert done.returncode == 2
    assert len(told.splitlines()) == 1
    assert says in told
    assert "Traceback" not in told


def test_every_mistake_in_a_case_file_is_a_line_of_its_own(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(SMALL + "  drr.wiling: no\n  rec.drr: perhaps\n")

    lines = refused(run("judge", case, "--on", "2026-11-18")).splitlines()

    assert [line.split(": ")[0] for line in lines] == [f"{case}:4:3", f"{case}:5:3"]


def test_report_needs_the_day_it_shall_carry(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(SMALL)

    assert "needs 'prepared_on:'" in refused(run("report", case, "-o", tmp_path / "x.pdf"))


@pytest.mark.parametrize("kind", sorted(DOCUMENTS))
def test_report_writes_a_pdf(kind: str, tmp_path: Path) -> None:
    output = tmp_path / "out.pdf"

    done = run("report", CASES[0], "-o", output, "--kind", kind)

    assert done.returncode == 0, done.stderr
    assert output.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["report", "-o", "x.pdf"], "--kind full needs a case file"),
        (["report", "--kind", "handover", "-o", "x.pdf"], "--kind handover needs a case file"),
        (["report", CASES[0], "--kind", "blank", "-o", "x.pdf"], "is made without a case"),
        (["report", CASES[0], "--depth", "full", "-o", "x.pdf"], "--depth is for --kind blank"),
        (["read-form", "none.pdf", "-o", "x.yaml"], "none.pdf: cannot be read"),
        (["read-form", CASES[0], "-o", "x.yaml"], "is not a PDF that can be read"),
        (["read-form", CASES[0], "-o", CASES[1]], "is there already; choose another name"),
    ],
    ids=str,
)
def test_a_paper_form_is_refused_in_one_line(words: list[object], says: str) -> None:
    done = CliRunner().invoke(commands, [str(word) for word in words])

    assert done.exit_code == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert says in done.stderr
    assert not Path("x.yaml").exists()


def test_read_form_writes_a_case_file_and_lists_what_it_could_not_read(
    library: Library, tmp_path: Path
) -> None:
    filled, case = tmp_path / "filled.pdf", tmp_path / "case.yaml"
    form: dict[str, str | bool] = {
        LIBRARY: library_mark(library.digest),
        "case.defendant_name": "Δάφνη",
        "drr.willing=yes": True,
        "case.sex=female": True,
        "case.sex=male": True,
    }
    filled.write_bytes(made_form(form))

    done = CliRunner().invoke(commands, ["read-form", str(filled), "-o", str(case)])

    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        f"{library.questionnaire.numbers['case.sex']} Sex: more than one box is ticked (“Female; Male”); choose one on screen"
    ]
    assert done.stderr.endswith("answers read: 2; lines above to look at: 1\n")
    assert read_case(case, library).library_digest == library.digest
    assert "case.defendant_name: Δάφνη" in case.read_text(encoding="utf-8")
    judged = CliRunner().invoke(commands, ["judge", str(case), "--on", "2026-11-18"])
    assert judged.exit_code == 0


def test_an_output_that_ends_in_json_is_the_data_that_the_pdf_carries(tmp_path: Path) -> None:
    output = tmp_path / "out.JSON"
    done = run("report", CASES[0], "-o", output, "--kind", "referral")

    assert done.returncode == 0, done.stderr
    schema = json.loads(run("schema", "referral").stdout)
    jsonschema.Draft202012Validator(schema).validate(json.loads(output.read_text("utf-8")))


@pytest.mark.parametrize("state", NO_YES)
def test_a_referral_without_a_plain_yes_is_refused_in_one_line_and_leaves_no_file(
    state: str, tmp_path: Path
) -> None:
    case, output = tmp_path / "case.yaml", tmp_path / "out.pdf"
    written = as_yaml(Assessment(Answers(NO_YES[state]), {}, date(2026, 11, 18)))
    case.write_text(written, encoding="utf-8")
    command = ["report", str(case), "-o", str(output), "--kind", "referral"]
    done = CliRunner().invoke(commands, command)

    assert done.exit_code == 2
    assert done.stderr == f"{WHY_NOT_REFERRED[state]}\n"
    assert not output.exists()


def test_serve_on_a_port_in_use_is_refused(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        told = refused(run("serve", "--no-browser", "--port", port, "--data", tmp_path / "d"))

    assert f"Port {port} is in use" in told


def test_serve_with_a_file_in_place_of_the_data_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")

    told = refused(run("serve", "--no-browser", "--data", tmp_path / "data"))

    assert len(told.splitlines()) == 1


def as_an_editor_reads(tree: Any) -> Any:
    """Turn plain digits into numbers, as YAML 1.2 does; ``yes`` and dates stay text in it."""
    if isinstance(tree, dict):
        return {key: as_an_editor_reads(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [as_an_editor_reads(value) for value in tree]
    return int(tree) if tree.isdecimal() else tree


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        ("PRAGMA user_version = 99", "newer"),
        ("PRAGMA application_id = 1", ""),
    ],
)
def test_serve_on_a_database_that_is_newer_or_not_ours_is_refused(
    spoil: str, says: str, tmp_path: Path
) -> None:
    Store.open(tmp_path).close()
    direct = connect(tmp_path)
    direct.execute(spoil)
    direct.close()

    told = refused(run("serve", "--no-browser", "--data", tmp_path))

    assert len(told.splitlines()) == 1
    assert says in told


@pytest.mark.parametrize("which", ["questionnaire", "rules"])
def test_schema_accepts_the_shipped_files(which: str) -> None:
    schema = json.loads(run("schema", which).stdout)
    folder = ROOT / ("rules" if which == "rules" else "court_assess/questionnaires")
    others = {"assessment", "settings"}  # of another form
    shipped = [path for path in sorted(folder.glob("*.yaml")) if path.stem not in others]

    for path in shipped:
        tree = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - text only
        jsonschema.validate(as_an_editor_reads(tree), schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "condition" in schema["$defs"]
    assert schema["additionalProperties"] is False


def test_schema_accepts_an_areas_settings() -> None:
    schema = json.loads(run("schema", "settings").stdout)
    shipped = (ROOT / "rules/settings.yaml", ROOT / "court_assess/practice_settings.yaml")

    for path in shipped:
        tree = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - text only
        jsonschema.validate(tree, schema)
    assert not jsonschema.Draft202012Validator(schema).is_valid({"title": "x", "marking": "SECRET"})


REPLIED = next(one for one in CASES if one.stem.startswith("23"))


@pytest.fixture(scope="module")
def sent_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the referral of a practice case as data."""
    path = tmp_path_factory.mktemp("sent") / "referral.json"
    assert run("report", REPLIED, "--kind", "referral", "-o", path).returncode == 0
    return path


def replied(sent_out: Path, folder: Path, answers: dict[str, Any]) -> Path:
    path = folder / "reply.json"
    tree = json.loads(sent_out.read_text(encoding="utf-8"))
    path.write_bytes(as_sent(filled(tree, answers, date="2026-12-17")))
    return path


def test_import_reply_writes_a_case_with_the_provider_s_answers(
    sent_out: Path, tmp_path: Path, library: Library
) -> None:
    new = {"joint": [{"joint.what": "Keep her place open", "joint.who": "provider"}]}
    reply, out = replied(sent_out, tmp_path, new), tmp_path / "out.yaml"
    first = refused(run("import-reply", REPLIED, reply, "-o", out))
    assert "add --replace" in first  # who answered, and when, is another already
    assert not out.exists()
    done = run("import-reply", REPLIED, reply, "-o", out, "--replace")

    assert done.returncode == 0, done.stderr
    assert "prov.assessor: has another answer" in done.stdout
    before, after = (read_case(one, library).assessment.answers for one in (REPLIED, out))
    assert after.get("prov.assessor") != before.get("prov.assessor")
    assert after.get("prov.plan") == before.get("prov.plan")
    assert len(after.rows_of("joint")) == len(before.rows_of("joint")) + 1
    assert "is there already" in refused(run("import-reply", REPLIED, reply, "-o", out))


@pytest.mark.parametrize("which", ["another case", "edited", "malformed", "oversized", "none"])
def test_import_reply_refuses_a_file_whole_in_one_line(
    sent_out: Path, tmp_path: Path, which: str
) -> None:
    case, out = tmp_path / "case.yaml", tmp_path / "out.yaml"
    case.write_bytes((CASES[0] if which == "another case" else REPLIED).read_bytes())
    before = case.read_bytes()
    reply = replied(sent_out, tmp_path, {"prov.requires_treatment": "yes"})
    raw = reply.read_bytes()
    spoilt = {"edited": raw.replace(b"2026", b"2027", 1), "malformed": raw[:-9]}
    spoilt["oversized"] = raw + b" " * 2_000_000
    reply.write_bytes(spoilt.get(which, raw))
    if which == "none":
        reply.unlink()

    assert "\n" not in refused(run("import-reply", case, reply, "-o", out, "--replace"))
    assert case.read_bytes() == before
    assert not out.exists()
