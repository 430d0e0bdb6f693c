"""The rules of the house that no other tool checks: what loads what, and what is shipped."""

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import journal

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "journal"
PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CONSTRAINTS = sorted(ROOT.glob("constraints*.txt"))


# --- what loads what: a person waits for every import ----------------------------------------------------------------


def loaded_by(code: str, *arguments: str) -> set[str]:
    """Run code in a fresh Python and return the names of all packages it has loaded at its end."""
    ending = (
        "\nimport json, sys\nsys.stderr.write('\\n' + json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code + ending, *arguments], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return set(json.loads(ended.stderr.splitlines()[-1]))


SQL = {"sqlmodel", "sqlalchemy", "sqlcipher3", "pydantic"}


def test_the_command_line_starts_without_the_interface_the_database_and_cryptography() -> None:
    assert not loaded_by("import journal.cli.main") & {*SQL, "textual", "cryptography", "rich", "dateparser"}


@pytest.mark.parametrize(
    "line",
    [
        ["--help"],
        ["add", "--help"],
        ["mood", "--help"],
        ["list", "--help"],
        ["moods", "--help"],
        ["export", "--help"],
        ["today", "--help"],
        ["review", "--help"],
        ["streak", "--help"],
        ["streak", "slip", "--help"],
        ["share", "--help"],
        ["feed", "--help"],
        ["peer", "add", "--help"],
    ],
    ids=" ".join,
)
def test_help_answers_without_the_interface_the_database_and_cryptography(line: list[str]) -> None:
    code = "import sys; from journal.cli.main import run; assert run(sys.argv[1:]) == 0"
    assert not loaded_by(code, *line) & {*SQL, "textual", "cryptography", "pyrage", "segno"}


def test_the_interface_starts_without_the_database() -> None:
    assert not loaded_by("import journal.app") & {*SQL, "dateparser", "tomlkit"}


def test_the_unlock_screen_is_painted_before_the_database_is_loaded() -> None:
    assert not loaded_by("import journal.app, journal.screens.unlock") & SQL


def test_the_inbox_needs_neither_the_interface_nor_the_database() -> None:
    assert not loaded_by("import journal.vault.inbox") & {*SQL, "textual", "rich"}


@pytest.mark.parametrize("line", [["add", "Slept well."], ["mood", "4"]], ids=" ".join)
def test_a_note_is_sealed_without_the_interface_and_the_database(tmp_path: Path, line: list[str]) -> None:
    from journal.storage import Storage
    from journal.vault import prepare

    home = tmp_path / "home"
    Storage.create(home, prepare("a lamp on the desk")).close()
    code = "import sys; from journal.cli.main import run; assert run(sys.argv[1:]) == 0"
    loaded = loaded_by(code, "--home", str(home), *line)
    assert len(list((home / "inbox").glob("*.sealed"))) == 1
    assert not loaded & {*SQL, "textual", "rich", "dateparser"}


# --- what is shipped -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel of this checkout, built by the build tool that an installation uses."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    [path] = folder.glob("*.whl")
    return zipfile.ZipFile(path)


def test_every_module_stylesheet_and_word_list_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    here = {
        path.relative_to(ROOT).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    shipped = {name for name in wheel.namelist() if name.startswith("journal/")}
    assert any(name.endswith(".tcss") for name in here)
    assert shipped == here


def test_the_wheel_holds_the_journal_and_nothing_beside_it(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert tops == {"journal", f"recovery_journal-{journal.__version__}.dist-info"}


def test_the_version_is_written_once(wheel: zipfile.ZipFile) -> None:
    [metadata] = [name for name in wheel.namelist() if name.endswith("/METADATA")]
    assert f"\nVersion: {journal.__version__}\n" in wheel.read(metadata).decode()
    literal = re.compile(rf"[\"']{re.escape(journal.__version__)}[\"']")
    holders = [
        path for path in [*PACKAGE.rglob("*.py"), ROOT / "pyproject.toml"] if literal.search(path.read_text("utf-8"))
    ]
    assert holders == [PACKAGE / "__init__.py"]
    assert f"## {journal.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


# --- what is installed -----------------------------------------------------------------------------------------------


def asked_for() -> set[str]:
    """The names of all packages that pyproject.toml asks for."""
    project = PYPROJECT["project"]
    lines = [*PYPROJECT["build-system"]["requires"], *project["dependencies"]]
    lines += [line for extra in project["optional-dependencies"].values() for line in extra]
    return {match[0] for line in lines if (match := re.match(r"[\w.-]+", line))}


def test_every_package_that_is_asked_for_is_pinned_with_hashes() -> None:
    text = "".join(path.read_text("utf-8") for path in CONSTRAINTS)
    pinned = {
        match["name"] for match in re.finditer(r"^(?P<name>[\w.-]+)==\S+.* \\\n    --hash=sha256:", text, re.MULTILINE)
    }
    assert asked_for() <= pinned
    assert pinned == set(re.findall(r"^([\w.-]+)==", text, re.MULTILINE))


def test_every_package_that_is_asked_for_has_its_reason_in_the_docs() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    assert not {name for name in asked_for() if f"| {name} " not in text}


def test_the_pins_name_no_place_to_fetch_from() -> None:
    lines = [line.strip() for path in CONSTRAINTS for line in path.read_text("utf-8").splitlines()]
    options = {line for line in lines if line.startswith("-") and not line.startswith("--hash=sha256:")}
    assert options == {"--only-binary :all:", "-r constraints.txt"}
    assert not [line for line in lines if "://" in line]


# --- what stays at home ----------------------------------------------------------------------------------------------

NOT_OURS = {".git", ".venv", "__pycache__", "dist", "build", "corpora", "results", ".hypothesis"}


def own_files() -> Iterator[Path]:
    """Every file of the project that holds text."""
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in NOT_OURS and not name.endswith(("_cache", ".egg-info"))]
        for name in files:
            path = Path(folder, name)
            if (
                not name.startswith(".coverage")
                and path.name != "snapshot_report.html"
                and path.suffix not in {".pyc", ".png", ".db"}
            ):
                yield path


def test_no_file_names_a_package_host_or_a_place_on_one_machine() -> None:
    # Put together here, so that this file may be searched too.
    hosts = ["py" + "pi.", "python" + "hosted", "conda." + "anaconda", "npm" + "js."]
    places = re.compile(r"(?<![\w.~])/(?:root|work)/|[A-Z]:\\Users\\\w|/(?:home|Users)/(?!you\b|sam\b)\w")
    found = []
    for path in own_files():
        text = path.read_text("utf-8", errors="replace")
        found += [f"{path.relative_to(ROOT)}: {host}" for host in hosts if host in text]
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in places.finditer(text)]
    assert not found
