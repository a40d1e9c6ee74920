"""The wheel, built from a source archive, works in an empty environment with no checkout near."""

import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
PIP = ("-m", "pip", "--quiet", "--disable-pip-version-check")

pytestmark = pytest.mark.slow


def run(*words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that must succeed."""
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds the source archive, unpacked as `source`, and the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder, cwd=PROJECT)
    archive = next(folder.glob("*.tar.gz"))
    with tarfile.open(archive) as members:
        members.extractall(folder, filter="data")
    next(path for path in folder.iterdir() if path.is_dir()).rename(folder / "source")
    run(sys.executable, *PIP, "wheel", "--no-deps", folder / "source", cwd=folder)
    return folder


@pytest.fixture(scope="module")
def names(folder: Path) -> set[str]:
    """Return the names of the files in the wheel."""
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        return set(wheel.namelist())


@pytest.mark.parametrize(
    ("place", "ending"),
    [
        ("court_assess/questionnaires", ".yaml"),
        ("court_assess/_rules", ".yaml"),
        ("court_assess/practice_cases", ".yaml"),
        ("court_assess/templates", ".html"),
        ("court_assess/static/dist", "/app.css"),
        ("court_assess/static/dist", "/govuk-frontend.min.js"),
        ("court_assess/static/dist/fonts", "/NotoSans-Regular.ttf"),
        ("court_assess/static/dist/fonts", "/DejaVuSans.ttf"),
        ("court_assess/static/dist/fonts", "/NotoSans-LICENSE.txt"),
        ("court_assess/static/dist/fonts", "/DejaVu-LICENSE.txt"),
    ],
)
def test_the_wheel_holds_all_that_the_app_reads(names: set[str], place: str, ending: str) -> None:
    assert [name for name in names if name.startswith(place) and name.endswith(ending)]


def test_the_wheel_holds_nothing_that_only_development_needs(names: set[str]) -> None:
    unwanted = ("node_modules", "axe", ".scss", "tests/", "__pycache__")
    assert not [name for name in names if any(word in name for word in unwanted)]


def test_the_wheel_holds_no_crown_and_no_gds_transport(folder: Path, names: set[str]) -> None:
    assert not [name for name in names if "crest" in name or "crown" in name or ".woff" in name]
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        style = wheel.read("court_assess/static/dist/app.css").decode()
    assert ".govuk-button" in style
    assert "GDS Transport" not in style
    assert "@font-face" not in style


def test_a_report_comes_out_of_an_empty_environment(folder: Path) -> None:
    run(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
    binaries = folder / "venv" / "bin"
    run(binaries / "python", *PIP, "install", next(folder.glob("*.whl")), cwd=folder)
    case = min((folder / "source/court_assess/practice_cases").glob("*.yaml"))
    outside = folder / "outside"
    outside.mkdir()
    shutil.copy(case, outside)
    shutil.rmtree(folder / "source")  # whatever is found now is found in the wheel

    run(binaries / "court-assess", "check", cwd=outside)
    run(binaries / "court-assess", "report", case.name, "-o", "out.pdf", cwd=outside)

    assert (outside / "out.pdf").read_bytes().startswith(b"%PDF")
